//! Work shared among threads, in bounded memory: pieces are read, others work on them, and what comes of them is handed out in the order of
//! the pieces.
//!
//! ```text
//! pieces --a thread, or the workers in turn--> jobs threads--> done --the caller's thread--> turns --> take
//!    ^---------------------- not more than PIECES_A_WORKER a worker in hand ---------------------'
//! ```
//!
//! Every piece takes a ticket before it is read, which is given back when what came of it was taken. So nobody runs ahead: a slow disk,
//! slow work and a slow reader of the answers all hold the others back, and what is in memory does not grow with the input.
//!
//! A worker that has read a piece itself finds it in its own cache, and nobody has to be woken for it. Only where the next piece may keep
//! everybody waiting, a thread of its own reads. Of 1.4 s, each of two workers that read in turn was idle for less than 10 ms; beside a
//! thread that reads it was 130 ms, and blocks were a quarter as large.

use std::io;
use std::iter::Fuse;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, select};

use super::turns::Turns;

/// How many pieces may be in hand for each worker: one that it works on, one that waits for it, one that is done and waits for its turn.
pub const PIECES_A_WORKER: usize = 3;

/// After so long without anything done, the caller may look at other things.
const IDLE: Duration = Duration::from_millis(50);

/// Deep conditions need more than a thread has of itself.
const STACK: usize = 16 << 20;

/// What the caller is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<T> {
    /// what came of the next piece
    Done(T),
    /// nothing for a while; so many pieces have been read of which nothing came yet
    Idle(usize),
}

/// How many threads work, and who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crew {
    /// the caller's own thread reads, works and takes
    Alone,
    /// so many workers, who read in turn, beside the caller's thread, which takes
    InTurn(usize),
    /// so many workers, beside a thread that reads and the caller's, which takes
    Of(usize),
}

/// Works on all pieces, and hands out what comes of each in their order, until they end or `take` breaks off.
///
/// A crew with a thread that reads does not wait for a piece that cannot be read yet: where `take` breaks off, that thread is left behind.
///
/// # Errors
/// Where no thread can be started.
pub fn run<I, T, W>(crew: Crew, pieces: I, worker: impl Fn() -> W + Sync, take: impl FnMut(Event<T>) -> ControlFlow<()>) -> io::Result<()>
where
    I: Iterator<Item: Send + 'static> + Send + 'static,
    T: Send,
    W: FnMut(I::Item) -> T,
{
    let workers = match crew {
        Crew::Alone => {
            alone(pieces, worker(), take);
            return Ok(());
        }
        Crew::InTurn(workers) | Crew::Of(workers) => workers.max(1),
    };
    let (ticket, tickets) = bounded(workers * PIECES_A_WORKER);
    let (source, count) = Source::new(pieces, ticket);
    let left = Left { tickets, count };
    if matches!(crew, Crew::InTurn(_)) {
        return together(workers, || source.next(), worker, |done, lost| left.hand_out(done, lost, take));
    }
    let (put, queue) = bounded(workers * PIECES_A_WORKER);
    builder("reader").spawn(move || while source.next().is_some_and(|piece| put.send(piece).is_ok()) {})?;
    let (here, gone) = bounded::<()>(0);
    let next = || {
        select! {
            recv(queue) -> next => next.ok(),
            recv(gone) -> _ => None,
        }
    };
    together(workers, next, worker, |done, lost| {
        left.hand_out(done, lost, take);
        // workers end when its other end is gone
        drop(here);
    })
}

fn alone<P, T>(pieces: impl Iterator<Item = P>, mut work: impl FnMut(P) -> T, mut take: impl FnMut(Event<T>) -> ControlFlow<()>) {
    for piece in pieces {
        if take(Event::Done(work(piece))).is_break() {
            return;
        }
    }
}

/// Pieces that any thread can read, one at a time, as long as tickets are left.
struct Source<I> {
    pieces: Mutex<Fuse<I>>,
    /// one for each piece in hand
    ticket: Sender<()>,
    /// how many pieces have been read
    count: Arc<AtomicUsize>,
}

impl<I: Iterator> Source<I> {
    fn new(pieces: I, ticket: Sender<()>) -> (Self, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        (Self { pieces: Mutex::new(pieces.fuse()), ticket, count: Arc::clone(&count) }, count)
    }

    /// The next piece, with its number; none where there are no more, or nobody takes what comes of them.
    fn next(&self) -> Option<(usize, I::Item)> {
        self.ticket.send(()).ok()?;
        let mut pieces = self.pieces.lock().ok()?;
        let piece = pieces.next()?;
        Some((self.count.fetch_add(1, Ordering::SeqCst), piece))
    }
}

/// Starts the workers, and does what is left to the caller's thread.
fn together<P, T: Send, W: FnMut(P) -> T>(
    workers: usize,
    next: impl Fn() -> Option<(usize, P)> + Sync,
    worker: impl Fn() -> W + Sync,
    caller: impl FnOnce(&Receiver<(usize, T)>, &AtomicBool),
) -> io::Result<()> {
    // has room for all that is in hand, so that no worker waits for somebody to take
    let (send_done, done) = bounded(workers * PIECES_A_WORKER);
    let lost = AtomicBool::new(false);
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..workers {
            let (next, done, worker, lost) = (&next, send_done.clone(), &worker, &lost);
            let body = move || {
                let _alarm = Alarm(lost);
                work(next, &done, worker());
            };
            started += usize::from(builder("worker").spawn_scoped(scope, body).is_ok());
        }
        drop(send_done);
        if started == 0 {
            return Err(io::Error::other("no thread can be started"));
        }
        caller(&done, &lost);
        Ok(())
    })
}

fn builder(name: &str) -> thread::Builder {
    thread::Builder::new().name(name.to_owned()).stack_size(STACK)
}

/// Works on pieces until there are no more, or nobody takes what comes of them.
fn work<P, T>(next: impl Fn() -> Option<(usize, P)>, done: &Sender<(usize, T)>, mut work: impl FnMut(P) -> T) {
    while let Some((number, piece)) = next() {
        if done.send((number, work(piece))).is_err() {
            break;
        }
    }
}

/// Says that a worker was lost to a defect, so that nobody waits for it.
struct Alarm<'a>(&'a AtomicBool);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.store(true, Ordering::SeqCst);
        }
    }
}

/// What is left to the caller's thread: to take what was done, in the order of the pieces.
struct Left {
    tickets: Receiver<()>,
    /// how many pieces have been read
    count: Arc<AtomicUsize>,
}

impl Left {
    fn hand_out<T>(self, done: &Receiver<(usize, T)>, lost: &AtomicBool, mut take: impl FnMut(Event<T>) -> ControlFlow<()>) {
        let mut turns = Turns::default();
        loop {
            match done.recv_timeout(IDLE) {
                Ok((place, came)) => turns.put(place, came),
                Err(RecvTimeoutError::Timeout) => {
                    let in_hand = self.count.load(Ordering::SeqCst) - turns.taken();
                    if lost.load(Ordering::SeqCst) || take(Event::Idle(in_hand)).is_break() {
                        return;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while let Some(came) = turns.next() {
                let broke_off = take(Event::Done(came)).is_break();
                // its place is free for another piece
                let _ = self.tickets.try_recv();
                if broke_off {
                    return;
                }
            }
        }
    }
}
