//! The set, its documents, what can be known and asked, parameters.

use super::Rule;
use super::build::{Builder, Built, Pair, Parts};
use crate::syntax::ast::{
    Actor, Allow, Clause, Decision, Define, Document, Entity, Enum, Field, Later, Mark, Member, Message, Name, Param, Policy, Record,
    Shape, Texts, Type, TypeKind, Verb,
};
use crate::syntax::scan;

impl<'t> Builder<'t> {
    pub fn policy(&mut self, pair: Pair<'t>) -> Built<Policy> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let clauses = self.clauses(parts, &[Rule::allow]);
        let title = clauses.one(Rule::title).map(|pair| self.clause_texts(pair)).transpose()?;
        let time_zone = clauses.one(Rule::time_zone).map(|pair| self.plain_text(Parts::of(pair).need()?)).transpose()?;
        let languages = clauses.one(Rule::languages).map_or_else(Vec::new, |pair| self.names(Parts::of(pair)));
        let named_by = clauses.one(Rule::named_by).into_iter().flat_map(Parts::of).map(|path| self.path(&path)).collect();
        let allows = clauses.all(Rule::allow).map(|pair| self.allow(pair)).collect::<Built<_>>()?;
        Ok(Policy { name, title, time_zone, languages, named_by, allows })
    }

    pub fn allow(&mut self, pair: Pair<'t>) -> Built<Allow> {
        let mut parts = Parts::of(pair);
        let lint = self.name(&parts.need()?);
        Ok(Allow { lint, reason: self.plain_text(parts.need()?)? })
    }

    pub fn document(&mut self, pair: Pair<'t>) -> Built<Document> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let clauses = self.clauses(parts, &[Rule::clause]);
        let title = clauses.one(Rule::title).map(|pair| self.clause_texts(pair)).transpose()?;
        let address = clauses.one(Rule::address).map(|pair| self.plain_text(Parts::of(pair).need()?)).transpose()?;
        let edition = clauses.one(Rule::edition).map(|pair| self.clause_time(pair)).transpose()?;
        let authority = clauses.one(Rule::authority).and_then(|pair| Parts::of(pair).next()).map(|word| self.name(&word));
        let clauses = clauses.all(Rule::clause).map(|pair| self.clause(pair)).collect::<Built<_>>()?;
        Ok(Document { name, title, address, edition, authority, clauses })
    }

    /// `clause account.balance at "L45" en "…"`
    fn clause(&mut self, pair: Pair<'t>) -> Built<Clause> {
        let (span, doc) = (self.span(&pair), self.doc(&pair));
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let at = parts.maybe(Rule::text).map(|text| self.plain_text(text)).transpose()?;
        let texts = self.maybe_texts(&mut parts)?;
        let mark = parts.next().map(|mark| self.mark(mark)).transpose()?;
        Ok(Clause { name, at, texts, mark, doc, span })
    }

    fn mark(&mut self, pair: Pair<'t>) -> Built<Mark> {
        let form = pair.as_rule();
        let mut parts = Parts::of(pair);
        let texts = parts.maybe(Rule::texts).map(|texts| self.texts(texts)).transpose()?;
        Ok(match form {
            Rule::informative => Mark::Informative(texts),
            Rule::superseded => Mark::Superseded(texts.unwrap_or_default()),
            _ => Mark::ReadAs(texts.unwrap_or_default()),
        })
    }

    fn doc(&self, pair: &Pair<'t>) -> Option<String> {
        scan::doc_above(self.text, self.place(pair.as_str()).start)
    }

    pub fn actor(&mut self, pair: Pair<'t>) -> Built<Actor> {
        let (name, label) = self.labelled(&mut Parts::of(pair))?;
        Ok(Actor { name, label })
    }

    /// `running en "running"`
    fn labelled(&mut self, parts: &mut Parts<'t>) -> Built<(Name, Texts)> {
        Ok((self.name(&parts.need()?), self.maybe_texts(parts)?))
    }

    pub fn enumeration(&mut self, pair: Pair<'t>) -> Built<Enum> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let members = parts.map(|pair| self.member(pair)).collect::<Built<_>>()?;
        Ok(Enum { name, members })
    }

    fn member(&mut self, pair: Pair<'t>) -> Built<Member> {
        let doc = self.doc(&pair);
        let (name, label) = self.labelled(&mut Parts::of(pair))?;
        Ok(Member { name, label, doc })
    }

