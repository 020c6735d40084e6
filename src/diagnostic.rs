//! What went wrong, as data: a stable code, labelled places, help. Only `cli::report` prints it.

use crate::nearest::nearest;
use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// it cannot be used
    Error,
    /// it is most probably not what was meant
    Warning,
    /// it could be better
    Hint,
}

/// A place and what is to be said about it; the text may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// A change that mends something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// what it does, in the imperative
    pub title: String,
    /// in the order of the text; they do not overlap
    pub edits: Vec<Edit>,
}

/// Some text in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// One finding. The first label is the primary one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub code: Code,
    pub message: String,
    pub labels: Vec<Label>,
    pub help: Vec<String>,
    /// a mechanical change that mends it
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    #[must_use]
    pub fn new(severity: Severity, code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), labels: vec![Label { span, text: String::new() }], help: Vec::new(), fix: None }
    }

    /// What to say under the primary place.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// ``did you mean `x`?`` under the place, if something is near to what was written.
    #[must_use]
    pub fn suggesting<'n>(self, written: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        match nearest(written, names) {
            Some(near) => self.saying(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// A further place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// A change that mends it, one edit or several.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        self.fix = Some(Box::new(Fix { title: title.into(), edits }));
        self
    }

    /// A change of the primary place: what is to be written there instead.
    #[must_use]
    pub fn instead(self, text: impl Into<String>) -> Self {
        let edit = Edit { span: self.span(), text: text.into() };
        let title = if edit.text.is_empty() { "leave it out".to_owned() } else { format!("write `{}`", edit.text.trim()) };
        self.fix(title, vec![edit])
    }

    /// The primary place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map_or_else(Span::default, |label| label.span)
    }

    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The stable name of a kind of finding; its documentation says what it is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
            /// Found by the lint of this name.
            Lint(&'static str),
        }

        impl Code {
            /// Every code there is but those of lints, in the order of the stages that find them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name as printed: `unknown-fact`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Lint(name) => name }
            }

            /// One line on what it means.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc,)+).trim_ascii_start(),)+ Self::Lint(_) => "" }
            }
        }
    };
}

codes! {
    /// The text is not a declaration, a clause or an expression of the language.
    Syntax = "syntax",
    /// A file is not UTF-8 text.
    NotText = "not-text",
    /// Parentheses, braces or conditions are nested too deeply.
    TooDeep = "too-deep",
    /// A date, a time, a number or an escape cannot be read.
    BadLiteral = "bad-literal",
    /// A clause of a declaration is written twice, or is missing.
    Clauses = "clauses",
    /// A name is declared twice.
    DuplicateName = "duplicate-name",
    /// No fact, parameter, definition or table has this name.
    UnknownFact = "unknown-fact",
    /// Something that is referred to by name is not declared.
    UnknownName = "unknown-name",
    /// An enum has no member of this name.
    UnknownMember = "unknown-member",
    /// A cited clause is not declared.
    UnknownClause = "unknown-clause",
    /// Two things of different types meet.
    TypeMismatch = "type-mismatch",
    /// Two currencies meet.
    CurrencyMismatch = "currency-mismatch",
    /// A calendar period (months, years) meets an exact duration.
    PeriodMismatch = "period-mismatch",
    /// A condition stands where a value is wanted, or a value where a condition is.
    NotACondition = "not-a-condition",
    /// A condition would hold only because something is none, and the rule does not say so.
    NoneUnsaid = "none-unsaid",
    /// A condition about one member mentions another one.
    OtherMember = "other-member",
    /// `now` stands where it may not.
    NowMisplaced = "now-misplaced",
    /// Something has to be a constant and is not.
    NotConstant = "not-constant",
    /// An expression can grow past 38 digits, or a time past the calendar.
    TooLarge = "too-large",
    /// Two rows of a `unique` table can both hold.
    TableOverlap = "table-overlap",
    /// A table has no row for some facts.
    TableGap = "table-gap",
    /// A table's rows and header do not fit.
    TableShape = "table-shape",
    /// Definitions, tables or decisions depend on each other in a circle.
    Cycle = "cycle",
    /// A decision has nothing that answers it.
    Unanswered = "unanswered-decision",
    /// A remedy names a fact that its actor cannot change, or a condition too complex to carry out.
    BadRemedy = "bad-remedy",
    /// A fact file is not well-formed JSON, YAML, TOML, CSV or Parquet.
    FactSyntax = "fact-syntax",
    /// A key of a fact file is not in the vocabulary.
    UnknownKey = "unknown-key",
    /// A key stands twice.
    DuplicateKey = "duplicate-key",
    /// A value of a fact file has another type than the vocabulary says.
    WrongType = "wrong-type",
    /// `null` stands where the vocabulary does not allow none.
    UnexpectedNull = "unexpected-null",
    /// A time has no offset.
    NoOffset = "no-offset",
    /// Two members of a list have the same identity.
    DuplicateMember = "duplicate-member",
}
