//! Metacommands: what the shell is told rather than asked. One table drives parsing, `.help` and
//! completion.

use std::cmp::Reverse;

/// What a metacommand does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meta {
    Help,
    Tables,
    Schema,
    Mode,
    Limit,
    Timing,
    Explain,
    Save,
    Saved,
    Sql,
    Read,
    Open,
    Cite,
    Why,
    Show,
    Dossier,
    Edit,
    Watch,
    Quit,
}

/// What follows a metacommand's name, for completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    Nothing,
    /// A word of the language.
    Word,
    /// A table or view of the archive.
    Table,
    /// One of these.
    Choice(&'static [&'static str]),
    Number,
    /// A name that the archive knows.
    Entity,
    Query,
    Sql,
    File,
}

pub struct Entry {
    pub meta: Meta,
    pub name: &'static str,
    /// Other spellings that people's fingers know.
    pub others: &'static [&'static str],
    pub argument: Argument,
    /// How it is written in `.help`.
    pub usage: &'static str,
    pub doc: &'static str,
}

const fn entry(
    meta: Meta,
    name: &'static str,
    others: &'static [&'static str],
    argument: Argument,
    usage: &'static str,
    doc: &'static str,
) -> Entry {
    Entry { meta, name, others, argument, usage, doc }
}

pub const FORMATS: &[&str] =
    &["table", "record", "tsv", "csv", "json", "jsonl", "markdown", "html", "svg", "gexf", "graphml", "dot", "geojson"];

#[rustfmt::skip]
pub static TABLE: &[Entry] = &[
    entry(Meta::Help, ".help", &["help", "?", ".h", "\\?"], Argument::Word, ".help [WORD]", "this page, or what a source, field, stage, word or error code means"),
    entry(Meta::Explain, ".explain", &[], Argument::Query, ".explain [QUERY]", "how a query, or the last one, is read and run"),
    entry(Meta::Mode, ".mode", &[".format", "\\x"], Argument::Choice(FORMATS), ".mode [FORMAT]", "how rows are written: table, record, csv, json, html, svg, gexf and more (Tab lists them)"),
    entry(Meta::Limit, ".limit", &[], Argument::Number, ".limit [N]", "at most so many rows; 0 is no limit"),
    entry(Meta::Timing, ".timing", &["\\timing"], Argument::Choice(&["on", "off"]), ".timing [on|off]", "how long each answer took"),
    entry(Meta::Save, ".save", &[], Argument::Nothing, ".save NAME", "keep the last query: &NAME asks it again"),
    entry(Meta::Saved, ".saved", &[], Argument::Nothing, ".saved [delete NAME]", "the queries that are kept, and deleting one"),
    entry(Meta::Sql, ".sql", &[], Argument::Sql, ".sql SELECT …", "one read-only SQL statement"),
    entry(Meta::Tables, ".tables", &["\\d", "\\dt"], Argument::Nothing, ".tables", "the tables and views of the archive, for .sql"),
    entry(Meta::Schema, ".schema", &[], Argument::Table, ".schema [TABLE]", "how they are defined"),
    entry(Meta::Read, ".read", &["\\i"], Argument::File, ".read FILE", "run the queries in a file"),
    entry(Meta::Open, ".open", &["\\c"], Argument::File, ".open N, .open FILE", "what row N stands for: its article or dossier; or another archive"),
    entry(Meta::Cite, ".cite", &[], Argument::Number, ".cite N", "how to cite what row N says"),
    entry(Meta::Why, ".why", &[], Argument::Number, ".why N", "the sentences behind row N, and the rules that read them so"),
    entry(Meta::Show, ".show", &[], Argument::Nothing, ".show DOC", "an article with its facts: by number, key, URL, path or words of its title"),
    entry(Meta::Dossier, ".dossier", &[], Argument::Entity, ".dossier NAME", "a briefing on a person, country, organization or project"),
    entry(Meta::Edit, ".edit", &["\\e"], Argument::Nothing, ".edit, Ctrl-X Ctrl-E", "the last query, or this line, in $VISUAL or $EDITOR"),
    entry(Meta::Watch, ".watch", &["\\watch"], Argument::Nothing, ".watch SECONDS [QUERY]", "ask again and again, until Ctrl-C"),
    entry(Meta::Quit, ".quit", &[".exit", ".q", "\\q", "quit", "exit"], Argument::Nothing, ".quit, .exit, Ctrl-D", "leave"),
];

/// A line that is a metacommand, or looks like one.
#[derive(Debug, PartialEq)]
pub enum Line<'a> {
    Known(Meta, &'a str),
    /// No such command; the nearest that exists.
    Unknown(&'a str, Option<&'static str>),
}

/// Reads `line` as a metacommand; `None` when it is a query. Words without a dot, such as `help` and
/// `exit`, count only when they stand alone: `"help"` in quotes searches for the word.
pub fn parse(line: &str) -> Option<Line<'_>> {
    let line = line.trim().trim_end_matches(';').trim_end();
    let (name, argument) = line.split_once(char::is_whitespace).map_or((line, ""), |(name, rest)| (name, rest.trim()));
    let is_marked = name.starts_with(['.', '\\']);
    if let Some(entry) = TABLE.iter().find(|entry| is_spelling(entry, name)) {
        return (is_marked || argument.is_empty()).then_some(Line::Known(entry.meta, argument));
    }
    is_marked.then(|| Line::Unknown(name, nearest(name)))
}

pub fn find(meta: Meta) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| entry.meta == meta)
}

fn is_spelling(entry: &Entry, name: &str) -> bool {
    std::iter::once(&entry.name).chain(entry.others).any(|spelling| spelling.eq_ignore_ascii_case(name))
}

/// The command that `name` begins, or the one most like it.
fn nearest(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let begun = TABLE.iter().find(|entry| lower.len() > 1 && entry.name.starts_with(&lower));
    let like = || {
        let scored = TABLE.iter().map(|entry| (strsim::damerau_levenshtein(&lower, entry.name), entry));
        scored
            .filter(|(distance, _)| *distance <= 2)
            .max_by_key(|(distance, _)| Reverse(*distance))
            .map(|(_, entry)| entry)
    };
    begun.or_else(like).map(|entry| entry.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_queries_are_told_apart() {
        assert_eq!(parse(".mode csv"), Some(Line::Known(Meta::Mode, "csv")));
        assert_eq!(parse(".format csv"), Some(Line::Known(Meta::Mode, "csv")));
        assert_eq!(parse("  .HELP since ; "), Some(Line::Known(Meta::Help, "since")));
        assert_eq!(parse("exit"), Some(Line::Known(Meta::Quit, "")));
        assert_eq!(parse("exit polls"), None);
        assert_eq!(parse("people with @kz"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn a_wrong_name_gets_the_nearest() {
        assert_eq!(parse(".hlep"), Some(Line::Unknown(".hlep", Some(".help"))));
        assert_eq!(parse(".tim"), Some(Line::Unknown(".tim", Some(".timing"))));
        assert_eq!(parse(".frobnicate"), Some(Line::Unknown(".frobnicate", None)));
        assert_eq!(parse("."), Some(Line::Unknown(".", None)));
    }

    #[test]
    fn the_formats_are_those_of_the_renderers() {
        use clap::ValueEnum;
        let names: Vec<&str> = crate::render::Format::value_variants().iter().map(|format| format.name()).collect();
        assert_eq!(names, FORMATS);
    }
}
