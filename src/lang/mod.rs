//! The query language: text to tree and back. No SQL, no IO, no archive.
//!
//! `lex → parse → ast`, with errors as [`diagnostic`]s that know their span and their remedy.

pub mod ast;
pub mod diagnostic;
pub mod fields;

/// A half-open range of **bytes** of a query's text.
pub type Span = std::ops::Range<usize>;
