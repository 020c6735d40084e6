//! Fact files: what they come to, and what is said of those that are wrong, in every format.

mod support;

mod json;
