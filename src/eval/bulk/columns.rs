//! Bytes turned round: of up to 64 rows of codes, the codes that stand at one place of all of them, and which rows have a certain one.

use crate::bytes::{WIDE, equal, turn};
use crate::facts::record::Codes;

/// How many rows are turned round together.
pub const ROWS: usize = 64;

/// The codes at each place, one after the other by row; 0 where there is no such row.
#[derive(Debug, Default)]
pub struct Columns {
    columns: Vec<[[u8; WIDE]; ROWS / WIDE]>,
}

impl Columns {
    /// Turns rows round: how many codes are wanted of each, and how many rows there are, at most [`ROWS`].
    pub fn fill<'c>(&mut self, (width, count): (usize, usize), rows: impl Iterator<Item = &'c [Codes]>) {
        self.columns.resize(width.next_multiple_of(WIDE), Default::default());
        let mut rows = rows.fuse();
        for part in 0..count.div_ceil(WIDE).min(ROWS / WIDE) {
            let rows: [&[Codes]; WIDE] = std::array::from_fn(|_| rows.next().unwrap_or_default());
            for (place, columns) in self.columns.chunks_exact_mut(WIDE).enumerate() {
                let turned = turn(rows.map(|row| row.get(place).copied().unwrap_or_default()));
                for (column, bytes) in columns.iter_mut().zip(turned) {
                    if let Some(of) = column.get_mut(part) {
                        *of = bytes;
                    }
                }
            }
        }
    }

    /// The rows that have a code at a place, a bit each.
    #[inline]
    pub fn rows(&self, place: usize, code: u8) -> u64 {
        self.columns.get(place).map_or(0, |column| equal(column, code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_code() {
        let code = |row: usize, place: usize| u8::try_from(((row * 7) ^ (place * 29)) % 256).unwrap_or(0);
        let codes = |row: usize| [0, 1, 2].map(|part| std::array::from_fn(|place| code(row, 16 * part + place)));
        let bytes: Vec<[Codes; 3]> = (0..50).map(codes).collect();
        let mut columns = Columns::default();
        columns.fill((37, bytes.len()), bytes.iter().map(<[Codes; 3]>::as_slice));
        for place in 0..37 {
            for wanted in 0..=255 {
                let expected = (0..50).filter(|row| code(*row, place) == wanted).fold(0, |rows, row| rows | 1 << row);
                assert_eq!(columns.rows(place, wanted) & (u64::MAX >> 14), expected, "place {place}, code {wanted}");
            }
        }
    }
}
