//! The one integration binary: see tests/README.md.

mod ambiguous; // names that are a country here and a person, a river or a bird there
mod archive; // schema, migrations, check, hostile archives
mod bodies; // where the names of organizations end
mod commands; // the program as a whole, by its exit codes and streams
mod crash; // imports that are cut off, and what goes on from there
mod decisions; // what a person says about the facts
mod diplomacy; // meetings, statements and quotes in reports of states
mod docs; // GRAMMAR.md, executed
mod exports; // the archive as files for other programs
mod facts; // what is found in articles: names, countries, organizations
mod formats; // tables, feeds, messages, web archives, archives
mod happenings;
mod imports; // formats, idempotence, quarantine, hostile inputs
mod language; // lex, parse, print, diagnostics
mod layers; // who may use whom
mod lexicons; // names that a user brings
mod library; // an archive in a program of one's own
mod licences; // what dependencies and data may be used under, and the Rust they need
mod package; // what is published
mod pages; // articles and dossiers to read
mod posts; // who holds which post, of which state or body
#[cfg(unix)]
pub mod postgres; // the archive in PostgreSQL
mod queries; // goldens from query to rows; brute force
mod recordings; // the shell's screens in docs/, its session in the README
mod render; // formats
mod repeats; // duplicates, copies, revisions
mod repairs; // archives that are damaged, foreign, cut off or in use
mod reports; // what is found in articles: quotes, events, projects, dates
mod samples; // the samples hold what they promise
mod saved; // queries kept in an archive, through the whole program
mod screen; // a program on a pseudo-terminal
mod sessions; // README.md and the cookbook, executed
mod terminal; // the shell on a real pseudo-terminal
mod tools; // archives and exported files in other programs
mod undertakings; // which phrases are undertakings, and how far along
mod watching; // a folder that is watched
mod world; // the samples as an archive to ask
