//! Lex, parse, print, diagnostics.
