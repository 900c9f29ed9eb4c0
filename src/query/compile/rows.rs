//! Conditions on the rows of the sources other than documents: on `e`.

use super::documents::{self, Need, in_places, within};
use super::links::{Link, link};
use super::{Compiler, Polarity, Truth, tree};
use crate::lang::ast::EntityKind;
use crate::lang::fields::Source;
use crate::query::dialect::{TextIndex, Word};
use crate::query::plan::{Entities, OfDocument, OfRow, Tree};
use crate::query::sql::{Sql, sql};

pub fn condition(compiler: &mut Compiler, source: Source, own: &Tree<OfRow>, polarity: Polarity) -> Sql {
    tree(own, polarity, &mut |leaf, polarity| {
        let sql = test(compiler, source, leaf);
        polarity.settle(sql, truth(leaf))
    })
}

fn truth(leaf: &OfRow) -> Truth {
    match leaf {
        OfRow::Name(_) | OfRow::Id(_) | OfRow::Among(_) | OfRow::In(_) | OfRow::Text(_) | OfRow::Undated => {
            Truth::Known
        }
        _ => Truth::MayBeUnknown,
    }
}

fn test(compiler: &mut Compiler, source: Source, leaf: &OfRow) -> Sql {
    let mut out = Sql::default();
    match leaf {
        OfRow::Name(names) => {
            let kind = match source {
                Source::People => "'person'",
                Source::Countries => "'country'",
                Source::Organizations => "'organization'",
                _ => "'project'",
            };
            let parts: Vec<Sql> = names
                .iter()
                .map(|name| {
                    let mut is = sql![Word::Place, "' ' || a.norm || ' ', "];
                    is.bind(format!(" {name} ")).push(") > 0");
                    is
                })
                .collect();
            out = sql!["EXISTS (SELECT 1 FROM aliases a WHERE a.kind = ", kind, " AND a.entity = e.id AND ("];
            out.join(&parts, " OR ").push("))");
        }
        OfRow::Country(countries) => match (source, &countries.ids) {
            (Source::People, ids) => {
                out.push("(e.country").among(ids);
                out.push(" OR e.id IN (SELECT person FROM roles WHERE standing <> 'doubtful' AND country")
                    .among(ids)
                    .push("))");
            }
            (Source::Projects, ids) => {
                out.push("e.id IN (SELECT project FROM project_countries WHERE country").among(ids).push(")");
            }
            (Source::Events, ids) => {
                out.push("(e.country").among(ids);
                out.push(" OR e.id IN (SELECT event FROM event_countries WHERE country").among(ids).push("))");
            }
            (Source::Quotes, ids) => {
                out.push("e.speaker IN (SELECT id FROM people WHERE country").among(ids);
                out.push(" UNION SELECT person FROM roles WHERE standing <> 'doubtful' AND country")
                    .among(ids)
                    .push(")");
            }
            (_, ids) => {
                out.push("e.country").among(ids);
            }
        },
        OfRow::Id(rows) => {
            out.push("e.id").among(&rows.ids);
        }
        OfRow::Post { posts, of } if of.is_empty() => out = holds(posts),
        OfRow::Post { posts, of } => {
            let each: Vec<Sql> = of.iter().map(|countries| holds_of(posts, &countries.ids)).collect();
            out.push("(").join(&each, " AND ").push(")");
        }
        OfRow::Kind(kinds) => {
            out.push("e.kind").among(kinds);
        }
        OfRow::Sector(sectors) => {
            out.push("e.sector").among(sectors);
        }
        OfRow::Status(statuses) => {
            out.push("e.status").among(statuses);
        }
        OfRow::Party(entities) if source == Source::Events && is_frequent(compiler, entities) => {
            let (table, column) = match entities.kind {
                EntityKind::Person => ("event_people", "person"),
                _ => ("event_organizations", "organization"),
            };
            out = sql!["(EXISTS (SELECT 1 FROM ", table, " x WHERE x.event = e.id AND x.", column];
            // Else SQLite makes a join of it, and may begin with all events of whoever is meant.
            out.among(&entities.ids).push(") IS TRUE)");
        }
        OfRow::Party(entities) => {
            out = match (source, entities.kind) {
                (Source::Events, EntityKind::Person) => sql!["e.id IN (SELECT event FROM event_people WHERE person"],
                (Source::Events, _) => sql!["e.id IN (SELECT event FROM event_organizations WHERE organization"],
                (_, EntityKind::Person) => sql!["e.id IN (SELECT project FROM project_people WHERE person"],
                _ => sql!["e.id IN (SELECT project FROM project_organizations WHERE organization"],
            };
            out.among(&entities.ids).push(")");
        }
        OfRow::Place(places) => out = in_places("e.place", places),
        OfRow::Speaker { people, organizations, .. } => {
            if organizations.is_empty() {
                out.push("e.speaker").among(people);
            } else if people.is_empty() {
                out.push("e.speaker_organization").among(organizations);
            } else {
                out.push("(e.speaker").among(people).push(" OR e.speaker_organization").among(organizations).push(")");
            }
        }
        OfRow::Verb(verbs) => {
            let parts: Vec<Sql> = verbs
                .iter()
                .map(|verb| {
                    let mut is = sql![Word::Place, "' ' || lower(e.verb) || ' ', "];
                    is.bind(format!(" {} ", verb.to_lowercase())).push(") > 0");
                    is
                })
                .collect();
            out.push("(").join(&parts, " OR ").push(")");
        }
        OfRow::Text(text) => {
            let holds = Word::Holds(TextIndex::Quotes, text.clone());
            out = sql!["+e.id IN (SELECT rowid FROM quotes_fts WHERE ", holds, ")"];
        }
        OfRow::Days(days) => out = within("e.day", *days),
        OfRow::Undated => out = sql!["e.day IS NULL"],
        OfRow::In(set) => out = in_documents(compiler, source, set),
        OfRow::Among(selection) => {
            out = sql!["e.id IN ("];
            out.append(&super::ids(compiler, selection)).push(")");
        }
    }
    out
}

