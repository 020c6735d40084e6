//! The facts blocks that cases start from, laid out once for each instant.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::Name;

use super::blocks;
use super::sheet::Sheet;
use super::values::Reader;

/// A block's facts, those of the blocks below it included.
struct Base {
    sheet: Sheet,
    used_now: Option<Span>,
    found: Vec<Diagnostic>,
}

/// Blocks that were laid out, by name and instant.
#[derive(Default)]
pub struct Bases<'p> {
    laid: IndexMap<(&'p str, i64), Base>,
}

impl<'p> Bases<'p> {
    /// The facts of a block at the reader's instant; what is wrong with them is reported.
    pub fn sheet(&mut self, reader: &mut Reader<'p>, name: &Name) -> Sheet {
        let Some((key, _)) = reader.policy.facts.get_key_value(&name.text) else {
            return blocks::sheet(reader, name).unwrap_or_default();
        };
        let base = self.laid.entry((key.as_str(), reader.at)).or_insert_with(|| {
            let mut reader = Reader::new(reader.policy, reader.at);
            let sheet = blocks::sheet(&mut reader, name).unwrap_or_default();
            Base { sheet, used_now: reader.used_now, found: reader.found }
        });
        reader.used_now = reader.used_now.or(base.used_now);
        reader.found.extend(base.found.iter().cloned());
        base.sheet.clone()
    }
}
