//! How long measuring may take: `500 ms`, `2 s`, `1 min`.

use std::time::Duration;

/// Longer than this nobody waits for a figure; in seconds.
const MOST: f64 = 3_600.0;

/// Reads a time of the command line.
pub fn duration(text: &str) -> Result<Duration, String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (count, unit) = text.split_at(end);
    let seconds = match unit.trim() {
        "ms" => 0.001,
        "s" | "second" | "seconds" => 1.0,
        "min" | "minute" | "minutes" => 60.0,
        "" => return Err("it has no unit: write 500 ms, 2 s or 1 min".to_owned()),
        _ => return Err("write 500 ms, 2 s or 1 min".to_owned()),
    };
    let count: f64 = count.parse().map_err(|_| "write 500 ms, 2 s or 1 min".to_owned())?;
    match count * seconds {
        time if time > MOST => Err("at most an hour for a figure".to_owned()),
        time => Duration::try_from_secs_f64(time).map_err(|_| "write 500 ms, 2 s or 1 min".to_owned()),
    }
}
