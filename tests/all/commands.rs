//! The program as a whole, by its exit codes and streams.
