//! A character that cannot be seen: of no width, or one that turns the direction of writing.
//!
//! The text is not what it looks like: two words that look the same are not, and a line may be shown in another order than it is read.
//! Comments are looked through as well. Between letters of other scripts, where spelling needs them, joiners are fine.
//!
//! ```policy
//! // an invisible blank stands in the name of the town
//! rule elsewhere { forbid lend when reader.town is not "Lu​nd" because en "The reader lives elsewhere." }
//! ```
//!
//! Better: leave it out.

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (id, file) in on.sources.iter().filter(|(_, file)| !file.text.is_ascii()) {
        let mut before = ' ';
        let mut letters = file.text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let behind = letters.peek().map_or(' ', |(_, letter)| *letter);
            if is_hidden(letter) && !joins(before, letter, behind) && !(at == 0 && letter == '\u{feff}') {
                let seen = if before.is_control() { 0 } else { before.len_utf8().min(at) };
                found.push(hidden(Span::new(id, at..at + letter.len_utf8()), seen, letter));
            }
            before = letter;
        }
    }
}

/// It is shown with the letter before it, of so many bytes: it has no width of its own.
fn hidden(span: Span, seen: usize, letter: char) -> Diagnostic {
    let does = if is_turn(letter) { "turns the direction of writing" } else { "cannot be seen" };
    let number = u32::from(letter);
    let shown = Span::new(span.file, span.range().start - seen..span.range().end);
    finding(shown, format!("the character U+{number:04X} {does}")).fix("leave it out", vec![Edit { span, text: String::new() }])
}

fn is_hidden(letter: char) -> bool {
    let unseen = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    unseen || is_turn(letter)
}

fn is_turn(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A joiner within a word of a script that needs it, or within an emoji.
fn joins(before: char, letter: char, behind: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}') && !before.is_ascii() && !behind.is_ascii()
}
