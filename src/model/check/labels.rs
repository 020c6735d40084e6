//! Texts without holes.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::Label;
use crate::syntax::ast;

use super::Checker;

impl Checker<'_> {
    /// A text without holes, by language; a language that the set does not name is an error.
    pub(super) fn label(&mut self, texts: &ast::Texts) -> Label {
        let mut label = Label::new();
        for (language, text) in &texts.by_language {
            self.language(language);
            if label.contains_key(&language.text) {
                self.error(Code::DuplicateName, language.span, format!("there are two texts in `{}`", language.text));
            }
            label.insert(language.text.clone(), self.words(text));
        }
        label
    }

    pub(super) fn language(&mut self, language: &ast::Name) {
        let languages = &self.policy.vocabulary.languages;
        if languages.is_empty() || languages.contains(&language.text) {
            return;
        }
        let known = languages.join(", ");
        let diagnostic = Diagnostic::error(Code::UnknownName, language.span, format!("the set has no language `{}`", language.text));
        // a slip in the header would be said of every text
        if self.found.iter().any(|earlier| earlier.code == diagnostic.code && earlier.message == diagnostic.message) {
            return;
        }
        self.report(diagnostic.help(format!("the policy header names {known}")));
    }

    /// The words of a text that may have no holes.
    pub(super) fn words(&mut self, text: &ast::Text) -> String {
        let mut words = String::new();
        for piece in &text.pieces {
            match piece {
                ast::Piece::Words(part) => words.push_str(part),
                ast::Piece::Hole(hole) => {
                    let diagnostic = Diagnostic::error(Code::Syntax, hole.span, "this text cannot have a hole");
                    self.report(diagnostic.help("write `\\{` for a brace"));
                }
            }
        }
        words
    }
}
