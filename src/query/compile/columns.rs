//! What each column of each source is in SQL.

use super::copies::{self, End};
use crate::lang::fields::{Bucket, ColumnType, Source};
use crate::query::answer::ColumnKind;
use crate::query::sql::{Sql, sql};

/// What the rows are at some point of a query: which columns can be named there.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Listing { source: Source, snippet: Snippet },
    Grouped { source: Source, buckets: Vec<Bucket> },
    Pairs,
    Counted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snippet {
    Absent,
    Present,
}

/// All columns that can be named, those shown by default first.
pub fn names(shape: &Shape) -> Vec<(&'static str, ColumnKind)> {
    match shape {
        Shape::Listing { source, snippet } => {
            let mut all: Vec<_> = source.info().columns.iter().map(|column| (column.name, kind(column.ty))).collect();
            if *snippet == Snippet::Present {
                all.push(("snippet", ColumnKind::Snippet));
            }
            all
        }
        Shape::Grouped { source, buckets } => {
            let mut all: Vec<_> = buckets.iter().map(|bucket| (bucket.name(), bucket_kind(*bucket))).collect();
            all.extend(measures(*source, buckets).iter().map(|name| (*name, ColumnKind::Integer)));
            if buckets.iter().any(|bucket| matches!(bucket, Bucket::Place | Bucket::Country)) {
                all.extend(["latitude", "longitude"].map(|name| (name, ColumnKind::Real)));
            }
            all
        }
        Shape::Pairs => vec![
            ("name", ColumnKind::Elastic),
            ("other", ColumnKind::Elastic),
            ("docs", ColumnKind::Integer),
            ("first", ColumnKind::Date),
            ("last", ColumnKind::Date),
            ("id", ColumnKind::Integer),
            ("other_id", ColumnKind::Integer),
        ],
        Shape::Counted => vec![("count", ColumnKind::Integer)],
    }
}

/// The column of that name, whatever its case.
pub fn find(shape: &Shape, name: &str) -> Option<(&'static str, ColumnKind)> {
    names(shape).into_iter().find(|(column, _)| column.eq_ignore_ascii_case(name))
}

/// What is counted per bucket: the rows themselves and, where rows of entities fall into periods by
/// their documents, those documents.
pub fn measures(source: Source, buckets: &[Bucket]) -> &'static [&'static str] {
    let by_period = buckets.iter().any(|bucket| bucket.is_period());
    match source {
        Source::Documents => &["docs"],
        Source::Quotes => &["quotes"],
        Source::Events => &["events"],
        Source::People if by_period => &["people", "docs"],
        Source::Countries if by_period => &["countries", "docs"],
        Source::Organizations if by_period => &["organizations", "docs"],
        Source::Projects if by_period => &["projects", "docs"],
        Source::People => &["people"],
        Source::Countries => &["countries"],
        Source::Organizations => &["organizations"],
        Source::Projects => &["projects"],
    }
}

fn kind(ty: ColumnType) -> ColumnKind {
    match ty {
        ColumnType::Text => ColumnKind::Text,
        ColumnType::Codes => ColumnKind::Codes,
        ColumnType::Elastic => ColumnKind::Elastic,
        ColumnType::Integer => ColumnKind::Integer,
        ColumnType::Real => ColumnKind::Real,
        ColumnType::Date => ColumnKind::Date,
    }
}

fn bucket_kind(bucket: Bucket) -> ColumnKind {
    match bucket {
        Bucket::Day | Bucket::Month | Bucket::Year => ColumnKind::Date,
        Bucket::Person | Bucket::Organization | Bucket::Project | Bucket::Source => ColumnKind::Elastic,
        _ => ColumnKind::Text,
    }
}

/// Whether counts come from the set of documents asked for or are those stored for the whole archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    Gathered,
    Stored,
    /// Stored, without copies.
    StoredOnce,
}

impl Counts {
    fn docs(self) -> &'static str {
        match self {
            Counts::Gathered => "k.docs",
            Counts::Stored => "e.documents",
            Counts::StoredOnce => "e.documents_once",
        }
    }

    fn mentions(self) -> &'static str {
        match self {
            Counts::Gathered => "k.mentions",
            Counts::Stored => "e.mentions",
            Counts::StoredOnce => "e.mentions_once",
        }
    }

    fn day(self, source: Source, end: End) -> Sql {
        match (self, end) {
            (Counts::Gathered, End::First) => day_text("k.first"),
            (Counts::Gathered, End::Last) => day_text("k.last"),
            (Counts::Stored, End::First) => day_text("e.first_day"),
            (Counts::Stored, End::Last) => day_text("e.last_day"),
            (Counts::StoredOnce, end) => copies::day(source, end),
        }
    }
}

