//! Phrases around days and instants, in every language.

use super::Language;

impl Language {
    /// `edition of 2024-08-01`
    #[must_use]
    pub fn edition(self, date: &str) -> String {
        match self {
            Self::English => format!("edition of {date}"),
            Self::Chinese => format!("{date} 版"),
        }
    }

    /// `from 2026-01-01`
    #[must_use]
    pub fn from_day(self, day: &str) -> String {
        match self {
            Self::English => format!("from {day}"),
            Self::Chinese => format!("自 {day} 起"),
        }
    }

    /// `through 2026-06-30`
    #[must_use]
    pub fn through_day(self, day: &str) -> String {
        match self {
            Self::English => format!("through {day}"),
            Self::Chinese => format!("至 {day} 止"),
        }
    }

    /// `wait until 2024-09-03 06:00 +08:00`
    #[must_use]
    pub fn wait_until(self, instant: &str) -> String {
        match self {
            Self::English => format!("wait until {instant}"),
            Self::Chinese => format!("等待至 {instant}"),
        }
    }

    /// `judged at 2024-09-01 10:00 +08:00`
    #[must_use]
    pub fn judged_at(self, instant: &str) -> String {
        match self {
            Self::English => format!("judged at {instant}"),
            Self::Chinese => format!("判定时刻 {instant}"),
        }
    }

    /// `from 2024-09-01 10:00 +08:00 until 2026-09-01 10:00 +08:00`
    #[must_use]
    pub fn between(self, from: &str, until: &str) -> String {
        match self {
            Self::English => format!("From {from} until {until}"),
            Self::Chinese => format!("自 {from} 起至 {until} 止"),
        }
    }

    /// `holds since 2024-09-01 10:00 +08:00 until 2024-09-03 06:00 +08:00`; nothing for what always holds
    #[must_use]
    pub fn holds(self, since: Option<&str>, until: Option<&str>) -> Option<String> {
        Some(match (self, since, until) {
            (_, None, None) => return None,
            (Self::English, Some(since), None) => format!("holds since {since}"),
            (Self::English, None, Some(until)) => format!("holds until {until}"),
            (Self::English, Some(since), Some(until)) => format!("holds since {since} until {until}"),
            (Self::Chinese, Some(since), None) => format!("自 {since} 起如此"),
            (Self::Chinese, None, Some(until)) => format!("至 {until} 止如此"),
            (Self::Chinese, Some(since), Some(until)) => format!("自 {since} 起至 {until} 止如此"),
        })
    }

    /// `permitted from 2024-09-03 06:00 +08:00 until 2024-12-29 00:00 +08:00, in 1 day 20 hours`
    #[must_use]
    pub fn permitted_from(self, since: &str, until: Option<&str>, after: &str) -> String {
        match (self, until) {
            (Self::English, None) => format!("permitted from {since}, in {after}"),
            (Self::English, Some(until)) => format!("permitted from {since} until {until}, in {after}"),
            (Self::Chinese, None) => format!("{after}后，自 {since} 起允许"),
            (Self::Chinese, Some(until)) => format!("{after}后，自 {since} 起至 {until} 止允许"),
        }
    }
}
