//! What was written, with the place of everything. Names are text here; `model` gives them their meaning.
//!
//! Each variant's documentation is the text it stands for.

use crate::source::Span;
use crate::value::Decimal;
use crate::value::calendar::Moment;
use crate::value::ops::Order;

/// A name or a word, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// `instance.created_at`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub segments: Vec<Name>,
    pub span: Span,
}

impl Path {
    /// The path as it was written.
    #[must_use]
    pub fn text(&self) -> String {
        let segments: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        segments.join(".")
    }
}

/// `"…"`: neighbouring quotes are joined and escapes resolved, so that words hold braces as they are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub pieces: Vec<Piece>,
    pub span: Span,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// words
    Words(String),
    /// `{instance.status}`
    Hole(Expression),
}

/// `en "…" zh "…"`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    pub by_language: Vec<(Name, Text)>,
}

/// The declarations of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    pub items: Vec<Item>,
    /// The declarations that could not be read.
    pub lost: Vec<Lost>,
}

/// What is known of a declaration that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// `rule`
    pub keyword: String,
    pub name: Name,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub kind: ItemKind,
    /// The `///` lines above it.
    pub doc: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// `policy transfer { … }`
    Policy(Policy),
    /// `allow magic-number "the fee of 1983"`
    Allow(Allow),
    /// `document rules { … }`
    Document(Document),
    /// `actor provider en "…"`
    Actor(Actor),
    /// `enum medium { book, film }`
    Enum(Enum),
    /// `record disk by id { … }`
    Record(Record),
    /// `entity source of account en "source"`
    Entity(Entity),
    /// `decision transfer en "…" { default permit }`
    Decision(Decision),
    /// `param minimum_age = 5 days`
    Param(Param),
    /// `define same_identity = …`
    Define(Define),
    /// `message not_now { en "…" }`
    Message(Message),
    /// `table by_card for lend { … }`
    Table(Table),
    /// `rule encrypted_disk for disk in instance.disks { … }`
    Rule(Rule),
    /// `exception pilot to lent_too_long { … }`
    Exception(Exception),
    /// `duty …`, `effect …`, `suggest …`
    Notice(Notice),
    /// `given item.medium is film { … }`
    Given(Given),
    /// `facts ready_vpc { … }`
    Facts(Facts),
    /// `scenario "…" for transfer { … }`, also an outline
    Scenario(Scenario),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub name: Name,
    pub title: Option<Texts>,
    /// `time_zone "+08:00"`
    pub time_zone: Option<Name>,
    pub languages: Vec<Name>,
    /// `records named by request.id, instance.id`
    pub named_by: Vec<Path>,
    /// what is allowed everywhere
    pub allows: Vec<Allow>,
}

/// What need not be found in the next declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct Allow {
    /// the name of a lint: `magic-number`
    pub lint: Name,
    /// why that is right here
    pub reason: Name,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub name: Name,
    pub title: Option<Texts>,
    /// where it can be read: `https://example.org/rules`
    pub address: Option<Name>,
    pub edition: Option<TimeLiteral>,
    /// `official` or `third_party`
    pub authority: Option<Name>,
    pub clauses: Vec<Clause>,
}

/// `clause account.balance at "L45" en "…"`
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub name: Name,
    pub at: Option<Name>,
    pub texts: Texts,
    pub mark: Option<Mark>,
    pub doc: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// `read as en "…"`
    ReadAs(Texts),
    /// `informative en "…"`
    Informative(Option<Texts>),
    /// `superseded en "…"`
    Superseded(Texts),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    pub name: Name,
    pub label: Texts,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    pub name: Name,
    pub members: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub name: Name,
    pub label: Texts,
    pub doc: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub name: Name,
    /// `by id`
    pub by: Option<Name>,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    pub name: Name,
    pub optional: bool,
    pub label: Texts,
    pub shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `of account`
    Of(Name),
    /// `{ id text … }`
    Fields(Vec<Field>),
}

/// `status instance_status assume … changed by source en "…"`
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: Name,
    pub ty: Type,
    pub assume: Option<Expression>,
    pub changed_by: Vec<Name>,
    pub label: Texts,
    pub doc: Option<String>,
    pub span: Span,
}

/// `set of service`, `text?`
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    pub kind: TypeKind,
    pub optional: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// `yes_no`, `time`, or an enum's or a record's name
    Named(Name),
    /// `set of service`
    Set(Name),
    /// `list of disk`
    List(Name),
    /// `money CNY`
    Money(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    pub name: Name,
    /// `: money CNY`
    pub ty: Option<Type>,
    pub question: Texts,
    /// `default permit`
    pub default: Option<Verb>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    pub name: Name,
    pub ty: Option<Type>,
    pub label: Texts,
    pub value: Expression,
    pub cite: Vec<Name>,
    pub later: Vec<Later>,
}

