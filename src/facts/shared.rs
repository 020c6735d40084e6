//! A text that many records share, so that none has to copy what stands in it.

use std::ops::Deref;
use std::sync::{Arc, Weak};

use super::spare::Spare;

/// A text that lives as long as somebody reads it; then its memory goes back to where it is wanted.
#[derive(Debug, Clone)]
pub struct SharedText(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    text: String,
    /// gone where the whole file is
    spare: Weak<Spare>,
}

impl SharedText {
    #[must_use]
    pub fn new(text: String, spare: &Arc<Spare>) -> Self {
        Self(Arc::new(Inner { text, spare: Arc::downgrade(spare) }))
    }

    /// Whether it is the same one: not only the same words.
    #[inline]
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for SharedText {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(spare) = self.spare.upgrade() {
            spare.give(std::mem::take(&mut self.text).into_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_goes_back_when_nobody_reads_it() {
        let spare = Arc::new(Spare::new(1_000));
        let text = SharedText::new("a text".to_owned(), &spare);
        let other = text.clone();
        assert!(text.is(&other) && !text.is(&SharedText::new("a text".to_owned(), &spare)));
        assert_eq!(spare.take(), b"a text", "that of the one that was only compared");
        drop(text);
        assert!(spare.take().is_empty(), "somebody still reads it");
        assert_eq!(&*other, "a text");
        drop(other);
        assert_eq!(spare.take(), b"a text");
        let last = SharedText::new("another".to_owned(), &spare);
        drop(spare);
        assert_eq!(&*last, "another", "it is there without the file");
    }
}
