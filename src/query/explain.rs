//! `explain`: how a query is read, what drives it, and what the database makes of it.

use super::answer::NoteKind;
use super::archive::Archive;
use super::dialect::Dialect;
use super::plan::{Days, Direction, OfDocument, OfRow, Selection, Set, Step, Tree};
use super::resolve::quoted;
use super::sql::Param;
use super::text::{Ending, Match, TextColumn};
use super::{Failure, Options, Prepared, lines, run};
use crate::lang::fields::Source;
use crate::lang::sign;

/// The explanation, as text of some lines.
///
/// # Errors
/// When the database cannot plan the statement.
pub fn explain(archive: &dyn Archive, prepared: &Prepared, options: &Options) -> Result<String, Failure> {
    let mut out = String::new();
    let mut section = |title: &str, lines: &[String]| {
        if !lines.is_empty() {
            out.push_str(title);
            out.push('\n');
            for line in lines {
                out.push_str("  ");
                out.push_str(line);
                out.push('\n');
            }
        }
    };
    section("reading", &[selection_words(&prepared.resolved.selection)]);
    section("canonical", &[prepared.canonical().to_owned()]);
    let readings: Vec<String> =
        prepared.notes().iter().filter(|note| note.kind == NoteKind::Reading).map(|note| note.text.clone()).collect();
    section("names and dates", &readings);
    // What drives is for PostgreSQL's planner to decide.
    if archive.dialect() == Dialect::Sqlite {
        section("driver", prepared.drivers());
    }
    section("sql", &lines::lines(&prepared.sql().text));
    let params: Vec<String> =
        prepared.sql().params.iter().enumerate().map(|(i, p)| format!("{} {}", i + 1, param_words(p))).collect();
    section("parameters", &params);
    let plan = query_plan(archive, prepared, options)?;
    section(if archive.dialect() == Dialect::Sqlite { "sqlite" } else { "postgresql" }, &plan);
    Ok(out)
}

/// The database's own plan, a line for each step, indented by its depth.
///
/// # Errors
/// When it cannot plan the statement.
pub fn query_plan(archive: &dyn Archive, prepared: &Prepared, options: &Options) -> Result<Vec<String>, Failure> {
    archive.plan(prepared.sql()).map_err(|error| run::failure(error, options))
}

fn param_words(param: &Param) -> String {
    match param {
        Param::Integer(number) => number.to_string(),
        Param::Real(number) => number.to_string(),
        Param::Text(text) => format!("{text:?}"),
    }
}

fn selection_words(selection: &Selection) -> String {
    let mut out = set_words(&selection.set);
    for step in &selection.steps {
        out.push_str(", ");
        out.push_str(&step_words(step));
    }
    out
}

fn set_words(set: &Set) -> String {
    let mut out = set.source.name().to_owned();
    let mut link = " that ";
    if !set.own.is_all() {
        out.push_str(link);
        out.push_str(&row_words(&set.own));
        link = ", ";
    }
    let asked = set.documents.conjuncts().iter().filter(|part| !part.is_unsaid()).cloned();
    let asked = Tree::and(asked.collect::<Vec<_>>());
    if !asked.is_all() {
        match set.source {
            Source::Documents => out.push_str(link),
            _ => out.push_str(if link == ", " { ", in documents that " } else { " in documents that " }),
        }
        out.push_str(&document_words(&asked));
    }
    if set.documents.counts_once() {
        out.push_str(", copies counted once");
    }
    if !set.beside.is_empty() {
        out.push_str(", in one sentence with ");
        out.push_str(&set.beside.iter().map(|entities| entities.label.clone()).collect::<Vec<_>>().join(" and "));
    }
    out
}

fn tree_words<L>(tree: &Tree<L>, leaf: &dyn Fn(&L) -> String) -> String {
    let joined = |parts: &[Tree<L>], word: &str| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Tree::Or(_) | Tree::And(_) => format!("({})", tree_words(part, leaf)),
                _ => tree_words(part, leaf),
            })
            .collect();
        parts.join(word)
    };
    match tree {
        Tree::And(parts) => joined(parts, " and "),
        Tree::Or(parts) => joined(parts, " or "),
        Tree::Not(inner) => format!("not ({})", tree_words(inner, leaf)),
        Tree::Leaf(inner) => leaf(inner),
    }
}

