//! What of each table is another in another round.

/// How a value of a row becomes that of another round. Columns without a rule stay as they are.
#[derive(Clone, Copy, PartialEq)]
pub enum Rule {
    /// An id, of the round's own.
    Document,
    Event,
    Quote,
    /// An id, of its own where it is not [known](crate::names::KNOWN).
    Person,
    Organization,
    Project,
    Role,
    /// An id of the kind that the row's `kind` tells.
    OfKind,
    /// The day of the row's document.
    DayOfDocument,
    /// The row's own date as text, and as a day.
    Date,
    Day,
    /// Text in which names stand.
    Text,
    /// A folded name.
    Folded,
    /// Unique: the round is put behind it.
    Unique,
    Ordinal,
    ContentHash,
    NearHash,
}

/// When rows are made anew.
#[derive(Clone, Copy, PartialEq)]
pub enum Pace {
    EachRound,
    /// When names change, where the rule of the first column gives another id.
    EachName,
}

pub struct Table {
    pub name: &'static str,
    pub rows: &'static str,
    pub pace: Pace,
    pub rules: &'static [(&'static str, Rule)],
}

const fn table(name: &'static str, pace: Pace, rules: &'static [(&'static str, Rule)]) -> Table {
    Table { name, rows: "1", pace, rules }
}

use Pace::{EachName, EachRound};
use Rule::*;

const LINK: (&str, Rule) = ("document", Document);
const DAY: (&str, Rule) = ("day", DayOfDocument);

/// All that hold something of a document, those first whose rows others name.
pub const TABLES: [Table; 31] = [
    table("people", EachName, &[("id", Person), ("name", Text), ("given", Text), ("family", Text), ("key", Folded)]),
    table(
        "organizations",
        EachName,
        &[("id", Organization), ("name", Text), ("parent", Organization), ("key", Unique)],
    ),
    table("projects", EachName, &[("id", Project), ("name", Text), ("key", Unique)]),
    table("roles", EachName, &[("id", Role), ("person", Person), ("organization", Organization)]),
    table("project_countries", EachName, &[("project", Project)]),
    table("project_organizations", EachName, &[("project", Project), ("organization", Organization)]),
    table("project_people", EachName, &[("project", Project), ("person", Person)]),
    Table {
        name: "aliases",
        rows: "kind IN ('person', 'organization', 'project')",
        pace: EachName,
        rules: &[("entity", OfKind), ("norm", Folded), ("alias", Text)],
    },
    Table {
        name: "aliases",
        rows: "kind = 'event'",
        pace: EachRound,
        rules: &[("entity", OfKind), ("norm", Folded), ("alias", Text)],
    },
    table(
        "documents",
        EachRound,
        &[
            ("id", Document),
            ("title", Text),
            ("body", Text),
            ("byline", Text),
            ("published", Date),
            ("day", Day),
            ("url", Unique),
            ("key", Unique),
            ("content_hash", ContentHash),
            ("near_hash", NearHash),
            ("near_hash_more", NearHash),
            ("copy_of", Document),
        ],
    ),
    table("document_locators", EachRound, &[("locator", Unique), LINK]),
    table("document_metadata", EachRound, &[LINK]),
    table("document_links", EachRound, &[LINK, ("other", Document)]),
    table("import_items", EachRound, &[("ordinal", Ordinal), ("locator", Unique), LINK]),
    table("sentences", EachRound, &[LINK]),
    table("mentions", EachRound, &[LINK, ("entity", OfKind), ("surface", Text)]),
    table("role_reports", EachRound, &[LINK, ("role", Role)]),
    table("project_reports", EachRound, &[LINK, ("project", Project), DAY, ("speaker", Person)]),
    table("project_parties", EachRound, &[LINK, ("project", Project)]),
    table(
        "events",
        EachRound,
        &[("id", Event), ("name", Text), ("date", Date), ("day", Day), ("parent", Event), ("key", Unique)],
    ),
    table("event_keys", EachRound, &[("key", Unique), ("event", Event)]),
    table("event_people", EachRound, &[("event", Event), ("person", Person)]),
    table("event_countries", EachRound, &[("event", Event)]),
    table("event_organizations", EachRound, &[("event", Event), ("organization", Organization)]),
    table("event_reports", EachRound, &[LINK, ("event", Event), DAY]),
    table(
        "quotes",
        EachRound,
        &[
            ("id", Quote),
            LINK,
            DAY,
            ("speaker", Person),
            ("speaker_organization", Organization),
            ("speaker_text", Text),
            ("text", Text),
        ],
    ),
    table("document_people", EachRound, &[LINK, ("person", Person), DAY]),
    table("document_organizations", EachRound, &[LINK, ("organization", Organization), DAY]),
    table("document_projects", EachRound, &[LINK, ("project", Project), DAY]),
    table("document_countries", EachRound, &[LINK, DAY]),
    table("document_events", EachRound, &[LINK, ("event", Event), DAY]),
];
