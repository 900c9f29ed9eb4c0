//! Tab: the words that fit where the cursor stands, and the names the archive knows.

use rustyline::completion::FilenameCompleter;

use super::help;
use super::meta::{self, Argument};
use super::names::Names;
use super::place::{Place, field_type, place};
use crate::lang::ast::EntityKind;
use crate::lang::fields::{FUNCTIONS, FieldType, FunctionWord, KINDS, SOURCES, STAGES, Source, StageWord};
use crate::lang::is_word;
use crate::query::catalogue::Suggestion;
use crate::text::printable;

/// Something to put in place of the line from `Completion::start` on.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// As it is listed: with its kind and count.
    pub display: String,
    pub replacement: String,
}

#[derive(Debug, Default, PartialEq)]
pub struct Completion {
    /// In bytes of the line.
    pub start: usize,
    pub candidates: Vec<Candidate>,
}

/// What can complete `line`, at whose end the cursor stands. Without `names` only words are known.
pub fn complete(line: &str, names: Option<&Names>) -> Completion {
    let trimmed = line.trim_start();
    if trimmed.starts_with('.') {
        return command(line, line.len() - trimmed.len(), names);
    }
    query(line, 0, names)
}

/// A metacommand that begins at byte `start`.
fn command(line: &str, start: usize, names: Option<&Names>) -> Completion {
    let text = &line[start..];
    let Some(blank) = text.find(char::is_whitespace) else {
        return Completion { start, candidates: words(text, meta::TABLE.iter().map(|entry| entry.name)) };
    };
    let argument = start + text.len() - text[blank..].trim_start().len();
    let typed = &line[argument..];
    let Some(meta::Line::Known(command, _)) = meta::parse(text) else { return Completion::default() };
    match meta::find(command).map(|entry| entry.argument) {
        Some(Argument::Query) => query(line, argument, names),
        Some(Argument::Choice(values)) => Completion { start: argument, candidates: words(typed, values) },
        Some(Argument::Word) => Completion { start: argument, candidates: words(typed, help::topics()) },
        Some(Argument::Entity) => Completion { start: argument, candidates: entities(typed, None, names) },
        Some(Argument::File) => file(line, argument),
        _ => Completion::default(),
    }
}

fn file(line: &str, start: usize) -> Completion {
    let typed = &line[start..];
    let Ok((offset, pairs)) = FilenameCompleter::new().complete_path(typed, typed.len()) else {
        return Completion::default();
    };
    let candidate = |pair: rustyline::completion::Pair| Candidate {
        display: printable(&pair.display),
        replacement: pair.replacement,
    };
    Completion { start: start + offset, candidates: pairs.into_iter().map(candidate).collect() }
}

/// A query that begins at byte `from`.
fn query(line: &str, from: usize, names: Option<&Names>) -> Completion {
    let (place, typed) = place(&line[from..]);
    let start = from + typed.start;
    let typed = &line[start..];
    let candidates = match place {
        Place::Statement => {
            words(typed, sources().chain(LEADS.iter().copied().map(with_blank)).chain(conditions(Source::Documents)))
        }
        Place::Query => words(typed, sources().chain(conditions(Source::Documents))),
        Place::Condition(source) => words(typed, conditions(source).chain(["or ".into(), "| ".into()])),
        Place::Mention(None) => {
            let kinds = KINDS.iter().filter(|_| !typed.is_empty()).map(|info| format!("{}/", info.name));
            let mut found = entities(typed, None, names);
            found.extend(words(typed, kinds));
            found
        }
        Place::Mention(kind) => entities(typed, kind, names),
        Place::Value(source, field) => match field_type(source, field) {
            Some(FieldType::OneOf(values)) => words(typed, values),
            Some(FieldType::Entity(kind)) => entities(typed, Some(kind), names),
            Some(FieldType::Date | FieldType::DateBound) => words(typed, DATES),
            _ => Vec::new(),
        },
        Place::Stage => words(typed, STAGES.iter().map(|info| stage(info.name, info.takes)).chain(sources())),
        Place::Column(source) => words(typed, source.info().columns.iter().map(|column| column.name)),
        Place::Bucket(source) => words(typed, source.info().buckets.iter().map(|bucket| bucket.name())),
        Place::InStage(stage) => words(typed, last_words(stage).iter().chain(&["| "])),
        Place::Saved => words(typed, names.map(Names::saved).unwrap_or_default()),
        Place::Free => Vec::new(),
    };
    Completion { start, candidates }
}

/// What a statement may begin with beside a query.
const LEADS: &[&str] = &["explain", "why", "let"];

/// The date expressions that are shorter than a date.
const DATES: &[&str] = &["today", "yesterday", "7d", "30d", "90d", "12mo", "this-year", "last-month", "last-3-months"];

