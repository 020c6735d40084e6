//! A column, ready to be put into slots: its types are found out once, and each text of a dictionary is read once, not once a row.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, StringArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;

use super::super::filler::Filler;
use super::super::plain;
use super::super::record::{Record, Slot};
use super::super::scalar;
use super::bind;
use super::texts;
use crate::model::vocabulary::{FieldId, Kind, RecordId, Scalar};
use crate::value::calendar::Moment;
use crate::value::{Decimal, Short};

/// The values of a column.
pub struct Values {
    pub nulls: Option<NullBuffer>,
    /// what null stands for
    pub null: Slot,
    pub content: Content,
}

/// For each row a value.
pub enum Content {
    /// slots with their codes; none where a value does not fit
    Coded(Vec<Option<Coded>>),
    Truths(BooleanBuffer),
    /// seconds since 1970
    Instants(Vec<i64>),
    Whole(Vec<i64>),
    /// where some have many digits; none where a value does not fit
    Numbers(Vec<Option<Number>>),
    Texts(StringArray),
    /// a place among other values
    Keyed(ScalarBuffer<i32>, Box<Content>),
    Set(OffsetBuffer<i32>, Box<Values>),
    List(Members),
    /// something that is written as a cell of a table would be
    Written(ArrayRef, Kind),
    /// none fits
    Nothing,
}

/// A slot, and what [`Record::code`] tells of it.
pub type Coded = (Slot, u8);

/// A number, of few digits or of more.
#[derive(Clone, Copy)]
pub enum Number {
    Short(Short),
    Long(Decimal),
}

impl Number {
    /// The slot of a number of few digits.
    fn coded(self) -> Option<Coded> {
        match self {
            Self::Short(short) => Some((Record::short(short), Record::KNOWN)),
            Self::Long(_) => None,
        }
    }
}

/// The members of lists, those of all rows one after the other.
pub struct Members {
    pub offsets: OffsetBuffer<i32>,
    pub nulls: Option<NullBuffer>,
    pub record: RecordId,
    pub fields: Vec<(FieldId, Values)>,
}

impl Values {
    /// Reads a column; `nulls` are those of its rows and of the groups around it.
    pub fn new(array: &ArrayRef, kind: Kind, nulls: Option<NullBuffer>, filler: &Filler<'_>, null_is_none: bool) -> Self {
        let null = match kind {
            Kind::Scalar { optional: true, .. } if null_is_none => Slot::None,
            _ => Slot::Unknown,
        };
        let content = match kind {
            Kind::Scalar { scalar, .. } => scalars(array, scalar, filler),
            Kind::Set(_) | Kind::List(_) if array.as_list_opt::<i32>().is_none() => Content::Written(array.clone(), kind),
            Kind::Set(element) => set(array, Kind::Scalar { scalar: element.scalar(), optional: false }, filler),
            Kind::List(record) => list(array, record, filler, null_is_none),
        };
        Self { nulls, null, content }
    }

    #[inline]
    pub fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| row < nulls.len() && nulls.is_null(row))
    }

    /// Whether sets or lists are written as a cell of a table would be.
    pub fn is_written(&self) -> bool {
        matches!(self.content, Content::Written(..))
    }

    /// The text of a set or a list that is written as JSON, at a row.
    pub fn json(&self, row: usize) -> Option<&str> {
        match &self.content {
            Content::Written(array, kind) => texts::text(array.as_ref(), row).filter(|text| plain::is_json(*kind, text)),
            _ => None,
        }
    }
}

fn scalars(array: &ArrayRef, scalar: Scalar, filler: &Filler<'_>) -> Content {
    match array.data_type() {
        DataType::Dictionary(..) => keyed(array, scalar, filler),
        DataType::Utf8 => written(array, scalar, filler),
        of if !bind::scalar_fits(scalar, of) => Content::Nothing,
        DataType::Boolean => Content::Truths(array.as_boolean().values().clone()),
        DataType::Timestamp(..) => Content::Instants(texts::seconds(array.as_ref())),
        DataType::Date32 => {
            let first = |days: &i32| Moment::Date { days: *days }.seconds(filler.vocabulary().zone);
            Content::Instants(array.as_primitive::<Date32Type>().values().iter().map(first).collect())
        }
        DataType::Int64 => whole::<Int64Type>(array),
        DataType::Int32 => whole::<Int32Type>(array),
        DataType::Int16 => whole::<Int16Type>(array),
        DataType::Int8 => whole::<Int8Type>(array),
        _ => by_digits(array.as_ref(), scalar),
    }
}

