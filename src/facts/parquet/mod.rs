//! Parquet: row groups read as batches of columns, only those that the vocabulary knows; each column is turned into slots as a whole.
//!
//! A column is named by a fact's path, or stands within a group that is named by its entity. What is null is unknown; on request, it is
//! none where the vocabulary allows that. A record's line is its row.

mod bind;
mod blocks;
mod nodes;
mod rows;
mod texts;
mod values;

pub use ::parquet::file::reader::ChunkReader;
pub use blocks::{Batch, Batches};
pub use rows::Rows;
