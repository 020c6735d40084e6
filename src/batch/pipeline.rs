//! Work shared among threads, in bounded memory: pieces are read, others work on them, and what comes of them is handed out in the order of
//! the pieces.
//!
//! ```text
//! pieces --the workers in turn, or a thread--> workers --> done --the caller's thread--> turns --> take
//!    ^--------------------- not more than PIECES_A_WORKER a worker in hand --------------------'
//! ```
//!
//! Every piece takes a ticket before it is read, which is given back when what came of it was taken. So nobody runs ahead: a slow disk,
//! slow work and a slow reader of the answers all hold the others back, and what is in memory does not grow with the input.
//!
//! A worker that has read a piece itself finds it in its own cache, and nobody has to be woken for it. Only where the next piece may keep
//! everybody waiting, a thread of its own reads, and the caller's thread does nothing but take. Else the caller's thread is one of the
//! workers, and takes between its pieces what the others have done: a thread that only takes would be woken for every piece, and would
//! wait until one of the others makes room for it. `cargo bench -- jobs` measures what a second job gains.

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

/// After so long without anything done, the caller may look at other things, if it does not work on a piece.
const IDLE: Duration = Duration::from_millis(50);

/// Deep conditions need more than a thread has of itself.
const STACK: usize = 16 << 20;

/// What the caller is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<T> {
    /// what came of the next piece
    Done(T),
    /// nothing for a while, and the caller's thread has no piece of its own; so many pieces have been read of which nothing came yet
    Idle(usize),
}

/// How many threads work, and who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crew {
    /// so many workers, who read in turn; one of them is the caller's thread, which takes as well
    InTurn(usize),
    /// so many workers, beside a thread that reads and the caller's, which takes
    Of(usize),
}

