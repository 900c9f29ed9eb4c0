//! A decision as data: what was said, about what, and how it stands.

use serde::{Deserialize, Serialize};

use super::named::Named;

/// What a person said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum What {
    /// `from` is `into`, and known by its name from now on.
    Merge {
        /// The one that is given up.
        from: Named,
        /// The one that stays.
        into: Named,
    },
    /// The two are not the same, whatever their names say.
    Different {
        /// In any order.
        one: Named,
        /// In any order.
        other: Named,
    },
    /// It is called so.
    Rename {
        /// Which.
        entity: Named,
        /// The new name, as it is to be shown.
        name: String,
    },
    /// It is called so, too.
    Alias {
        /// Which.
        entity: Named,
        /// A name by which it is found, too.
        alias: String,
    },
    /// What was read at these words is wrong.
    Reject {
        /// The words.
        #[serde(flatten)]
        at: Anchor,
    },
    /// The document, or what was read at words of it, is not to be seen by queries.
    Hide {
        /// The words, or without words the document.
        #[serde(flatten)]
        at: Anchor,
        /// Only this kind of fact.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        fact: Option<Fact>,
    },
    /// These words name `entity`, or it is who says them.
    Assign {
        /// The words.
        #[serde(flatten)]
        at: Anchor,
        /// Who or what is meant.
        entity: Named,
    },
    /// In this document `entity` is another, called `name`.
    Split {
        /// The document.
        #[serde(flatten)]
        at: Anchor,
        /// Whom its name is taken for.
        entity: Named,
        /// What the other is called.
        name: String,
    },
    /// A field of a document or, where there is one, of an entity.
    Set {
        /// The document; none where the field is an entity's.
        #[serde(flatten)]
        at: Anchor,
        /// Whose field; `None` is the document's.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        entity: Option<Named>,
        /// As `dateline fix set` takes it: `date`, `title`, `country` …
        field: String,
        /// As typed; what it must be depends on the field.
        value: String,
    },
}

/// A kind of fact that is read at words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// That words name someone or something.
    Mention,
    /// That someone holds a post.
    Role,
    /// What a sentence says of a project.
    Project,
    /// What a sentence says of an event.
    Event,
    /// That someone said something.
    Quote,
}

/// The place in a document that a decision is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// `documents.key`; none where it is about the archive.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<String>,
    /// The words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exact: Option<String>,
    /// What stands before them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub prefix: Option<String>,
    /// What stands behind them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub suffix: Option<String>,
}

/// A decision as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Row of `decisions`; grows with time.
    pub id: i64,
    /// UTC, ISO 8601.
    pub made: String,
    /// What was said.
    pub what: What,
    /// Whether the rows say so now.
    pub state: State,
    /// Why it is not applied, in words.
    pub why: Option<String>,
    /// UTC, ISO 8601.
    pub undone_at: Option<String>,
}

/// Whether the rows say what the decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They do.
    Applied,
    /// What it is about is not in the archive, or not any more.
    Orphaned,
    /// It contradicts another, or may mean several.
    Conflict,
}

impl State {
    /// As in schema.sql.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Applied => "applied",
            State::Orphaned => "orphaned",
            State::Conflict => "conflict",
        }
    }

    pub(super) fn of(word: &str) -> State {
        match word {
            "applied" => State::Applied,
            "conflict" => State::Conflict,
            _ => State::Orphaned,
        }
    }
}

impl What {
    /// `merge`, `rename` …
    pub fn action(&self) -> &'static str {
        match self {
            What::Merge { .. } => "merge",
            What::Different { .. } => "different",
            What::Rename { .. } => "rename",
            What::Alias { .. } => "alias",
            What::Reject { .. } => "reject",
            What::Hide { .. } => "hide",
            What::Assign { .. } => "assign",
            What::Split { .. } => "split",
            What::Set { .. } => "set",
        }
    }

    /// In words, as `fix list` shows it: `person Serik Doskali → person Serik Doskaly`.
    pub fn told(&self) -> String {
        match self {
            What::Merge { from, into } => format!("{} → {}", from.told(), into.name),
            What::Different { one, other } => format!("{} ≠ {}", one.told(), other.name),
            What::Rename { entity, name } => format!("{} → {name}", entity.told()),
            What::Alias { entity, alias } => format!("{} = {alias}", entity.told()),
            What::Reject { at } | What::Hide { at, fact: None } => at.told(),
            What::Hide { at, fact: Some(fact) } => format!("the {fact} at {}", at.told()),
            What::Assign { at, entity } => format!("{} → {}", at.told(), entity.told()),
            What::Split { at, entity, name } => format!("{} in {} → {name}", entity.told(), at.told()),
            What::Set { entity: Some(entity), field, value, .. } => format!("{} {field} = {value}", entity.told()),
            What::Set { at, field, value, .. } => format!("{} {field} = {value}", at.told()),
        }
    }

    /// What in which document it is about, if it is about one.
    pub(super) fn anchor(&self) -> Option<&Anchor> {
        match self {
            What::Reject { at }
            | What::Hide { at, .. }
            | What::Assign { at, .. }
            | What::Split { at, .. }
            | What::Set { at, .. } => Some(at),
            What::Merge { .. } | What::Different { .. } | What::Rename { .. } | What::Alias { .. } => None,
        }
    }
}

impl Fact {
    /// In the order of the variants.
    pub const ALL: [Fact; 5] = [Fact::Mention, Fact::Role, Fact::Project, Fact::Event, Fact::Quote];

    /// As in schema.sql: `mention`, `role` …
    pub fn as_str(self) -> &'static str {
        match self {
            Fact::Mention => "mention",
            Fact::Role => "role",
            Fact::Project => "project",
            Fact::Event => "event",
            Fact::Quote => "quote",
        }
    }

    /// Where its rows are, and what tells them apart within a document.
    pub(super) fn table(self) -> (&'static str, &'static str) {
        match self {
            Fact::Mention => ("mentions", "ordinal"),
            Fact::Role => ("role_reports", "ordinal"),
            Fact::Project => ("project_reports", "ordinal"),
            Fact::Event => ("event_reports", "ordinal"),
            Fact::Quote => ("quotes", "id"),
        }
    }
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Anchor {
    /// `“the words” in document 0a1b…`
    pub(super) fn told(&self) -> String {
        let document = format!("document {}", self.document.as_deref().unwrap_or("?"));
        self.exact.as_ref().map_or_else(|| document.clone(), |exact| format!("“{exact}” in {document}"))
    }
}
