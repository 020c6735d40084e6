//! Random records of the shipped policies, a line each, to try a run in bulk: `cargo run --release --example random_facts -- 100000`
//! prints so many; a second number says how manieth line is broken.

#[path = "../tests/support/transfer/mod.rs"]
mod transfer;

use std::io::{self, BufWriter, Write};

use transfer::generate::{Completeness, records};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse().unwrap_or(0));
    let (count, broken): (usize, usize) = (numbers.next().unwrap_or(1000), numbers.next().unwrap_or(0));
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, record) in (1..=count).zip(records(1, Completeness::FewMissing)) {
        let end = if broken > 0 && number % broken == 0 { "}" } else { "" };
        writeln!(out, "{record}{end}")?;
    }
    out.flush()
}
