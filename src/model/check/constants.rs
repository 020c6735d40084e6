//! Expressions that have to come to a constant: presumptions, params, cells.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::constant::constant;
use crate::model::policy::TermType;
use crate::model::vocabulary::{Constant, Element, Scalar};
use crate::syntax::ast::{Expression, ExpressionKind};

use super::Checker;
use super::names::Env;

impl Checker<'_> {
    /// A constant of a type; params may not stand in it.
    pub(super) fn constant_of(&mut self, value: &Expression, scalar: Scalar, optional: bool) -> Option<Constant> {
        let wanted = TermType::Scalar(scalar);
        let typed = self.typed_as(value, wanted, &Env::default())?;
        if typed.ty.is_none() && !optional {
            let message = format!("{} is never none", wanted.a_name(&self.policy.vocabulary));
            let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, message);
            self.report(diagnostic.help("a type with `?` may be none"));
            return None;
        }
        let found = constant(&self.policy, &typed.term, 0);
        if found.is_none() {
            self.error(Code::NotConstant, value.span, "this has to be a constant");
        }
        found
    }

    /// `{a, b}` of constants.
    pub(super) fn constant_set(&mut self, value: &Expression, element: Element) -> Option<Vec<Constant>> {
        let ExpressionKind::Set { members, more } = &value.kind else {
            self.error(Code::TypeMismatch, value.span, "expected a set such as `{a, b}`");
            return None;
        };
        if *more {
            self.error(Code::NotConstant, value.span, "a set of constants says all of its members");
        }
        let scalar = element.scalar();
        let found: Vec<Constant> = members.iter().filter_map(|member| self.constant_of(member, scalar, false)).collect();
        for (index, constant) in found.iter().enumerate() {
            if found.iter().take(index).any(|earlier| earlier == constant) {
                let span = members.get(index).map_or(value.span, |member| member.span);
                self.error(Code::DuplicateMember, span, "this member stands in the set twice");
            }
        }
        Some(found)
    }
}
