//! Many records, in order, in bounded memory.

#[cfg(feature = "parquet")]
pub mod parquet;
