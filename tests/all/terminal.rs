//! The shell on a real pseudo-terminal.