/// A condition on documents in words.
pub fn document_words(tree: &Tree<OfDocument>) -> String {
    tree_words(tree, &|leaf| match leaf {
        OfDocument::Mentions(entities) => format!("mention {}", entities.label),
        OfDocument::Together(all) => {
            let names: Vec<&str> = all.iter().map(|entities| entities.label.as_str()).collect();
            format!("name {} in one sentence", names.join(" and "))
        }
        OfDocument::Text(text) => match_words(text),
        OfDocument::Days(days) => format!("are dated {}", day_words(*days)),
        OfDocument::Undated => "are undated".to_owned(),
        OfDocument::Lang(langs) => format!("are in {}", langs.join(" or ")),
        OfDocument::Source(sources) => format!("are of source {}", sources.label),
        OfDocument::Place(places) => format!("were filed from {}", places.label),
        OfDocument::Author(names) => format!("are by {}", names.join(" or ")),
        OfDocument::EventKind(kinds) => format!("report a {}", kinds.join(" or ")),
        OfDocument::Newer(id) => format!("were archived after document {id}"),
        OfDocument::Copy => "are copies".to_owned(),
        OfDocument::Hidden => "are hidden".to_owned(),
        OfDocument::Has(selection) => format!("name any of ({})", selection_words(selection)),
        OfDocument::Among(selection) => format!("are among ({})", selection_words(selection)),
    })
}

/// A condition on documents as briefly as it can be typed, for counts beside it.
pub fn document_brief(tree: &Tree<OfDocument>) -> String {
    match tree {
        Tree::Leaf(OfDocument::Mentions(entities)) => format!("@{}", quoted(&entities.label)),
        Tree::Leaf(OfDocument::Text(Match::Phrase { column: TextColumn::Any, text, ending })) => {
            format!("{}{}", quoted(text), if *ending == Ending::Prefix { "*" } else { "" })
        }
        Tree::Leaf(OfDocument::Lang(langs)) => format!("lang:{}", langs.join(",")),
        Tree::Leaf(OfDocument::Source(sources)) => format!("source:{}", quoted(&sources.label)),
        Tree::Leaf(OfDocument::Place(places)) => format!("place:{}", quoted(&places.label)),
        Tree::Leaf(OfDocument::EventKind(kinds)) => format!("kind:{}", kinds.join(",")),
        Tree::Leaf(OfDocument::Author(names)) => {
            format!("author:{}", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(","))
        }
        Tree::Leaf(OfDocument::Days(days)) => day_brief(*days),
        Tree::Leaf(OfDocument::Newer(id)) => format!("archived after document {id}"),
        Tree::And(parts) => parts.iter().map(document_brief).collect::<Vec<_>>().join(" "),
        Tree::Or(parts) => format!("({})", parts.iter().map(document_brief).collect::<Vec<_>>().join(" or ")),
        Tree::Not(inner) => format!("-{}", document_brief(inner)),
        other => document_words(other),
    }
}

/// The same for a condition on rows.
pub fn row_brief(tree: &Tree<OfRow>) -> String {
    match tree {
        Tree::Leaf(OfRow::Text(Match::Phrase { text, .. })) => quoted(text),
        Tree::Leaf(OfRow::Name(names)) => format!("name:{}", quoted(&names.join(","))),
        Tree::Leaf(OfRow::Country(countries)) => format!("country:{}", quoted(&countries.label)),
        Tree::Leaf(OfRow::Id(rows)) => format!("region:{}", quoted(&rows.label)),
        Tree::Leaf(OfRow::Kind(words)) => format!("kind:{}", words.join(",")),
        Tree::Leaf(OfRow::Sector(words)) => format!("sector:{}", words.join(",")),
        Tree::Leaf(OfRow::Status(words)) => format!("status:{}", words.join(",")),
        Tree::Leaf(OfRow::Place(places)) => format!("place:{}", quoted(&places.label)),
        Tree::Leaf(OfRow::Speaker { label, .. }) => format!("speaker:{}", quoted(label)),
        Tree::Leaf(OfRow::Days(days)) => day_brief(*days),
        Tree::Leaf(OfRow::In(documents)) => format!("in ({})", document_brief(documents)),
        Tree::Or(parts) => format!("({})", parts.iter().map(row_brief).collect::<Vec<_>>().join(" or ")),
        Tree::Not(inner) => format!("-{}", row_brief(inner)),
        other => row_words(other),
    }
}

