//! A decision as data: what was said, about what, and how it stands.

use serde::{Deserialize, Serialize};

use super::named::Named;

/// What a person said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum What {
    /// `from` is `into`, and known by its name from now on.
    Merge { from: Named, into: Named },
    /// The two are not the same, whatever their names say.
    Different { one: Named, other: Named },
    /// It is called so.
    Rename { entity: Named, name: String },
    /// It is called so, too.
    Alias { entity: Named, alias: String },
    /// What was read at these words is wrong.
    Reject {
        #[serde(flatten)]
        at: Anchor,
    },
    /// The document, or what was read at words of it, is not to be seen by queries.
    Hide {
        #[serde(flatten)]
        at: Anchor,
        /// Only this kind of fact.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        fact: Option<Fact>,
    },
    /// These words name `entity`, or it is who says them.
    Assign {
        #[serde(flatten)]
        at: Anchor,
        entity: Named,
    },
    /// In this document `entity` is another, called `name`.
    Split {
        #[serde(flatten)]
        at: Anchor,
        entity: Named,
        name: String,
    },
    /// A field of a document or, where there is one, of an entity.
    Set {
        #[serde(flatten)]
        at: Anchor,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        entity: Option<Named>,
        field: String,
        value: String,
    },
}

/// A kind of fact that is read at words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    Mention,
    Role,
    Project,
    Event,
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
    pub id: i64,
    /// UTC, ISO 8601.
    pub made: String,
    pub what: What,
    pub state: State,
    /// Why it is not applied, in words.
    pub why: Option<String>,
    /// UTC, ISO 8601.
    pub undone_at: Option<String>,
}

/// Whether the rows say what the decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Applied,
    /// What it is about is not in the archive, or not any more.
    Orphaned,
    /// It contradicts another, or may mean several.
    Conflict,
}

impl State {
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
    pub const ALL: [Fact; 5] = [Fact::Mention, Fact::Role, Fact::Project, Fact::Event, Fact::Quote];

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
