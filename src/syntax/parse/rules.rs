//! Rules, exceptions, and the notices beside a verdict.

use super::Rule;
use super::build::{Builder, Built, Clauses, Pair, Parts, first_word};
use crate::diagnostic::Code;
use crate::syntax::ast;
use crate::syntax::ast::{
    Because, Conditions, Effective, Exception, Instances, Name, Notice, NoticeKind, Over, Phase, Remedy, RemedyKind, Verb,
};

impl<'t> Builder<'t> {
    pub fn rule(&mut self, pair: Pair<'t>) -> Built<ast::Rule> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let instances = self.instances(&mut parts)?;
        let clauses = self.clauses(parts, &[Rule::remedy]);
        let Some(verb) = clauses.one(Rule::verb) else {
            return self.lacks(&name, "a rule says what it does: `forbid`, `permit` or `warn`, and the decision");
        };
        let (verb, decision) = (verb_of(verb.as_str()), self.only_name(verb)?);
        let conditions = self.conditions(&clauses)?;
        let because = clauses.one(Rule::because).map(|pair| self.because(pair)).transpose()?;
        let remedies = self.remedies(&clauses)?;
        Ok(ast::Rule { name, instances, verb, decision, conditions, because, remedies })
    }

    /// A declaration lacks a clause.
    pub fn lacks<T>(&mut self, name: &Name, what: &str) -> Built<T> {
        self.error(Code::Clauses, name.span, what)
    }

    /// `for party in {source, target}`
    fn instances(&mut self, parts: &mut Parts<'t>) -> Built<Option<Instances>> {
        let Some(pair) = parts.maybe(Rule::instances) else { return Ok(None) };
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let over = parts.need()?;
        let over = match over.as_rule() {
            Rule::path => Over::Path(self.path(&over)),
            _ => Over::Entities(self.names(Parts::of(over))),
        };
        Ok(Some(Instances { name, over }))
    }

    /// The clauses that rules, tables, exceptions and notices share.
    pub fn conditions(&mut self, clauses: &Clauses<'t>) -> Built<Conditions> {
        let mut condition = |kind| clauses.one(kind).map(|pair| self.clause_expression(pair)).transpose();
        let (given, when, unless) = (condition(Rule::given)?, condition(Rule::when)?, condition(Rule::unless)?);
        let reading = clauses.one(Rule::reading).map(|pair| self.clause_texts(pair)).transpose()?;
        let effective = clauses.one(Rule::effective).map(|pair| self.effective(pair)).transpose()?;
        Ok(Conditions { given, when, unless, reading, effective, cite: self.cite(clauses.one(Rule::cite)) })
    }

    /// `effective from 2026-01-01 through 2026-06-30`
    fn effective(&mut self, pair: Pair<'t>) -> Built<Effective> {
        let span = self.span(&pair);
        let mut effective = Effective { from: None, through: None, span };
        let mut parts = pair.into_inner().skip(1);
        while let (Some(word), Some(time)) = (parts.next(), parts.next()) {
            let time = Some(self.time(&time)?);
            *(if word.as_rule() == Rule::k_from { &mut effective.from } else { &mut effective.through }) = time;
        }
        if effective.from.is_none() && effective.through.is_none() {
            return self.error(Code::Clauses, span, "`effective` says from when or through when: `effective from 2026-01-01`");
        }
        Ok(effective)
    }

    fn because(&mut self, pair: Pair<'t>) -> Built<Because> {
        let inner = Parts::of(pair).need()?;
        Ok(match inner.as_rule() {
            Rule::texts => Because::Texts(self.texts(inner)?),
            _ => Because::Message(self.name(&inner)),
        })
    }

    pub fn remedies(&mut self, clauses: &Clauses<'t>) -> Built<Vec<Remedy>> {
        clauses.all(Rule::remedy).map(|pair| self.remedy(pair)).collect()
    }

    pub fn remedy(&mut self, pair: Pair<'t>) -> Built<Remedy> {
        let span = self.span(&pair);
        let kind = Parts::of(pair).need()?;
        let form = kind.as_rule();
        let mut parts = Parts::of(kind);
        let kind = match form {
            Rule::wait => RemedyKind::Wait { texts: self.maybe_texts(&mut parts)? },
            Rule::impossible => RemedyKind::Impossible { texts: self.maybe_texts(&mut parts)?, suggest: self.names(parts) },
            _ => {
                let (actor, texts) = (self.name(&parts.need()?), self.maybe_texts(&mut parts)?);
                let makes = parts.next().map(|makes| self.expression(makes)).transpose()?;
                RemedyKind::By { actor, texts, makes }
            }
        };
        Ok(Remedy { kind, span })
    }

    pub fn exception(&mut self, pair: Pair<'t>) -> Built<Exception> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let to = parts.take_all(Rule::name);
        let to = self.names(to.into_iter());
        let clauses = self.clauses(parts, &[]);
        let conditions = self.conditions(&clauses)?;
        let because = clauses.one(Rule::because).map(|pair| self.because(pair)).transpose()?;
        Ok(Exception { name, to, conditions, because })
    }

    pub fn duty(&mut self, pair: Pair<'t>) -> Built<Notice> {
        self.notice(pair, "duty", |builder, name, clauses| {
            let Some(of) = clauses.one(Rule::of) else {
                return builder.lacks(name, "a duty says whose it is: `of target`");
            };
            let (of, (phase, decision)) = (builder.names(Parts::of(of)), builder.phase(name, clauses)?);
            Ok(NoticeKind::Duty { of, phase, decision })
        })
    }

    pub fn effect(&mut self, pair: Pair<'t>) -> Built<Notice> {
        self.notice(pair, "effect", |builder, name, clauses| {
            let (phase, decision) = builder.phase(name, clauses)?;
            Ok(NoticeKind::Effect { phase, decision })
        })
    }

    pub fn suggestion(&mut self, pair: Pair<'t>) -> Built<Notice> {
        self.notice(pair, "suggestion", |builder, _, clauses| {
            let instead_of = clauses.one(Rule::instead).map(|pair| builder.only_name(pair)).transpose()?;
            Ok(NoticeKind::Suggestion { instead_of })
        })
    }

    fn notice(&mut self, pair: Pair<'t>, what: &str, kind: fn(&mut Self, &Name, &Clauses<'t>) -> Built<NoticeKind>) -> Built<Notice> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let instances = self.instances(&mut parts)?;
        let clauses = self.clauses(parts, &[]);
        let kind = kind(self, &name, &clauses)?;
        let conditions = self.conditions(&clauses)?;
        let Some(says) = clauses.one(Rule::says) else {
            return self.lacks(&name, &format!("this {what} has no text: `says en \"…\"`"));
        };
        Ok(Notice { name, kind, instances, conditions, says: self.clause_texts(says)? })
    }

    /// `after transfer`
    fn phase(&mut self, name: &Name, clauses: &Clauses<'t>) -> Built<(Phase, Name)> {
        let Some(pair) = clauses.one(Rule::phase) else {
            return self.lacks(name, "it does not say when: `before`, `during` or `after`, and the decision");
        };
        let phase = match first_word(pair.as_str()) {
            "before" => Phase::Before,
            "during" => Phase::During,
            _ => Phase::After,
        };
        Ok((phase, self.only_name(pair)?))
    }
}

fn verb_of(clause: &str) -> Verb {
    match first_word(clause) {
        "forbid" => Verb::Forbid,
        "permit" => Verb::Permit,
        _ => Verb::Warn,
    }
}
