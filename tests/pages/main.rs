//! Pages of random answers: well-formed as XML, with everything that the JSON answer tells, in every language; and made so that everybody
//! can read them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "../support/generate/mod.rs"]
#[expect(dead_code, reason = "only whole policies and records are wanted")]
mod generate;

#[path = "../support/transfer/mod.rs"]
mod transfer;

mod access;
mod colours;
mod made;
mod others;
mod told;

use caveat::explain::html::articles::MOST_RECORDS;
use made::{desk, random, shipped};

/// Whatever a page is about, everything that the object says stands on it.
#[test]
fn a_page_tells_what_the_object_tells() {
    for set in [shipped(), desk()].into_iter().chain((0..40).map(random)) {
        for decision in set.decisions() {
            for (reports, page) in set.pages(&decision, 12) {
                told::all(&set, &reports, &page);
                access::holds(&page);
            }
        }
    }
}

/// So do the pages of the other commands.
#[test]
fn other_pages_tell_what_their_objects_tell() {
    for (command, in_full) in [("why", true), ("when", false), ("plan", false)] {
        access::holds(&others::hold(command, in_full));
    }
}

/// Several records stand on one page, below an index; those that cannot be read, too.
#[test]
fn a_page_of_many_records_has_an_index() {
    let set = shipped();
    let page = set.book("transfer", MOST_RECORDS);
    access::holds(&page);
    let document = made::xml(&page);
    for index in document.descendants().filter(|node| node.has_tag_name("nav")) {
        assert_eq!(index.descendants().filter(|node| node.has_tag_name("a")).count(), MOST_RECORDS);
    }
    assert_eq!(document.descendants().filter(|node| node.has_tag_name("article")).count(), 2 * MOST_RECORDS);
    assert!(page.contains("`nonsense`"), "what cannot be read is told");
}

/// What stands in facts and policies is text, whatever it looks like.
#[test]
fn nothing_that_is_written_in_becomes_a_tag() {
    let set = desk();
    let page = set.book("lend", 3);
    let document = made::xml(&page);
    assert!(document.descendants().all(|node| !node.has_tag_name("script") && !node.has_tag_name("b")));
    assert!(page.contains("&lt;script&gt;alert") && page.contains("\\u{1b}[31m"), "{page}");
}

#[test]
fn every_text_can_be_told_from_its_ground() {
    colours::hold(&shipped().book("transfer", 1));
}
