//! An answer in words: as a text that a support engineer pastes into a mail, and as an object of a versioned JSON contract.
//!
//! [`tell`] turns numbers and steps of the proof into the structures of [`json`]; [`text`] and [`html`] lay the same structures out for
//! people. [`why`] tells of every rule how it was settled, [`when`] what a decision comes to over time, [`plan`] what would have to
//! change, and [`ask`] what is to be asked next, in the same three steps. All of them begin with the [`case`] that they are about.

pub mod ask;
pub mod case;
pub mod cite;
pub mod facts;
pub mod html;
pub mod json;
pub mod layout;
pub mod listing;
pub mod listing_text;
pub mod matrix;
pub mod names;
pub mod page;
pub mod plan;
pub mod proof;
pub mod remedies;
pub mod report;
pub mod rows;
pub mod scene;
pub mod steps;
pub mod subject;
pub mod tell;
pub mod template;
pub mod text;
pub mod values;
pub mod when;
pub mod why;
pub mod words;

pub use words::Language;
