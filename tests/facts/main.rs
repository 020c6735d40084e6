//! Fact files: what they come to, and what is said of those that are wrong, in every format.

mod agreement;
mod any_json;
mod blocks;
mod csv;
mod depth;
mod dice;
mod json;
mod names;
mod packed;
mod places;
mod presume;
mod stream;
mod support;
mod toml;
mod yaml;
