//! What the grammar expected, in an author's words.

use super::Rule;

/// How many things a message lists.
const LISTED: usize = 5;
