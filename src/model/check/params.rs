//! Params: typed constants with their versions, and what the user sets for one run.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::constant::constant;
use crate::model::policy::{Param, ParamType, ParamValue, TermType, Version};
use crate::model::vocabulary::{Constant, Scalar};
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind};

use super::Checker;
use super::names::Env;

/// A param's type, and whether it may be none.
type Declared = (ParamType, bool);

impl<'a> Checker<'a> {
    pub(super) fn params(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.params.values() {
            let param = self.param(placed.node);
            self.policy.params.insert(param.name.clone(), param);
        }
        let settings = self.settings;
        for node in &settings.overrides {
            self.set_param(node);
        }
    }

    fn param(&mut self, node: &'a ast::Param) -> Param {
        let label = self.label(&node.label);
        let declared = self.param_type(node).unwrap_or((ParamType::Term(TermType::Scalar(Scalar::YesNo)), true));
        let mut versions = Vec::new();
        versions.extend(self.version(&node.value, None, &node.cite, declared));
        for later in &node.later {
            let from = later.from.moment.seconds(self.policy.zone());
            self.in_order(&versions, from, later.from.span);
            versions.extend(self.version(&later.value, Some(from), &later.cite, declared));
        }
        if versions.is_empty() {
            // Reported above; something has to stand in its place.
            versions.push(Version { from: None, value: ParamValue::Scalar(Constant::None), cite: Vec::new(), span: node.name.span });
        }
        Param { name: node.name.text.clone(), label, ty: declared.0, optional: declared.1, versions, span: node.name.span }
    }

    fn in_order(&mut self, versions: &[Version], from: i64, span: Span) {
        if let Some(last) = versions.last()
            && last.from.is_some_and(|earlier| earlier >= from)
        {
            let last = last.span;
            let diagnostic = Diagnostic::error(Code::Clauses, span, "a later value begins on a later date than the one before it");
            self.report(diagnostic.and(last, "the one before"));
        }
    }

    fn version(&mut self, value: &Expression, from: Option<i64>, cite: &[ast::Name], (ty, optional): Declared) -> Option<Version> {
        let cite = self.cited(cite);
        let span = value.span;
        let value = self.param_value(value, ty, optional)?;
        Some(Version { from, value, cite, span })
    }

    fn param_type(&mut self, node: &'a ast::Param) -> Option<Declared> {
        let Some(ty) = &node.ty else { return self.inferred(&node.value).map(|ty| (ty, false)) };
        let found = match &ty.kind {
            ast::TypeKind::Named(name) if name.text == "period" => ParamType::Term(TermType::Period),
            ast::TypeKind::Named(name) => ParamType::Term(TermType::Scalar(self.scalar(name)?)),
            ast::TypeKind::Money(currency) => {
                ParamType::Term(TermType::Scalar(Scalar::Money(crate::model::vocabulary::Currency::parse(&currency.text)?)))
            }
            ast::TypeKind::Set(name) => match name.text.as_str() {
                "text" => ParamType::Set(self.element(name)?),
                _ => match self.scalar(name)? {
                    Scalar::Enum(id) => ParamType::Set(crate::model::vocabulary::Element::Enum(id)),
                    scalar => ParamType::SetOf(scalar),
                },
            },
            ast::TypeKind::List(_) => {
                self.error(Code::TypeMismatch, ty.span, "a param is a single value or a set");
                return None;
            }
        };
        Some((found, ty.optional))
    }

    /// The type of a param that says none.
    fn inferred(&mut self, value: &Expression) -> Option<ParamType> {
        let env = Env::default();
        match &value.kind {
            ExpressionKind::Set { members, .. } => match members.iter().find_map(|member| self.peek(member, &env)) {
                Some(TermType::Scalar(Scalar::Text)) => Some(ParamType::Set(crate::model::vocabulary::Element::Text)),
                Some(TermType::Scalar(scalar)) => Some(ParamType::SetOf(scalar)),
                _ => self.needs_type(value),
            },
            _ => match self.peek(value, &env) {
                Some(ty) => Some(ParamType::Term(ty)),
                None => self.needs_type(value),
            },
        }
    }

    fn needs_type(&mut self, value: &Expression) -> Option<ParamType> {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, "the type of this param does not show");
        self.report(diagnostic.help("say it: `param colours : set of colour = {…}`"));
        None
    }

    fn param_value(&mut self, value: &Expression, ty: ParamType, optional: bool) -> Option<ParamValue> {
        match ty {
            ParamType::Term(TermType::Scalar(scalar)) => self.constant_of(value, scalar, optional).map(ParamValue::Scalar),
            ParamType::Term(TermType::Period) => {
                let typed = self.typed_as(value, TermType::Period, &Env::default())?;
                let found = constant(&self.policy, &typed.term, 0);
                if found.is_none() {
                    self.error(Code::NotConstant, value.span, "this has to be a constant");
                }
                found.map(ParamValue::Scalar)
            }
            ParamType::Set(element) => self.constant_set(value, element).map(ParamValue::Set),
            ParamType::SetOf(scalar) => {
                let ExpressionKind::Set { members, .. } = &value.kind else {
                    self.error(Code::TypeMismatch, value.span, "expected a set such as `{1, 2}`");
                    return None;
                };
                let found: Vec<_> = members.iter().map(|member| self.constant_of(member, scalar, false)).collect();
                found.into_iter().collect::<Option<Vec<_>>>().map(ParamValue::Set)
            }
        }
    }

    fn set_param(&mut self, node: &ast::Param) {
        let name = &node.name;
        let Some(declared) = self.policy.params.get(&name.text).map(|param| (param.ty, param.optional)) else {
            let names = self.declarations.params.keys().copied();
            let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no param is called `{}`", name.text));
            self.report(diagnostic.suggesting(&name.text, names));
            return;
        };
        let Some(version) = self.version(&node.value, None, &[], declared) else { return };
        if let Some(param) = self.policy.params.get_mut(&name.text) {
            param.versions = vec![version];
        }
    }
}
