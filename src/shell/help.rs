//! `.help` and `.help WORD`, read from the tables of the language and of the metacommands.

use std::fmt::Write;

use super::meta;
use crate::lang::codes;
use crate::lang::fields::{
    BUCKETS, ColumnType, FUNCTIONS, Field, FieldInfo, FieldType, KINDS, Role, SOURCES, STAGES, Source, SourceInfo,
    WordInfo, near,
};
use crate::render::colour::HEADER;
use crate::render::{Colour, wrap};
use crate::text::{display_width, printable};

const DATES: &str = "2024 · 2024-10 · 2024-Q3 · 2024-10-05 · oct · today · yesterday · 90d 6w 12mo 2y (back from today) · \
                     last-month · last-3-months · this-year";

/// What keys do beside those that any line editor knows.
pub const KEYS: [(&str, &str); 4] = [
    ("Tab", "completes words and names"),
    ("right arrow", "takes the grey hint"),
    ("Ctrl-R", "searches what was typed"),
    ("Ctrl-C", "clears the line, or stops a query"),
];

/// The shell's own commands: how each is written, and what it does.
pub fn commands() -> impl Iterator<Item = (&'static str, &'static str)> {
    meta::TABLE.iter().map(|entry| (entry.usage, entry.doc))
}

/// The first page: how one asks, then what else the shell does. `width` is in columns.
pub fn page(colour: Colour, width: usize) -> String {
    let mut out = String::new();
    let list = |words: &mut dyn Iterator<Item = String>| words.collect::<Vec<_>>().join("  ");
    heading(&mut out, colour, "Ask for");
    rows(&mut out, width, &SOURCES.iter().map(|info| (info.name, info.example.to_owned())).collect::<Vec<_>>());
    heading(&mut out, colour, "Narrow down");
    let fields = list(&mut Field::all().map(|field| format!("{}:", field.name())));
    let (words, signs): (Vec<_>, Vec<_>) =
        FUNCTIONS.iter().partition(|info| info.name.starts_with(char::is_alphabetic));
    let words = list(&mut words.iter().map(|info| info.name.to_owned()));
    let signs = list(&mut signs.iter().map(|info| info.example.to_owned()));
    rows(&mut out, width, &[("fields", fields), ("words", words), ("signs", signs), ("dates", DATES.to_owned())]);
    heading(&mut out, colour, "Then, after |");
    let stages = list(&mut STAGES.iter().map(|info| info.name.to_owned()));
    let buckets = list(&mut BUCKETS.iter().map(|info| info.name.to_owned()));
    let pivot = "people, organizations … of what was found".to_owned();
    rows(&mut out, width, &[("stages", stages), ("by", buckets), ("a source", pivot)]);
    heading(&mut out, colour, "The shell");
    rows(&mut out, width, &commands().map(|(usage, doc)| (usage, doc.to_owned())).collect::<Vec<_>>());
    rows(&mut out, width, &KEYS.map(|(key, does)| (key, does.to_owned())));
    out.push_str("\n.help WORD explains each: .help people, .help since, .help by, .help E301\n");
    out
}

/// All that `word` means; `Err` holds near words when it means nothing.
pub fn word(word: &str, colour: Colour, width: usize) -> Result<String, Vec<String>> {
    let word = word.trim().trim_end_matches(':').trim_start_matches('|').trim();
    let mut out = String::new();
    if let Some(source) = Source::named(word) {
        push_source(&mut out, colour, width, source.info());
    }
    if let Some(field) = Field::named(word) {
        push_field(&mut out, colour, field);
    }
    push_words(&mut out, colour, STAGES, word, "stage");
    push_words(&mut out, colour, FUNCTIONS, word, "filter");
    push_words(&mut out, colour, BUCKETS, word, "bucket");
    push_words(&mut out, colour, KINDS, word, "kind of entity");
    push_column(&mut out, colour, word);
    let command = meta::TABLE.iter().find(|entry| entry.name.trim_start_matches('.') == word.trim_start_matches('.'));
    if let Some(entry) = command {
        heading(&mut out, colour, entry.usage);
        let _ = writeln!(out, "  {}", entry.doc);
    }
    if let Some(info) = codes::code(word) {
        heading(&mut out, colour, info.code);
        let _ = writeln!(out, "  {}", info.doc);
        let _ = writeln!(out, "  instead of  {}\n  write       {}", printable(info.wrong), info.right);
    }
    if matches!(word, "date" | "dates") || Field::named(word).is_some_and(is_date) {
        heading(&mut out, colour, "Dates");
        let _ = writeln!(out, "  {DATES}\n  a range has two dots: 2023-01..2023-03, 2024.., ..2023");
    }
    if out.is_empty() { Err(near(word, topics()).into_iter().map(str::to_owned).collect()) } else { Ok(out) }
}

/// Every word that `.help` explains.
pub fn topics() -> impl Iterator<Item = &'static str> {
    let words = SOURCES.iter().map(|info| info.name).chain(Field::all().map(Field::name));
    let words = words.chain(STAGES.iter().map(|info| info.name)).chain(FUNCTIONS.iter().map(|info| info.name));
    words
        .chain(BUCKETS.iter().map(|info| info.name))
        .chain(meta::TABLE.iter().map(|entry| entry.name))
        .chain(codes::CODES.iter().map(|info| info.code))
        .chain(["dates"])
}

