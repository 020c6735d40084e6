//! Two ways to do the same, in turn, so that whatever else the machine does falls on both.

use rustix::time::{ClockId, clock_gettime};

/// Medians: nanoseconds an item of either side, and the ratio of the rounds that stood side by side.
pub struct Paired {
    pub ours: f64,
    pub by_hand: f64,
    pub ratio: f64,
}

/// Runs both sides in turn.
pub fn pairs(rounds: usize, items: usize, mut ours: impl FnMut(), mut by_hand: impl FnMut()) -> Paired {
    let (mut first, mut second, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=rounds {
        let (one, other) = (nanoseconds(&mut ours), nanoseconds(&mut by_hand));
        first.push(one);
        second.push(other);
        ratios.push(one / other);
    }
    let each = |times: Vec<f64>| median(times.into_iter().skip(1)) / f64::from(u32::try_from(items).unwrap_or(u32::MAX));
    Paired { ours: each(first), by_hand: each(second), ratio: median(ratios.into_iter().skip(1)) }
}

/// The time that the processor spends on it.
pub fn nanoseconds(mut run: impl FnMut()) -> f64 {
    let spent = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
    };
    let start = spent();
    run();
    spent() - start
}

pub fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
