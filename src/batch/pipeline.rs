//! Work shared among threads, in bounded memory: one reads pieces, others work on them, and what comes of them is handed out in the order
//! of the pieces.
//!
//! ```text
//! pieces --1 thread--> queue --jobs threads--> done --the caller's thread--> turns --> take
//!    ^------------------ not more than PIECES_A_WORKER a worker in hand --------------'
//! ```
//!
//! Every piece takes a ticket before it is read and gives it back when what came of it was taken. So nobody runs ahead: a slow disk, slow
//! work and a slow reader of the answers all hold the others back, and what is in memory does not grow with the input.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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

/// How many threads work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crew {
    /// the caller's own thread reads, works and takes
    Alone,
    /// so many workers, beside a thread that reads and the caller's, which takes
    Of(usize),
}

/// Takes a piece that was read, and says whether others are wanted.
pub type Give<'g, P> = &'g mut dyn FnMut(P) -> ControlFlow<()>;

/// Works on all pieces that `read` gives, and hands out what comes of each in their order, until they end or `take` breaks off.
///
/// A crew does not wait for a piece that cannot be read yet: where `take` breaks off, the thread that reads is left behind.
///
/// # Errors
/// Where no thread can be started.
pub fn run<P, T, W>(
    crew: Crew,
    read: impl FnOnce(Give<'_, P>) + Send + 'static,
    worker: impl Fn() -> W + Sync,
    take: impl FnMut(Event<T>) -> ControlFlow<()>,
) -> io::Result<()>
where
    P: Send + 'static,
    T: Send,
    W: FnMut(P) -> T,
{
    match crew {
        Crew::Alone => alone(read, worker(), take),
        Crew::Of(workers) => together(workers.max(1), read, worker, take)?,
    }
    Ok(())
}

fn alone<P, T>(read: impl FnOnce(Give<'_, P>), mut work: impl FnMut(P) -> T, mut take: impl FnMut(Event<T>) -> ControlFlow<()>) {
    read(&mut |piece| take(Event::Done(work(piece))));
}

fn together<P, T, W>(
    workers: usize,
    read: impl FnOnce(Give<'_, P>) + Send + 'static,
    worker: impl Fn() -> W + Sync,
    take: impl FnMut(Event<T>) -> ControlFlow<()>,
) -> io::Result<()>
where
    P: Send + 'static,
    T: Send,
    W: FnMut(P) -> T,
{
    let reading = begin(read, workers * PIECES_A_WORKER)?;
    let (send_done, done) = bounded(workers * PIECES_A_WORKER);
    // workers end when its other end is gone
    let (here, gone) = bounded::<()>(0);
    let lost = AtomicBool::new(false);
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..workers {
            let (queue, gone, done, worker, lost) = (&reading.queue, gone.clone(), send_done.clone(), &worker, &lost);
            let body = move || {
                let _alarm = Alarm(lost);
                work(queue, &gone, &done, worker());
            };
            started += usize::from(builder("worker").spawn_scoped(scope, body).is_ok());
        }
        drop(send_done);
        if started == 0 {
            return Err(io::Error::other("no thread can be started"));
        }
        hand_out(&reading, &done, &lost, take);
        drop(here);
        Ok(())
    })
}

fn builder(name: &str) -> thread::Builder {
    thread::Builder::new().name(name.to_owned()).stack_size(STACK)
}

/// The near end of the thread that reads.
struct Reading<P> {
    queue: Receiver<(usize, P)>,
    /// a ticket a piece in hand
    tickets: Receiver<()>,
    /// how many pieces have been put into the queue
    count: Arc<AtomicUsize>,
}

/// Starts to read, and puts numbered pieces into a queue as long as tickets are left.
fn begin<P: Send + 'static>(read: impl FnOnce(Give<'_, P>) + Send + 'static, in_hand: usize) -> io::Result<Reading<P>> {
    let (put, queue) = bounded(in_hand);
    let (ticket, tickets) = bounded(in_hand);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    builder("reader").spawn(move || {
        let ticket = || if ticket.send(()).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        if ticket().is_continue() {
            read(&mut |piece| {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                if put.send((number, piece)).is_err() { ControlFlow::Break(()) } else { ticket() }
            });
        }
    })?;
    Ok(Reading { queue, tickets, count })
}

/// Works on pieces until there are no more, or nobody takes what comes of them.
fn work<P, T>(queue: &Receiver<(usize, P)>, gone: &Receiver<()>, done: &Sender<(usize, T)>, mut work: impl FnMut(P) -> T) {
    loop {
        let next = select! {
            recv(queue) -> next => next.ok(),
            recv(gone) -> _ => None,
        };
        let Some((place, piece)) = next else { break };
        if done.send((place, work(piece))).is_err() {
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

fn hand_out<P, T>(reading: &Reading<P>, done: &Receiver<(usize, T)>, lost: &AtomicBool, mut take: impl FnMut(Event<T>) -> ControlFlow<()>) {
    let mut turns = Turns::default();
    loop {
        match done.recv_timeout(IDLE) {
            Ok((place, came)) => turns.put(place, came),
            Err(RecvTimeoutError::Timeout) => {
                let in_hand = reading.count.load(Ordering::SeqCst) - turns.taken();
                if lost.load(Ordering::SeqCst) || take(Event::Idle(in_hand)).is_break() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
        while let Some(came) = turns.next() {
            let broke_off = take(Event::Done(came)).is_break();
            // its place is free for another piece
            let _ = reading.tickets.try_recv();
            if broke_off {
                return;
            }
        }
    }
}