fn push_source(out: &mut String, colour: Colour, width: usize, info: &SourceInfo) {
    heading(out, colour, &spelled(info.name, info.synonyms, "a source"));
    let _ = writeln!(out, "  {}\n  {}", info.doc, info.example);
    heading(out, colour, "Its fields");
    let fields = info.fields.iter().map(|field| (field.field.name(), field.doc.to_owned()));
    rows(out, width, &fields.collect::<Vec<_>>());
    let gathered = info.source.fields().filter(|role| matches!(role, Role::Gathered(_)));
    let gathered: Vec<String> = gathered.map(|role| format!("{}:", role.info().field.name())).collect();
    if !gathered.is_empty() {
        let _ = writeln!(out, "  of the documents they are in: {}", gathered.join(" "));
    }
    heading(out, colour, "Its columns");
    rows(out, width, &info.columns.iter().map(|column| (column.name, column.doc.to_owned())).collect::<Vec<_>>());
    let buckets: Vec<&str> = info.buckets.iter().map(|bucket| bucket.name()).collect();
    let _ = writeln!(out, "  by: {}", buckets.join(", "));
}

fn push_field(out: &mut String, colour: Colour, field: Field) {
    let synonyms = field.spellings().get(1..).unwrap_or_default();
    heading(out, colour, &spelled(&format!("{}:", field.name()), synonyms, "a field"));
    for info in SOURCES {
        let own = info.fields.iter().find(|candidate| candidate.field == field);
        let Some(FieldInfo { doc, example, ty, .. }) = own else { continue };
        let _ = writeln!(out, "  {}: {doc}\n      {example}", info.name);
        if let FieldType::OneOf(values) = ty {
            let _ = writeln!(out, "      one of {}", values.join(", "));
        }
    }
}

fn push_words<T>(out: &mut String, colour: Colour, table: &[WordInfo<T>], word: &str, what: &str) {
    let is_it = |name: &&'static str| name.eq_ignore_ascii_case(word);
    for info in table.iter().filter(|info| is_it(&info.name) || info.synonyms.iter().any(is_it)) {
        heading(out, colour, &spelled(&format!("{} {}", info.name, info.takes), info.synonyms, what));
        let _ = writeln!(out, "  {}\n  {}", info.doc, info.example);
    }
}

fn push_column(out: &mut String, colour: Colour, word: &str) {
    let columns = SOURCES.iter().filter_map(|info| Some((info.name, info.source.column(word)?)));
    for (index, (source, column)) in columns.enumerate() {
        if index == 0 {
            heading(out, colour, &format!("{} (a column)", column.name));
        }
        let kind = match column.ty {
            ColumnType::Text | ColumnType::Codes | ColumnType::Elastic => "text",
            ColumnType::Integer | ColumnType::Real => "number",
            ColumnType::Date => "date",
        };
        let _ = writeln!(out, "  {source}: {} ({kind})", column.doc);
    }
}

/// `documents, docs (a source)`
fn spelled(name: &str, synonyms: &[&str], what: &str) -> String {
    let mut names = vec![name.trim()];
    names.extend(synonyms);
    format!("{} ({what})", names.join(", "))
}

fn is_date(field: Field) -> bool {
    let mut infos = SOURCES.iter().flat_map(|info| info.fields).filter(|info| info.field == field);
    infos.any(|info| matches!(info.ty, FieldType::Date | FieldType::DateBound))
}

fn heading(out: &mut String, colour: Colour, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&colour.paint(HEADER, &printable(text)));
    out.push('\n');
}

/// Two columns, the second wrapped to what `width` leaves.
fn rows(out: &mut String, width: usize, rows: &[(&str, String)]) {
    let left = rows.iter().map(|(left, _)| display_width(left)).max().unwrap_or(0);
    let room = width.saturating_sub(left + 4).max(20);
    for (name, text) in rows {
        for (index, line) in wrap(text, Some(room)).into_iter().enumerate() {
            let name = if index == 0 { *name } else { "" };
            let blanks = " ".repeat(left - display_width(name));
            let _ = writeln!(out, "  {name}{blanks}  {}", &text[line]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_fits_a_terminal() {
        for width in [80, 100] {
            let page = page(Colour::Off, width);
            assert_eq!(page.lines().find(|line| display_width(line) > width), None);
            assert!(page.lines().count() <= 64, "{}", page.lines().count());
        }
    }

    #[test]
    fn every_topic_has_a_page() {
        for topic in topics() {
            assert!(word(topic, Colour::Off, 80).is_ok(), "{topic}");
        }
    }

    #[test]
    fn a_word_with_several_meanings_shows_all() {
        let text = word("country", Colour::Off, 80).expect("country is known");
        assert!(text.contains("(a field)") && text.contains("(bucket)") && text.contains("(kind of entity)"), "{text}");
    }

    #[test]
    fn unknown_words_get_near_ones() {
        assert_eq!(word("sinse", Colour::Off, 80), Err(vec!["since".to_owned()]));
    }
}
