//! A text that lacks one of the set's languages.
//!
//! Who reads answers in that language is shown another one, in the middle of a sentence that he understands.
//!
//! ```policy
//! policy library { languages en, zh }
//! rule too_many { forbid lend when reader.loans >= 10 because en "The reader has {reader.loans} books." }
//! ```
//!
//! Better: `because en "The reader has {reader.loans} books." zh "读者已借 {reader.loans} 本。"`

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::Texts;

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for texts in on.items().flat_map(parts::texts) {
        let missing: Vec<&str> = on.policy.vocabulary.languages.iter().map(String::as_str).filter(|language| !says(texts, language)).collect();
        if let Some((language, text)) = texts.by_language.first()
            && !missing.is_empty()
        {
            found.push(finding(language.span.to(text.span), format!("this text is missing in {}", missing.join(", "))));
        }
    }
}

fn says(texts: &Texts, language: &str) -> bool {
    texts.by_language.iter().any(|(said, _)| said.text == language)
}
