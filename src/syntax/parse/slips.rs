//! Slips that authors make often.
