//! What those need who do not see a page, or do not use a mouse: headings in order, names for everything, a way past the switch.

use std::collections::BTreeSet;

use roxmltree::Node;

use crate::made::xml;
use crate::told::{has_class, text_of};

/// Everything that can be told from the page's tree.
pub fn holds(page: &str) {
    let document = xml(page);
    let all = || document.descendants().filter(Node::is_element);
    assert!(document.root_element().attribute("lang").is_some());
    assert!(all().all(|node| !node.has_tag_name("script") && !node.has_tag_name("link") && !node.has_tag_name("img")), "{page}");
    let ids: Vec<&str> = all().filter_map(|node| node.attribute("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    for reference in all().flat_map(|node| ["href", "for", "aria-labelledby"].map(|name| node.attribute(name))).flatten() {
        let outside = reference.starts_with("https://");
        assert!(outside || known.contains(reference.trim_start_matches('#')), "{reference} leads nowhere");
    }
    assert!(all().find(|node| node.has_tag_name("a")).is_some_and(|first| first.attribute("href") == Some("#content")));
    for part in all().filter(|node| has_class(*node, "en") || has_class(*node, "zh")) {
        headings(part);
    }
    all().filter(|node| node.has_tag_name("input")).for_each(labelled);
    for node in all().filter(|node| ["img", "region"].contains(&node.attribute("role").unwrap_or("")) || node.has_tag_name("nav")) {
        assert!(node.attribute("aria-label").is_some_and(|label| !label.is_empty()));
    }
    for table in all().filter(|node| node.has_tag_name("th")) {
        assert!(table.attribute("scope").is_some());
    }
}

/// One of the first level, and none that skips one.
fn headings(part: Node<'_, '_>) {
    let level = |node: Node<'_, '_>| node.tag_name().name().strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
    let levels: Vec<u32> = part.descendants().filter_map(level).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.first() == Some(&1) && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    part.descendants().filter(|node| level(*node).is_some()).for_each(|node| assert!(!text_of(node).trim().is_empty()));
}

/// By a label around it, or by one behind it.
fn labelled(input: Node<'_, '_>) {
    let around = input.parent_element().is_some_and(|parent| parent.has_tag_name("label") && !text_of(parent).trim().is_empty());
    let behind =
        input.next_sibling_element().is_some_and(|next| next.attribute("for") == input.attribute("id") && next.has_tag_name("label"));
    assert!(around || behind, "an input without a label");
}
