//! How the pages of the tables look: data, a line a table.

/// A table or view that a person looks at.
pub struct Page {
    pub table: &'static str,
    pub title: &'static str,
    /// The column by which other tables show a row.
    pub label: Option<&'static str>,
    /// Sorted by it when nothing else is asked; `-` is downwards.
    pub sort: Option<&'static str>,
    pub facets: &'static [&'static str],
}

const fn page(
    table: &'static str,
    title: &'static str,
    label: Option<&'static str>,
    sort: Option<&'static str>,
    facets: &'static [&'static str],
) -> Page {
    Page { table, title, label, sort, facets }
}

pub const PAGES: &[Page] = &[
    page("articles", "Articles", None, Some("-published"), &["source", "place", "lang"]),
    page("person_roles", "Posts", None, Some("-documents"), &["post", "country", "standing"]),
    page("project_timeline", "Projects, report by report", None, Some("-day"), &["sector", "status", "modality"]),
    page("meetings", "Meetings and visits", None, Some("-date"), &["kind", "status", "place"]),
    page("quotations", "Quotations", None, Some("-day"), &["speaker", "kind", "verb"]),
    page("co_mentions", "Who is named with whom", None, None, &[]),
    page("review", "Doubtful mentions", None, Some("confidence"), &["kind", "rule"]),
    page("quarantine", "What could not be read", None, None, &["stage", "reason"]),
    page("documents", "Documents", Some("title"), Some("-day"), &["source", "place", "lang"]),
    page("people", "People", Some("name"), Some("-documents"), &["country"]),
    page("countries", "Countries", Some("name"), Some("-documents"), &["region", "subregion"]),
    page("organizations", "Organizations", Some("name"), Some("-documents"), &["kind", "country"]),
    page("places", "Places", Some("name"), Some("name"), &["country"]),
    page("projects", "Projects", Some("name"), Some("-documents"), &["sector", "status", "kind"]),
    page("events", "Events", Some("name"), Some("-day"), &["kind", "status", "country", "place"]),
    page("quotes", "Quotes", Some("text"), Some("-day"), &["speaker", "kind", "verb"]),
    page("roles", "Roles", Some("title"), Some("-documents"), &["post", "country", "standing"]),
    page("sources", "Publishers", Some("name"), Some("name"), &["kind"]),
    page("imports", "Imports", Some("started"), Some("-id"), &["status"]),
    page("import_items", "Inputs of imports", None, None, &["outcome", "import"]),
    page("decisions", "Decisions by hand", None, Some("-id"), &["action", "state"]),
    page("hidden_documents", "Hidden articles", None, None, &[]),
    page("document_revisions", "Earlier texts", None, Some("-replaced"), &[]),
    page("document_links", "Documents that repeat one another", None, None, &["kind"]),
    page("document_locators", "Where documents were read", None, None, &["kind", "import"]),
    page("document_metadata", "What documents say of themselves", None, None, &["field", "basis"]),
    page("mentions", "Mentions", None, None, &["kind", "sense", "rule"]),
    page("role_reports", "Evidence of roles", None, None, &["rule"]),
    page("project_reports", "Reports of projects", None, Some("-day"), &["status", "modality", "project"]),
    page("event_reports", "Reports of events", None, Some("-day"), &["status"]),
    page("document_people", "People in documents", None, Some("-mentions"), &["person"]),
    page("document_countries", "Countries in documents", None, Some("-mentions"), &["country"]),
    page("document_organizations", "Organizations in documents", None, Some("-mentions"), &["organization"]),
    page("document_projects", "Projects in documents", None, Some("-mentions"), &["project"]),
    page("document_events", "Events in documents", None, Some("-mentions"), &["event"]),
    page("event_people", "People at events", None, None, &["capacity"]),
    page("event_countries", "Countries at events", None, None, &["country", "capacity"]),
    page("event_organizations", "Organizations at events", None, None, &["capacity"]),
    page("project_countries", "Countries of projects", None, None, &["country", "basis"]),
    page("project_organizations", "Organizations of projects", None, None, &["organization", "basis"]),
    page("project_people", "People of projects", None, None, &["basis"]),
    page("regions", "Groups of countries", Some("name"), Some("name"), &["kind"]),
    page("region_countries", "Countries of groups", None, None, &["region"]),
    page("saved_queries", "Saved queries", Some("name"), Some("name"), &[]),
];

/// Tables that do not stand in the list of tables: those by which the program finds its way, and those that join
/// two others, whose rows are met from there.
pub const HIDDEN: &[&str] = &[
    "aliases",
    "decision_changes",
    "document_countries",
    "document_events",
    "document_links",
    "document_locators",
    "document_metadata",
    "document_organizations",
    "document_people",
    "document_projects",
    "event_countries",
    "event_keys",
    "event_organizations",
    "event_people",
    "former_entities",
    "former_people",
    "import_items",
    "merged_entities",
    "meta",
    "project_countries",
    "project_organizations",
    "project_parties",
    "project_people",
    "region_countries",
    "sentences",
    "sqlite_stat1",
];

/// A style for lists of rows: a body on one line, since the page of its row has all of it, and room for sentences.
pub const STYLE: &str = "body.table td.col-body { max-width: 36em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis } \
     td.col-title, td.col-text, td.col-evidence, td.col-passage { min-width: 18em }";

/// A table or view whose rows a full-text index finds, by a column of theirs. Datasette sees by itself that an
/// index belongs to a table, but not to a view.
pub const SEARCHED: &[(&str, &str, &str)] = &[
    ("articles", "documents_fts", "id"),
    ("documents", "documents_fts", "id"),
    ("quotations", "quotes_fts", "quote"),
    ("quotes", "quotes_fts", "id"),
];

/// Units, where a number has one.
pub const UNITS: &[(&str, &str)] = &[("latitude", "degree"), ("longitude", "degree")];
