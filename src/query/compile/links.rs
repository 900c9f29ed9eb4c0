//! Which tables say which document names what.

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
    let (table, column, index, entities) = match source {
        Source::People => ("document_people", "person", "document_people_person", "people"),
        Source::Countries => ("document_countries", "country", "document_countries_country", "countries"),
        Source::Organizations => {
            ("document_organizations", "organization", "document_organizations_organization", "organizations")
        }
        Source::Projects => ("document_projects", "project", "document_projects_project", "projects"),
        Source::Events => ("document_events", "event", "document_events_event", "events"),
        Source::Documents | Source::Quotes => return None,
    };
    Some(Link { table, column, index, entities })
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
