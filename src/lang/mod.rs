//! The query language: text to tree and back. No SQL, no IO, no archive.
//!
//! `lex → parse → ast`, with errors as [`diagnostic`]s that know their span and their remedy.

pub mod ast;
pub mod codes;
pub mod dates;
pub mod diagnostic;
pub mod fields;
pub mod lex;
mod parse;
mod print;
mod stream;

pub use diagnostic::{Diagnostic, Fix};
pub use lex::{Token, TokenKind, is_word, lex, unquote};
pub use parse::{MAX_BYTES, MAX_DEPTH, MAX_DIAGNOSTICS, MAX_TOKENS, VERSION, parse, parse_query};
pub use print::{print, print_script, print_statement, sign};

/// A half-open range of **bytes** of a query's text.
pub type Span = std::ops::Range<usize>;
