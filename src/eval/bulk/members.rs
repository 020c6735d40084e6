//! The members of the lists of a block's records, sorted into classes like the records themselves: a bit each, all lists of one fact
//! together.

use crate::facts::record::{Record, Row, Slot};
use crate::value::{Truth, ops};

use super::columns::ROWS;
use super::found::Hit;
use super::plan::{FieldTruths, ListLook, MemberTests, Quantifier, SameAs};
use super::truths::{Truths, places};

/// The members of one list of each record.
#[derive(Debug, Default)]
pub struct Members {
    sorted: bool,
    found: Vec<Member>,
    /// for each 64 members a row for each class
    rows: Vec<u64>,
    /// records with a list that may have more
    open: u64,
}

/// A member that is known.
#[derive(Debug, Clone, Copy)]
struct Member {
    /// the place of its record in the block
    owner: u8,
    /// its place in the list, from 0
    place: u32,
    /// where its slots are in its record
    stands: Row,
}

/// A member that a condition was asked about.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// the place of its record in the block
    pub owner: usize,
    /// its place in the list, from 0, or [`Hit::REST`]
    pub place: u32,
    pub truth: Truth,
}

impl Members {
    /// Forgets the members of the block before.
    pub fn forget(&mut self) {
        self.sorted = false;
    }

    /// Sorts the members of the list of each record, unless that was done.
    pub fn sort(&mut self, look: &ListLook, records: &[(&Record, i64)]) {
        if !std::mem::replace(&mut self.sorted, true) {
            self.find(look, records);
            self.classify(look, records);
        }
    }

    fn find(&mut self, look: &ListLook, records: &[(&Record, i64)]) {
        self.found.clear();
        self.open = 0;
        for (owner, (record, _)) in (0_u8..).zip(records) {
            let known = record.code(look.fact) != Record::EMPTY;
            let list = if known { record.list(record.slot(look.fact)) } else { None };
            if known && list.is_none_or(|list| list.open) {
                self.open |= 1 << owner;
            }
            if let Some(list) = list {
                self.found.extend((0..).zip(list.rows()).map(|(place, stands)| Member { owner, place, stands }));
            }
        }
    }

    fn classify(&mut self, look: &ListLook, records: &[(&Record, i64)]) {
        self.rows.clear();
        self.rows.resize(self.found.len().div_ceil(ROWS) * look.width, 0);
        let rows = self.rows.chunks_exact_mut(look.width.max(1));
        for (members, rows) in self.found.chunks(ROWS).zip(rows) {
            for (at, member) in members.iter().enumerate() {
                let Some((record, _)) = records.get(usize::from(member.owner)) else { continue };
                for field in &look.fields {
                    let class = record.field_code(member.stands, field.field);
                    if let Some(row) = rows.get_mut(field.first + usize::from(class)) {
                        *row |= 1 << at;
                    }
                }
            }
        }
    }

    /// Hands out the members of some records for which the tests are not `but`; then, for each list that may have more, its rest.
    pub fn each(
        &self,
        (look, tests): (&ListLook, &MemberTests),
        (records, asked): (&[(&Record, i64)], u64),
        but: Truth,
        found: &mut impl FnMut(Asked),
    ) {
        let rows = self.rows.chunks(look.width.max(1)).chain(std::iter::repeat(&[][..]));
        for (members, rows) in self.found.chunks(ROWS).zip(rows) {
            let all = u64::MAX >> (ROWS - members.len());
            let truths = tests.fields.iter().fold(Truths { yes: all, no: 0 }, |truths, field| truths.and(field.truths(rows, all)));
            let settled = match but {
                Truth::No => truths.no,
                Truth::Yes if tests.same.is_empty() => truths.yes,
                _ => 0,
            };
            for at in places(all & !settled) {
                let Some(Member { owner, place, stands }) = members.get(at).copied().filter(|member| asked >> member.owner & 1 == 1) else {
                    continue;
                };
                let Some((record, _)) = records.get(usize::from(owner)) else { continue };
                let truth = same(&tests.same, record, stands).and(truths.at(at));
                if truth != but {
                    found(Asked { owner: usize::from(owner), place, truth });
                }
            }
        }
        let of_rest =
            tests.fields.iter().map(|field| field.of_rest).chain(tests.same.iter().map(|_| Truth::Unknown)).fold(Truth::Yes, Truth::and);
        if of_rest != but {
            places(self.open & asked).for_each(|owner| found(Asked { owner, place: Hit::REST, truth: of_rest }));
        }
    }

    /// Whether some member, or every one, fulfils the tests.
    pub fn quantified(&self, of: (&ListLook, &MemberTests), of_records: (&[(&Record, i64)], u64), quantifier: Quantifier) -> Truths {
        let usual = if quantifier == Quantifier::Some { Truth::No } else { Truth::Yes };
        let (mut unknown, mut settled) = (0_u64, 0_u64);
        self.each(of, of_records, usual, &mut |member| {
            // the rest may be empty
            let open = member.truth == Truth::Unknown || member.place == Hit::REST;
            *(if open { &mut unknown } else { &mut settled }) |= 1 << member.owner;
        });
        let (settled, others) = (settled & of_records.1, of_records.1 & !(unknown | settled));
        match quantifier {
            Quantifier::Some => Truths { yes: settled, no: others },
            Quantifier::Every => Truths { yes: others, no: settled },
        }
    }
}

impl FieldTruths {
    /// What it is for some of 64 members.
    #[inline]
    fn truths(&self, rows: &[u64], asked: u64) -> Truths {
        let of = |places: &[usize]| places.iter().filter_map(|place| rows.get(*place)).fold(0, |members, row| members | row);
        let (yes, unknown) = (asked & of(&self.yes), of(&self.unknown));
        Truths { yes, no: asked & !(yes | unknown) }
    }
}

/// Whether a member's fields are the same as facts of its record, or not the same.
fn same(tests: &[SameAs], record: &Record, member: Row) -> Truth {
    tests.iter().fold(Truth::Yes, |truth, SameAs { field, fact, wanted }| {
        let same = same_slots(record, record.field_slot(member, *field), record.slot(*fact));
        truth.and(if *wanted { same } else { !same })
    })
}

/// Whether two facts are the same; texts, which most are, without a detour.
#[expect(clippy::inline_always, reason = "slots would be handed over in memory, which takes as long as to compare them")]
#[inline(always)]
pub fn same_slots(record: &Record, left: Slot, right: Slot) -> Truth {
    match (left, right) {
        (Slot::Text(left), Slot::Text(right)) => record.same_text(left, right).into(),
        (Slot::Member(left), Slot::Member(right)) => (left == right).into(),
        _ => same_states(record, left, right),
    }
}

#[inline(never)]
fn same_states(record: &Record, left: Slot, right: Slot) -> Truth {
    ops::is(record.state(left), record.state(right))
}
