//! Buckets, stages, functions and kinds of entities: data.

use super::{Bucket, FunctionWord, StageWord, WordInfo};
use crate::lang::ast::EntityKind;

const fn word<T>(
    what: T,
    name: &'static str,
    synonyms: &'static [&'static str],
    takes: &'static str,
    doc: &'static str,
    example: &'static str,
) -> WordInfo<T> {
    WordInfo { what, name, synonyms, takes, doc, example }
}

/// In the order of [`EntityKind`].
pub const KINDS: &[WordInfo<EntityKind>] = &[
    word(EntityKind::Person, "person", &["people"], "", "Someone with a name.", "@person/2"),
    word(EntityKind::Country, "country", &["countries"], "", "A country of ISO 3166, by its code.", "@country/KZ"),
    word(
        EntityKind::Organization,
        "org",
        &["organization", "organizations", "orgs"],
        "",
        "A body, company or agency.",
        "@org/SPECA",
    ),
    word(
        EntityKind::Project,
        "project",
        &["projects"],
        "",
        "A pipeline, a corridor, a fund.",
        "@project/\"middle corridor\"",
    ),
];

/// In the order of [`Bucket`].
pub const BUCKETS: &[WordInfo<Bucket>] = &[
    word(Bucket::Day, "day", &[], "", "Calendar day.", "@kz since:30d | by day"),
    word(Bucket::Week, "week", &[], "", "ISO week, which begins on Monday.", "@kz since:12w | by week"),
    word(Bucket::Month, "month", &[], "", "Calendar month.", "@kz | by month"),
    word(Bucket::Quarter, "quarter", &[], "", "Calendar quarter.", "@kz | by quarter"),
    word(Bucket::Year, "year", &[], "", "Calendar year.", "@kz | by year"),
    word(Bucket::Person, "person", &[], "", "Each person mentioned; of quotes the speaker.", "@kz | by person"),
    word(
        Bucket::Country,
        "country",
        &[],
        "",
        "Each country mentioned, or that the row belongs to.",
        "quotes | by country",
    ),
    word(Bucket::Organization, "org", &["organization"], "", "Each organization mentioned.", "@kz | by org"),
    word(Bucket::Project, "project", &[], "", "Each project reported on.", "@kz | by project"),
    word(Bucket::Source, "source", &[], "", "Who published.", "@kz | by source"),
    word(Bucket::Lang, "lang", &["language"], "", "Language, as an ISO 639-1 code.", "@kz | by lang"),
    word(Bucket::Place, "place", &[], "", "Where it was filed from, or where the event was.", "@kz | by place"),
    word(
        Bucket::Status,
        "status",
        &[],
        "",
        "How far a project is, or whether an event was held.",
        "projects | by status",
    ),
    word(Bucket::Sector, "sector", &[], "", "A project's sector.", "projects | by sector"),
    word(Bucket::Kind, "kind", &[], "", "Kind of event or organization.", "events | by kind"),
];

/// In the order of [`StageWord`]. A source is a stage too: it pivots.
pub const STAGES: &[WordInfo<StageWord>] = &[
    word(
        StageWord::Where,
        "where",
        &[],
        "COLUMN = != < <= > >= ~ VALUE",
        "Keep the rows whose column compares so; ~ means contains.",
        "docs @kz | organizations | where docs >= 5",
    ),
    word(
        StageWord::By,
        "by",
        &[],
        "BUCKET {, BUCKET} [fill]",
        "Count per bucket; fill writes the empty ones with 0.",
        "@kz since:2023 | by month fill",
    ),
    word(
        StageWord::Sort,
        "sort",
        &["order"],
        "[-]COLUMN {, [-]COLUMN}",
        "Order; - is descending.",
        "people with @kz | sort -lift",
    ),
    word(
        StageWord::Top,
        "top",
        &[],
        "N [per BUCKET]",
        "The first N rows, or the first N of each bucket.",
        "@kz | by month, person | top 3 per month",
    ),
    word(StageWord::Limit, "limit", &[], "N [offset N]", "N rows, from a place on.", "@kz | limit 20 offset 40"),
    word(
        StageWord::Select,
        "select",
        &[],
        "COLUMN {, COLUMN}",
        "These columns, in this order.",
        "@kz | select date, title, url",
    ),
    word(StageWord::Count, "count", &[], "", "Only how many.", "@kz @az | count"),
    word(StageWord::Snippet, "snippet", &[], "[N]", "N words around the first hit.", "transport @kz | snippet 12"),
    word(
        StageWord::Pairs,
        "pairs",
        &[],
        "",
        "Which entities occur together, and how often.",
        "countries with @kz | pairs",
    ),
    word(StageWord::Chart, "chart", &[], "", "Draw the counts.", "@kz | by month | chart"),
];

/// In the order of [`FunctionWord`].
pub const FUNCTIONS: &[WordInfo<FunctionWord>] = &[
    word(FunctionWord::And, "and", &[], "", "Both; a space says the same.", "@kz and @az"),
    word(
        FunctionWord::Or,
        "or",
        &[],
        "",
        "Either. Beside terms joined by spaces it needs parentheses.",
        "(gas or oil) and @az",
    ),
    word(FunctionWord::Not, "not", &["-"], "", "Has no such thing.", "transport -@ru"),
    word(FunctionWord::With, "with", &[], "NAME", "Documents that mention it; the same as @.", "people with @kz"),
    word(
        FunctionWord::In,
        "in",
        &[],
        "(QUERY)",
        "What is found in the documents of another query.",
        "people in (@kz since:2024)",
    ),
    word(
        FunctionWord::Near,
        "near",
        &[],
        "(N, WORD, WORD …)",
        "Words at most N words apart.",
        "near(5, oil, pipeline)",
    ),
    word(
        FunctionWord::All,
        "all",
        &[],
        "(VALUE, VALUE …)",
        "After a field: every one of these.",
        "projects country:all(kz, az)",
    ),
    word(
        FunctionWord::Mention,
        "@",
        &[],
        "[KIND/]NAME[*]",
        "An entity that a document mentions; * is any that fits.",
        "@sarsenov*",
    ),
    word(FunctionWord::Set, "&", &[], "NAME[(VALUES)]", "A query saved with let.", "&corridor(kz, az)"),
    word(FunctionWord::Parameter, "$", &[], "NAME", "A value given from outside.", "@$country since:$from"),
    word(FunctionWord::Phrase, "\"", &[], "WORDS\"", "These words in this order.", "\"fibre optic\" @kz"),
    word(FunctionWord::Prefix, "*", &[], "", "After a word: any ending.", "trans*"),
    word(
        FunctionWord::Inflected,
        "~",
        &[],
        "WORD",
        "The word in all its forms: sign, signs, signed, signing.",
        "~sign @kz",
    ),
    word(
        FunctionWord::Let,
        "let",
        &[],
        "NAME[(NAMES)] = QUERY",
        "Save a query under a name.",
        "let corridor(a, b) = @$a @$b (corridor or route)",
    ),
    word(FunctionWord::Explain, "explain", &[], "QUERY", "How the query is read and run.", "explain people with @kz"),
    word(FunctionWord::Why, "why", &[], "QUERY", "Hits of each condition alone.", "why @kz \"fibre optic\""),
];