/// Whether it is quicker to ask each event, newest first, for those who took part than to list all of theirs.
pub fn is_frequent(compiler: &Compiler, party: &Entities) -> bool {
    const FREQUENT: i64 = 8;
    party.documents.saturating_mul(FREQUENT) > compiler.about_documents
}

/// Holds a post: what was said once of a president by mistake is not held.
fn holds(posts: &[String]) -> Sql {
    let mut out = sql!["e.id IN (SELECT person FROM roles WHERE standing <> 'doubtful' AND post"];
    out.among(posts).push(")");
    out
}

/// Holds a post of one of these countries, in one and the same role: who is a minister of one country and was an
/// ambassador of another is no minister of that one. A role that names no country is of the person's own.
fn holds_of(posts: &[String], countries: &[i64]) -> Sql {
    let role = |country: &Sql| {
        let mut out = sql!["e.id IN (SELECT person FROM roles WHERE standing <> 'doubtful' AND post"];
        out.among(posts).push(" AND country").append(country).push(")");
        out
    };
    let mut among = Sql::default();
    among.among(countries);
    let mut out = sql!["("];
    out.append(&role(&among)).push(" OR (e.country").append(&among).push(" AND ");
    out.append(&role(&sql![" IS NULL"])).push("))");
    out
}

/// Occurs in some document of a set.
fn in_documents(compiler: &mut Compiler, source: Source, set: &Tree<OfDocument>) -> Sql {
    let walk = documents::walk(compiler, set, Need::Id);
    compiler.why.push(walk.why);
    let mut out = match link(source) {
        Some(Link { table, column, .. }) => {
            let mut out = sql!["e.id IN (SELECT l.", column, " FROM "];
            out.append(&walk.from).append(&sql![Word::Join, table, " l ON l.document = ", walk.row.id]);
            out
        }
        None => {
            let mut out = sql!["e.document IN (SELECT ", walk.row.id, " FROM "];
            out.append(&walk.from);
            out
        }
    };
    out.filters(&walk.filters).push(")");
    out
}
