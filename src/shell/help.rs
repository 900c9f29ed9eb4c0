//! `.help` and `.help WORD`, read from the tables of the language and of the metacommands.

use std::fmt::Write;

use super::meta;
use crate::lang::codes;
use crate::lang::fields::{
    BUCKETS, ColumnType, FUNCTIONS, Field, FieldInfo, FieldType, KINDS, Role, SOURCES, STAGES, Source, SourceInfo,
    WordInfo, near,
};
use crate::render::Colour;
use crate::render::colour::HEADER;
use crate::text::{display_width, printable};

const DATES: &str = "2024 · 2024-10 · 2024-Q3 · 2024-10-05 · oct · today · yesterday · 90d 6w 12mo 2y (back from today) · \
                     last-month · last-3-months · this-year";

/// The first page: how one asks, then what else the shell does.
pub fn page(colour: Colour) -> String {
    let mut out = String::new();
    heading(&mut out, colour, "Ask for");
    let sources: Vec<_> = SOURCES.iter().map(|info| (info.example.to_owned(), info.doc)).collect();
    rows(&mut out, &sources);
    heading(&mut out, colour, "Narrow down");
    rows(&mut out, &words(FUNCTIONS));
    let fields: Vec<&str> = Field::all().map(Field::name).collect();
    let _ = writeln!(out, "  field:value with {}", fields.join(", "));
    heading(&mut out, colour, "Then, after |");
    rows(&mut out, &words(STAGES));
    heading(&mut out, colour, "The shell");
    let commands: Vec<_> = meta::TABLE.iter().map(|entry| (entry.usage.to_owned(), entry.doc)).collect();
    rows(&mut out, &commands);
    out.push_str(
        "\nTab completes words and names; the right arrow takes the grey hint; Ctrl-R searches what was typed.\n\
         Ctrl-C clears the line or stops a query. `.help since` or `.help people` tells more.\n",
    );
    out
}

/// All that `word` means; `Err` holds near words when it means nothing.
pub fn word(word: &str, colour: Colour) -> Result<String, Vec<String>> {
    let word = word.trim().trim_end_matches(':').trim_start_matches('|').trim();
    let mut out = String::new();
    if let Some(source) = Source::named(word) {
        push_source(&mut out, colour, source.info());
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
        if !info.wrong.is_empty() {
            let _ = writeln!(out, "  instead of  {}\n  write       {}", info.wrong, info.right);
        }
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

fn push_source(out: &mut String, colour: Colour, info: &SourceInfo) {
    heading(out, colour, &spelled(info.name, info.synonyms, "a source"));
    let _ = writeln!(out, "  {}\n  {}", info.doc, info.example);
    heading(out, colour, "Its fields");
    rows(out, &info.fields.iter().map(|field| (format!("{}:", field.field.name()), field.doc)).collect::<Vec<_>>());
    let gathered = info.source.fields().filter(|role| matches!(role, Role::Gathered(_)));
    let gathered: Vec<String> = gathered.map(|role| format!("{}:", role.info().field.name())).collect();
    if !gathered.is_empty() {
        let _ = writeln!(out, "  of the documents they are in: {}", gathered.join(" "));
    }
    heading(out, colour, "Its columns");
    rows(out, &info.columns.iter().map(|column| (column.name.to_owned(), column.doc)).collect::<Vec<_>>());
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
            ColumnType::Text | ColumnType::Elastic => "text",
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

fn words<T>(table: &[WordInfo<T>]) -> Vec<(String, &'static str)> {
    table.iter().map(|info| (info.example.to_owned(), info.doc)).collect()
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

/// Two aligned columns, the first at most 44 wide: what is longer pushes its line out.
fn rows(out: &mut String, rows: &[(String, &str)]) {
    let width = rows.iter().map(|(left, _)| display_width(left)).max().unwrap_or(0).min(44);
    for (left, right) in rows {
        let blanks = " ".repeat(width.saturating_sub(display_width(left)));
        let _ = writeln!(out, "  {left}{blanks}  {right}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_a_page() {
        for topic in topics() {
            assert!(word(topic, Colour::Off).is_ok(), "{topic}");
        }
    }

    #[test]
    fn a_word_with_several_meanings_shows_all() {
        let text = word("country", Colour::Off).expect("country is known");
        assert!(text.contains("(a field)") && text.contains("(bucket)") && text.contains("(kind of entity)"), "{text}");
    }

    #[test]
    fn unknown_words_get_near_ones() {
        assert_eq!(word("sinse", Colour::Off), Err(vec!["since".to_owned()]));
    }
}
