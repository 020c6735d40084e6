//! Edits that take a declaration away, with the comments and the `allow` directly above it.

use std::ops::Range;

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
    cut(on, span, with_comments)
}

/// The same without what stands above it: that belongs to something else.
pub fn removal_alone(on: &Subject<'_>, span: Span) -> Edit {
    cut(on, span, str::len)
}

fn cut(on: &Subject<'_>, span: Span, begin: fn(&str) -> usize) -> Edit {
    let text = on.sources.get(span.file).map_or("", |file| file.text.as_str());
    let end = span.range().start + on.sources.text(span).trim_end().len();
    let own = span.range().start..end;
    let range = lines(text, own.clone(), begin).unwrap_or(own);
    Edit { span: Span::new(span.file, range), text: String::new() }
}

/// The lines of a declaration, unless it shares them; they begin where `begin` says of the lines above.
fn lines(text: &str, own: Range<usize>, begin: fn(&str) -> usize) -> Option<Range<usize>> {
    let (before, behind) = (text.get(..own.start)?, text.get(own.end..)?);
    let first = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = behind.split('\n').next().unwrap_or("");
    let alone = before.get(first..)?.trim().is_empty() && (rest.trim().is_empty() || rest.trim_start().starts_with("//"));
    let start = begin(before.get(..first)?);
    let above = before.get(..start)?;
    let mut end = text.len().min(own.end + rest.len() + 1);
    if (above.is_empty() || above.ends_with("\n\n")) && text.get(end..).is_some_and(|below| below.starts_with('\n')) {
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
