//! A text that many records share, so that none has to copy what stands in it.

use std::ops::Deref;
use std::sync::{Arc, Weak};

use simdutf8::basic::from_utf8;
use yoke::Yoke;

use super::spare::{Filled, Spare};

/// A text that lives as long as somebody reads it; then its memory goes back to where it is wanted.
#[derive(Debug, Clone)]
pub struct SharedText(Yoke<&'static str, Arc<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    bytes: Filled,
    /// gone when neither this file nor one after it is read any more
    spare: Weak<Spare>,
}

impl SharedText {
    /// Looks at bytes as text; `spare` gets their memory in the end.
    ///
    /// # Errors
    /// Where they are none: gives them back.
    pub fn new(bytes: Filled, spare: &Arc<Spare>) -> Result<Self, Filled> {
        let mut memory = Arc::new(Memory { bytes, spare: Arc::downgrade(spare) });
        let text = Yoke::try_attach_to_cart(Arc::clone(&memory), |memory| from_utf8(&memory.bytes));
        text.map(Self).map_err(|_| Arc::get_mut(&mut memory).map(|memory| std::mem::take(&mut memory.bytes)).unwrap_or_default())
    }

    /// Whether it is the same one: not only the same words.
    #[inline]
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.0.backing_cart(), other.0.backing_cart())
    }
}

impl Default for SharedText {
    fn default() -> Self {
        Self(Yoke::attach_to_cart(Arc::default(), |_| ""))
    }
}

impl Deref for SharedText {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.0.get()
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        if let Some(spare) = self.spare.upgrade() {
            spare.give(std::mem::take(&mut self.bytes).into_memory());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_goes_back_when_nobody_reads_it() {
        let spare = Arc::new(Spare::new(1_000));
        let new = |text: &str| SharedText::new(text.as_bytes().to_vec().into(), &spare).unwrap_or_default();
        let text = new("a text");
        let other = text.clone();
        assert!(text.is(&other) && !text.is(&new("a text")));
        assert_eq!(spare.take(), b"a text", "that of the one that was only compared");
        drop(text);
        assert!(spare.take().is_empty(), "somebody still reads it");
        assert_eq!(&*other, "a text");
        drop(other);
        assert_eq!(spare.take(), b"a text");
        assert!(SharedText::new(b"\xFF".to_vec().into(), &spare).is_err_and(|bytes| &*bytes == b"\xFF"));
        let last = new("another");
        drop(spare);
        assert_eq!(&*last, "another", "it is there without the file");
    }
}
