//! From a syntax tree to rows: resolve, plan, compile, run. Reads only.

pub mod answer;
