//! A timeline that is drawn: a cell a stretch of time, and none so short that it is not seen.

/// A stretch that is drawn alike, in seconds; one begins where the one before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<M> {
    pub until: i64,
    pub mark: M,
}

/// Intervals as they are drawn, up to an instant: neighbours with the same mark as one.
pub fn pieces<M: PartialEq>(intervals: impl Iterator<Item = (Option<i64>, M)>, end: i64) -> Vec<Piece<M>> {
    let mut pieces: Vec<Piece<M>> = Vec::new();
    for (until, mark) in intervals {
        let until = until.map_or(end, |until| until.min(end));
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.until = until,
            _ => pieces.push(Piece { until, mark }),
        }
    }
    pieces
}

/// How many cells of a bar each piece gets: in proportion, but at least one where there are enough of them.
#[must_use]
pub fn cells<M>(from: i64, pieces: &[Piece<M>], width: usize) -> Vec<usize> {
    let whole = pieces.last().map_or(0, |last| i128::from(last.until) - i128::from(from)).max(1);
    let least = usize::from(pieces.len() <= width);
    let (mut counts, mut used) = (Vec::with_capacity(pieces.len()), 0);
    for (index, piece) in pieces.iter().enumerate() {
        let passed = (i128::from(piece.until) - i128::from(from)) * i128::try_from(width).unwrap_or(0) / whole;
        let end = usize::try_from(passed).unwrap_or(0);
        let room = width - least * (pieces.len() - index - 1);
        let end = end.max(used + least).min(room).max(used);
        counts.push(end - used);
        used = end;
    }
    counts
}

/// The cell that an instant falls into.
#[must_use]
pub fn cell(from: i64, pieces: &[Piece<impl Copy>], width: usize, at: i64) -> Option<usize> {
    let (mut since, mut used) = (from, 0);
    for (piece, count) in pieces.iter().zip(cells(from, pieces, width)) {
        if (since..piece.until).contains(&at) {
            let share = (i128::from(at) - i128::from(since)) * i128::try_from(count).ok()? / (i128::from(piece.until) - i128::from(since));
            return Some(used + usize::try_from(share).ok()?);
        }
        (since, used) = (piece.until, used + count);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Piece, cell, cells};

    fn pieces(ends: &[i64]) -> Vec<Piece<()>> {
        ends.iter().map(|until| Piece { until: *until, mark: () }).collect()
    }

    #[test]
    fn cells_are_in_proportion_and_none_is_lost() {
        for (ends, expected) in [
            (&[50, 100][..], &[5, 5][..]),
            (&[1, 100], &[1, 9]),
            (&[99, 100], &[9, 1]),
            (&[1, 2, 3, 100], &[1, 1, 1, 7]),
            (&[97, 98, 99, 100], &[7, 1, 1, 1]),
            (&[100], &[10]),
        ] {
            assert_eq!(cells(0, &pieces(ends), 10), expected, "{ends:?}");
        }
        let many: Vec<i64> = (1..=30).collect();
        assert_eq!(cells(0, &pieces(&many), 10).iter().sum::<usize>(), 10);
    }

    #[test]
    fn an_instant_has_a_cell_of_its_piece() {
        let pieces = pieces(&[1, 100]);
        assert_eq!([0, 1, 99, 100, -1].map(|at| cell(0, &pieces, 10, at)), [Some(0), Some(1), Some(9), None, None]);
    }
}
