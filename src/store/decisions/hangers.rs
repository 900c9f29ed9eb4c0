//! What hangs on the naming of somebody: words, posts, a part in events and projects. It goes when what was read
//! as the name is rejected.

use rusqlite::{Connection, params};

use super::places::Place;
use super::taken_out::{PARTIES, take_out};
use crate::extract::Kind;

/// Who is named where in a document.
pub(super) struct Mentions(Vec<Mention>);

struct Mention {
    kind: Kind,
    entity: i64,
    start: i64,
    length: i64,
}

impl Mentions {
    pub fn of_document(conn: &Connection, document: i64) -> rusqlite::Result<Mentions> {
        let mut statement = conn.prepare_cached(
            "SELECT kind, entity, start, length FROM mentions WHERE document = ?1 AND entity IS NOT NULL \
             AND kind IN ('person', 'country', 'organization')",
        )?;
        let rows = statement.query_map([document], |row| {
            let kind = match row.get_ref(0)?.as_str()? {
                "person" => Kind::Person,
                "country" => Kind::Country,
                _ => Kind::Organization,
            };
            Ok(Mention { kind, entity: row.get(1)?, start: row.get(2)?, length: row.get(3)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map(Mentions)
    }

    /// Whether the one of all places where the entity is named that is nearest to a passage is among these.
    fn nearest_is_in(&self, (kind, entity): (Kind, i64), (start, length): Place, places: &[Place]) -> bool {
        let of_it = self.0.iter().filter(|mention| (mention.kind, mention.entity) == (kind, entity));
        let apart = |mention: &&Mention| {
            (mention.start - (start + length)).max(start - (mention.start + mention.length)).max(0)
        };
        of_it.min_by_key(apart).is_some_and(|nearest| places.contains(&(nearest.start, nearest.length)))
    }
}

/// Takes words, posts and parts in what is reported from those whose name was read at `places`, as far as no other
/// mention of them is nearer: that one is whom the passage means. `mentions` are those before these were taken out.
pub(super) fn take_along(
    conn: &Connection,
    (id, document): (i64, i64),
    mentions: &Mentions,
    places: &[Place],
) -> rusqlite::Result<()> {
    let rejected = mentions.0.iter().filter(|mention| places.contains(&(mention.start, mention.length)));
    for &Mention { kind, entity, .. } in rejected {
        let hangs = |sql: &str| -> rusqlite::Result<Vec<i64>> {
            let mut statement = conn.prepare_cached(sql)?;
            let rows = statement.query_map([document, entity], |row| {
                Ok((row.get::<_, i64>(0)?, (row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))
            })?;
            let mut found = Vec::new();
            for row in rows {
                let (number, passage) = row?;
                found.extend(mentions.nearest_is_in((kind, entity), passage, places).then_some(number));
            }
            Ok(found)
        };
        let speaker = match kind {
            Kind::Person => Some("speaker"),
            Kind::Organization => Some("speaker_organization"),
            _ => None,
        };
        if let Some(column) = speaker {
            let of_quotes = format!("SELECT id, start, length FROM quotes WHERE document = ?1 AND {column} = ?2");
            for quote in hangs(&of_quotes)? {
                conn.prepare_cached(&format!(
                    "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
                     VALUES (?1, 'quotes.{column}', ?2, ?3, ?4, NULL)"
                ))?
                .execute([id, document, quote, entity])?;
                conn.prepare_cached(&format!("UPDATE quotes SET {column} = NULL WHERE id = ?1"))?.execute([quote])?;
            }
        }
        if kind == Kind::Person {
            let of_posts = "SELECT x.ordinal, x.start, x.length FROM role_reports x JOIN roles r ON r.id = x.role \
                            WHERE x.document = ?1 AND r.person = ?2";
            for ordinal in hangs(of_posts)? {
                take_out(conn, id, document, ("role_reports", "ordinal"), "ordinal = ?2", &[ordinal.into()])?;
            }
        }
        for event in hangs("SELECT event, start, length FROM event_reports WHERE document = ?1 AND ?2 = ?2")? {
            part(conn, (id, document), (kind, entity), ("event", event))?;
        }
    }
    Ok(())
}

/// Takes those whom a document does not name any more out of the events and projects that it reports or reported.
pub(super) fn leave(
    conn: &Connection,
    (id, document): (i64, i64),
    silenced: &[(Kind, i64)],
    reported: &[(Kind, i64)],
) -> rusqlite::Result<()> {
    for (kind, entity) in silenced.iter().copied() {
        for (what, number) in reported.iter().copied() {
            match what {
                Kind::Event => part(conn, (id, document), (kind, entity), ("event", number))?,
                Kind::Project => part(conn, (id, document), (kind, entity), ("project", number))?,
                _ => {}
            }
        }
        if kind == Kind::Country {
            take_out(conn, id, document, PARTIES, "country = ?2", &[entity.into()])?;
        }
    }
    Ok(())
}

/// One takes part no more, unless another document that reports it names them.
fn part(
    conn: &Connection,
    (id, document): (i64, i64),
    (kind, entity): (Kind, i64),
    (what, number): (&str, i64),
) -> rusqlite::Result<()> {
    let (table, column, links) = match (kind, what) {
        (Kind::Person, _) => (format!("{what}_people"), "person", "document_people"),
        (Kind::Organization, _) => (format!("{what}_organizations"), "organization", "document_organizations"),
        (Kind::Country, "event") => ("event_countries".to_owned(), "country", "document_countries"),
        // Parties to a project are told document by document.
        _ => return Ok(()),
    };
    let extra = if what == "event" { "capacity" } else { "basis" };
    // As `moving::SETS` has it: who is gone, and the other end as the number.
    let (own, gone, other) = if kind == Kind::Country { (what, "?3", "?4") } else { (column, "?4", "?3") };
    let of_it = format!(
        "{what} = ?3 AND {column} = ?4 AND NOT EXISTS (SELECT 1 FROM document_{what}s x JOIN {links} l ON l.document = x.document \
         WHERE x.{what} = ?3 AND l.{column} = ?4 AND x.document <> ?2)"
    );
    conn.prepare_cached(&format!(
        "INSERT INTO decision_changes (decision, relation, document, number, before, extra) \
         SELECT ?1, '-{table}.{own}', ?2, {other}, {gone}, {extra} FROM {table} WHERE {of_it}"
    ))?
    .execute(params![id, document, number, entity])?;
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE {of_it} AND ?1 = ?1"))?
        .execute(params![id, document, number, entity])?;
    Ok(())
}
