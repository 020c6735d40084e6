//! Many records, in order, in bounded memory.
//!
//! ```text
//! pipeline  pieces shared among threads          turns    what comes of them, in order again
//! judge     what all records of a run share      clerk    a worker: from records to a sheet of answers
//! line      one record with its ruling           tally    how many had which answer
//! column    what may be told of a record         cell     the same as JSON, and in a table
//! form      what answers look like               sheet    the answers of a block, or of small files
//! fault     a record that could not be read, as an object
//! parquet   rows of cells as a file
//! summary   what a whole run looks like
//! ```
//!
//! Every record is first decided silently, a block at a time. The full answer, which takes many times as long, is made only where it is
//! written, or where a column is asked for that it alone can tell.

pub mod cell;
pub mod clerk;
pub mod column;
pub mod fault;
pub mod form;
pub mod judge;
pub mod line;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod pipeline;
pub mod sheet;
pub mod summary;
pub mod tally;
mod turns;
