//! Edits that take a declaration away, with the comments and the `allow` directly above it.

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::{Item, Name};

use super::{Subject, finding};

/// Something that may be removed as a whole.
pub fn removable(on: &Subject<'_>, item: &Item, name: &Name, message: impl Into<String>) -> Diagnostic {
    finding(name.span, message).fix(format!("remove `{}`", name.text), vec![removal(on, item.span)])
}

/// The edit that takes a declaration away; where it has its lines for itself, the lines as well.
pub fn removal(on: &Subject<'_>, span: Span) -> Edit {
    let text = on.sources.get(span.file).map_or("", |file| file.text.as_str());
    let end = span.range().start + on.sources.text(span).trim_end().len();
    let own = Span::new(span.file, span.range().start..end);
    let span = lines(text, own).map_or(own, |lines| Span::new(span.file, lines));
    Edit { span, text: String::new() }
}

/// The lines of a declaration, unless it shares them.
fn lines(text: &str, span: Span) -> Option<std::ops::Range<usize>> {
    let (before, behind) = (text.get(..span.range().start)?, text.get(span.range().end..)?);
    let first = before.rfind('\n').map_or(0, |at| at + 1);
    let (rest, _) = behind.split_once('\n').unwrap_or((behind, ""));
    let alone = before.get(first..)?.trim().is_empty() && (rest.trim().is_empty() || rest.trim_start().starts_with("//"));
    let start = with_comments(before.get(..first)?);
    let mut end = text.len().min(span.range().end + rest.len() + 1);
    let is_apart = before.get(..start)?.is_empty() || before.get(..start)?.ends_with("\n\n");
    if is_apart && text.get(end..)?.starts_with('\n') {
        end += 1;
    }
    alone.then_some(start..end)
}

/// Where the comments and exceptions begin that stand at the end of a text.
fn with_comments(above: &str) -> usize {
    let mut start = above.len();
    for line in above.split_inclusive('\n').rev() {
        if !line.trim_start().starts_with("//") && !line.trim_start().starts_with("allow ") {
            break;
        }
        start -= line.len();
    }
    start
}
