//! README and GRAMMAR.md, executed.
