//! What a condition asks: nothing, one fact in a way that sorts its values into classes, or more.

use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{Body, Cell, CellTest, DefinitionId, ParamValue, Policy};
use crate::model::vocabulary::{Constant, FactId, Kind, Scalar};
use crate::model::walk::{self, Node};

use super::sources::{Point, Source};

/// What a condition asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Asks {
    Nothing,
    /// one fact, compared with these points
    One(Source, Vec<Point>),
    /// several facts, or `now`, a member, a table, …
    More,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub enum Side<'m> {
    Constant(&'m Constant),
    /// a fact and so many seconds
    Fact(FactId, i64),
    /// `now` and so many seconds
    Now(i64),
    Other,
}

/// Looks into conditions, and remembers what definitions ask.
pub struct Survey<'m> {
    pub policy: &'m Policy,
    definitions: Vec<Option<Asks>>,
}

/// Which way to go at an `if`, and the condition of the one that was met.
#[derive(Debug, Default)]
pub struct Branch<'m> {
    pub then: bool,
    pub condition: Option<&'m Condition>,
}

impl<'m> Survey<'m> {
    pub fn new(policy: &'m Policy) -> Self {
        Self { policy, definitions: vec![None; policy.definitions.len()] }
    }

    pub fn condition(&mut self, condition: &'m Condition) -> Asks {
        match &condition.kind {
            ConditionKind::Constant(_) => Asks::Nothing,
            ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Not(_) => self.parts(condition),
            ConditionKind::Term(term) => self.truth(term),
            ConditionKind::Definition(id) => self.definition(*id),
            ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) => self.pair(self.side(left), self.side(right)),
            ConditionKind::IsNone(term) => self.filled(self.side(term)),
            ConditionKind::IsAbsent(entity) => Asks::One(Source::Entity(*entity), Vec::new()),
            ConditionKind::OneOf(term, choices) => self.one_of(self.side(term), choices),
            _ => Asks::More,
        }
    }

    fn parts(&mut self, condition: &'m Condition) -> Asks {
        let parts = Node::Condition(condition).parts().into_iter().filter_map(|part| match part {
            Node::Condition(part) => Some(part),
            Node::Term(_) => None,
        });
        let mut asks = Asks::Nothing;
        for part in parts {
            asks = asks.and(self.condition(part));
            if asks == Asks::More {
                break;
            }
        }
        asks
    }

    /// A yes_no term.
    pub fn truth(&mut self, term: &'m Term) -> Asks {
        match &term.kind {
            TermKind::Constant(_) => Asks::Nothing,
            TermKind::Truth(condition) => self.condition(condition),
            TermKind::Definition(id) => self.definition(*id),
            _ => match self.side(term) {
                Side::Fact(fact, 0) if self.is_choice(fact) => Asks::One(Source::Choice(fact), Vec::new()),
                _ => Asks::More,
            },
        }
    }

    fn definition(&mut self, id: DefinitionId) -> Asks {
        if let Some(Some(known)) = self.definitions.get(id.index()) {
            return known.clone();
        }
        let policy = self.policy;
        let asks = policy.definitions.get(id.index()).map_or(Asks::More, |definition| match walk::body(&definition.body) {
            Node::Condition(condition) => self.condition(condition),
            Node::Term(term) => self.truth(term),
        });
        if let Some(place) = self.definitions.get_mut(id.index()) {
            *place = Some(asks.clone());
        }
        asks
    }

    fn one_of(&self, side: Side<'m>, choices: &'m Choices) -> Asks {
        self.constants(choices).map_or(Asks::More, |constants| {
            constants.into_iter().fold(Asks::Nothing, |asks, constant| asks.and(self.pair(side, Side::Constant(constant))))
        })
    }

    /// The members of a set that is always the same.
    pub fn constants(&self, choices: &'m Choices) -> Option<Vec<&'m Constant>> {
        let constant = |term: &'m Term| match self.side(term) {
            Side::Constant(constant) => Some(constant),
            _ => None,
        };
        match &choices.kind {
            ChoicesKind::Terms(terms) => terms.iter().map(constant).collect(),
            ChoicesKind::Param(id) => match self.policy.params.get_index(id.index())?.1.versions.as_slice() {
                [only] => match &only.value {
                    ParamValue::Set(constants) => Some(constants.iter().collect()),
                    ParamValue::Scalar(_) => None,
                },
                _ => None,
            },
        }
    }

    /// Whether it is none.
    pub fn filled(&self, side: Side<'m>) -> Asks {
        match side {
            Side::Fact(fact, _) if self.is_choice(fact) => Asks::One(Source::Choice(fact), Vec::new()),
            Side::Fact(fact, _) => Asks::One(Source::Filled(fact), Vec::new()),
            Side::Constant(_) => Asks::Nothing,
            Side::Now(_) | Side::Other => Asks::More,
        }
    }

    /// A comparison.
    pub fn pair(&self, left: Side<'m>, right: Side<'m>) -> Asks {
        match (left, right) {
            (Side::Constant(_), Side::Constant(_)) => Asks::Nothing,
            (Side::Fact(fact, plus), Side::Constant(constant)) | (Side::Constant(constant), Side::Fact(fact, plus)) => {
                self.with_constant(fact, plus, constant)
            }
            (Side::Fact(fact, plus), Side::Now(later)) | (Side::Now(later), Side::Fact(fact, plus)) => {
                later.checked_sub(plus).map_or(Asks::More, |point| Asks::One(Source::SinceNow(fact), vec![Point::Seconds(point)]))
            }
            _ => Asks::More,
        }
    }

    /// A cell of a table, of its column.
    pub fn cell(&self, column: &'m Term, cell: &'m Cell) -> Asks {
        let side = self.side(column);
        match &cell.test {
            CellTest::Any => Asks::Nothing,
            CellTest::OneOf(choices) | CellTest::NotOneOf(choices) => self.one_of(side, choices),
            CellTest::Order(_, to) => self.pair(side, self.side(to)),
            CellTest::Span { from, to, .. } => self.pair(side, self.side(from)).and(self.pair(side, self.side(to))),
            CellTest::None | CellTest::NotNone => self.filled(side),
        }
    }

    /// Whether a cell of a yes_no column wants yes; nothing where it wants something else.
    pub fn wanted(&self, cell: &'m Cell) -> Option<bool> {
        let (choices, wanted) = match &cell.test {
            CellTest::OneOf(choices) => (choices, true),
            CellTest::NotOneOf(choices) => (choices, false),
            _ => return None,
        };
        match self.constants(choices)?.as_slice() {
            [Constant::Truth(yes)] => Some(*yes == wanted),
            _ => None,
        }
    }

    fn with_constant(&self, fact: FactId, plus: i64, constant: &Constant) -> Asks {
        let (source, point) = match constant {
            Constant::Truth(_) | Constant::Member(_) if self.is_choice(fact) => return Asks::One(Source::Choice(fact), Vec::new()),
            Constant::Text(text) => (Source::Text(fact), Some(Point::Text(text.clone()))),
            Constant::Number(number) => (Source::Number(fact), Some(Point::Number(*number))),
            Constant::Instant(seconds) | Constant::Duration(seconds) => {
                (Source::Seconds(fact), seconds.checked_sub(plus).map(Point::Seconds))
            }
            _ => return Asks::More,
        };
        point.map_or(Asks::More, |point| Asks::One(source, vec![point]))
    }

    pub fn side(&self, term: &'m Term) -> Side<'m> {
        self.side_of(term, None)
    }

    /// A side whose `if` goes one way.
    pub fn side_of(&self, term: &'m Term, mut branch: Option<&mut Branch<'m>>) -> Side<'m> {
        match &term.kind {
            TermKind::Constant(constant) => Side::Constant(constant),
            TermKind::Now => Side::Now(0),
            TermKind::Fact(fact) => Side::Fact(*fact, 0),
            TermKind::Param(id) => match self.policy.params.get_index(id.index()).map(|(_, param)| param.versions.as_slice()) {
                Some([only]) => match &only.value {
                    ParamValue::Scalar(constant) => Side::Constant(constant),
                    ParamValue::Set(_) => Side::Other,
                },
                _ => Side::Other,
            },
            TermKind::Definition(id) => match self.policy.definitions.get(id.index()).map(|definition| &definition.body) {
                Some(Body::Term { term, .. }) => self.side_of(term, branch),
                _ => Side::Other,
            },
            TermKind::Add(left, right) => {
                let left = self.side_of(left, branch.as_deref_mut());
                left.later(self.side_of(right, branch), 1)
            }
            TermKind::Subtract(left, right) => {
                let left = self.side_of(left, branch.as_deref_mut());
                left.later(self.side_of(right, branch), -1)
            }
            TermKind::If(condition, then, otherwise) => match branch {
                Some(branch) if branch.condition.is_none_or(|met| std::ptr::eq(met, &raw const **condition)) => {
                    branch.condition = Some(condition);
                    let way = if branch.then { then } else { otherwise };
                    self.side_of(way, Some(branch))
                }
                _ => Side::Other,
            },
            _ => Side::Other,
        }
    }

    /// A yes_no or an enum.
    pub fn is_choice(&self, fact: FactId) -> bool {
        let kind = self.policy.vocabulary.fact(fact).map(|fact| fact.kind);
        matches!(kind, Some(Kind::Scalar { scalar: Scalar::YesNo | Scalar::Enum(_), .. }))
    }
}

