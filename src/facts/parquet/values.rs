//! A column turned into slots, all of its rows at once. What the record itself has to keep (texts, numbers, sets and lists) is kept ready.

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::DataType;

use super::super::filler::Filler;
use super::super::plain;
use super::super::record::{Record, Slot};
use super::super::repeated::repeated;
use super::super::scalar;
use super::texts;
use crate::model::vocabulary::{FactId, FieldId, Kind, RecordId, Scalar};
use crate::value::{Decimal, Short};
use crate::value::calendar::{self, Moment};

/// The values of a column.
pub struct Values {
    pub nulls: Option<NullBuffer>,
    /// what null stands for
    pub null: Slot,
    content: Content,
}

/// For each row a value; none where it does not fit.
enum Content {
    Slots(Vec<Option<Slot>>),
    Numbers(Vec<Option<Number>>),
    Texts(ArrayRef),
    Set {
        offsets: OffsetBuffer<i32>,
        members: Box<Values>,
    },
    List {
        offsets: OffsetBuffer<i32>,
        nulls: Option<NullBuffer>,
        record: RecordId,
        fields: Vec<(FieldId, Values)>,
    },
    /// something that is written as a cell of a table would be
    Written(ArrayRef, Kind),
}

/// A number, of few digits or of more.
#[derive(Clone, Copy)]
enum Number {
    Short(Short),
    Long(Decimal),
}

impl Values {
    /// Reads a column; `nulls` are those of its rows and of the groups around it.
    pub fn new(array: &ArrayRef, kind: Kind, nulls: Option<NullBuffer>, filler: &Filler<'_>, null_is_none: bool) -> Self {
        let null = match kind {
            Kind::Scalar { optional: true, .. } if null_is_none => Slot::None,
            _ => Slot::Unknown,
        };
        let content = match kind {
            Kind::Scalar { scalar: Scalar::Text, .. } => Content::Texts(array.clone()),
            Kind::Scalar { scalar, .. } => scalars(array, scalar, filler),
            Kind::Set(_) | Kind::List(_) if array.as_list_opt::<i32>().is_none() => Content::Written(array.clone(), kind),
            Kind::Set(element) => set(array, Kind::Scalar { scalar: element.scalar(), optional: false }, filler),
            Kind::List(record) => list(array, record, filler, null_is_none),
        };
        Self { nulls, null, content }
    }

    pub fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    /// Fills the slot of a fact with what stands at a row; nothing where that does not fit.
    #[inline]
    pub fn fill(&self, row: usize, fact: FactId, filler: &mut Filler<'_>, record: &mut Record) -> Option<()> {
        match &self.content {
            // what most columns are, put where it belongs at once
            Content::Slots(slots) if !self.is_null(row) => record.set_slot(fact, slots.get(row).copied()??),
            _ => {
                let slot = self.slot(row, filler, record)?;
                record.set_slot(fact, slot);
            }
        }
        Some(())
    }

    /// The slot of a row; none where its value does not fit.
    pub fn slot(&self, row: usize, filler: &mut Filler<'_>, record: &mut Record) -> Option<Slot> {
        if self.is_null(row) {
            return Some(self.null);
        }
        match &self.content {
            Content::Slots(slots) => slots.get(row).copied()?,
            Content::Numbers(numbers) => Some(match numbers.get(row).copied()?? {
                Number::Short(short) => Record::short(short),
                Number::Long(number) => record.keep_number(number),
            }),
            Content::Texts(array) => Some(record.keep_text(texts::text(array.as_ref(), row)?)),
            Content::Set { offsets, members } => read_set(range(offsets, row)?, members, filler, record),
            Content::List { offsets, nulls, record: of, fields } => {
                read_list((range(offsets, row)?, nulls.as_ref()), *of, fields, (filler, record))
            }
            Content::Written(array, kind) => written(texts::text(array.as_ref(), row)?, *kind, filler, record),
        }
    }

    /// The text of a set or a list that is written as JSON, at a row.
    pub fn json(&self, row: usize) -> Option<&str> {
        match &self.content {
            Content::Written(array, kind) => texts::text(array.as_ref(), row).filter(|text| plain::is_json(*kind, text)),
            _ => None,
        }
    }
}

fn range(offsets: &OffsetBuffer<i32>, row: usize) -> Option<std::ops::Range<usize>> {
    Some(usize::try_from(*offsets.get(row)?).ok()?..usize::try_from(*offsets.get(row + 1)?).ok()?)
}

