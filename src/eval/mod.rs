//! The one evaluator, generic over what it records: nothing when records are decided in bulk, a proof when an answer is wanted.
//!
//! ```text
//! decide   a whole decision, silently           answer   types of answers
//! full     a whole decision, with its proof     proof    types of proofs
//! ask      single questions                     needs    what an unknown answer lacks, read off its proof
//! bulk     many records at once                 names    what members are called
//!
//! rules, tables, conditions, terms, sets, lists: a section of the formal definition each, on `evaluator` and `recorder`
//! ```

pub mod answer;
pub mod ask;
mod bulk;
mod conditions;
mod decide;
mod evaluator;
mod full;
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

pub use bulk::Decider;
pub use decide::decide;
pub use evaluator::Scratch;
pub use full::{answer, whole_answer};
pub use lists::Span;
pub use needs::needs;
