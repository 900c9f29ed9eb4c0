//! dateline: an archive of news articles that can be asked.
//!
//! Data goes one way, and each stage has a type of its own:
//!
//! ```text
//! bytes ─import→ RawArticle ─text→ Text ─extract→ Facts ─identity, store→ rows        (import)
//! text  ─lang→ Ast ─query→ Plan → Sql → rows ─render→ table, json, csv …              (query)
//! ```
//!
//! A program that keeps an archive needs [`Archive`] alone:
//!
//! ```
//! use dateline::Archive;
//!
//! let folder = tempfile::tempdir()?;
//! let mut archive = Archive::create_or_open(folder.path().join("news.db"))?;
//! let text = "BAKU, May 2, 2024 (Silk Wire) — President Daniyar Sarsenov of Kazakhstan met Azerbaijani Energy \
//!     Minister Rovshan Talibzade on Thursday. “We connect,” Sarsenov said.";
//! archive.add("visit.txt", text)?;
//! let people = archive.ask("people with @azerbaijan | sort name | select name, role, country")?;
//! print!("{people}");
//! # let lines: Vec<String> = people.to_string().lines().skip(2).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
//! # assert_eq!(lines, ["Daniyar Sarsenov president KZ", "Rovshan Talibzade energy minister AZ"]);
//! assert_eq!(archive.ask("quotes speaker:sarsenov | count")?.rows.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each stage can be used alone, and those that are pure need no archive:
//!
//! ```
//! use dateline::extract::{Context, extract};
//! use dateline::text::Text;
//!
//! let text = Text::new("BAKU, May 2 (Silk Wire) — Kazakh President Daniyar Sarsenov came on Tuesday.");
//! let facts = extract(&text, &Context::default());
//! assert_eq!(facts.people[0].name, "Daniyar Sarsenov");
//! assert_eq!(facts.people[0].country, Some("KZ"));
//! ```
//!
//! In reading order; a module uses only those above it (`tests/all/layers.rs` checks):

#![deny(missing_docs)]

pub mod text; // normalise, sentences, tokens, folding, display width: pure
pub mod gazetteer; // countries, cities, titles, given names, organizations: data and lookup
pub mod tagger; // a trained tagger for names: pure
pub mod extract; // Text → Facts, a folder per kind of fact: pure, no SQL, no IO
pub mod identity; // who is who across documents: keys and rules, pure
pub mod lang; // query text → tree and back, and the table of fields: no SQL, no IO
pub mod store; // open, migrate, write, check: the only DML
pub mod import; // formats, pipeline, progress, quarantine
pub mod query; // resolve, plan, compile (the only SELECT builder), run: reads only
pub mod reader; // one article, or all about one entity, read whole: reads only
pub mod render; // table, json, csv, markdown, diagnostics: knows nothing of where rows come from
pub mod archive; // opened, filled and asked in a few calls, for programs
pub mod export; // the archive as files for other programs: reads SQLite, writes files

// The program and not the library: public for src/main.rs alone, and changed whenever the command line changes.
#[doc(hidden)]
pub mod shell; // the interactive shell
#[doc(hidden)]
pub mod cli; // the command line's types
#[doc(hidden)]
pub mod commands; // one file per subcommand

pub use archive::Archive;
