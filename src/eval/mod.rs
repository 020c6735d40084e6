//! The one evaluator, generic over what it records: nothing when records are decided in bulk, a proof when an answer is wanted.
//!
//! ```text
//! decide   a whole decision, silently           answer   types of answers
//! full     a whole decision, with its proof     proof    types of proofs
//! ask      single questions                     needs    what an unknown answer lacks, read off its proof
//! guards   rules that one fact rules out        names    what members are called
//!
//! rules, tables, conditions, terms, sets, lists: a section of the formal definition each, on `evaluator` and `recorder`
//! ```

pub mod answer;
pub mod ask;
mod conditions;
mod decide;
mod evaluator;
mod full;
mod guards;
mod lists;
pub mod names;
mod needs;
mod notices;
pub mod proof;
mod recorder;
mod rules;
mod sets;
mod tables;
mod terms;

pub use decide::{Decider, decide};
pub use evaluator::Scratch;
pub use full::answer;
pub use lists::Span;
pub use needs::needs;
