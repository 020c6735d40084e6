//! The vocabulary, a part after the other: who acts, the enums, the facts and what is presumed of them.

use indexmap::IndexMap;

use crate::diagnostic::Code;
use crate::model::vocabulary::{Actor, Enum, Member};

use super::Checker;

impl Checker<'_> {
    pub(super) fn vocabulary(&mut self) {
        self.actors();
        self.enums();
        self.name_entities();
        self.records();
        self.entities();
        self.presumptions();
        self.named_by();
    }

    fn actors(&mut self) {
        for placed in self.declarations.actors.values() {
            let label = self.label(&placed.node.label);
            let name = placed.node.name.text.clone();
            self.policy.vocabulary.actors.push(Actor { name, label, span: placed.node.name.span });
        }
    }

    fn enums(&mut self) {
        for placed in self.declarations.enums.values() {
            let mut members = IndexMap::new();
            for member in &placed.node.members {
                let label = self.label(&member.label);
                let name = member.name.text.clone();
                let meant = Member { name: name.clone(), label, doc: member.doc.clone(), span: member.name.span };
                if members.insert(name, meant).is_some() {
                    self.error(Code::DuplicateName, member.name.span, format!("the enum has two members called `{}`", member.name.text));
                }
            }
            let name = placed.node.name.text.clone();
            self.policy.vocabulary.enums.push(Enum { name, members, span: placed.node.name.span });
        }
    }
}
