//! The interactive shell, and the session that it shares with one-shot queries.

mod choice;
mod command;
mod complete;
pub mod help;
mod helper;
mod highlight;
mod hint;
mod history;
mod interrupt;
mod meta;
mod names;
pub mod output;
mod pager;
mod pages;
mod place;
mod repl;
mod saved;
mod script;
mod session;
mod sql;
mod validate;
mod welcome;

pub use output::{Footer, Paging};
pub use repl::run;
pub use session::{Session, Settings, Trouble};
