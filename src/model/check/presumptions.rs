//! What is presumed of a fact that nobody has said.

use crate::diagnostic::Code;
use crate::model::policy::Policy;
use crate::model::vocabulary::{Kind, Presumption};
use crate::source::Span;
use crate::syntax::ast;

use super::Checker;

impl<'a> Checker<'a> {
    /// `assume …`, once all types are known.
    pub(super) fn presumptions(&mut self) {
        for (record, placed) in self.declarations.records.values().enumerate() {
            for field in &placed.node.fields {
                let of = |policy: &Policy| {
                    policy.vocabulary.records.get(record).and_then(|of| of.fields.get(&field.name.text)).map(|fact| fact.kind)
                };
                let Some(kind) = of(&self.policy) else { continue };
                let assume = self.presumption(field, kind);
                let record = self.policy.vocabulary.records.get_mut(record);
                if let Some(fact) = record.and_then(|of| of.fields.get_mut(&field.name.text)) {
                    fact.assume = assume;
                }
            }
        }
        for index in 0..self.policy.vocabulary.facts.len() {
            let Some((span, kind)) = self.policy.vocabulary.facts.get(index).map(|fact| (fact.span, fact.kind)) else { continue };
            let Some(field) = self.field_at(span) else { continue };
            let assume = self.presumption(field, kind);
            if let Some(fact) = self.policy.vocabulary.facts.get_mut(index) {
                fact.assume = assume;
            }
        }
    }

    fn field_at(&self, span: Span) -> Option<&'a ast::Field> {
        let records = self.declarations.records.values().flat_map(|placed| &placed.node.fields);
        let entities = self.declarations.entities.values().flat_map(|placed| match &placed.node.shape {
            ast::Shape::Fields(fields) => fields.as_slice(),
            ast::Shape::Of(_) => &[],
        });
        records.chain(entities).find(|field| field.span == span)
    }

    fn presumption(&mut self, field: &'a ast::Field, kind: Kind) -> Option<Presumption> {
        let value = field.assume.as_ref()?;
        match kind {
            Kind::Scalar { scalar, optional } => self.constant_of(value, scalar, optional).map(Presumption::Scalar),
            Kind::Set(element) => self.constant_set(value, element).map(Presumption::Set),
            Kind::List(_) => {
                let empty = matches!(&value.kind, ast::ExpressionKind::List { elements, more: false } if elements.is_empty());
                if !empty {
                    self.error(Code::TypeMismatch, value.span, "of a list only `[]` can be assumed");
                }
                empty.then_some(Presumption::EmptyList)
            }
        }
    }
}