fn scalars(array: &ArrayRef, scalar: Scalar, filler: &Filler<'_>) -> Content {
    let rows = 0..array.len();
    let zone = filler.vocabulary().zone;
    let calendar = |seconds: &i64| calendar::in_calendar(*seconds);
    match (scalar, array.data_type()) {
        (Scalar::Integer | Scalar::Number | Scalar::Money(_), of) => {
            let is_text = *of == DataType::Utf8;
            let mut written = String::new();
            Content::Numbers(
                rows.map(|row| {
                    if is_text {
                        let text = texts::text(array.as_ref(), row)?;
                        return plain::short(scalar, text).map(Number::Short).or_else(|| plain::number(scalar, text).map(Number::Long));
                    }
                    if !texts::number(array.as_ref(), row, &mut written) {
                        return None;
                    }
                    plain::short(scalar, &written).map(Number::Short).or_else(|| number(scalar, &written).map(Number::Long))
                })
                .collect(),
            )
        }
        (Scalar::YesNo, DataType::Boolean) => {
            let of = array.as_boolean();
            Content::Slots(rows.map(|row| Some(Slot::Truth(of.value(row)))).collect())
        }
        (Scalar::Time, DataType::Timestamp(..)) => {
            Content::Slots(rows.map(|row| texts::seconds(array.as_ref(), row).filter(calendar).map(Slot::Instant)).collect())
        }
        (Scalar::Date, DataType::Date32) => {
            let first = |days| Moment::Date { days }.seconds(zone);
            Content::Slots(rows.map(|row| texts::days(array.as_ref(), row).map(first).filter(calendar).map(Slot::Instant)).collect())
        }
        (_, DataType::Dictionary(..)) => dictionary(array, scalar, filler),
        _ => {
            let mut scratch = Record::default();
            Content::Slots(rows.map(|row| filler.plain(scalar, texts::text(array.as_ref(), row)?, &mut scratch)).collect())
        }
    }
}

fn number(scalar: Scalar, text: &str) -> Option<Decimal> {
    if scalar == Scalar::Integer { scalar::integer(text).ok() } else { scalar::number(text).ok() }
}

/// Each text of a dictionary is looked up once.
fn dictionary(array: &ArrayRef, scalar: Scalar, filler: &Filler<'_>) -> Content {
    let Some(of) = array.as_dictionary_opt::<Int32Type>() else { return Content::Slots(Vec::new()) };
    let mut scratch = Record::default();
    let known: Vec<_> =
        (0..of.values().len()).map(|place| filler.plain(scalar, texts::text(of.values().as_ref(), place)?, &mut scratch)).collect();
    let slot = |key: &i32| known.get(usize::try_from(*key).ok()?).copied()?;
    Content::Slots(of.keys().values().iter().map(slot).collect())
}

fn set(array: &ArrayRef, member: Kind, filler: &Filler<'_>) -> Content {
    let of = array.as_list::<i32>();
    let members = Values::new(of.values(), member, of.values().nulls().cloned(), filler, false);
    Content::Set { offsets: of.offsets().clone(), members: Box::new(members) }
}

fn list(array: &ArrayRef, record: RecordId, filler: &Filler<'_>, null_is_none: bool) -> Content {
    let of = array.as_list::<i32>();
    let (offsets, members) = (of.offsets().clone(), of.values());
    let mut fields = Vec::new();
    if let (Some(parts), Some(known)) = (members.as_struct_opt(), filler.vocabulary().record(record)) {
        for (name, column) in parts.column_names().into_iter().zip(parts.columns()) {
            match known.fields.get_full(name) {
                Some((place, _, field)) => {
                    let nulls = NullBuffer::union(parts.nulls(), column.nulls());
                    let id = FieldId(u32::try_from(place).unwrap_or(u32::MAX));
                    fields.push((id, Values::new(column, field.kind, nulls, filler, null_is_none)));
                }
                None if filler.ignores_unknown() => {}
                // no row fits
                None => fields.push((FieldId(u32::MAX), Values { nulls: None, null: Slot::Unknown, content: Content::Slots(Vec::new()) })),
            }
        }
    }
    Content::List { offsets, nulls: members.nulls().cloned(), record, fields }
}

fn read_set(rows: std::ops::Range<usize>, members: &Values, filler: &mut Filler<'_>, record: &mut Record) -> Option<Slot> {
    let set = record.new_set(false);
    for row in rows {
        if members.is_null(row) {
            return None;
        }
        let member = members.slot(row, filler, record)?;
        record.set_mut(set)?.yes.push(member);
    }
    let members = &record.set(set)?.yes;
    repeated(record, members.iter().copied()).is_empty().then_some(set)
}

fn read_list(
    (rows, nulls): (std::ops::Range<usize>, Option<&NullBuffer>),
    of: RecordId,
    fields: &[(FieldId, Values)],
    (filler, record): (&mut Filler<'_>, &mut Record),
) -> Option<Slot> {
    let list = record.new_list(filler.vocabulary(), of, false);
    for row in rows {
        if nulls.is_some_and(|nulls| nulls.is_null(row)) {
            return None;
        }
        let index = record.push_member(list);
        for (field, values) in fields {
            let slot = values.slot(row, filler, record)?;
            record.set_member_slot(list, index, *field, slot);
        }
    }
    let names = record.identities(filler.vocabulary(), list);
    repeated(record, names).is_empty().then_some(list)
}

/// A set that is written as members with `;` between them; JSON is not read here.
fn written(text: &str, kind: Kind, filler: &Filler<'_>, record: &mut Record) -> Option<Slot> {
    match kind {
        Kind::Set(element) => filler.members(element, text, record),
        _ => None,
    }
}