/// Works on all pieces, and hands out what comes of each in their order, until they end or `take` breaks off.
///
/// A crew with a thread that reads does not wait for a piece that cannot be read yet: where `take` breaks off, that thread is left behind.
///
/// # Errors
/// Where no thread can be started, and the caller's must not work itself.
pub fn run<I, T, W>(crew: Crew, pieces: I, worker: impl Fn() -> W + Sync, take: impl FnMut(Event<T>) -> ControlFlow<()>) -> io::Result<()>
where
    I: Iterator<Item: Send + 'static> + Send + 'static,
    T: Send,
    W: FnMut(I::Item) -> T,
{
    let (Crew::InTurn(workers) | Crew::Of(workers)) = crew;
    let workers = workers.max(1);
    let (ticket, tickets) = bounded(workers * PIECES_A_WORKER);
    let (source, count) = Source::new(pieces, ticket);
    // has room for all that is in hand, so that no worker waits for somebody to take
    let (send_done, done) = bounded(workers * PIECES_A_WORKER);
    let taker = Taker { tickets, count, done, turns: Turns::default(), take };
    match crew {
        Crew::InTurn(_) => beside(
            workers - 1,
            send_done,
            || source.next(),
            &worker,
            |_, lost| {
                taker.work_and_take(&source, worker(), lost);
                Ok(())
            },
        ),
        Crew::Of(_) => {
            let (put, queue) = bounded(workers * PIECES_A_WORKER);
            builder("reader").spawn(move || while source.next().is_some_and(|piece| put.send(piece).is_ok()) {})?;
            let (here, gone) = bounded::<()>(0);
            let next = || {
                select! {
                    recv(queue) -> next => next.ok(),
                    recv(gone) -> _ => None,
                }
            };
            beside(workers, send_done, next, &worker, |started, lost| {
                if started == 0 {
                    return Err(io::Error::other("no thread can be started"));
                }
                taker.take_all(lost);
                // workers end when its other end is gone
                drop(here);
                Ok(())
            })
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

    /// The next piece, with its number, as soon as there is a ticket; none where there are no more, or nobody takes what comes of them.
    fn next(&self) -> Option<(usize, I::Item)> {
        self.ticket.send(()).ok()?;
        self.read()
    }

    /// The same without waiting for a ticket.
    fn next_now(&self) -> Now<I::Item> {
        if self.ticket.try_send(()).is_err() {
            return Now::NoTicket;
        }
        self.read().map_or(Now::End, |(number, piece)| Now::Piece(number, piece))
    }

    fn read(&self) -> Option<(usize, I::Item)> {
        let mut pieces = self.pieces.lock().ok()?;
        let piece = pieces.next()?;
        Some((self.count.fetch_add(1, Ordering::SeqCst), piece))
    }
}

/// What there is for a worker that does not wait for a ticket.
enum Now<P> {
    Piece(usize, P),
    NoTicket,
    /// nothing any more: it must not be asked again, since each time costs a ticket
    End,
}

/// Starts so many workers, and does what is left to the caller's thread beside them: it is told how many could be started, and what says
/// that one was lost.
fn beside<P, T: Send, W: FnMut(P) -> T>(
    workers: usize,
    send_done: Sender<(usize, T)>,
    next: impl Fn() -> Option<(usize, P)> + Sync,
    worker: &(impl Fn() -> W + Sync),
    caller: impl FnOnce(usize, &AtomicBool) -> io::Result<()>,
) -> io::Result<()> {
    let lost = AtomicBool::new(false);
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..workers {
            let (next, done, lost) = (&next, send_done.clone(), &lost);
            let body = move || {
                let _alarm = Alarm(lost);
                work(next, &done, worker());
            };
            started += usize::from(builder("worker").spawn_scoped(scope, body).is_ok());
        }
        drop(send_done);
        caller(started, &lost)
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

/// What is left to the caller's thread: to take what was done, in the order of the pieces, and to work on pieces itself in between.
struct Taker<T, F> {
    tickets: Receiver<()>,
    /// how many pieces have been read
    count: Arc<AtomicUsize>,
    done: Receiver<(usize, T)>,
    turns: Turns<T>,
    take: F,
}

impl<T, F: FnMut(Event<T>) -> ControlFlow<()>> Taker<T, F> {
    /// Takes until all is done, or `take` breaks off.
    fn take_all(mut self, lost: &AtomicBool) {
        while self.wait(lost).is_continue() && self.hand_out().is_continue() {}
    }

    /// Works on pieces, and takes what is done after each; then until all is done. It ends where `take` breaks off.
    fn work_and_take<I: Iterator>(mut self, source: &Source<I>, mut work: impl FnMut(I::Item) -> T, lost: &AtomicBool) {
        loop {
            match source.next_now() {
                Now::Piece(number, piece) => self.turns.put(number, work(piece)),
                Now::NoTicket if self.wait(lost).is_break() => return,
                Now::NoTicket => {}
                Now::End => return self.take_all(lost),
            }
            self.done.try_iter().for_each(|(number, came)| self.turns.put(number, came));
            if self.hand_out().is_break() {
                return;
            }
        }
    }

    /// Waits until something is done; breaks off where nothing will be any more.
    fn wait(&mut self, lost: &AtomicBool) -> ControlFlow<()> {
        match self.done.recv_timeout(IDLE) {
            Ok((number, came)) => {
                self.turns.put(number, came);
                ControlFlow::Continue(())
            }
            Err(RecvTimeoutError::Timeout) if !lost.load(Ordering::SeqCst) => {
                (self.take)(Event::Idle(self.count.load(Ordering::SeqCst) - self.turns.taken()))
            }
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// Hands out all whose turn it is.
    fn hand_out(&mut self) -> ControlFlow<()> {
        while let Some(came) = self.turns.next() {
            let goes_on = (self.take)(Event::Done(came));
            // its place is free for another piece
            let _ = self.tickets.try_recv();
            goes_on?;
        }
        ControlFlow::Continue(())
    }
}
