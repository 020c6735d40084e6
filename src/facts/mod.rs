//! Fact files held against the vocabulary, straight into the slots of a record.
//!
//! ```text
//! input --Blocks--> block --BlockReader--> record
//!
//! JSON, CSV ---straight---------> slots
//!  `--tree--.                      |
//! YAML ------> nodes ---walk-------'--> or everything that is wrong, each at its place
//! TOML -----'
//! ```
//!
//! ```text
//! record, slot      what is known of a record             feed, cut, blocks, block   an input in blocks of whole records
//! layout, lookup    the keys of the vocabulary            spare, shared, packed      their memory; gzip and zstd
//! straight, window  JSON that is as it should be          json, yaml, toml, table    each format on its own
//! plain, filler     a cell of a table; slots, filled      node, walk, utf8           the way that says what is wrong
//! scalar, repeated  values of a type; members twice       words, excerpt             in which words, and where
//! name, places      what records are called, where facts stand
//! document, presume a record written again; what may be presumed
//! ```
//!
//! A file is cut into blocks of whole records, in turn and cheaply; any thread can read a block. [`Reader`] does both, one after the other.
//!
//! JSON that is as it should be never becomes a tree; where something is wrong, the same text is read once more by way of nodes. What the
//! files may say is the same in every format: a missing key is unknown, `null` is none, a list that ends in `"..."` may have more members.

mod spare;

mod shared;

mod slot;

pub mod record;

mod node;

mod scalar;

mod words;

mod repeated;

mod lookup;

mod json;

mod layout;

mod straight;

mod window;

mod name;

mod walk;

mod plain;

mod filler;

mod places;

mod utf8;

mod excerpt;

mod yaml;

mod toml;

mod format;

pub mod packed;

mod table;

mod block;

mod cut;

mod feed;

#[cfg(feature = "parquet")]
mod parquet;

mod blocks;

mod read;

mod reader;

mod presume;

mod document;

pub use block::Block;
pub use blocks::{Blocks, Limits};
pub use document::Document;
pub use excerpt::BadRecord;
pub use format::{Format, Options, Place};
pub use name::{MemberName, name_member, record_name, value_text};
pub use places::{Places, Told};
pub use presume::{Presumed, presume};
pub use read::BlockReader;
pub use reader::Reader;
pub use record::Record;
