//! What is asked: the questions of README, GRAMMAR and the cookbook, put to the archive at hand, and the same work for
//! its peers.

use Peer::*;

/// Who else is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// SQL that knows the archive's tables and indexes, on the same file by the same SQLite.
    ByHand,
    /// The SQL that comes to mind first.
    InAndIn,
    /// `MATCH … ORDER BY rank LIMIT 50` in a loop of rusqlite.
    Fts5Loop,
    DuckDb,
    Tantivy,
    Xapian,
    Ripgrep,
    SqliteUtils,
}

/// What a question may take at a million documents, in the middle of all runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Lists and words ranked: 20 ms.
    List,
    /// Pivots and counts per bucket: 150 ms.
    Pivot,
    /// None was set: a whole network, a walk of the archive.
    Open,
}

pub struct Question {
    pub text: &'static str,
    pub goal: Goal,
    pub peers: &'static [(Peer, &'static str)],
}

const fn list(text: &'static str, peers: &'static [(Peer, &'static str)]) -> Question {
    Question { text, goal: Goal::List, peers }
}

const fn pivot(text: &'static str, peers: &'static [(Peer, &'static str)]) -> Question {
    Question { text, goal: Goal::Pivot, peers }
}

const fn open(text: &'static str, peers: &'static [(Peer, &'static str)]) -> Question {
    Question { text, goal: Goal::Open, peers }
}

const fn ranked(text: &'static str, peers: &'static [(Peer, &'static str)]) -> Question {
    Question { text, goal: Goal::List, peers }
}

pub const QUESTIONS: &[Question] = &[
    // Lists, newest first.
    list("docs", &[(ByHand, "SELECT published, title, words FROM documents ORDER BY day DESC, id DESC LIMIT 50")]),
    list("@{person}", &[(ByHand, BY_HAND_ONE), (DuckDb, DUCKDB_ONE)]),
    list("@{country} @{second country}", &[(ByHand, BY_HAND_TWO), (InAndIn, IN_AND_IN), (DuckDb, DUCKDB_TWO)]),
    list("@{country} @{rare country}", &[(ByHand, BY_HAND_RARE), (InAndIn, IN_AND_IN_RARE), (DuckDb, DUCKDB_TWO_RARE)]),
    list("@{rare country} @{rare person}", &[]),
    list("@{country} -@{second country} since:2015", &[]),
    list("@{country} @{second country} within:sentence", &[]),
    list("(@{rare person} or {rare}) since:2000", &[]),
    list("docs in (projects sector:energy country:{second country!}) since:2010", &[]),
    list("source:\"Silk Wire\" since:2020", &[]),
    // Words, best first.
    ranked(
        "{rare}",
        &[(Fts5Loop, "{rare}"), (SqliteUtils, "{rare}"), (Tantivy, "{rare}"), (Xapian, "{rare}"), (Ripgrep, "{rare}")],
    ),
    ranked(
        "{middling}",
        &[
            (Fts5Loop, "{middling}"),
            (SqliteUtils, "{middling}"),
            (Tantivy, "{middling}"),
            (Xapian, "{middling}"),
            (Ripgrep, "{middling}"),
        ],
    ),
    ranked(
        "{common}",
        &[
            (Fts5Loop, "{common}"),
            (SqliteUtils, "{common}"),
            (Tantivy, "{common}"),
            (Xapian, "{common}"),
            (Ripgrep, "{common}"),
        ],
    ),
    ranked(
        "{common} {middling}",
        &[(Fts5Loop, "{common} {middling}"), (Tantivy, "{common} {middling}"), (Xapian, "{common} {middling}")],
    ),
    ranked("\"oil prices\"", &[(Fts5Loop, "\"oil prices\""), (Ripgrep, "oil prices")]),
    ranked("trans*", &[]),
    ranked("{rare} @{country}", &[(ByHand, BY_HAND_MATCH_AND)]),
    ranked("{middling} @{country}", &[]),
    ranked("{common} @{country}", &[]),
    ranked("{common} @{rare country}", &[]),
    ranked("{middling} -@{country} | top 20 | snippet 12", &[]),
    ranked("{middling} since:2015", &[]),
    ranked("near(5, oil, prices)", &[]),
    ranked("(gas or oil) and @{second country}", &[]),
    ranked("quotes {middling} | snippet 16", &[]),
    ranked("quotes speaker:{person#} {middling}", &[]),
    // Entities, the most frequent first.
    list("people | top 20", &[]),
    list("countries | top 20", &[]),
    list("projects status:signed,launched since:2015 | top 20", &[]),
    list("events kind:visit,summit since:2015", &[]),
    list("events kind:meeting,visit,call person:{person#}", &[]),
    // Pivots.
    pivot("people with @{rare country}", &[(ByHand, BY_HAND_PIVOT_RARE), (DuckDb, DUCKDB_PIVOT_RARE)]),
    pivot("people with @{second country}", &[(ByHand, BY_HAND_PIVOT), (DuckDb, DUCKDB_PIVOT)]),
    pivot("people with @{country} @{second country}", &[(DuckDb, DUCKDB_PIVOT_TWO)]),
    pivot("people with @{second country} {middling} since:2015", &[]),
    pivot("countries with @{second country} | where lift > 1 | sort -lift | top 5", &[]),
    pivot("docs @{country} @{second country} | organizations | where docs >= 5", &[]),
    pivot("people in (@{second country}) in (@{rare country}) | top 10", &[]),
    pivot("projects with @{organization}", &[]),
    // Buckets and timelines.
    pivot("docs | by month", &[(DuckDb, "SELECT day // 100 AS m, count(*) FROM documents GROUP BY m ORDER BY m")]),
    pivot("docs | by source", &[(DuckDb, "SELECT source, count(*) FROM documents GROUP BY source")]),
    pivot("@{country} | by month", &[(ByHand, BY_HAND_MONTHS), (DuckDb, DUCKDB_MONTHS)]),
    pivot("@{person} | by quarter fill", &[]),
    pivot("{rare} | by month", &[]),
    pivot("{middling} | by month", &[]),
    pivot("@{rare country} | by month, person | top 3 per month", &[]),
    pivot("projects | by sector", &[]),
    pivot("projects with @{second country} | by status", &[]),
    pivot("quotes | by person | sort -quotes | top 5", &[]),
    pivot("events kind:visit | by year", &[]),
    // Counts and networks.
    pivot("@{country} @{second country} | count", &[]),
    pivot("{common} | count", &[(Ripgrep, "{common}")]),
    pivot("countries with @{rare country} | pairs", &[]),
    open("people with @{person} | pairs | top 20", &[]),
    open("people | pairs | top 20", &[]),
];

const BY_HAND_ONE: &str = "SELECT d.published, d.title, d.words FROM document_people k INDEXED BY document_people_person \
    CROSS JOIN documents d ON d.id = k.document WHERE k.person = {person#} AND k.document NOT IN {copies} \
    ORDER BY k.day DESC, k.document DESC LIMIT 50";
const DUCKDB_ONE: &str = "SELECT d.published, d.title, d.words FROM document_people k JOIN documents d ON d.id = k.document \
    WHERE k.person = {person#} AND k.document NOT IN (FROM copies) ORDER BY k.day DESC, k.document DESC LIMIT 50";

const BY_HAND_TWO: &str = "SELECT d.published, d.title, d.words FROM document_countries k \
    INDEXED BY document_countries_country CROSS JOIN documents d ON d.id = k.document WHERE k.country = {second country#} \
    AND EXISTS (SELECT 1 FROM document_countries x WHERE x.document = k.document AND x.country = {country#}) \
    AND k.document NOT IN {copies} ORDER BY k.day DESC, k.document DESC LIMIT 50";
const BY_HAND_RARE: &str = "SELECT d.published, d.title, d.words FROM document_countries k \
    INDEXED BY document_countries_country CROSS JOIN documents d ON d.id = k.document WHERE k.country = {rare country#} \
    AND EXISTS (SELECT 1 FROM document_countries x WHERE x.document = k.document AND x.country = {country#}) \
    AND k.document NOT IN {copies} ORDER BY k.day DESC, k.document DESC LIMIT 50";
const IN_AND_IN: &str = "SELECT published, title, words FROM documents \
    WHERE id IN (SELECT document FROM document_countries WHERE country = {country#}) \
    AND id IN (SELECT document FROM document_countries WHERE country = {second country#}) AND id NOT IN {copies} \
    ORDER BY day DESC, id DESC LIMIT 50";
const IN_AND_IN_RARE: &str = "SELECT published, title, words FROM documents \
    WHERE id IN (SELECT document FROM document_countries WHERE country = {country#}) \
    AND id IN (SELECT document FROM document_countries WHERE country = {rare country#}) AND id NOT IN {copies} \
    ORDER BY day DESC, id DESC LIMIT 50";
const DUCKDB_TWO: &str = "SELECT published, title, words FROM documents \
    WHERE id IN (SELECT document FROM document_countries WHERE country = {country#}) \
    AND id IN (SELECT document FROM document_countries WHERE country = {second country#}) AND id NOT IN (FROM copies) \
    ORDER BY day DESC, id DESC LIMIT 50";
const DUCKDB_TWO_RARE: &str = "SELECT published, title, words FROM documents \
    WHERE id IN (SELECT document FROM document_countries WHERE country = {country#}) \
    AND id IN (SELECT document FROM document_countries WHERE country = {rare country#}) AND id NOT IN (FROM copies) \
    ORDER BY day DESC, id DESC LIMIT 50";

const BY_HAND_MATCH_AND: &str = "SELECT d.published, d.title, d.words FROM (SELECT rowid AS id, bm25(documents_fts, 10.0, 1.0) \
    AS score FROM documents_fts WHERE documents_fts MATCH '{rare}' AND EXISTS (SELECT 1 FROM document_countries x \
    WHERE x.document = documents_fts.rowid AND x.country = {country#}) AND documents_fts.rowid NOT IN {copies} \
    ORDER BY score LIMIT 50) k CROSS JOIN documents d ON d.id = k.id ORDER BY k.score";

const BY_HAND_PIVOT_RARE: &str = "SELECT e.name, k.docs, k.mentions, k.first, k.last FROM (SELECT l.person AS id, \
    count(*) AS docs, sum(l.mentions) AS mentions, min(l.day) AS first, max(l.day) AS last FROM document_countries c \
    INDEXED BY document_countries_country CROSS JOIN document_people l ON l.document = c.document WHERE c.country = {rare country#} \
    AND c.document NOT IN {copies} GROUP BY l.person ORDER BY docs DESC, id LIMIT 50) k CROSS JOIN people e ON e.id = k.id";
const DUCKDB_PIVOT_RARE: &str = "SELECT e.name, k.docs, k.mentions, k.first, k.last FROM (SELECT l.person AS id, \
    count(*) AS docs, sum(l.mentions) AS mentions, min(l.day) AS first, max(l.day) AS last FROM document_countries c \
    JOIN document_people l ON l.document = c.document WHERE c.country = {rare country#} \
    AND c.document NOT IN (FROM copies) GROUP BY l.person ORDER BY docs DESC, id LIMIT 50) k JOIN people e ON e.id = k.id";
const BY_HAND_PIVOT: &str = "SELECT e.name, k.docs, k.mentions, k.first, k.last FROM (SELECT l.person AS id, \
    count(*) AS docs, sum(l.mentions) AS mentions, min(l.day) AS first, max(l.day) AS last FROM document_countries c \
    INDEXED BY document_countries_country CROSS JOIN document_people l ON l.document = c.document WHERE c.country = {second country#} \
    AND c.document NOT IN {copies} GROUP BY l.person ORDER BY docs DESC, id LIMIT 50) k CROSS JOIN people e ON e.id = k.id";
const DUCKDB_PIVOT: &str = "SELECT e.name, k.docs, k.mentions, k.first, k.last FROM (SELECT l.person AS id, \
    count(*) AS docs, sum(l.mentions) AS mentions, min(l.day) AS first, max(l.day) AS last FROM document_countries c \
    JOIN document_people l ON l.document = c.document WHERE c.country = {second country#} \
    AND c.document NOT IN (FROM copies) GROUP BY l.person ORDER BY docs DESC, id LIMIT 50) k JOIN people e ON e.id = k.id";
const DUCKDB_PIVOT_TWO: &str = "SELECT e.name, k.docs, k.mentions, k.first, k.last FROM (SELECT l.person AS id, \
    count(*) AS docs, sum(l.mentions) AS mentions, min(l.day) AS first, max(l.day) AS last FROM document_countries c \
    JOIN document_people l ON l.document = c.document JOIN document_countries x ON x.document = c.document AND x.country = {country#} \
    WHERE c.country = {second country#} \
    AND c.document NOT IN (FROM copies) GROUP BY l.person ORDER BY docs DESC, id LIMIT 50) k JOIN people e ON e.id = k.id";

const BY_HAND_MONTHS: &str = "SELECT day / 100 AS m, count(*) FROM document_countries INDEXED BY document_countries_country \
    WHERE country = {country#} AND document NOT IN {copies} GROUP BY m ORDER BY m";
const DUCKDB_MONTHS: &str = "SELECT day // 100 AS m, count(*) FROM document_countries WHERE country = {country#} \
    AND document NOT IN (FROM copies) GROUP BY m ORDER BY m";
