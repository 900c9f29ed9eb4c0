//! The sources with their fields, columns and buckets: data.

use super::{Bucket, ColumnInfo, ColumnType, Field, FieldInfo, FieldType, Shown, Source, SourceInfo};
use crate::gazetteer::{ORGANIZATION_KINDS, SECTORS};
use crate::lang::ast::EntityKind;

const PROJECT_STATUSES: &[&str] = &[
    "proposed",
    "discussed",
    "agreed",
    "signed",
    "launched",
    "under_way",
    "completed",
    "suspended",
    "cancelled",
    "mentioned",
];

const EVENT_KINDS: &[&str] = &["meeting", "visit", "state_visit", "summit", "call", "signing", "statement", "other"];

const EVENT_STATUSES: &[&str] = &["held", "planned", "invited", "postponed", "cancelled"];

/// In the order of [`Source`].
pub const SOURCES: &[SourceInfo] = &[
    SourceInfo {
        source: Source::Documents,
        name: "documents",
        synonyms: &["docs"],
        doc: "Articles. The source when none is named.",
        example: "@kz @az since:oct",
        fields: &[
            field(Field::Date, FieldType::Date, "Published on that day, or in that period.", "date:2023-01..2023-03"),
            field(Field::Since, FieldType::DateBound, "Published then or later.", "@kz since:90d"),
            field(
                Field::Until,
                FieldType::DateBound,
                "Published then or earlier: the period is included.",
                "@kz until:2024-10",
            ),
            field(Field::Before, FieldType::DateBound, "Published before it began.", "@kz before:2024-10"),
            field(Field::After, FieldType::DateBound, "Published after it ended.", "@kz after:2024-10"),
            field(Field::Title, FieldType::Words, "Words of the title.", "title:summit"),
            field(
                Field::Text,
                FieldType::Words,
                "Words of title or body; bare words mean the same.",
                "text:\"fibre optic\"",
            ),
            field(Field::Source, FieldType::Name, "Who published it.", "source:\"Silk Wire\""),
            field(Field::Author, FieldType::Name, "Who is named as its author.", "author:\"Aigerim Doskalieva\""),
            field(Field::Place, FieldType::Name, "Where it was filed from: the dateline's city.", "place:astana"),
            field(Field::Lang, FieldType::Name, "Its language, as an ISO 639-1 code.", "lang:en"),
            field(Field::Person, FieldType::Entity(EntityKind::Person), "Mentions this person.", "person:sarsenov"),
            field(Field::Country, FieldType::Entity(EntityKind::Country), "Mentions this country.", "country:kz,az"),
            field(
                Field::Organization,
                FieldType::Entity(EntityKind::Organization),
                "Mentions this organization.",
                "org:speca",
            ),
            field(
                Field::Project,
                FieldType::Entity(EntityKind::Project),
                "Reports on this project.",
                "project:\"middle corridor\"",
            ),
            field(Field::Kind, FieldType::OneOf(EVENT_KINDS), "Reports an event of this kind.", "kind:summit @kz"),
            field(Field::New, FieldType::SavedQuery, "Archived since that saved query last ran.", "@kz new:morning"),
            field(
                Field::Within,
                FieldType::OneOf(&["sentence"]),
                "Mentions must meet in one sentence.",
                "@kz @az within:sentence",
            ),
            field(
                Field::Duplicates,
                FieldType::OneOf(&["all"]),
                "Count an article as often as publishers print it; without it wire copies are left out.",
                "@kz duplicates:all",
            ),
        ],
        columns: &[
            shown("date", ColumnType::Date, "Day of publication, as far as it is known."),
            shown("title", ColumnType::Elastic, "Title."),
            shown("source", ColumnType::Text, "Who published it."),
            shown("place", ColumnType::Text, "The dateline's city."),
            shown("words", ColumnType::Integer, "Length in words."),
            extra("rank", ColumnType::Real, "How well the text fits; higher is better."),
            extra("id", ColumnType::Integer, "Number in the archive."),
            extra("url", ColumnType::Elastic, "Where it was published."),
            extra("people", ColumnType::Elastic, "Who is mentioned, the most often first."),
            extra("countries", ColumnType::Codes, "Countries mentioned, the most often first."),
            extra("projects", ColumnType::Elastic, "Projects reported on."),
            extra("latitude", ColumnType::Real, "Of the dateline's city, in degrees."),
            extra("longitude", ColumnType::Real, "Of the dateline's city, in degrees."),
        ],
        buckets: &[
            Bucket::Day,
            Bucket::Week,
            Bucket::Month,
            Bucket::Quarter,
            Bucket::Year,
            Bucket::Person,
            Bucket::Country,
            Bucket::Organization,
            Bucket::Project,
            Bucket::Source,
            Bucket::Lang,
            Bucket::Place,
        ],
    },
    SourceInfo {
        source: Source::People,
        name: "people",
        synonyms: &[],
        doc: "Everyone named in the documents.",
        example: "people with @\"Elchin Mammadzade\" transport since:90d",
        fields: &[
            field(Field::Name, FieldType::Name, "Name, or a part of it.", "people name:mammadzade"),
            field(
                Field::Role,
                FieldType::Name,
                "A post held: president, foreign minister.",
                "people role:\"foreign minister\"",
            ),
            field(
                Field::Country,
                FieldType::Entity(EntityKind::Country),
                "The country a post is held for, or of origin.",
                "people country:kz",
            ),
        ],
        columns: &[
            shown("name", ColumnType::Elastic, "The fullest form seen."),
            shown("role", ColumnType::Elastic, "Latest post."),
            shown("country", ColumnType::Text, "Country, as a code."),
            shown("docs", ColumnType::Integer, DOCS),
            shown("mentions", ColumnType::Integer, MENTIONS),
            shown("first", ColumnType::Date, FIRST),
            shown("last", ColumnType::Date, LAST),
            extra("lift", ColumnType::Real, LIFT),
            extra("id", ColumnType::Integer, "Number in the archive: @person/2."),
        ],
        buckets: &[Bucket::Day, Bucket::Week, Bucket::Month, Bucket::Quarter, Bucket::Year, Bucket::Country],
    },
    SourceInfo {
        source: Source::Countries,
        name: "countries",
        synonyms: &[],
        doc: "Countries of ISO 3166 that the documents mention.",
        example: "countries with @speca",
        fields: &[
            field(Field::Name, FieldType::Name, "Name, code, demonym, or a part of the name.", "countries name:korea"),
            field(
                Field::Region,
                FieldType::Name,
                "A region or group it belongs to.",
                "countries region:\"Central Asia\"",
            ),
        ],
        columns: &[
            shown("name", ColumnType::Elastic, "Common English name."),
            shown("code", ColumnType::Text, "ISO 3166 alpha-2 code."),
            shown("region", ColumnType::Text, "Subregion, as the UN has it."),
            shown("docs", ColumnType::Integer, DOCS),
            shown("mentions", ColumnType::Integer, MENTIONS),
            shown("first", ColumnType::Date, FIRST),
            shown("last", ColumnType::Date, LAST),
            extra("lift", ColumnType::Real, LIFT),
            extra("id", ColumnType::Integer, "ISO 3166 numeric code."),
            extra("latitude", ColumnType::Real, "Of its middle, in degrees."),
            extra("longitude", ColumnType::Real, "Of its middle, in degrees."),
        ],
        buckets: &[Bucket::Day, Bucket::Week, Bucket::Month, Bucket::Quarter, Bucket::Year],
    },
    SourceInfo {
        source: Source::Organizations,
        name: "organizations",
        synonyms: &["orgs"],
        doc: "Bodies, companies, agencies named in the documents.",
        example: "organizations with @kz @az",
        fields: &[
            field(Field::Name, FieldType::Name, "Name or acronym, or a part of the name.", "organizations name:bank"),
            field(
                Field::Country,
                FieldType::Entity(EntityKind::Country),
                "The country it belongs to.",
                "organizations country:kz",
            ),
            field(
                Field::Kind,
                FieldType::OneOf(ORGANIZATION_KINDS),
                "What kind of body it is.",
                "organizations kind:bank,company",
            ),
        ],
        columns: &[
            shown("name", ColumnType::Elastic, "Name."),
            shown("kind", ColumnType::Text, "What kind of body it is."),
            shown("country", ColumnType::Text, "Country, as a code."),
            shown("docs", ColumnType::Integer, DOCS),
            shown("mentions", ColumnType::Integer, MENTIONS),
            shown("first", ColumnType::Date, FIRST),
            shown("last", ColumnType::Date, LAST),
            extra("lift", ColumnType::Real, LIFT),
            extra("id", ColumnType::Integer, "Number in the archive: @org/2."),
        ],
        buckets: &[
            Bucket::Day,
            Bucket::Week,
            Bucket::Month,
            Bucket::Quarter,
            Bucket::Year,
            Bucket::Kind,
            Bucket::Country,
        ],
    },
    SourceInfo {
        source: Source::Projects,
        name: "projects",
        synonyms: &[],
        doc: "Concrete undertakings: a pipeline, a corridor, a fibre line, a fund.",
        example: "projects sector:transport status:signed,launched",
        fields: &[
            field(Field::Name, FieldType::Name, "Name, or a part of it.", "projects name:corridor"),
            field(Field::Sector, FieldType::OneOf(SECTORS), "Its sector.", "projects sector:transport"),
            field(
                Field::Status,
                FieldType::OneOf(PROJECT_STATUSES),
                "How far the latest report says it is.",
                "projects status:signed,launched",
            ),
            field(
                Field::Country,
                FieldType::Entity(EntityKind::Country),
                "A country that is party to it.",
                "projects country:all(kz, az)",
            ),
            field(
                Field::Person,
                FieldType::Entity(EntityKind::Person),
                "Someone who has a part in it.",
                "projects person:sarsenov",
            ),
            field(
                Field::Organization,
                FieldType::Entity(EntityKind::Organization),
                "A body that has a part in it.",
                "projects org:speca",
            ),
        ],
        columns: &[
            shown("name", ColumnType::Elastic, "Name."),
            shown("sector", ColumnType::Text, "Sector."),
            shown("status", ColumnType::Text, "How far the latest report says it is."),
            shown("countries", ColumnType::Codes, "Countries that are party to it, as codes."),
            shown("docs", ColumnType::Integer, DOCS),
            shown("first", ColumnType::Date, FIRST),
            shown("last", ColumnType::Date, LAST),
            extra("lift", ColumnType::Real, LIFT),
            extra("id", ColumnType::Integer, "Number in the archive: @project/2."),
        ],
        buckets: &[
            Bucket::Day,
            Bucket::Week,
            Bucket::Month,
            Bucket::Quarter,
            Bucket::Year,
            Bucket::Sector,
            Bucket::Status,
            Bucket::Country,
        ],
    },
    SourceInfo {
        source: Source::Quotes,
        name: "quotes",
        synonyms: &[],
        doc: "What was said, word for word, and by whom.",
        example: "quotes speaker:sarsenov transport | snippet 16",
        fields: &[
            field(Field::Speaker, FieldType::Entity(EntityKind::Person), "Who said it.", "quotes speaker:sarsenov"),
            field(
                Field::Text,
                FieldType::Words,
                "Words of the quotation; bare words mean the same.",
                "quotes text:corridor",
            ),
            field(
                Field::Country,
                FieldType::Entity(EntityKind::Country),
                "The speaker's country.",
                "quotes country:kz",
            ),
            field(Field::Verb, FieldType::Name, "The verb of saying: said, stressed.", "quotes verb:stressed"),
        ],
        columns: &[
            shown("date", ColumnType::Date, "Day of the document."),
            shown("speaker", ColumnType::Text, "Who said it."),
            shown("text", ColumnType::Elastic, "The words."),
            shown("verb", ColumnType::Text, "The verb of saying."),
            shown("document", ColumnType::Elastic, "Title of the document."),
            extra("rank", ColumnType::Real, "How well the text fits; higher is better."),
            extra("id", ColumnType::Integer, "Number in the archive."),
        ],
        buckets: &[
            Bucket::Day,
            Bucket::Week,
            Bucket::Month,
            Bucket::Quarter,
            Bucket::Year,
            Bucket::Person,
            Bucket::Country,
            Bucket::Source,
            Bucket::Lang,
        ],
    },
    SourceInfo {
        source: Source::Events,
        name: "events",
        synonyms: &[],
        doc: "Meetings, visits, summits, calls, signings: one row however many documents report it.",
        example: "events kind:visit person:sarsenov since:2023",
        fields: &[
            field(
                Field::Kind,
                FieldType::OneOf(EVENT_KINDS),
                "What kind of event it is.",
                "events kind:summit,meeting",
            ),
            field(
                Field::Status,
                FieldType::OneOf(EVENT_STATUSES),
                "Whether it was held.",
                "events status:planned,invited",
            ),
            field(Field::Place, FieldType::Name, "Where it was.", "events place:baku"),
            field(
                Field::Person,
                FieldType::Entity(EntityKind::Person),
                "Someone who took part.",
                "events person:sarsenov",
            ),
            field(
                Field::Country,
                FieldType::Entity(EntityKind::Country),
                "A country that took part, or where it was.",
                "events country:az",
            ),
            field(
                Field::Organization,
                FieldType::Entity(EntityKind::Organization),
                "A body that took part.",
                "events org:speca",
            ),
            field(Field::Date, FieldType::Date, "When it was, or is to be.", "events date:2024"),
            field(Field::Since, FieldType::DateBound, "It was then or later.", "events since:2023"),
            field(
                Field::Until,
                FieldType::DateBound,
                "It was then or earlier: the period is included.",
                "events until:2023",
            ),
            field(Field::Before, FieldType::DateBound, "It was before that began.", "events before:2024"),
            field(Field::After, FieldType::DateBound, "It was after that ended.", "events after:2023-06"),
        ],
        columns: &[
            shown("date", ColumnType::Date, "When it was, as far as it is known."),
            shown("kind", ColumnType::Text, "What kind of event it is."),
            shown("name", ColumnType::Elastic, "Name, or what it was between whom."),
            shown("place", ColumnType::Text, "Where it was."),
            shown("people", ColumnType::Elastic, "Who took part."),
            shown("countries", ColumnType::Codes, "Countries that took part, as codes."),
            shown("documents", ColumnType::Integer, DOCS),
            extra("status", ColumnType::Text, "Whether it was held."),
            extra("id", ColumnType::Integer, "Number in the archive."),
            extra("latitude", ColumnType::Real, "Of the place, in degrees."),
            extra("longitude", ColumnType::Real, "Of the place, in degrees."),
        ],
        buckets: &[
            Bucket::Day,
            Bucket::Week,
            Bucket::Month,
            Bucket::Quarter,
            Bucket::Year,
            Bucket::Kind,
            Bucket::Status,
            Bucket::Place,
            Bucket::Person,
            Bucket::Country,
            Bucket::Organization,
        ],
    },
];

const DOCS: &str = "Documents of the set that mention it.";
const MENTIONS: &str = "How often they name it.";
const FIRST: &str = "Day of the earliest of them.";
const LAST: &str = "Day of the latest of them.";
const LIFT: &str = "How much more often it occurs in the set than in the archive; from 3 documents on.";

const fn field(field: Field, ty: FieldType, doc: &'static str, example: &'static str) -> FieldInfo {
    FieldInfo { field, ty, doc, example }
}

const fn shown(name: &'static str, ty: ColumnType, doc: &'static str) -> ColumnInfo {
    ColumnInfo { name, ty, shown: Shown::Always, doc }
}

const fn extra(name: &'static str, ty: ColumnType, doc: &'static str) -> ColumnInfo {
    ColumnInfo { name, ty, shown: Shown::WhenSelected, doc }
}
