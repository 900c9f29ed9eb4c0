//! Which tables say which document names what.

use crate::lang::ast::EntityKind;
use crate::lang::fields::Source;

/// A link table: keyed (document, entity), with an index (entity, day, document, mentions).
pub struct Link {
    pub table: &'static str,
    /// The entity's column.
    pub column: &'static str,
    pub index: &'static str,
    /// The table of the entities themselves.
    pub entities: &'static str,
}

/// `None` for documents and quotes, which stand in no link table.
pub fn link(source: Source) -> Option<Link> {
    match source {
        Source::Documents | Source::Quotes => None,
        Source::Events => {
            Some(Link { table: "document_events", column: "event", index: "document_events_event", entities: "events" })
        }
        _ => source.entity().map(link_of),
    }
}

pub fn link_of(kind: EntityKind) -> Link {
    let (table, column, index, entities) = match kind {
        EntityKind::Person => ("document_people", "person", "document_people_person", "people"),
        EntityKind::Country => ("document_countries", "country", "document_countries_country", "countries"),
        EntityKind::Organization => {
            ("document_organizations", "organization", "document_organizations_organization", "organizations")
        }
        EntityKind::Project => ("document_projects", "project", "document_projects_project", "projects"),
    };
    Link { table, column, index, entities }
}

/// A kind as `mentions.kind` and `aliases.kind` have it.
pub fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
        EntityKind::Organization => "organization",
        EntityKind::Project => "project",
    }
}

/// The table whose rows a source gives.
pub fn table(source: Source) -> &'static str {
    match source {
        Source::Documents => "documents",
        Source::Quotes => "quotes",
        Source::People => "people",
        Source::Countries => "countries",
        Source::Organizations => "organizations",
        Source::Projects => "projects",
        Source::Events => "events",
    }
}
