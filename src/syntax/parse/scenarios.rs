//! Facts and scenarios.

use super::Rule;
use super::build::{Builder, Built, Clauses, Pair, Parts, first_word};
use crate::syntax::ast::{
    Expectation, ExpectationKind, ExpectedRemedy, Facts, Name, Needed, Noted, NotedKind, Reference, Scenario, Setting,
};

impl<'t> Builder<'t> {
    pub fn facts(&mut self, pair: Pair<'t>) -> Built<Facts> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let from = parts.maybe(Rule::name).map(|base| self.name(&base));
        Ok(Facts { name, from, assignments: self.assignments(parts)? })
    }

    pub fn scenario(&mut self, pair: Pair<'t>) -> Built<Scenario> {
        let mut parts = Parts::of(pair);
        let (title, decision) = self.scenario_head(&mut parts)?;
        let clauses = self.clauses(parts, &[Rule::with, Rule::without, Rule::expect]);
        let expect: Vec<Expectation> =
            clauses.all(Rule::expect).map(|pair| self.expectation(Parts::of(pair).need()?)).collect::<Built<_>>()?;
        if expect.is_empty() {
            return self.lacks(&title, "a scenario expects something: `expect permitted`");
        }
        Ok(Scenario { expect, ..self.setting_of(title, decision, &clauses)? })
    }

    pub fn scenario_head(&mut self, parts: &mut Parts<'t>) -> Built<(Name, Name)> {
        Ok((self.plain_text(parts.need()?)?, self.name(&parts.need()?)))
    }

    /// What a scenario and an outline start from.
    pub fn setting_of(&mut self, title: Name, decision: Name, clauses: &Clauses<'t>) -> Built<Scenario> {
        let from = clauses.one(Rule::base).map(|pair| self.only_name(pair)).transpose()?;
        let at = clauses.one(Rule::at).map(|pair| self.clause_time(pair)).transpose()?;
        let with = clauses.all(Rule::with).flat_map(Parts::of).map(|pair| self.setting(pair)).collect::<Built<_>>()?;
        let without = clauses.all(Rule::without).flat_map(Parts::of).map(|path| self.path(&path)).collect();
        Ok(Scenario { title, decision, from, at, with, without, expect: Vec::new(), outline: None })
    }

    /// `instance.status = running`
    fn setting(&mut self, pair: Pair<'t>) -> Built<Setting> {
        let mut parts = Parts::of(pair);
        Ok(Setting { path: self.path(&parts.need()?), value: self.value(parts.need()?)? })
    }

    pub fn expectation(&mut self, pair: Pair<'t>) -> Built<Expectation> {
        let span = self.span(&pair);
        let kind = Parts::of(pair).need()?;
        let kind = match kind.as_rule() {
            Rule::permitted => ExpectationKind::Permitted,
            Rule::forbidden => ExpectationKind::Forbidden(Parts::of(kind).map(|pair| self.reference(pair)).collect::<Built<_>>()?),
            Rule::undetermined => ExpectationKind::Undetermined(Parts::of(kind).map(|pair| self.needed(pair)).collect::<Built<_>>()?),
            Rule::expect_remedy => ExpectationKind::Remedy(self.expected_remedy(kind)?),
            Rule::noted => self.noted(kind)?,
            _ => {
                let mut parts = Parts::of(kind);
                ExpectationKind::Value { decision: self.name(&parts.need()?), value: self.value(parts.need()?)? }
            }
        };
        Ok(Expectation { kind, span })
    }

    /// `remedy wait until 2024-09-01T00:00:01Z`
    fn expected_remedy(&mut self, pair: Pair<'t>) -> Built<ExpectedRemedy> {
        let impossible = pair.clone().into_inner().any(|part| part.as_rule() == Rule::k_impossible);
        Ok(match Parts::of(pair).next() {
            Some(part) if part.as_rule() == Rule::time => ExpectedRemedy::Wait(Some(self.time(&part)?)),
            Some(actor) => ExpectedRemedy::By(self.name(&actor)),
            None if impossible => ExpectedRemedy::Impossible,
            None => ExpectedRemedy::Wait(None),
        })
    }

    /// `no warning open_list`
    fn noted(&mut self, pair: Pair<'t>) -> Built<ExpectationKind> {
        let words: Vec<Rule> = pair.clone().into_inner().map(|part| part.as_rule()).collect();
        let noted = match () {
            () if words.contains(&Rule::k_no) => Noted::Absent,
            () if words.contains(&Rule::k_unknown) => Noted::Unknown,
            () => Noted::Told,
        };
        let kind = match () {
            () if words.contains(&Rule::k_warning) => NotedKind::Warning,
            () if words.contains(&Rule::k_duty) => NotedKind::Duty,
            () if words.contains(&Rule::k_effect) => NotedKind::Effect,
            () => NotedKind::Suggestion,
        };
        let reference = self.reference(Parts::of(pair).need()?)?;
        Ok(ExpectationKind::Noted { noted, kind, reference })
    }

    /// `encrypted_disk("d-1")`
    fn reference(&mut self, pair: Pair<'t>) -> Built<Reference> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let member = parts.next().map(|member| self.member_name(member)).transpose()?;
        Ok(Reference { name, member, span })
    }

    /// `instance.disks("d-1").encrypted`
    fn needed(&mut self, pair: Pair<'t>) -> Built<Needed> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let path = self.path(&parts.need()?);
        let member = parts.next().map(|member| self.member_name(member)).transpose()?;
        let after = parts.next().map(|after| after.as_str().to_owned());
        Ok(Needed { path, member, after, span })
    }

    fn member_name(&mut self, pair: Pair<'t>) -> Built<String> {
        if pair.as_rule() == Rule::text { Ok(self.plain_text(pair)?.text) } else { Ok(first_word(pair.as_str()).to_owned()) }
    }
}
