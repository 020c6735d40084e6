//! Tables: a header that names facts, and a record in each row.

pub mod cells;
pub mod columns;
pub mod nodes;
