//! What the mends of lints make of a text: a declaration goes with its comments, and nothing else does.

use caveat::lint::{Levels, Subject, run};
use caveat::load::load_set;
use caveat::source::{SourceFile, Sources};
use pretty_assertions::assert_eq;

/// The text with all mends carried out.
fn mended(text: &str) -> String {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("desk.policy", text));
    let set = load_set(&mut sources, &[]);
    assert!(set.is_sound(), "{:?}", set.found);
    let found = run(&Subject::new(&set.modules, &set.policy, &sources, None), &Levels::default());
    let mut edits: Vec<_> = found.into_iter().filter_map(|diagnostic| diagnostic.fix).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

#[test]
fn a_declaration_goes_with_its_comments_and_its_blank_line() {
    let text = "\
entity reader { loans integer }
decision lend { default permit }

// for next year
/// agreed in May
param later = 12 // not yet

param limit = 10
rule too_many { forbid lend when reader.loans >= limit because en \"Too many.\" }
message gone { en \"Gone.\" }
enum shelf { open }  enum medium { book }";
    let expected = "\
entity reader { loans integer }
decision lend { default permit }

param limit = 10
rule too_many { forbid lend when reader.loans >= limit because en \"Too many.\" }
  ";
    assert_eq!(mended(text), expected);
}

#[test]
fn an_exception_goes_without_what_it_stands_above() {
    let text = "\
policy desk { allow unused-param \"not yet\" }
entity reader { loans integer }
decision lend { default permit }
// as many as fit into a bag
allow same-reason \"it is the same\"
rule too_many { forbid lend when reader.loans >= 10 because en \"Too\u{200b} many.\" }
";
    let expected = "\
policy desk {  }
entity reader { loans integer }
decision lend { default permit }
// as many as fit into a bag
rule too_many { forbid lend when reader.loans >= 10 because en \"Too many.\" }
";
    assert_eq!(mended(text), expected);
}
