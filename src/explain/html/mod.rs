//! Answers as pages that need nothing else: no script, no network. They are read on a screen, light or dark, and on paper, by people and
//! by programs: a page is well-formed as XML, too.
//!
//! ```text
//! frame     the page itself: head, style, switch of languages
//! articles  a page of records: an index, and an article a record
//! answers   what is said of a record that was judged
//! parts     what stands in articles of every kind
//! cards     the entries of an answer             evidence  what an entry rests on: facts, the policy's text, the proof
//! clauses   of documents, with links
//! matrix    a table that decided                 checklist what is to be done, by whom
//! timeline  a picture, and its edges in words
//! when      timelines as a page                        why       explanations
//! plan      checklists of plans
//! words     the fixed words of pages
//! ```

pub mod answers;
pub mod articles;
mod cards;
mod checklist;
mod clauses;
mod evidence;
pub mod frame;
mod matrix;
mod parts;
pub mod plan;
mod timeline;
pub mod when;
pub mod why;
mod words;

pub use parts::Library;
