//! What is meant: names resolved, types checked, every fact given its slot.

/// Numbers that stand for things by their places.
macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident,)+) => {
        $($(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        })+
    };
}

pub mod check;
pub mod constant;
pub mod expression;
pub mod mentions;
pub mod policy;
pub mod reads;
pub mod types;
pub mod vocabulary;
pub mod walk;
pub mod written;