fn sources() -> impl Iterator<Item = String> {
    SOURCES.iter().map(|info| with_blank(info.name))
}

/// Fields with their colon, then the words that join conditions.
fn conditions(source: Source) -> impl Iterator<Item = String> {
    let fields = source.fields().map(|role| format!("{}:", role.info().field.name()));
    let joins = FUNCTIONS.iter().filter_map(|info| match info.what {
        FunctionWord::Not | FunctionWord::With => Some(with_blank(info.name)),
        FunctionWord::In | FunctionWord::Near => Some(format!("{} (", info.name)),
        _ => None,
    });
    fields.chain(joins)
}

/// A stage, ready for what it takes.
fn stage(name: &str, takes: &str) -> String {
    if takes.is_empty() { name.to_owned() } else { with_blank(name) }
}

/// The words that can end a stage.
fn last_words(stage: StageWord) -> &'static [&'static str] {
    match stage {
        StageWord::By => &["fill"],
        StageWord::Top => &["per "],
        StageWord::Limit => &["offset "],
        _ => &[],
    }
}

fn with_blank(word: &str) -> String {
    format!("{word} ")
}

/// Those of `words` that begin with `typed`, whatever its case.
fn words(typed: &str, words: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let fitting = words.into_iter().filter(|word| word.as_ref().to_lowercase().starts_with(&typed));
    fitting
        .map(|word| Candidate { display: word.as_ref().trim_end().to_owned(), replacement: word.as_ref().to_owned() })
        .collect()
}

/// Entities by what was typed of their name, its opening quote included.
fn entities(typed: &str, kind: Option<EntityKind>, names: Option<&Names>) -> Vec<Candidate> {
    let Some(names) = names else { return Vec::new() };
    let found = names.find(typed.trim_start_matches(is_quote), kind);
    found.iter().map(|name| entity(name, kind, &found)).collect()
}

/// A name as it must be typed to mean this entity and no other of those found.
fn entity(name: &Suggestion, asked: Option<EntityKind>, found: &[Suggestion]) -> Candidate {
    let is_alone = !found.iter().any(|other| other.name == name.name && other != name);
    let replacement = match (is_alone, asked) {
        (true, _) if is_word(&name.name) => name.name.clone(),
        (true, _) => quoted(&name.name),
        (false, None) => name.stable.clone(),
        (false, Some(_)) => name.stable.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    let documents = if name.documents == 1 { "document" } else { "documents" };
    let display = format!("{}  {} · {} {documents}", printable(&name.name), name.kind.name(), name.documents);
    Candidate { display, replacement }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '«' | '‘' | '„')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found = complete(line, None);
        let completed: Vec<String> = found
            .candidates
            .iter()
            .map(|candidate| format!("{}{}", &line[..found.start], candidate.replacement))
            .collect();
        assert_eq!(completed, expected, "{line:?}");
    }

    #[test]
    fn words_that_fit_and_no_others() {
        check("peo", &["people "]);
        check("people SI", &["people since:"]);
        check("projects status:sig", &["projects status:signed"]);
        check("projects status:signed,la", &["projects status:signed,launched"]);
        check("quotes ki", &[]);
        check("@kz | sni", &["@kz | snippet "]);
        check("people with @kz | sort -li", &["people with @kz | sort -lift"]);
        check("@kz | by mo", &["@kz | by month"]);
        check("@kz | by month f", &["@kz | by month fill"]);
        check("@per", &["@person/"]);
        check("people in (@kz) and no", &["people in (@kz) and not "]);
    }

    #[test]
    fn metacommands_and_their_arguments() {
        check(".ti", &[".timing"]);
        check(".mode js", &[".mode json", ".mode jsonl"]);
        check(".help sinc", &[".help since"]);
        check(".explain peo", &[".explain people "]);
        check(".quit now", &[]);
    }

    #[test]
    fn names_are_typed_as_they_must_be() {
        let name = |kind, stable: &str, name: &str| Suggestion {
            kind,
            stable: stable.into(),
            name: name.into(),
            documents: 1,
        };
        let found = [
            name(EntityKind::Person, "person/1", "Sam Ito"),
            name(EntityKind::Person, "person/2", "Sam Ito"),
            name(EntityKind::Country, "country/KZ", "Kazakhstan"),
            name(EntityKind::Project, "project/9", "the \"Digital\" line"),
        ];
        let typed: Vec<String> = found.iter().map(|name| entity(name, None, &found).replacement).collect();
        assert_eq!(typed, ["person/1", "person/2", "Kazakhstan", r#""the \"Digital\" line""#]);
        assert_eq!(entity(&found[1], Some(EntityKind::Person), &found).replacement, "2");
        assert_eq!(entity(&found[2], None, &found).display, "Kazakhstan  country · 1 document");
    }
}
