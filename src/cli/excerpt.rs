//! The lines that a finding speaks of, cut out of their file: of a long line only a window around each place, so that a fact file
//! of a single line of a megabyte stays readable.

use std::ops::Range;

use crate::explain::layout::steers;
use crate::source::SourceFile;

/// How many bytes of a long line are shown before and after a place.
const AROUND: usize = 60;
/// Lines up to this length are shown whole.
const SHORT: usize = 240;
/// Stands for what was cut off.
const CUT: &str = "…";

/// Some lines of a file, one below the other.
pub struct Excerpt {
    pub name: String,
    pub text: String,
    lines: Vec<Line>,
}

/// A line of an excerpt.
pub struct Line {
    /// one more than the line above where they are neighbours in the file, else farther away
    pub index: usize,
    /// as people count it
    pub number: usize,
    /// in the excerpt, with its end of line
    pub range: Range<usize>,
    /// the stretch of the file that it shows
    original: Range<usize>,
    /// where that stretch begins in the excerpt
    begins: usize,
    /// characters of the file's line that stand before the stretch
    columns_before: usize,
}

impl Excerpt {
    /// Cuts out what surrounds some places; of a place on several lines the first line is shown. The text begins at a column of its line.
    pub fn cut(file: &SourceFile, first_column: usize, places: impl Iterator<Item = Range<usize>>) -> Self {
        let mut windows: Vec<Window> = places.filter_map(|place| Window::around(file, &place)).collect();
        windows.sort_by_key(|window| (window.shows.start, window.shows.end));
        windows.dedup_by(|next, window| window.shows.start <= next.shows.start && next.shows.end <= window.shows.end);
        let mut excerpt = Self { name: file.name.clone(), text: String::new(), lines: Vec::new() };
        for window in windows {
            excerpt.add(file, window);
        }
        for line in excerpt.lines.iter_mut().filter(|line| line.number == file.line_number(0)) {
            line.columns_before += first_column - 1;
        }
        excerpt
    }

    fn add(&mut self, file: &SourceFile, window: Window) {
        let text = |range: Range<usize>| file.text.get(range).unwrap_or("");
        let start = self.text.len();
        self.text.push_str(if window.shows.start > window.line.start { CUT } else { "" });
        let begins = self.text.len();
        self.text.extend(text(window.shows.clone()).chars().map(shown));
        self.text.push_str(if window.shows.end < window.line.end { CUT } else { "" });
        self.text.push('\n');
        let number = file.line_number(window.index);
        let follows = |last: &Line| if last.number + 1 == number { last.index + 1 } else { last.index + 3 };
        self.lines.push(Line {
            index: self.lines.last().map_or(0, follows),
            number,
            range: start..self.text.len(),
            begins,
            columns_before: text(window.line.start..window.shows.start).chars().count(),
            original: window.shows,
        });
    }

    /// Where a place of the file stands in the excerpt.
    pub fn place(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let within = |line: &&Line| line.original.start <= place.start && place.start <= line.original.end;
        let line = self.lines.iter().find(within).or_else(|| self.lines.last())?;
        let moved = |at: usize| at.clamp(line.original.start, line.original.end) - line.original.start + line.begins;
        Some(moved(place.start)..moved(place.end))
    }

    pub fn line(&self, index: usize) -> Option<&Line> {
        self.lines.iter().find(|line| line.index == index)
    }

    pub fn line_at(&self, offset: usize) -> Option<&Line> {
        self.lines.iter().find(|line| offset < line.range.end).or_else(|| self.lines.last())
    }

    /// The column in the file, from 1, of a place in the excerpt.
    pub fn column(&self, line: &Line, offset: usize) -> usize {
        line.columns_before + self.text.get(line.begins..offset).unwrap_or("").chars().count() + 1
    }
}

/// What stands for a character that steers the terminal: another one of as many bytes.
fn shown(c: char) -> char {
    match c.len_utf8() {
        _ if !steers(c) || c == '\t' => c,
        1 => '?',
        2 => '¿',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// What is shown of a line.
struct Window {
    index: usize,
    /// without its end
    line: Range<usize>,
    shows: Range<usize>,
}

impl Window {
    fn around(file: &SourceFile, place: &Range<usize>) -> Option<Self> {
        let index = file.line_index(place.start.min(file.text.len()));
        let line = file.line_range(index)?;
        let text = file.text.get(line.clone())?.trim_end_matches(['\n', '\r']);
        let line = line.start..line.start + text.len();
        let start = place.start.clamp(line.start, line.end);
        let end = place.end.clamp(start, line.end).min(start + 2 * AROUND);
        let from = file.text.floor_char_boundary(start.saturating_sub(AROUND).max(line.start));
        let to = file.text.floor_char_boundary((end + AROUND).min(line.end));
        let shows = if line.len() <= SHORT { line.clone() } else { from..to };
        Some(Self { index, line, shows })
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;
    use crate::source::SourceFile;

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let file = SourceFile::new("facts.json", format!("{}云{}", "a".repeat(100_000), "b".repeat(100_000)));
        let excerpt = Excerpt::cut(&file, 1, std::iter::once(100_000..100_003));
        let place = excerpt.place(&(100_000..100_003)).unwrap_or_default();
        assert_eq!(excerpt.text.get(place.clone()), Some("云"));
        assert!(excerpt.text.len() < 200, "{}", excerpt.text);
        assert_eq!(excerpt.line(0).map(|line| excerpt.column(line, place.start)), Some(100_001));
    }

    #[test]
    fn neighbours_stand_together_and_others_apart() {
        let file = SourceFile::new("a.policy", "one\ntwo\nthree\nfour\nfive\n");
        let excerpt = Excerpt::cut(&file, 1, [20..21, 0..1, 4..5].into_iter());
        assert_eq!(excerpt.text, "one\ntwo\nfive\n");
        assert_eq!(
            [0, 4, 8].map(|at| excerpt.line_at(at).map(|line| (line.index, line.number))),
            [Some((0, 1)), Some((1, 2)), Some((4, 5))]
        );
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        let file = SourceFile::new("a.policy", "one\n");
        let excerpt = Excerpt::cut(&file, 1, std::iter::once(4..4));
        assert_eq!(excerpt.place(&(4..4)), Some(0..0));
    }
}
