//! Fact files held against the vocabulary, straight into the slots of a record.

pub mod record;

pub use record::Record;
