//! A tree without its places: two texts that say the same have the same one.

use super::ast::{
    Actor, Allow, Assigned, Assignment, Because, Cell, CellKind, CellTest, Clause, Column, ColumnKind, Conditions, Decision, Define,
    Document, Effective, Entity, Enum, Exception, Expectation, ExpectationKind, ExpectedRemedy, Expression, ExpressionKind, Facts, Field,
    File, Given, Hit, Instances, Item, ItemKind, Later, Lost, Mark, Member, Message, Name, Needed, Noted, NotedKind, Notice, NoticeKind,
    Outline, OutlineCell, OutlineColumn, OutlineRow, Output, Over, Param, Path, Phase, Piece, Policy, Record, Reference, Remedy,
    RemedyKind, Row, Rule, Scenario, Setting, Shape, Table, TableTarget, Text, Texts, TimeLiteral, Type, TypeKind, Unit, Verb,
};
use crate::source::Span;
use crate::value::Decimal;
use crate::value::calendar::Moment;
use crate::value::ops::Order;

impl File {
    /// The same declarations, all of them at no place.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.unplace();
        self
    }
}

/// Forgets where a thing stands.
trait Unplace {
    fn unplace(&mut self);
}

impl Unplace for Span {
    fn unplace(&mut self) {
        *self = Self::default();
    }
}

impl<T: Unplace> Unplace for Option<T> {
    fn unplace(&mut self) {
        self.iter_mut().for_each(T::unplace);
    }
}

impl<T: Unplace> Unplace for Vec<T> {
    fn unplace(&mut self) {
        self.iter_mut().for_each(T::unplace);
    }
}

impl<T: Unplace> Unplace for Box<T> {
    fn unplace(&mut self) {
        self.as_mut().unplace();
    }
}

impl<T: Unplace, U: Unplace> Unplace for (T, U) {
    fn unplace(&mut self) {
        self.0.unplace();
        self.1.unplace();
    }
}

/// What has no place in it.
macro_rules! placeless {
    ($($name:ident)*) => { $(impl Unplace for $name { fn unplace(&mut self) {} })* };
}

/// All fields of a struct; the compiler says which one is missing.
macro_rules! structs {
    ($($name:ident { $($field:ident)* })*) => {
        $(impl Unplace for $name {
            fn unplace(&mut self) {
                let Self { $($field),* } = self;
                $($field.unplace();)*
            }
        })*
    };
}

/// All variants of an enum, with whatever they hold.
macro_rules! enums {
    ($($name:ident { $($variant:ident $(($($part:ident)*))? $({ $($field:ident)* })?)* })*) => {
        $(impl Unplace for $name {
            fn unplace(&mut self) {
                match self {
                    $(Self::$variant $(($($part),*))? $({ $($field),* })? => {
                        $($($part.unplace();)*)?
                        $($($field.unplace();)*)?
                    })*
                }
            }
        })*
    };
}

placeless! { bool String Decimal Moment Order Unit Verb Phase Hit Noted NotedKind }

structs! {
    Name { text span }
    Path { segments span }
    Text { pieces span }
    Texts { by_language }
    File { items lost }
    Lost { keyword name }
    Item { kind doc span }
    Policy { name title time_zone languages named_by allows }
    Allow { lint reason }
    Document { name title address edition authority clauses }
    Clause { name at texts mark doc span }
    Actor { name label }
    Enum { name members }
    Member { name label doc }
    Record { name by fields }
    Entity { name optional label shape }
    Field { name ty assume changed_by label doc span }
    Type { kind optional span }
    Decision { name ty question default }
    Param { name ty label value cite later }
    Later { value from cite }
    Define { name body }
    Message { name texts remedies }
    Conditions { given when unless reading effective cite }
    Effective { from through span }
    TimeLiteral { moment span }
    Rule { name instances verb decision conditions because remedies }
    Instances { name over }
    Remedy { kind span }
    Exception { name to conditions because }
    Notice { name kind instances conditions says }
    Given { condition items }
    Table { name target hit conditions remedies columns rows }
    Column { kind span }
    Row { cells is_else span }
    Cell { kind span }
    Facts { name from assignments }
    Assignment { name value span }
    Scenario { title decision from at with without expect outline }
    Setting { path value }
    Outline { columns rows }
    OutlineRow { cells span }
    Expectation { kind span }
    Reference { name member span }
    Needed { path member after span }
    Expression { kind span }
}

enums! {
    Piece { Words(words) Hole(hole) }
    ItemKind {
        Policy(item) Allow(item) Document(item) Actor(item) Enum(item) Record(item) Entity(item) Decision(item) Param(item) Define(item) Message(item)
        Table(item) Rule(item) Exception(item) Notice(item) Given(item) Facts(item) Scenario(item)
    }
    Mark { ReadAs(texts) Informative(texts) Superseded(texts) }
    Shape { Of(name) Fields(fields) }
    TypeKind { Named(name) Set(name) List(name) Money(name) }
    Over { Entities(names) Path(path) }
    Because { Texts(texts) Message(name) }
    RemedyKind { By { actor texts makes } Wait { texts } Impossible { texts suggest } }
    NoticeKind { Duty { of phase decision } Effect { phase decision } Suggestion { instead_of } }
    TableTarget { Own For(name) Valued(ty) }
    ColumnKind { Condition(condition) Output(name) Because Cite }
    CellKind { Test(test) Output(output) Because(name) Cite(names) }
    CellTest { Any AnyOf(values) NotAnyOf(values) In(set) Order(order value) Span { from to open } None NotNone }
    Output { Permit Forbid Undetermined Value(value) }
    Assigned { Value(value) Block(facts) }
    OutlineColumn { Fact(path) At(place) Expect(place) }
    OutlineCell { Keep Unknown Value(value) Expect(expectation) }
    ExpectationKind {
        Permitted Forbidden(rules) Undetermined(needed) Remedy(remedy) Noted { noted kind reference } Value { decision value }
    }
    ExpectedRemedy { Impossible Wait(time) By(name) }
    ExpressionKind {
        Truth(truth) None Now Time(moment) Amount(number unit) Text(text) Path(path) Set { members more } List { elements more }
        And(parts) Or(parts) Not(part) Is { left right negated } Order { order left right } IsNone { item negated }
        IsEmpty { set negated } In { item set negated } InRange { item from to negated } Has { set item } HasOf { set members all }
        Add(left right) Subtract(left right) Multiply(left right) Quantifier { every member list condition }
        Count { member list condition } If { condition then otherwise } Among { set of }
    }
}
