//! A worker's sheet: the answers for the records of a block, or of a few small files, as they are written.

use std::io;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::explain::html::answers::Entry;
use crate::explain::html::articles::MOST_RECORDS;
use crate::explain::text;
use crate::facts::BadRecord;
use crate::model::vocabulary::Vocabulary;

use super::cell::Cell;
use super::column::Column;
use super::fault::{message, unreadable};
use super::form::{Form, Order, between};
use super::line::Line;
use super::tally::{Outcome, Tally};

/// How many broken records a sheet keeps to be shown; of the others it keeps the number.
pub const SHOWN: usize = 20;

/// What becomes of some records that follow one another.
#[derive(Debug)]
pub struct Sheet {
    pub bytes: Vec<u8>,
    /// in place of `bytes` where cells are wanted
    pub rows: Vec<Vec<Cell<'static>>>,
    /// in place of `bytes` where a page is wanted: the first, up to one more than a page may have
    pub entries: Vec<Entry>,
    /// how many answers it has
    pub written: usize,
    pub tally: Tally,
    /// the first records that could not be read, each with the place in `bytes` behind what stands for it
    pub bad: Vec<(usize, BadRecord)>,
    /// nothing may follow it
    pub ends: bool,
}

/// A sheet that is being written.
pub struct Pen<'a> {
    order: &'a Order,
    vocabulary: &'a Vocabulary,
    paper: Paper,
    written: usize,
    tally: Tally,
    bad: Vec<(usize, BadRecord)>,
}

enum Paper {
    Plain(Vec<u8>),
    Table(Box<csv::Writer<Vec<u8>>>),
    Rows(Vec<Vec<Cell<'static>>>),
    Page(Vec<Entry>),
}

impl<'a> Pen<'a> {
    #[must_use]
    pub fn new(order: &'a Order, vocabulary: &'a Vocabulary) -> Self {
        let paper = match order.form {
            Form::Table => Paper::Table(Box::new(csv::Writer::from_writer(Vec::new()))),
            Form::Rows => Paper::Rows(Vec::new()),
            Form::Html => Paper::Page(Vec::new()),
            _ => Paper::Plain(Vec::new()),
        };
        Self { order, vocabulary, paper, written: 0, tally: Tally::default(), bad: Vec::new() }
    }

    /// Writes the answer for a record, if it is wanted.
    pub fn answer(&mut self, line: &Line<'_>) {
        let outcome = Outcome::of(line.ruling);
        self.tally.count(outcome);
        if !self.order.wants(outcome) {
            return;
        }
        let order = self.order;
        let cells = order.columns.iter().map(|column| column.cell(line));
        match (&mut self.paper, order.form) {
            (Paper::Table(table), _) => row(table, cells, &order.none),
            (Paper::Rows(rows), _) => rows.push(cells.map(Cell::into_owned).collect()),
            (Paper::Page(entries), _) if entries.len() > MOST_RECORDS => {}
            (Paper::Page(entries), _) => entries.push(Entry::Answered(line.report())),
            (Paper::Plain(bytes), Form::Text(page)) => {
                separate(bytes, order.form);
                bytes.extend_from_slice(text::render(line.told(), &page).as_bytes());
            }
            (Paper::Plain(bytes), form) if order.columns.is_empty() => object(bytes, form, line.told()),
            (Paper::Plain(bytes), form) => object(bytes, form, &Chosen { columns: &order.columns, vocabulary: self.vocabulary, line }),
        }
        self.written += 1;
    }

    /// A record that could not be read.
    pub fn bad(&mut self, bad: BadRecord) {
        self.tally.count(Outcome::Error);
        if self.order.wants(Outcome::Error) {
            self.fault(&bad);
        }
        if self.bad.len() < SHOWN {
            let behind = self.length();
            self.bad.push((behind, bad));
        }
    }

    fn fault(&mut self, bad: &BadRecord) {
        let unreadable = unreadable(bad);
        let cells = self.order.columns.iter().map(|column| match column {
            Column::File => Cell::Text(unreadable.error.file.as_str().into()),
            Column::Line => i64::try_from(unreadable.error.line).map_or(Cell::Empty, Cell::Whole),
            Column::Error => Cell::Text(message(&unreadable).into()),
            _ => Cell::Empty,
        });
        match (&mut self.paper, self.order.form) {
            (_, Form::Text(_)) => return,
            (Paper::Plain(bytes), form) => object(bytes, form, &unreadable),
            (Paper::Table(table), _) => row(table, cells, &self.order.none),
            (Paper::Rows(rows), _) => rows.push(cells.map(Cell::into_owned).collect()),
            (Paper::Page(entries), _) if entries.len() > MOST_RECORDS => {}
            (Paper::Page(entries), _) => entries.push(Entry::Unreadable(unreadable)),
        }
        self.written += 1;
    }

    /// How much has been written.
    fn length(&mut self) -> usize {
        match &mut self.paper {
            Paper::Plain(bytes) => bytes.len(),
            Paper::Table(table) => {
                // memory takes everything
                let _ = table.flush();
                table.get_ref().len()
            }
            Paper::Rows(_) | Paper::Page(_) => 0,
        }
    }

    /// Whether nothing may follow what was written.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.order.fail_fast && self.tally.unreadable > 0
    }

    #[must_use]
    pub fn finish(self) -> Sheet {
        let ends = self.ends();
        let (mut bytes, mut rows, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        match self.paper {
            Paper::Plain(plain) => bytes = plain,
            Paper::Table(table) => bytes = table.into_inner().unwrap_or_default(),
            Paper::Rows(of) => rows = of,
            Paper::Page(of) => entries = of,
        }
        Sheet { bytes, rows, entries, written: self.written, tally: self.tally, bad: self.bad, ends }
    }
}

/// The first line of a table.
#[must_use]
pub fn heading(columns: &[Column], vocabulary: &Vocabulary) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    row(&mut table, columns.iter().map(|column| Cell::Text(column.name(vocabulary).into())), "");
    table.into_inner().unwrap_or_default()
}

fn row<'c>(table: &mut csv::Writer<Vec<u8>>, cells: impl Iterator<Item = Cell<'c>>, none: &str) {
    for cell in cells {
        // memory takes everything, and a row's end no cells that could be too many
        let _ = table.write_field(cell.harmless(none).as_bytes());
    }
    let _ = table.write_record(None::<&[u8]>);
}

fn separate(bytes: &mut Vec<u8>, form: Form) {
    if !bytes.is_empty() {
        bytes.extend_from_slice(between(form).as_bytes());
    }
}

fn object(bytes: &mut Vec<u8>, form: Form, object: &impl Serialize) {
    // memory takes everything, and all keys are texts
    let _: Result<(), io::Error> = match form {
        Form::Json => {
            separate(bytes, form);
            let text = serde_json::to_string_pretty(object).unwrap_or_default();
            bytes.extend_from_slice(text.replace('\n', "\n  ").as_bytes());
            Ok(())
        }
        _ => serde_json::to_writer(&mut *bytes, object).map_err(io::Error::from),
    };
    if matches!(form, Form::JsonLines) {
        bytes.push(b'\n');
    }
}

/// An object of some columns.
struct Chosen<'l, 'a> {
    columns: &'l [Column],
    vocabulary: &'l Vocabulary,
    line: &'l Line<'a>,
}

impl Serialize for Chosen<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for column in self.columns {
            match column.cell(self.line) {
                Cell::Unknown => {}
                cell => object.serialize_entry(column.name(self.vocabulary), &cell)?,
            }
        }
        object.end()
    }
}