/// `then 7 days from 2027-01-01 cite …`
#[derive(Debug, Clone, PartialEq)]
pub struct Later {
    pub value: Expression,
    pub from: TimeLiteral,
    pub cite: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Define {
    pub name: Name,
    pub body: Expression,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub name: Name,
    pub texts: Texts,
    pub remedies: Vec<Remedy>,
}

/// `forbid`, `permit` or `warn`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Forbid,
    Permit,
    Warn,
}

/// What rules, tables, exceptions, duties, effects and suggestions have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conditions {
    pub given: Option<Expression>,
    pub when: Option<Expression>,
    pub unless: Option<Expression>,
    pub reading: Option<Texts>,
    pub effective: Option<Effective>,
    pub cite: Vec<Name>,
}

/// `effective from 2026-01-01 through 2026-06-30`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective {
    pub from: Option<TimeLiteral>,
    pub through: Option<TimeLiteral>,
    pub span: Span,
}

/// A date or a time, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLiteral {
    pub moment: Moment,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub name: Name,
    pub instances: Option<Instances>,
    pub verb: Verb,
    pub decision: Name,
    pub conditions: Conditions,
    pub because: Option<Because>,
    pub remedies: Vec<Remedy>,
}

/// `for party in {source, target}`
#[derive(Debug, Clone, PartialEq)]
pub struct Instances {
    pub name: Name,
    pub over: Over,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// `{source, target}`
    Entities(Vec<Name>),
    /// `instance.disks`: a list or a set
    Path(Path),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// `because en "…"`
    Texts(Texts),
    /// `because not_now`
    Message(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    pub kind: RemedyKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RemedyKind {
    /// `by source en "…" makes …`
    By { actor: Name, texts: Texts, makes: Option<Expression> },
    /// `wait`, or `wait en "until the task has ended"`
    Wait { texts: Texts },
    /// `impossible suggest smc`
    Impossible { texts: Texts, suggest: Vec<Name> },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    pub name: Name,
    pub to: Vec<Name>,
    pub conditions: Conditions,
    pub because: Option<Because>,
}

/// A duty, an effect or a suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub name: Name,
    pub kind: NoticeKind,
    pub instances: Option<Instances>,
    pub conditions: Conditions,
    pub says: Texts,
}

#[derive(Debug, Clone, PartialEq)]
pub enum NoticeKind {
    /// `of target  after transfer`
    Duty { of: Vec<Name>, phase: Phase, decision: Name },
    /// `after transfer`
    Effect { phase: Phase, decision: Name },
    /// `instead of transfer`
    Suggestion { instead_of: Option<Name> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Before,
    During,
    After,
}

/// `given item.medium is film { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub condition: Expression,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: Name,
    pub target: TableTarget,
    pub hit: Hit,
    /// `given`, `unless`, `reading`, `effective`, `cite`
    pub conditions: Conditions,
    pub remedies: Vec<Remedy>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableTarget {
    /// the decision of the table's own name
    Own,
    /// `for transfer`
    For(Name),
    /// `: integer`
    Valued(Type),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hit {
    #[default]
    Unique,
    First,
    Collect,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub kind: ColumnKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ColumnKind {
    /// `source.kind`
    Condition(Expression),
    /// `=> transfer`, `=>`
    Output(Option<Name>),
    /// `because`
    Because,
    /// `cite`
    Cite,
}

/// A row, its cells in the order of the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// `| else | …`
    pub is_else: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub kind: CellKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum CellKind {
    Test(CellTest),
    Output(Output),
    /// a message's name, or nothing
    Because(Option<Name>),
    Cite(Vec<Name>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum CellTest {
    /// `-`, also the empty cells of an `else` row
    Any,
    /// `a, b`
    AnyOf(Vec<Expression>),
    /// `not a, b`
    NotAnyOf(Vec<Expression>),
    /// `in closed_states`
    In(Expression),
    /// `< 5`
    Order(Order, Expression),
    /// `5 .. 10`, or `5 ..< 10`
    Span { from: Expression, to: Expression, open: bool },
    /// `none`
    None,
    /// `not none`
    NotNone,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    Permit,
    Forbid,
    Undetermined,
    Value(Expression),
}

/// `facts ready_classic from ready_vpc { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub name: Name,
    pub from: Option<Name>,
    pub assignments: Vec<Assignment>,
}

/// `status = stopped`, or `instance { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    pub name: Name,
    pub value: Assigned,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Assigned {
    Value(Expression),
    Block(Vec<Assignment>),
}

/// A scenario; an outline has columns and rows as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    pub title: Name,
    pub decision: Name,
    pub from: Option<Name>,
    pub at: Option<TimeLiteral>,
    pub with: Vec<Setting>,
    pub without: Vec<Path>,
    pub expect: Vec<Expectation>,
    pub outline: Option<Outline>,
}

/// `instance.status = running`
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub path: Path,
    pub value: Expression,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    pub columns: Vec<OutlineColumn>,
    pub rows: Vec<OutlineRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OutlineColumn {
    /// `source.kind`
    Fact(Path),
    /// `at`
    At(Span),
    /// `expect`
    Expect(Span),
}

#[derive(Debug, Clone, PartialEq)]
pub struct OutlineRow {
    pub cells: Vec<OutlineCell>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OutlineCell {
    /// `-`: as the base has it
    Keep,
    /// `?`: unknown
    Unknown,
    Value(Expression),
    Expect(Expectation),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    pub kind: ExpectationKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExpectationKind {
    /// `permitted`
    Permitted,
    /// `forbidden by a, b("d-1")`; none named: whatever forbids
    Forbidden(Vec<Reference>),
    /// `undetermined needing instance.status`; none named: whatever is missing
    Undetermined(Vec<Needed>),
    /// `remedy wait until 2024-09-01T00:00:01Z`
    Remedy(ExpectedRemedy),
    /// `warning open_list`, `no warning open_list`, `unknown warning open_list`
    Noted { noted: Noted, kind: NotedKind, reference: Reference },
    /// `refund = 38.50 CNY`
    Value { decision: Name, value: Expression },
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExpectedRemedy {
    Impossible,
    Wait(Option<TimeLiteral>),
    By(Name),
}

/// Whether something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// `warning …`: it applies
    Told,
    /// `no warning …`: it does not
    Absent,
    /// `unknown warning …`: nobody knows
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotedKind {
    Warning,
    Duty,
    Effect,
    Suggestion,
}

/// `encrypted_disk("d-1")`, `account_not_verified(source)`, `encrypted_disk(#2)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub name: Name,
    /// What stands in parentheses, as answers name it: `d-1`, `source`, `#2`.
    pub member: Option<String>,
    pub span: Span,
}

/// `instance.status`, `instance.disks("d-1").encrypted`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    pub path: Path,
    pub member: Option<String>,
    /// What stands behind the parentheses: `.encrypted`.
    pub after: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub kind: ExpressionKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// `yes`, `no`
    Truth(bool),
    /// `none`
    None,
    /// `now`
    Now,
    /// `2024-08-01`
    Time(Moment),
    /// `5`, `5 days`, `6 months`, `100 CNY`
    Amount(Decimal, Unit),
    /// `"…"`
    Text(Text),
    /// `instance.created_at`
    Path(Path),
    /// `{book, film}`, with `more` for `...`
    Set { members: Vec<Expression>, more: bool },
    /// `[ {id = "d-1"} ]`
    List { elements: Vec<Vec<Assignment>>, more: bool },
    /// `a and b`
    And(Vec<Expression>),
    /// `a or b`
    Or(Vec<Expression>),
    /// `not a`
    Not(Box<Expression>),
    /// `a is b`, `a is not b`
    Is { left: Box<Expression>, right: Box<Expression>, negated: bool },
    /// `a < b`
    Order { order: Order, left: Box<Expression>, right: Box<Expression> },
    /// `a is none`, `a is not none`
    IsNone { item: Box<Expression>, negated: bool },
    /// `a is empty`, `a is not empty`
    IsEmpty { set: Box<Expression>, negated: bool },
    /// `a in {b, c}`, `a not in closed_states`
    In { item: Box<Expression>, set: Box<Expression>, negated: bool },
    /// `a in b .. c`
    InRange { item: Box<Expression>, from: Box<Expression>, to: Box<Expression>, negated: bool },
    /// `s has a`
    Has { set: Box<Expression>, item: Box<Expression> },
    /// `s has any of {a, b}`, `s has all of {a, b}`
    HasOf { set: Box<Expression>, members: Box<Expression>, all: bool },
    /// `a + b`
    Add(Box<Expression>, Box<Expression>),
    /// `a - b`
    Subtract(Box<Expression>, Box<Expression>),
    /// `a * b`
    Multiply(Box<Expression>, Box<Expression>),
    /// `some disk in instance.disks (…)`, `every disk in …`
    Quantifier { every: bool, member: Name, list: Path, condition: Box<Expression> },
    /// `count disk in instance.disks (…)`, `count of instance.disks`
    Count { member: Option<Name>, list: Path, condition: Option<Box<Expression>> },
    /// `if (c) then a else b`
    If { condition: Box<Expression>, then: Box<Expression>, otherwise: Box<Expression> },
    /// `s among t`, in messages
    Among { set: Box<Expression>, of: Box<Expression> },
}

/// What an amount is counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// `5`
    One,
    /// `CNY`
    Currency(String),
    /// `days`: so many seconds each
    Seconds(i64),
    /// `months`, `years`: so many months each
    Months(i64),
}