    pub fn record(&mut self, pair: Pair<'t>) -> Built<Record> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let by = parts.maybe(Rule::word).map(|word| self.name(&word));
        Ok(Record { name, by, fields: self.fields(parts)? })
    }

    pub fn entity(&mut self, pair: Pair<'t>) -> Built<Entity> {
        let optional = pair.as_str().starts_with("optional");
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let of = parts.maybe(Rule::name).map(|record| self.name(&record));
        let label = self.maybe_texts(&mut parts)?;
        let shape = match of {
            Some(record) => Shape::Of(record),
            None => Shape::Fields(self.fields(parts)?),
        };
        Ok(Entity { name, optional, label, shape })
    }

    fn fields(&mut self, parts: Parts<'t>) -> Built<Vec<Field>> {
        parts.map(|pair| self.field(pair)).collect()
    }

    /// `status instance_status changed by source en "status"`
    fn field(&mut self, pair: Pair<'t>) -> Built<Field> {
        let (span, doc) = (self.span(&pair), self.doc(&pair));
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let ty = self.ty(parts.need()?)?;
        let clauses = self.clauses(parts, &[Rule::changed]);
        let assume = clauses.one(Rule::assume).map(|pair| self.value(Parts::of(pair).need()?)).transpose()?;
        let changed_by = self.names(clauses.all(Rule::changed).flat_map(Parts::of));
        let label = clauses.one(Rule::texts).map_or_else(|| Ok(Texts::default()), |texts| self.texts(texts))?;
        Ok(Field { name, ty, assume, changed_by, label, doc, span })
    }

    /// `set of service`, `time?`
    pub fn ty(&mut self, pair: Pair<'t>) -> Built<Type> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let kind = parts.need()?;
        let optional = parts.maybe(Rule::optional).is_some();
        let kind = match kind.as_rule() {
            Rule::set_of => TypeKind::Set(self.only_name(kind)?),
            Rule::list_of => TypeKind::List(self.only_name(kind)?),
            Rule::money_of => TypeKind::Money(self.only_name(kind)?),
            _ => TypeKind::Named(self.name(&kind)),
        };
        Ok(Type { kind, optional, span })
    }

    /// The name in a clause that has nothing else.
    pub fn only_name(&mut self, clause: Pair<'t>) -> Built<Name> {
        Ok(self.name(&Parts::of(clause).need()?))
    }

    pub fn decision(&mut self, pair: Pair<'t>) -> Built<Decision> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let ty = parts.maybe(Rule::r#type).map(|ty| self.ty(ty)).transpose()?;
        let question = self.maybe_texts(&mut parts)?;
        let default = parts.next().map(|pair| if pair.as_str().ends_with("permit") { Verb::Permit } else { Verb::Forbid });
        Ok(Decision { name, ty, question, default })
    }

    pub fn param(&mut self, pair: Pair<'t>) -> Built<Param> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let ty = parts.maybe(Rule::r#type).map(|ty| self.ty(ty)).transpose()?;
        let label = self.maybe_texts(&mut parts)?;
        let value = self.value(parts.need()?)?;
        let cite = self.cite(parts.maybe(Rule::cite));
        let later = parts.map(|pair| self.later(pair)).collect::<Built<_>>()?;
        Ok(Param { name, ty, label, value, cite, later })
    }

    /// `then 7 days from 2027-01-01 cite …`
    fn later(&mut self, pair: Pair<'t>) -> Built<Later> {
        let mut parts = Parts::of(pair);
        let value = self.value(parts.need()?)?;
        let from = self.time(&parts.need()?)?;
        Ok(Later { value, from, cite: self.cite(parts.maybe(Rule::cite)) })
    }

    pub fn cite(&self, pair: Option<Pair<'t>>) -> Vec<Name> {
        self.names(pair.into_iter().flat_map(Parts::of))
    }

    pub fn define(&mut self, pair: Pair<'t>) -> Built<Define> {
        let mut parts = Parts::of(pair);
        Ok(Define { name: self.name(&parts.need()?), body: self.expression(parts.need()?)? })
    }

    pub fn message(&mut self, pair: Pair<'t>) -> Built<Message> {
        let mut parts = Parts::of(pair);
        let (name, texts) = self.labelled(&mut parts)?;
        let remedies = parts.map(|pair| self.remedy(pair)).collect::<Built<_>>()?;
        Ok(Message { name, texts, remedies })
    }
}
