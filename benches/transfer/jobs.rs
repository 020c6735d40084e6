//! What a second job gains, beside what the machine gives: two runs at once that know nothing of each other.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use caveat::batch::pipeline::{Crew, Event, run};
use caveat::facts::{Blocks, Format, Options};
use caveat::model::policy::Policy;

use super::reading::Answerer;
use super::rounds::median;
use super::workload::Workload;

/// Prints how much faster two jobs are than one; gives how many times as long they take as two runs apart.
pub fn report(policy: &Policy, (size, rounds): (usize, usize)) -> f64 {
    let workload = Workload::new(size);
    let text: Arc<[u8]> = Arc::from(workload.text.as_bytes());
    let answered = |jobs| assert_eq!(answer(policy, &text, jobs), size);
    let rounds: Vec<_> = (0..=rounds)
        .map(|_| {
            let (one, two) = (seconds(|| answered(1)), seconds(|| answered(2)));
            let apart = || {
                thread::scope(|scope| {
                    scope.spawn(|| answered(1));
                    answered(1);
                });
            };
            (one / two, 2.0 * one / seconds(apart))
        })
        .skip(1)
        .collect();
    let (together, apart) = (median(rounds.iter().map(|(together, _)| *together)), median(rounds.iter().map(|(_, apart)| *apart)));
    println!("\ntwo jobs                        {together:>6.2} times as fast as one; two runs apart {apart:.2}");
    apart / together
}

/// Answers all records, and gives their number.
fn answer(policy: &Policy, text: &Arc<[u8]>, jobs: usize) -> usize {
    let file = Cursor::new(Arc::clone(text));
    let blocks = Blocks::new(&policy.vocabulary, Options::default(), Format::JsonLines, "facts", file);
    let worker = || {
        let mut answerer = Answerer::new(policy);
        move |block| answerer.answer(block)
    };
    let mut count = 0;
    let take = |event| {
        if let Event::Done(answered) = event {
            count += answered;
        }
        ControlFlow::Continue(())
    };
    run(Crew::InTurn(jobs), blocks, worker, take).unwrap_or_else(|error| panic!("{error}"));
    count
}

fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}
