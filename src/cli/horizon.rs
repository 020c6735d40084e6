//! The stretch of time that is looked at: from the instant of the question, or another one, for as long as is said.

use crate::explain::when::USUAL_MONTHS;
use crate::model::policy::Policy;
use crate::value::calendar::{DAY, LAST_SECOND, add_months};

use super::question::moment;
use super::stop::Stop;

/// Where it begins and ends.
#[derive(Debug, Clone, Copy)]
pub struct Horizon {
    from: Option<i64>,
    until: End,
}

#[derive(Debug, Clone, Copy)]
enum End {
    At(i64),
    Seconds(i64),
    Months(i64),
}

impl Horizon {
    /// Reads `--from` and `--until`.
    pub fn new(from: Option<&str>, until: Option<&str>, policy: &Policy) -> Result<Self, Stop> {
        let from = from.map(|from| moment(policy, "from", from)).transpose()?;
        let until = match until {
            None => End::Months(USUAL_MONTHS),
            Some(until) => match length(until) {
                Some(length) => length,
                None => End::At(moment(policy, "until", until)?),
            },
        };
        Ok(Self { from, until })
    }

    /// The stretch for a question of an instant; its end is not part of it.
    pub fn of(self, at: i64, policy: &Policy) -> Result<(i64, i64), Stop> {
        let from = self.from.unwrap_or(at);
        let until = match self.until {
            End::At(until) => until,
            End::Seconds(seconds) => from.saturating_add(seconds),
            End::Months(months) => add_months(from, months, policy.zone()),
        };
        // behind the last second of the calendar nothing is told
        let until = until.min(LAST_SECOND + 1);
        if from < until {
            return Ok((from, until));
        }
        let help = "--until comes behind --from, or behind the instant of the question where there is no --from";
        Err(Stop::helping("the timeline ends before it begins", help))
    }
}

/// `90 days`, `6 months`; nothing where it is no length.
fn length(text: &str) -> Option<End> {
    let (count, unit) = text.trim().split_once(' ')?;
    // more than the calendar has is as good as all of it
    let count = count.parse::<u32>().ok().map(|count| i64::from(count.min(10_000_000)))?;
    Some(match unit.trim() {
        "hour" | "hours" => End::Seconds(count * 3_600),
        "day" | "days" => End::Seconds(count * DAY),
        "week" | "weeks" => End::Seconds(count * 7 * DAY),
        "month" | "months" => End::Months(count.min(120_000)),
        "year" | "years" => End::Months(count.min(10_000) * 12),
        _ => return None,
    })
}
