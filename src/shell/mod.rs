//! The interactive shell, and the session that it shares with one-shot queries.

mod asking;
mod choice;
mod command;
mod complete;
#[cfg(feature = "postgres")]
mod copy;
mod editor;
pub mod help;
mod helper;
mod highlight;
mod hint;
mod history;
mod init;
mod interrupt;
mod live;
mod meta;
mod names;
pub mod output;
mod pager;
mod pages;
mod place;
mod repl;
mod rows;
mod saved;
mod script;
mod session;
mod sql;
mod statements;
mod validate;
mod watch;
mod welcome;

#[cfg(feature = "postgres")]
pub use copy::CopySession;
pub use init::Init;
pub use output::{Footer, Paging};
pub use repl::run;
pub use session::{Session, Settings, Trouble};