/// A listing's column in terms of `d` (documents) or `e` (all others), and `k` where counts are gathered.
pub fn expression(source: Source, name: &str, counts: Counts) -> Sql {
    match (source, name) {
        (Source::Documents, "date") => sql!["d.published"],
        (Source::Documents, "title") => sql!["d.title"],
        (Source::Documents, "source") => sql!["(SELECT name FROM sources WHERE id = d.source)"],
        (Source::Documents, "place") => sql!["(SELECT name FROM places WHERE id = d.place)"],
        (Source::Documents, "words") => sql!["d.words"],
        (Source::Documents, "id") => sql!["d.id"],
        (Source::Documents, "url") => sql!["d.url"],
        (Source::Documents, "people") => sql![
            "(SELECT string_agg(n.name, ', ' ORDER BY x.mentions DESC, n.name) FROM document_people x JOIN people n ON n.id = x.person WHERE x.document = d.id)"
        ],
        (Source::Documents, "countries") => sql![
            "(SELECT string_agg(n.code, ', ' ORDER BY x.mentions DESC, n.code) FROM document_countries x JOIN countries n ON n.id = x.country WHERE x.document = d.id)"
        ],
        (Source::Documents, "projects") => sql![
            "(SELECT string_agg(n.name, ', ' ORDER BY x.mentions DESC, n.name) FROM document_projects x JOIN projects n ON n.id = x.project WHERE x.document = d.id)"
        ],
        (Source::Quotes, "date") => day_text("e.day"),
        (Source::Quotes, "speaker") => sql![
            "coalesce((SELECT name FROM people WHERE id = e.speaker), (SELECT name FROM organizations WHERE id = e.speaker_organization), e.speaker_text)"
        ],
        (Source::Quotes, "document") => sql!["(SELECT title FROM documents WHERE id = e.document)"],
        (Source::Quotes, "text") => sql!["e.text"],
        (Source::Quotes, "verb") => sql!["e.verb"],
        (Source::Events, "date") => sql!["e.date"],
        (Source::Events, "place") => sql!["(SELECT name FROM places WHERE id = e.place)"],
        (Source::Events, "people") => sql![
            "(SELECT string_agg(n.name, ', ' ORDER BY n.name) FROM event_people x JOIN people n ON n.id = x.person WHERE x.event = e.id)"
        ],
        (Source::Events, "countries") => sql![
            "(SELECT string_agg(n.code, ', ' ORDER BY n.code) FROM event_countries x JOIN countries n ON n.id = x.country WHERE x.event = e.id)"
        ],
        (Source::Projects, "countries") => sql![
            "(SELECT string_agg(n.code, ', ' ORDER BY n.code) FROM project_countries x JOIN countries n ON n.id = x.country WHERE x.project = e.id)"
        ],
        (Source::People | Source::Organizations, "country") => {
            sql!["(SELECT code FROM countries WHERE id = e.country)"]
        }
        (Source::Documents, "latitude") => sql!["(SELECT latitude FROM places WHERE id = d.place)"],
        (Source::Documents, "longitude") => sql!["(SELECT longitude FROM places WHERE id = d.place)"],
        (Source::Events, "latitude") => sql!["(SELECT latitude FROM places WHERE id = e.place)"],
        (Source::Events, "longitude") => sql!["(SELECT longitude FROM places WHERE id = e.place)"],
        (Source::Countries, "latitude") => sql!["e.latitude"],
        (Source::Countries, "longitude") => sql!["e.longitude"],
        (Source::Countries, "code") => sql!["e.code"],
        (Source::Countries, "region") => sql!["e.subregion"],
        (_, "docs" | "documents") => sql![counts.docs()],
        (_, "mentions") => sql![counts.mentions()],
        (_, "first") => counts.day(source, End::First),
        (_, "last") => counts.day(source, End::Last),
        (_, "name") => sql!["e.name"],
        (_, "kind") => sql!["e.kind"],
        (_, "status") => sql!["e.status"],
        (_, "sector") => sql!["e.sector"],
        (_, "id") => sql!["e.id"],
        _ => sql!["NULL"],
    }
}

/// yyyymmdd as YYYY-MM-DD.
pub fn day_text(day: &'static str) -> Sql {
    sql![digits(day, "1, 4"), " || '-' || ", digits(day, "5, 2"), " || '-' || ", digits(day, "7, 2")]
}

/// Some of the digits of a number.
pub fn digits(number: &'static str, which: &'static str) -> Sql {
    sql!["substr(CAST(", number, " AS TEXT), ", which, ")"]
}