impl Side<'_> {
    /// With a duration added or taken away.
    fn later(self, duration: Self, sign: i64) -> Self {
        let seconds = |side| match side {
            Side::Constant(Constant::Duration(seconds)) => seconds.checked_mul(sign),
            _ => None,
        };
        match (self, seconds(duration)) {
            (Self::Fact(fact, plus), Some(seconds)) => plus.checked_add(seconds).map_or(Self::Other, |plus| Self::Fact(fact, plus)),
            (Self::Now(plus), Some(seconds)) => plus.checked_add(seconds).map_or(Self::Other, Self::Now),
            _ => Self::Other,
        }
    }
}

impl Asks {
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, asks) | (asks, Self::Nothing) => asks,
            (Self::One(source, mut points), Self::One(another, more)) => match source.with(another) {
                Some(source) => {
                    points.extend(more);
                    points.sort();
                    points.dedup();
                    Self::One(source, points)
                }
                None => Self::More,
            },
            _ => Self::More,
        }
    }
}

impl Source {
    /// The source that tells apart what both do.
    fn with(self, other: Self) -> Option<Self> {
        let fact = |source| match source {
            Self::Filled(fact) | Self::Number(fact) | Self::Seconds(fact) | Self::SinceNow(fact) | Self::Text(fact) => Some(fact),
            _ => None,
        };
        match (self, other) {
            _ if self == other => Some(self),
            (Self::Filled(a), finer) | (finer, Self::Filled(a)) if fact(finer) == Some(a) => Some(finer),
            _ => None,
        }
    }
}
