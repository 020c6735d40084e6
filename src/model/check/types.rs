//! The types of facts and answers, by their names.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::policy::TermType;
use crate::model::vocabulary::{Currency, Element, EnumId, Kind, RecordId, Scalar};
use crate::syntax::ast;

use super::Checker;

impl Checker<'_> {
    pub(super) fn kind(&mut self, ty: &ast::Type) -> Option<Kind> {
        let kind = match &ty.kind {
            ast::TypeKind::Named(name) => Kind::Scalar { scalar: self.scalar(name)?, optional: ty.optional },
            ast::TypeKind::Money(currency) => Kind::Scalar { scalar: self.money(currency)?, optional: ty.optional },
            ast::TypeKind::Set(element) => Kind::Set(self.element(element)?),
            ast::TypeKind::List(record) => Kind::List(self.list_record(record)?),
        };
        if ty.optional && !matches!(kind, Kind::Scalar { .. }) {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, ty.span, "a set or a list cannot be none");
            self.report(diagnostic.help("an empty one says that there is nothing"));
        }
        Some(kind)
    }

    /// Of an answer, and whether it may be none.
    pub(super) fn term_type(&mut self, ty: &ast::Type) -> Option<(TermType, bool)> {
        let scalar = match &ty.kind {
            ast::TypeKind::Named(name) => self.scalar(name)?,
            ast::TypeKind::Money(currency) => Scalar::Money(Currency::parse(&currency.text)?),
            _ => {
                self.error(Code::TypeMismatch, ty.span, "an answer is a single value, not a set or a list");
                return None;
            }
        };
        Some((TermType::Scalar(scalar), ty.optional))
    }

    fn money(&mut self, currency: &ast::Name) -> Option<Scalar> {
        let found = Currency::parse(&currency.text);
        if found.is_none() {
            self.error(Code::BadLiteral, currency.span, "a currency is three capital letters such as `CNY`");
        }
        found.map(Scalar::Money)
    }

    pub(super) fn scalar(&mut self, name: &ast::Name) -> Option<Scalar> {
        Some(match name.text.as_str() {
            "yes_no" => Scalar::YesNo,
            "integer" => Scalar::Integer,
            "number" => Scalar::Number,
            "text" => Scalar::Text,
            "time" => Scalar::Time,
            "date" => Scalar::Date,
            "duration" => Scalar::Duration,
            _ => Scalar::Enum(self.enumeration(name)?),
        })
    }

    fn enumeration(&mut self, name: &ast::Name) -> Option<EnumId> {
        let index = self.policy.vocabulary.enums.iter().position(|of| of.name == name.text);
        if index.is_none() {
            let plain = ["yes_no", "integer", "number", "text", "time", "date", "duration", "money", "set", "list"];
            let names = self.declarations.enums.keys().chain(self.declarations.records.keys()).copied().chain(plain);
            let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no type is called `{}`", name.text));
            let diagnostic = diagnostic.suggesting(&name.text, names);
            self.report(
                diagnostic.help(
                    "types are yes_no, integer, number, money CNY, text, time, date, duration, an enum, a record, set of …, list of …",
                ),
            );
        }
        index.and_then(|index| u32::try_from(index).ok()).map(EnumId)
    }

    pub(super) fn element(&mut self, name: &ast::Name) -> Option<Element> {
        if name.text == "text" {
            return Some(Element::Text);
        }
        self.enumeration(name).map(Element::Enum)
    }

    fn list_record(&mut self, name: &ast::Name) -> Option<RecordId> {
        let index = self.declarations.records.get_index_of(name.text.as_str());
        if index.is_none() {
            let names = self.declarations.records.keys().copied();
            let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no record is called `{}`", name.text));
            let diagnostic = diagnostic.suggesting(&name.text, names);
            self.report(diagnostic);
        }
        index.and_then(|index| u32::try_from(index).ok()).map(RecordId)
    }
}
