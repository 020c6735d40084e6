//! Declarations: what the cutter found, each by its own builder.

use super::build::{Broken, Builder, Built, Pair, Parts};
use super::{Rule, slips};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind, Given, Item, ItemKind, Lost, Name};
use crate::syntax::scan::{self, Body, Chunk, Kind, Token};

impl<'t> Builder<'t> {
    /// The declarations that can be built.
    pub fn chunks(&mut self, chunks: &[Chunk]) -> Vec<Item> {
        chunks.iter().filter_map(|chunk| self.chunk(chunk)).collect()
    }

    fn chunk(&mut self, chunk: &Chunk) -> Option<Item> {
        let kind = match &chunk.body {
            Some(body) => ItemKind::Given(self.given(chunk, body)),
            None => self.declaration(chunk).or_else(|| {
                self.lose(chunk.range.start);
                None
            })?,
        };
        let end = chunk.body.as_ref().map_or(chunk.range.end, |body| body.end);
        let span = Span::new(self.file, chunk.range.start..end);
        Some(Item { kind, doc: scan::doc_above(self.text, chunk.range.start), span })
    }

    /// Keeps the name of a declaration that cannot be read, if it has one.
    pub fn lose(&mut self, start: usize) {
        let mut lexer = scan::Lexer::new(self.text, start);
        let mut word = || lexer.next(&mut Vec::new()).filter(|token| token.kind == Kind::Word);
        let Some(keyword) = word().and_then(|first| if first.text(self.text) == "optional" { word() } else { Some(first) }) else { return };
        let Some(name) = word() else { return };
        let name = Name { text: name.text(self.text).to_owned(), span: Span::new(self.file, name.start..name.end) };
        self.lost.push(Lost { keyword: keyword.text(self.text).to_owned(), name });
    }

    /// A head that cannot be read stands as `yes`, so that what is inside is still known by its names.
    fn given(&mut self, chunk: &Chunk, body: &Body) -> Given {
        let span = Span::new(self.file, chunk.range.clone());
        let unread = Expression { kind: ExpressionKind::Truth(true), span };
        let condition = if chunk.broken { Err(Broken) } else { self.given_head(chunk) };
        Given { condition: condition.unwrap_or(unread), items: self.chunks(&body.chunks) }
    }

    fn given_head(&mut self, chunk: &Chunk) -> Built<Expression> {
        let head = self.read(Rule::given_head, chunk.range.clone())?;
        self.clause_expression(head)
    }

    fn declaration(&mut self, chunk: &Chunk) -> Option<ItemKind> {
        if chunk.broken {
            return None;
        }
        let before = self.findings.len();
        let built = self.read_declaration(chunk).and_then(|pair| self.item(pair));
        self.recut |= built.is_err() && chunk.suspect;
        if built.is_err() && self.findings.len() == before {
            let span = Span::new(self.file, chunk.range.clone());
            self.findings.push(Diagnostic::error(Code::Syntax, span, "this declaration cannot be read"));
        }
        built.ok()
    }

    /// Reads a declaration; text that follows it on lines of its own and belongs to none does not spoil it.
    fn read_declaration(&mut self, chunk: &Chunk) -> Built<Pair<'t>> {
        let finding = match self.try_read(Rule::item, chunk.range.clone()) {
            Ok(pair) => return Ok(pair),
            Err(finding) => finding,
        };
        let Some(stray) = self.stray(chunk, &finding) else { return self.fail(finding) };
        let Ok(pair) = self.try_read(Rule::item, chunk.range.start..stray.start) else { return self.fail(finding) };
        self.findings.push(scan::no_declaration(self.file, self.text, stray));
        Ok(pair)
    }

    /// The first word of the line of a finding, where that line may be no part of the declaration.
    fn stray(&self, chunk: &Chunk, found: &Diagnostic) -> Option<Token> {
        let start = chunk.range.start;
        let before = self.text.get(start..found.span().range().start)?;
        let line = start + before.rfind('\n')? + 1;
        let token = scan::Lexer::new(self.text, line).next(&mut Vec::new())?;
        let outside = token.start < chunk.range.end && token.indent <= chunk.indent;
        (outside && token.kind == Kind::Word && !slips::is_reserved(token.text(self.text))).then_some(token)
    }

    fn item(&mut self, pair: Pair<'t>) -> Built<ItemKind> {
        let item = Parts::of(pair).need()?;
        Ok(match item.as_rule() {
            Rule::policy => ItemKind::Policy(self.policy(item)?),
            Rule::allow => ItemKind::Allow(self.allow(item)?),
            Rule::document => ItemKind::Document(self.document(item)?),
            Rule::actor => ItemKind::Actor(self.actor(item)?),
            Rule::enumeration => ItemKind::Enum(self.enumeration(item)?),
            Rule::record => ItemKind::Record(self.record(item)?),
            Rule::entity => ItemKind::Entity(self.entity(item)?),
            Rule::decision => ItemKind::Decision(self.decision(item)?),
            Rule::param => ItemKind::Param(self.param(item)?),
            Rule::define => ItemKind::Define(self.define(item)?),
            Rule::message => ItemKind::Message(self.message(item)?),
            Rule::table => ItemKind::Table(self.table(item)?),
            Rule::rule => ItemKind::Rule(self.rule(item)?),
            Rule::exception => ItemKind::Exception(self.exception(item)?),
            Rule::duty => ItemKind::Notice(self.duty(item)?),
            Rule::effect => ItemKind::Notice(self.effect(item)?),
            Rule::suggest => ItemKind::Notice(self.suggestion(item)?),
            Rule::facts => ItemKind::Facts(self.facts(item)?),
            Rule::outline => ItemKind::Scenario(self.outline(item)?),
            _ => ItemKind::Scenario(self.scenario(item)?),
        })
    }
}
