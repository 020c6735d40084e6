//! Answers as a Parquet file.

use std::fs::File;
use std::io;

use crate::batch::cell::Cell;
use crate::batch::column::Held;
use crate::batch::parquet::{Cell as Told, Kind, Table};
use crate::value::calendar::{self, Moment};

use super::out::Rows;

pub struct Columns {
    table: Table<File>,
    held: Vec<Held>,
}

impl Columns {
    pub fn new(file: File, columns: Vec<(String, Held)>) -> io::Result<Self> {
        let held = columns.iter().map(|(_, held)| *held).collect();
        let columns: Vec<(String, Kind)> = columns.into_iter().map(|(name, held)| (name, kind(held))).collect();
        Ok(Self { table: Table::new(file, &columns)?, held })
    }
}

impl Rows for Columns {
    fn row(&mut self, row: Vec<Cell<'static>>) -> io::Result<()> {
        self.table.write(row.into_iter().zip(&self.held).map(|(cell, held)| told(cell, *held)).collect())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.table.finish().map(drop)
    }
}

fn kind(held: Held) -> Kind {
    match held {
        Held::Text => Kind::Text,
        Held::Truth => Kind::Truth,
        Held::Whole => Kind::Whole,
        Held::Time => Kind::Time,
    }
}

fn told(cell: Cell<'static>, held: Held) -> Told {
    match (cell, held) {
        (Cell::Unknown | Cell::Empty | Cell::None, _) => Told::Null,
        (Cell::Truth(yes), _) => Told::Truth(yes),
        (Cell::Whole(number), _) => Told::Whole(number),
        (Cell::Exact(text), Held::Time) => match calendar::parse(&text) {
            Ok(Moment::Instant { seconds }) => Told::Time(seconds),
            _ => Told::Null,
        },
        (cell, _) => Told::Text(cell.plain("").into_owned()),
    }
}
