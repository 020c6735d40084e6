//! Where a comparison turns, as one amount in it moves: exact, on a grid of whole numbers, hundredths or seconds.

use crate::model::vocabulary::{Constant, Scalar};
use crate::value::calendar::{DAY, Zone};
use crate::value::{Decimal, Short, Value, calendar};

/// The values that an amount can take, counted in units from zero.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    scalar: Scalar,
    /// decimal places of a unit
    scale: u8,
    /// so many seconds are a unit, and the first unit begins so many seconds after 1970
    seconds: i64,
    offset: i64,
    /// where it stands, or where the search begins
    pub origin: i128,
    /// whether it stands between that and the next unit
    between: bool,
}

/// Where a difference comes to zero, or the last unit before it.
#[derive(Debug, Clone, Copy)]
pub struct Boundary(i128);

/// By how much the left side is more than the right where the amount is so; in units of the last of so many decimal places.
pub type Difference<'d> = &'d dyn Fn(&Constant) -> Option<(i64, u8)>;

/// Amounts and money move by hundredths, or by as many decimal places as the amount itself has.
const CENTS: u8 = 2;
/// A search for a boundary that is not where the slope says it is doubles its stride so often.
const MOST_DOUBLINGS: u32 = 50;

impl Axis {
    #[must_use]
    pub fn new(scalar: Scalar, own: Option<Value<'_>>, now: i64, zone: Zone) -> Self {
        let plain = Self { scalar, scale: 0, seconds: 1, offset: 0, origin: 0, between: false };
        match (scalar, own) {
            (Scalar::Number | Scalar::Money(_), own) => {
                let own = own.and_then(number).unwrap_or(Decimal::ZERO);
                let short = own.to_short();
                let scale = short.map_or(CENTS, |short| short.scale.max(CENTS));
                let origin = short.map_or_else(|| hundredths(own), |short| short.in_units(scale)).unwrap_or(0);
                Self { scale, origin: origin.into(), between: short.is_none(), ..plain }
            }
            (Scalar::Integer, own) => Self { origin: own.and_then(number).and_then(Decimal::to_integer).unwrap_or(0).into(), ..plain },
            (Scalar::Date, own) => {
                let first = own.and_then(seconds).unwrap_or_else(|| first_second(now, zone));
                Self { seconds: DAY, offset: first.rem_euclid(DAY), origin: first.div_euclid(DAY).into(), ..plain }
            }
            (Scalar::Time, own) => Self { origin: own.and_then(seconds).unwrap_or(now).into(), ..plain },
            (_, own) => Self { origin: own.and_then(seconds).unwrap_or(0).into(), ..plain },
        }
    }

    /// Whether so many units are less than what stands there.
    #[must_use]
    pub fn is_below(&self, units: i128) -> bool {
        units < self.origin || (self.between && units == self.origin)
    }

    /// The value of so many units; none where no fact can have it.
    #[must_use]
    pub fn constant(&self, units: i128) -> Option<Constant> {
        let units = i64::try_from(units).ok()?;
        let constant = match self.scalar {
            Scalar::Integer | Scalar::Number | Scalar::Money(_) => Constant::Number(Short { units, scale: self.scale }.into()),
            Scalar::Time | Scalar::Date => Constant::Instant(units.checked_mul(self.seconds)?.checked_add(self.offset)?),
            _ => Constant::Duration(units),
        };
        constant.state().known().is_some_and(Value::is_within_limits).then_some(constant)
    }

    /// How far apart the two places are by which the slope is told: a day of seconds, so that months are hardly noticed.
    fn stride(&self) -> i128 {
        if matches!(self.scalar, Scalar::Time | Scalar::Duration) { DAY.into() } else { 1 }
    }
}

impl Boundary {
    /// Where a difference turns; none where it does not hang on the amount.
    #[must_use]
    pub fn of(axis: &Axis, difference: Difference<'_>) -> Option<Self> {
        let at = |units: i128| difference(&axis.constant(units)?);
        let (stride, here) = (axis.stride(), axis.origin);
        let first = at(here)?;
        let (second, stride) = [stride, -stride].into_iter().find_map(|stride| Some((at(here + stride)?, stride)))?;
        let scale = first.1.max(second.1);
        let (first, second) = (scaled(first, scale)?, scaled(second, scale)?);
        let slope = second - first;
        if slope == 0 {
            return None;
        }
        let sign = |units: i128| at(units).map(|(units, _)| units.signum());
        let guess = here - (first.checked_mul(stride)?).div_euclid(slope);
        let near = (guess - 1..=guess + 1).find(|units| turns(sign(*units), sign(units + 1)));
        near.or_else(|| bisected(here, first.signum() * slope.signum() * stride.signum() < 0, &sign)).map(Self)
    }

    /// The units around it, on either side of which the comparison may hold.
    #[must_use]
    pub fn around(self) -> Vec<i128> {
        (self.0 - 1..=self.0 + 2).collect()
    }
}

/// Whether a difference is zero, or has another sign, a unit later.
fn turns(before: Option<i64>, behind: Option<i64>) -> bool {
    before.zip(behind).is_some_and(|(before, behind)| before != behind)
}

/// Finds where the sign changes by halving, beyond a place.
fn bisected(here: i128, upwards: bool, sign: &dyn Fn(i128) -> Option<i64>) -> Option<i128> {
    let own = sign(here)?;
    let far = |doubling: u32| if upwards { here + (1 << doubling) } else { here - (1 << doubling) };
    let beyond = (0..MOST_DOUBLINGS).map(far).find(|units| sign(*units).is_some_and(|sign| sign != own))?;
    let (mut before, mut behind) = (here, beyond);
    while (behind - before).abs() > 1 {
        let middle = before.midpoint(behind);
        if sign(middle)? == own {
            before = middle;
        } else {
            behind = middle;
        }
    }
    Some(before.min(behind))
}

fn scaled((units, scale): (i64, u8), to: u8) -> Option<i128> {
    i128::from(units).checked_mul(10_i128.checked_pow(u32::from(to.checked_sub(scale)?))?)
}

/// The whole hundredths in a number of many digits, the last one before it.
fn hundredths(number: Decimal) -> Option<i64> {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.')?;
    let cut = Short::parse(&format!("{whole}.{}", fraction.get(..usize::from(CENTS))?))?.in_units(CENTS)?;
    Some(cut - i64::from(number.is_negative()))
}

fn number(value: Value<'_>) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn seconds(value: Value<'_>) -> Option<i64> {
    match value {
        Value::Instant(seconds) | Value::Duration(seconds) => Some(seconds),
        _ => None,
    }
}

/// The first second of the day of an instant.
fn first_second(instant: i64, zone: Zone) -> i64 {
    calendar::parse(&calendar::date(instant, zone)).map_or(instant, |moment| moment.seconds(zone))
}
