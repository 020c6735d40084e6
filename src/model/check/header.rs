//! The header of the set.

use crate::diagnostic::Code;
use crate::value::calendar::Zone;

use super::Checker;

impl Checker<'_> {
    pub(super) fn header(&mut self) {
        let Some(header) = self.declarations.policy else { return };
        self.policy.name.clone_from(&header.name.text);
        self.policy.vocabulary.languages = header.languages.iter().map(|name| name.text.clone()).collect();
        if let Some(title) = &header.title {
            self.policy.title = self.label(title);
        }
        if let Some(zone) = &header.time_zone {
            match Zone::parse(&zone.text) {
                Some(zone) => self.policy.vocabulary.zone = zone,
                None => self.error(Code::BadLiteral, zone.span, format!("`{}` is no offset such as `+08:00`", zone.text)),
            }
        }
    }

    pub(super) fn named_by(&mut self) {
        let Some(header) = self.declarations.policy else { return };
        for path in &header.named_by {
            if let Some(fact) = self.scalar_fact(path) {
                self.policy.vocabulary.named_by.push(fact);
            }
        }
    }
}
