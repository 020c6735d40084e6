//! Why, and why not: the rules of a decision with their proofs.
//!
//! ```text
//! json  the types, as `why.schema.json` promises them     tell  from an answer to these
//! text  for people                                        dot   for Graphviz
//! ```

pub mod dot;
pub mod json;
pub mod tell;
pub mod text;
