//! Work shared among threads: nothing is lost, everything comes in order, and memory does not grow with the input.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use caveat::batch::pipeline::{Crew, Event, PIECES_A_WORKER, run};
use fastrand::Rng;

const CREWS: [Crew; 6] = [Crew::InTurn(1), Crew::InTurn(2), Crew::InTurn(16), Crew::Of(1), Crew::Of(2), Crew::Of(16)];

/// What comes of the numbers up to `count` if work on each takes more or less long.
fn squares(crew: Crew, count: usize, stop_at: Option<usize>) -> Vec<usize> {
    let mut came = Vec::new();
    let worker = || {
        let mut rng = Rng::new();
        move |piece: usize| {
            thread::sleep(Duration::from_micros(rng.u64(..200)));
            piece * piece
        }
    };
    let take = |event| {
        if let Event::Done(square) = event {
            came.push(square);
        }
        if stop_at == Some(came.len()) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    run(crew, 0..count, worker, take).expect("threads");
    came
}

#[test]
fn everything_comes_once_and_in_order() {
    for crew in CREWS {
        for count in [0, 1, 2, 7, 500] {
            assert_eq!(squares(crew, count, None), (0..count).map(|piece| piece * piece).collect::<Vec<_>>(), "{crew:?}");
        }
    }
}

#[test]
fn who_takes_may_break_off() {
    for crew in CREWS {
        assert_eq!(squares(crew, 10_000, Some(3)), [0, 1, 4], "{crew:?}");
    }
}

/// Counts itself as long as it is there.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(alive: &Arc<AtomicUsize>) -> Self {
        alive.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(alive))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// However slow the answers are taken, or the first piece is worked on, only so many pieces are in memory.
#[test]
fn nobody_runs_ahead() {
    for (crew, jobs) in [1, 2, 4].into_iter().flat_map(|jobs| [(Crew::InTurn(jobs), jobs), (Crew::Of(jobs), jobs)]) {
        for slow_work in [false, true] {
            let alive = Arc::new(AtomicUsize::new(0));
            let most = Arc::new(AtomicUsize::new(0));
            let (counted, highest) = (Arc::clone(&alive), Arc::clone(&most));
            let pieces = (0..400).map(move |number| {
                let piece = Counted::new(&counted);
                highest.fetch_max(counted.load(Ordering::SeqCst), Ordering::SeqCst);
                (number, piece)
            });
            let worker = || {
                |(number, piece): (usize, Counted)| {
                    // the others wait for it, since it is the first in order
                    thread::sleep(Duration::from_micros(if slow_work && number % 50 == 0 { 20_000 } else { 0 }));
                    piece
                }
            };
            let mut taken = 0;
            let take = |event| {
                if let Event::Done(_piece) = event {
                    taken += 1;
                    thread::sleep(Duration::from_micros(if slow_work { 0 } else { 200 }));
                }
                ControlFlow::Continue(())
            };
            run(crew, pieces, worker, take).expect("threads");
            let most = most.load(Ordering::SeqCst);
            // the piece that is being taken has given its place away already
            assert!(most <= jobs * PIECES_A_WORKER + 1, "{most}: {crew:?}");
            // alone, nobody reads the next piece before the one at hand is taken
            let least = if crew == Crew::InTurn(1) { 1 } else { jobs + 1 };
            assert!(most >= least, "{most}: {crew:?}");
            assert_eq!((taken, alive.load(Ordering::SeqCst)), (400, 0));
        }
    }
}

/// Where the input stands still, the caller is told how much is still to come, and need not wait for it.
#[test]
fn an_input_that_stands_still_holds_nobody() {
    let (send, pieces) = mpsc::channel::<u8>();
    send.send(1).expect("a receiver");
    send.send(2).expect("a receiver");
    let mut came = Vec::new();
    let take = |event| match event {
        Event::Done(piece) => {
            came.push(piece);
            ControlFlow::Continue(())
        }
        Event::Idle(0) => ControlFlow::Break(()),
        Event::Idle(_) => ControlFlow::Continue(()),
    };
    run(Crew::Of(2), pieces.into_iter(), || |piece| piece, take).expect("threads");
    assert_eq!(came, [1, 2]);
    drop(send);
}

/// Whoever is done first waits for the last piece, however long another one works on it, and the run ends with that.
#[test]
fn a_last_piece_that_takes_long_is_waited_for() {
    for (jobs, count) in [2, 3, 4].into_iter().flat_map(|jobs| (2..6).map(move |count| (jobs, count))) {
        let (ended, end) = mpsc::channel();
        thread::spawn(move || {
            let worker = || {
                move |piece: usize| {
                    thread::sleep(Duration::from_millis(if piece == count - 1 { 400 } else { 1 }));
                    piece
                }
            };
            let mut came = 0;
            let take = |event| {
                came += usize::from(matches!(event, Event::Done(_)));
                ControlFlow::Continue(())
            };
            run(Crew::InTurn(jobs), 0..count, worker, take).expect("threads");
            ended.send(came).expect("a receiver");
        });
        assert_eq!(end.recv_timeout(Duration::from_secs(20)), Ok(count), "{jobs} jobs");
    }
}

/// A defect in a worker is no reason to wait for ever.
#[test]
fn a_lost_worker_is_noticed() {
    for crew in [Crew::InTurn(1), Crew::InTurn(2), Crew::Of(2)] {
        let lost = thread::spawn(move || {
            let worker = || |piece: usize| assert_ne!(piece, 5, "a defect");
            run(crew, 0..1000, worker, |_| ControlFlow::Continue(()))
        });
        assert!(lost.join().is_err());
    }
}
