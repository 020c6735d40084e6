//! The values of columns as texts. Numbers are written as they are: an inexact one by the shortest text that stands for it.

use std::fmt::Write as _;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};

/// Writes a number at a row; says whether there is one.
pub fn number(array: &dyn Array, row: usize, text: &mut String) -> bool {
    text.clear();
    let written = match array.data_type() {
        DataType::Int8 => plain::<Int8Type>(array, row, text),
        DataType::Int16 => plain::<Int16Type>(array, row, text),
        DataType::Int32 => plain::<Int32Type>(array, row, text),
        DataType::Int64 => plain::<Int64Type>(array, row, text),
        DataType::UInt8 => plain::<UInt8Type>(array, row, text),
        DataType::UInt16 => plain::<UInt16Type>(array, row, text),
        DataType::UInt32 => plain::<UInt32Type>(array, row, text),
        DataType::UInt64 => plain::<UInt64Type>(array, row, text),
        DataType::Float32 => plain::<Float32Type>(array, row, text),
        DataType::Float64 => plain::<Float64Type>(array, row, text),
        DataType::Decimal32(_, scale) => decimal::<Decimal32Type>(array, row, *scale, text),
        DataType::Decimal64(_, scale) => decimal::<Decimal64Type>(array, row, *scale, text),
        DataType::Decimal128(_, scale) => decimal::<Decimal128Type>(array, row, *scale, text),
        DataType::Decimal256(_, scale) => decimal::<Decimal256Type>(array, row, *scale, text),
        _ => None,
    };
    written.is_some()
}

fn plain<T: ArrowPrimitiveType>(array: &dyn Array, row: usize, text: &mut String) -> Option<()>
where
    T::Native: std::fmt::Display,
{
    let value = array.as_primitive_opt::<T>()?.values().get(row).copied()?;
    write!(text, "{value}").ok()
}

/// The digits, and a point among them.
fn decimal<T: ArrowPrimitiveType>(array: &dyn Array, row: usize, scale: i8, text: &mut String) -> Option<()>
where
    T::Native: std::fmt::Display,
{
    plain::<T>(array, row, text)?;
    let sign = usize::from(text.starts_with('-'));
    match usize::try_from(scale) {
        Ok(0) => {}
        Ok(scale) => {
            let missing = (scale + 1).saturating_sub(text.len() - sign);
            text.insert_str(sign, &"0".repeat(missing));
            text.insert(text.len() - scale, '.');
        }
        Err(_) => text.extend(std::iter::repeat_n('0', usize::from(scale.unsigned_abs()))),
    }
    Some(())
}

/// Times in seconds since 1970; what is finer is cut.
pub fn seconds(array: &dyn Array) -> Vec<i64> {
    match array.data_type() {
        DataType::Timestamp(TimeUnit::Second, _) => whole_seconds::<TimestampSecondType, 1>(array),
        DataType::Timestamp(TimeUnit::Millisecond, _) => whole_seconds::<TimestampMillisecondType, 1_000>(array),
        DataType::Timestamp(TimeUnit::Microsecond, _) => whole_seconds::<TimestampMicrosecondType, 1_000_000>(array),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => whole_seconds::<TimestampNanosecondType, 1_000_000_000>(array),
        _ => Vec::new(),
    }
}

/// `UNIT`: what a second has of them.
fn whole_seconds<T: ArrowPrimitiveType<Native = i64>, const UNIT: i64>(array: &dyn Array) -> Vec<i64> {
    let times = array.as_primitive_opt::<T>().map(|array| array.values().iter());
    times.into_iter().flatten().map(|time| time.div_euclid(UNIT)).collect()
}

/// A date, in days since 1970-01-01.
pub fn days(array: &dyn Array, row: usize) -> Option<i32> {
    array.as_primitive_opt::<Date32Type>()?.values().get(row).copied()
}

/// A text; also one that is kept in a dictionary.
pub fn text(array: &dyn Array, row: usize) -> Option<&str> {
    if let Some(texts) = array.as_string_opt::<i32>() {
        return (row < texts.len()).then(|| texts.value(row));
    }
    let dictionary = array.as_dictionary_opt::<Int32Type>()?;
    let key = usize::try_from(dictionary.keys().values().get(row).copied()?).ok()?;
    text(dictionary.values().as_ref(), key)
}
