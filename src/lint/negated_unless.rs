//! An `unless` that begins with `not`.
//!
//! "Unless not" makes the reader turn the condition round twice. It also says too much: `unless` is for those who are excused.
//!
//! ```policy
//! rule guardian_missing { forbid lend when reader.age < adult_age unless not reader.alone because en "A guardian is missing." }
//! ```
//!
//! Better: `when reader.age < adult_age and reader.alone`.

use crate::diagnostic::{Diagnostic, Edit};
use crate::model::expression::{Condition, ConditionKind};
use crate::model::policy::Scope;
use crate::source::Span;

use super::double_negation::straight;
use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let tables: Vec<Span> = on.policy.tables.iter().map(|table| table.name_span).collect();
    for of in places::scopes(on.policy).into_iter().filter(|of| !tables.contains(&of.span)) {
        let Some(unless) = &of.scope.unless else { continue };
        if matches!(unless.kind, ConditionKind::Not(_)) {
            let diagnostic = finding(unless.span, "`unless` and `not` make a `when`");
            found.push(match straight(on, unless) {
                Some(text) => mended(on, of.scope, unless, &text, diagnostic),
                None => diagnostic,
            });
        }
    }
}

fn mended(on: &Subject<'_>, scope: &Scope, unless: &Condition, text: &str, diagnostic: Diagnostic) -> Diagnostic {
    let diagnostic = diagnostic.help(format!("say it in `when`: `{text}`"));
    let Some(clause) = keyword(on, unless.span) else { return diagnostic };
    let edits = match &scope.when {
        None => vec![Edit { span: clause.to(unless.span), text: format!("when {text}") }],
        Some(when) if is_short(when) && !text.contains(" or ") && when.span.end <= clause.start => {
            let end = Span { start: when.span.end, ..when.span };
            let before = Span { start: when.span.end, end: clause.start, ..clause };
            let blank = Span { start: clause.start - trailing_blank(on, before), ..clause };
            vec![Edit { span: end, text: format!(" and {text}") }, Edit { span: blank.to(unless.span), text: String::new() }]
        }
        Some(_) => return diagnostic,
    };
    diagnostic.fix("say it in `when`", edits)
}

/// Whether something can follow behind `and`.
fn is_short(condition: &Condition) -> bool {
    !matches!(condition.kind, ConditionKind::Any(_) | ConditionKind::Term(_))
}

/// Where the word `unless` stands before a condition.
fn keyword(on: &Subject<'_>, condition: Span) -> Option<Span> {
    let before = on.sources.text(Span { start: 0, end: condition.start, ..condition });
    let end = before.trim_end().len();
    let start = before.trim_end().strip_suffix("unless")?.len();
    Some(Span { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()?, ..condition })
}

/// How many bytes of blanks a stretch ends with.
fn trailing_blank(on: &Subject<'_>, span: Span) -> u32 {
    let text = on.sources.text(span);
    u32::try_from(text.len() - text.trim_end().len()).unwrap_or(0)
}
