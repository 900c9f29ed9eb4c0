//! Words to what they stand for, and back. Case never matters.

use super::{BUCKETS, Bucket, Field, KINDS, SOURCES, STAGES, Source, StageWord, WordInfo};
use crate::lang::ast::EntityKind;

/// Spellings of each field, the canonical one first.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Date, &["date"]),
    (Field::Since, &["since"]),
    (Field::Until, &["until"]),
    (Field::Before, &["before"]),
    (Field::After, &["after"]),
    (Field::Title, &["title"]),
    (Field::Text, &["text"]),
    (Field::Source, &["source"]),
    (Field::Author, &["author", "byline"]),
    (Field::Place, &["place"]),
    (Field::Lang, &["lang", "language"]),
    (Field::Person, &["person"]),
    (Field::Country, &["country"]),
    (Field::Organization, &["org", "organization", "organisation"]),
    (Field::Project, &["project"]),
    (Field::Kind, &["kind"]),
    (Field::New, &["new"]),
    (Field::Name, &["name"]),
    (Field::Role, &["role", "post"]),
    (Field::Region, &["region"]),
    (Field::Sector, &["sector"]),
    (Field::Status, &["status"]),
    (Field::Speaker, &["speaker"]),
    (Field::Verb, &["verb"]),
    (Field::Within, &["within"]),
    (Field::Duplicates, &["duplicates"]),
];

impl Field {
    /// The canonical spelling.
    pub fn name(self) -> &'static str {
        self.spellings().first().copied().unwrap_or_default()
    }

    /// All spellings, the canonical one first.
    pub fn spellings(self) -> &'static [&'static str] {
        FIELDS.iter().find(|(field, _)| *field == self).map_or(&[], |(_, names)| names)
    }

    /// By any of its spellings, whatever the case.
    pub fn named(word: &str) -> Option<Field> {
        FIELDS
            .iter()
            .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(word)))
            .map(|(field, _)| *field)
    }

    /// Every field, in the order of the table.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELDS.iter().map(|(field, _)| *field)
    }
}

impl Source {
    /// The canonical spelling.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// By any of its spellings, whatever the case.
    pub fn named(word: &str) -> Option<Source> {
        SOURCES.iter().find(|info| spells(info.name, info.synonyms, word)).map(|info| info.source)
    }
}

impl Bucket {
    /// Its entry in [`BUCKETS`].
    pub fn info(self) -> &'static WordInfo<Bucket> {
        // BUCKETS is in the order of the variants, which a test holds to.
        &BUCKETS[self as usize]
    }

    /// The canonical spelling.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// By any of its spellings, whatever the case.
    pub fn named(word: &str) -> Option<Bucket> {
        named(BUCKETS, word)
    }

    /// Whether rows fall into it by their date.
    pub fn is_period(self) -> bool {
        matches!(self, Bucket::Day | Bucket::Week | Bucket::Month | Bucket::Quarter | Bucket::Year)
    }
}

impl EntityKind {
    /// The canonical spelling, as in `@person/2`.
    pub fn name(self) -> &'static str {
        KINDS[self as usize].name
    }

    /// By any of its spellings, whatever the case.
    pub fn named(word: &str) -> Option<EntityKind> {
        named(KINDS, word)
    }

    /// The source whose rows are entities of this kind.
    pub fn source(self) -> Source {
        match self {
            EntityKind::Person => Source::People,
            EntityKind::Country => Source::Countries,
            EntityKind::Organization => Source::Organizations,
            EntityKind::Project => Source::Projects,
        }
    }
}

impl StageWord {
    /// Its entry in [`STAGES`].
    pub fn info(self) -> &'static WordInfo<StageWord> {
        // STAGES is in the order of the variants, which a test holds to.
        &STAGES[self as usize]
    }

    /// By any of its spellings, whatever the case.
    pub fn named(word: &str) -> Option<StageWord> {
        named(STAGES, word)
    }
}

fn named<T: Copy>(table: &[WordInfo<T>], word: &str) -> Option<T> {
    table.iter().find(|info| spells(info.name, info.synonyms, word)).map(|info| info.what)
}

fn spells(name: &str, synonyms: &[&str], word: &str) -> bool {
    name.eq_ignore_ascii_case(word) || synonyms.iter().any(|synonym| synonym.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::fields::{FUNCTIONS, Role};

    /// Looking up by variant is indexing, so each table stands in the order of its enum.
    #[test]
    fn tables_are_in_order() {
        for (at, source) in Source::ALL.into_iter().enumerate() {
            assert_eq!((source as usize, source.info().source), (at, source));
        }
        assert!(BUCKETS.iter().enumerate().all(|(at, info)| info.what as usize == at));
        assert!(STAGES.iter().enumerate().all(|(at, info)| info.what as usize == at));
        assert!(FUNCTIONS.iter().enumerate().all(|(at, info)| info.what as usize == at));
        assert!(KINDS.iter().enumerate().all(|(at, info)| info.what as usize == at));
        assert!(FIELDS.iter().enumerate().all(|(at, (field, _))| *field as usize == at));
    }

    #[test]
    fn every_spelling_leads_back() {
        for field in Field::all() {
            assert!(
                field.spellings().iter().all(|name| Field::named(&name.to_uppercase()) == Some(field)),
                "{field:?}"
            );
        }
        for source in Source::ALL {
            assert_eq!(Source::named(source.name()), Some(source));
            for column in source.info().columns {
                assert!(source.column(column.name).is_some());
            }
        }
        assert_eq!(Source::named("Docs"), Some(Source::Documents));
        assert_eq!(Bucket::named("organization"), Some(Bucket::Organization));
        assert_eq!(EntityKind::named("org"), Some(EntityKind::Organization));
    }

    #[test]
    fn the_gather_rule() {
        let own = |source: Source, field| matches!(source.field(field), Some(Role::Own(_)));
        let gathered = |source: Source, field| matches!(source.field(field), Some(Role::Gathered(_)));
        assert!(own(Source::Documents, Field::Since) && own(Source::Documents, Field::Person));
        assert!(own(Source::People, Field::Country) && gathered(Source::People, Field::Since));
        assert!(own(Source::Quotes, Field::Text) && gathered(Source::People, Field::Text));
        assert!(own(Source::Events, Field::Place) && gathered(Source::Quotes, Field::Place));
        assert!(Source::People.field(Field::Project).is_none(), "one writes @project/… for that");
        assert!(Source::People.field(Field::Kind).is_none() && Source::People.field(Field::Sector).is_none());
        assert!(Source::Documents.fields().all(|role| matches!(role, Role::Own(_))));
    }

    /// A name in the table that nobody can type, or that means two things, would be a trap.
    #[test]
    fn no_name_means_two_things() {
        let mut stages: Vec<&str> =
            STAGES.iter().map(|info| info.name).chain(SOURCES.iter().map(|info| info.name)).collect();
        stages.sort_unstable();
        let count = stages.len();
        stages.dedup();
        assert_eq!(stages.len(), count);
        for source in SOURCES {
            for list in [
                source.fields.iter().map(|info| info.field.name()).collect::<Vec<_>>(),
                source.columns.iter().map(|c| c.name).collect(),
            ] {
                let distinct: std::collections::HashSet<_> = list.iter().collect();
                assert_eq!(distinct.len(), list.len(), "{}", source.name);
            }
        }
    }
}
