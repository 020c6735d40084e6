//! Fact files held against the vocabulary, straight into the slots of a record.
//!
//! JSON goes straight into the slots (`json::fast`) and is read once more, with its places, only where something is wrong; YAML and TOML
//! always go by way of nodes with places. What a file may hold is the same for all formats and is decided in one file, `walk`.
//!

pub mod record;

mod words;

mod node;

mod scalar;

mod repeated;

mod names;

mod layout;

mod name;

mod presume;

mod walk;

mod filler;

mod utf8;

mod excerpt;

mod json;

mod yaml;

mod toml;

mod reader;

pub use excerpt::BadRecord;
pub use name::{MemberName, name_member, record_name};
pub use presume::{Presumed, presume};
pub use reader::{Format, Options, Place, Reader};
pub use record::Record;