/// A condition on rows in words.
pub fn row_words(tree: &Tree<OfRow>) -> String {
    tree_words(tree, &|leaf| match leaf {
        OfRow::Name(names) => format!("are called {}", names.join(" or ")),
        OfRow::Country(countries) => format!("belong to {}", countries.label),
        OfRow::Id(rows) => format!("are in {}", rows.label),
        OfRow::Post { posts, of } => {
            let of: Vec<String> = of.iter().map(|countries| format!(" of {}", countries.label)).collect();
            format!("hold the post {}{}", posts.join(" or "), of.join(" and "))
        }
        OfRow::Kind(words) => format!("are of kind {}", words.join(" or ")),
        OfRow::Sector(words) => format!("are of sector {}", words.join(" or ")),
        OfRow::Status(words) => format!("have status {}", words.join(" or ")),
        OfRow::Party(entities) => format!("have {} as a party", entities.label),
        OfRow::Place(places) => format!("were in {}", places.label),
        OfRow::Speaker { label, .. } => format!("are by {label}"),
        OfRow::Verb(verbs) => format!("have the verb {}", verbs.join(" or ")),
        OfRow::Text(text) => match_words(text),
        OfRow::Days(days) => format!("are dated {}", day_words(*days)),
        OfRow::Undated => "are undated".to_owned(),
        OfRow::In(documents) => format!("occur in some document of those that {}", document_words(documents)),
        OfRow::Among(selection) => format!("are among ({})", selection_words(selection)),
    })
}

fn match_words(text: &Match) -> String {
    match text {
        Match::Phrase { column, text, ending } => {
            let place = if *column == TextColumn::Title { " in the title" } else { "" };
            let star = if *ending == Ending::Prefix { "*" } else { "" };
            format!("say \"{text}\"{star}{place}")
        }
        Match::Near { distance, phrases } => format!("say {} within {distance} words", phrases.join(" and ")),
        Match::All(parts) => format!("({})", parts.iter().map(match_words).collect::<Vec<_>>().join(" and ")),
        Match::Any(parts) => format!("({})", parts.iter().map(match_words).collect::<Vec<_>>().join(" or ")),
        Match::Except(wanted, unwanted) => format!("{} and not {}", match_words(wanted), match_words(unwanted)),
    }
}

fn day_brief(days: Days) -> String {
    let bounds = [("since", days.from), ("before", days.to)];
    let bounds = bounds.into_iter().filter_map(|(word, day)| Some(format!("{word}:{}", day_text(day?))));
    bounds.collect::<Vec<_>>().join(" ")
}

fn day_text(day: i64) -> String {
    format!("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100)
}

fn day_words(days: Days) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) => format!("from {} to before {}", day_text(from), day_text(to)),
        (Some(from), None) => format!("{} or later", day_text(from)),
        (None, Some(to)) => format!("before {}", day_text(to)),
        (None, None) => "at all".to_owned(),
    }
}

fn step_words(step: &Step) -> String {
    match step {
        Step::Where { column, comparison, value } => {
            let sign = sign(*comparison);
            format!("where {column} {sign} {}", param_words(value))
        }
        Step::By { buckets, .. } => {
            format!("counted by {}", buckets.iter().map(|bucket| bucket.name()).collect::<Vec<_>>().join(" and "))
        }
        Step::Sort(keys) => {
            let keys: Vec<String> = keys
                .iter()
                .map(|key| match key.direction {
                    Direction::Ascending => key.column.to_owned(),
                    Direction::Descending => format!("{} descending", key.column),
                })
                .collect();
            format!("sorted by {}", keys.join(", "))
        }
        Step::Top { count, per: None } => format!("the first {count}"),
        Step::Top { count, per: Some(bucket) } => format!("the first {count} of each {}", bucket.name()),
        Step::Limit { count, offset: 0 } => format!("at most {count}"),
        Step::Limit { count, offset } => format!("{count} after the first {offset}"),
        Step::Select(names) => format!("columns {}", names.join(", ")),
        Step::Count => "counted".to_owned(),
        Step::Snippet(words) => format!("{words} words around the hit"),
        Step::Pairs => "as pairs that occur together".to_owned(),
    }
}
