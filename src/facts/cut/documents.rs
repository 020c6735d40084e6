//! Texts that are cut where their records begin: as many of these as have been read are a block.

use super::super::block::{Kind, Markup};
use super::{Cut, all_or, toml, yaml};

/// As many records or documents as have been read.
pub fn cut(markup: Markup, bytes: &[u8], ended: bool) -> Cut {
    if ended {
        return all_or(bytes, true, Cut::Block(bytes.len(), Kind::Documents(markup)));
    }
    let mut whole = 0;
    while let Some(next) = next(markup, bytes, whole, false) {
        whole = next;
    }
    if whole > 0 { Cut::Block(whole, Kind::Documents(markup)) } else { Cut::More }
}

/// Where what begins at a place ends, if something may follow it. The last line is looked at only where the text has ended.
#[must_use]
pub fn next(markup: Markup, bytes: &[u8], from: usize, ended: bool) -> Option<usize> {
    match markup {
        Markup::Yaml => yaml::next(bytes, from, ended),
        Markup::Toml { many: true } => toml::next(bytes, from, ended),
        Markup::Toml { many: false } => None,
    }
}