fn whole<T: ArrowPrimitiveType>(array: &ArrayRef) -> Content
where
    i64: From<T::Native>,
{
    Content::Whole(array.as_primitive::<T>().values().iter().map(|number| i64::from(*number)).collect())
}

/// Numbers of other types, by way of their digits.
fn by_digits(array: &dyn Array, scalar: Scalar) -> Content {
    let mut digits = String::new();
    numbers(array.len(), |row| {
        if !texts::number(array, row, &mut digits) {
            return None;
        }
        let long = || if scalar == Scalar::Integer { scalar::integer(&digits).ok() } else { scalar::number(&digits).ok() };
        plain::short(scalar, &digits).map(Number::Short).or_else(|| long().map(Number::Long))
    })
}

fn numbers(count: usize, number: impl FnMut(usize) -> Option<Number>) -> Content {
    let all: Vec<_> = (0..count).map(number).collect();
    match all.iter().map(|number| number.map_or(Some(None), |number| number.coded().map(Some))).collect::<Option<_>>() {
        Some(short) => Content::Coded(short),
        None => Content::Numbers(all),
    }
}

/// Texts, row by row.
fn written(array: &ArrayRef, scalar: Scalar, filler: &Filler<'_>) -> Content {
    let text = |row| texts::text(array.as_ref(), row);
    match scalar {
        Scalar::Text => array.as_string_opt().cloned().map_or(Content::Nothing, Content::Texts),
        Scalar::Integer | Scalar::Number | Scalar::Money(_) => numbers(array.len(), |row| {
            let text = text(row)?;
            plain::short(scalar, text).map(Number::Short).or_else(|| plain::number(scalar, text).map(Number::Long))
        }),
        _ => {
            let mut scratch = Record::default();
            let slot = |row| {
                let slot = filler.plain(scalar, text(row)?, &mut scratch)?;
                Some((slot, scratch.code_of(slot)))
            };
            Content::Coded((0..array.len()).map(slot).collect())
        }
    }
}

/// Texts of a dictionary, each read once; row by row where there are more of them than rows.
fn keyed(array: &ArrayRef, scalar: Scalar, filler: &Filler<'_>) -> Content {
    let Some(of) = array.as_dictionary_opt::<Int32Type>() else { return Content::Nothing };
    if scalar != Scalar::Text && of.values().len() > of.len() {
        return written(array, scalar, filler);
    }
    Content::Keyed(of.keys().values().clone(), Box::new(written(of.values(), scalar, filler)))
}

fn set(array: &ArrayRef, member: Kind, filler: &Filler<'_>) -> Content {
    let of = array.as_list::<i32>();
    let members = Values::new(of.values(), member, of.values().logical_nulls(), filler, false);
    Content::Set(of.offsets().clone(), Box::new(members))
}

fn list(array: &ArrayRef, record: RecordId, filler: &Filler<'_>, null_is_none: bool) -> Content {
    let of = array.as_list::<i32>();
    let (offsets, members) = (of.offsets().clone(), of.values());
    let mut fields = Vec::new();
    if let (Some(parts), Some(known)) = (members.as_struct_opt(), filler.vocabulary().record(record)) {
        for (name, column) in parts.column_names().into_iter().zip(parts.columns()) {
            match known.fields.get_full(name) {
                Some((place, _, field)) => {
                    let id = FieldId(u32::try_from(place).unwrap_or(u32::MAX));
                    if filler.reads_field(record, id) {
                        let nulls = NullBuffer::union(parts.nulls(), column.logical_nulls().as_ref());
                        fields.push((id, Values::new(column, field.kind, nulls, filler, null_is_none)));
                    }
                }
                None if filler.ignores_unknown() => {}
                None => fields.push((FieldId(u32::MAX), Values { nulls: None, null: Slot::Unknown, content: Content::Nothing })),
            }
        }
    }
    Content::List(Members { offsets, nulls: members.logical_nulls(), record, fields })
}

/// The places of a row's members among those of all rows.
pub fn members(offsets: &OffsetBuffer<i32>, row: usize) -> Option<std::ops::Range<usize>> {
    Some(offsets.get(row)?.as_usize()..offsets.get(row + 1)?.as_usize())
}
