//! Fact files held against the vocabulary, straight into the slots of a record.
//!
//! ```text
//! JSON -------straight---------> slots
//!  `--tree--.                     |
//! YAML ------> nodes ---walk------'--> or everything that is wrong, each at its place
//! TOML -----'
//! ```
//!
//! JSON that is as it should be never becomes a tree; where something is wrong, the same text is read once more by way of nodes. What the
//! files may say is the same in every format: a missing key is unknown, `null` is none, a list that ends in `"..."` may have more members.

pub mod record;

mod node;

mod scalar;

mod words;

mod repeated;

mod lookup;

mod json;

mod layout;

mod straight;

mod name;

mod walk;

mod filler;

mod utf8;

mod excerpt;

mod json_lines;

mod json_file;

mod yaml;

mod toml;

mod reader;

mod presume;

pub use excerpt::BadRecord;
pub use name::{MemberName, name_member, record_name, value_text};
pub use presume::{Presumed, presume};
pub use reader::{Format, Options, Place, Reader};
pub use record::Record;
