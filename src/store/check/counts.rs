//! Whether counts and links are what the mentions say, and whether what is named exists.

use rusqlite::Connection;

use super::{Line, Report, query_findings};
use crate::extract::Kind;
use crate::store::write::{COLUMNS, COUNTED};

pub(super) fn check(conn: &Connection, report: &mut Report) -> rusqlite::Result<()> {
    let mut add = |what, wrong| report.lines.push(Line { what, wrong, skipped: None });
    let mut links = Vec::new();
    let mut counts = Vec::new();
    let mut named = Vec::new();
    for counted in &COUNTED {
        let (kind, table, link, column) = (counted.kind, counted.table, counted.links, counted.column);
        links.extend(query_findings(
            conn,
            &format!(
                "WITH named AS (SELECT document, entity, count(*) AS mentions FROM mentions \
                 WHERE kind = '{kind}' AND entity IS NOT NULL GROUP BY document, entity) \
                 SELECT '{link}: document ' || document || ' names {column} ' || entity || ' ' || mentions || ' times, the link differs' \
                 FROM (SELECT document, entity, mentions FROM named EXCEPT SELECT document, {column}, mentions FROM {link}) \
                 UNION ALL SELECT '{link}: document ' || document || ' is said to name {column} ' || {column} || ' ' || mentions || ' times' \
                 FROM (SELECT document, {column}, mentions FROM {link} WHERE mentions > 0 EXCEPT SELECT * FROM named) \
                 UNION ALL SELECT '{link}: document ' || l.document || ' and {column} ' || l.{column} || ' have another day' \
                 FROM {link} l JOIN documents d ON d.id = l.document WHERE d.day IS NOT l.day"
            ),
        )?);
        let right = counted.linked();
        counts.extend(query_findings(
            conn,
            &format!(
                "WITH linked (id, {COLUMNS}) AS (SELECT l.{column}, {right} GROUP BY l.{column}) \
                 SELECT '{table}: counts of ' || e.name || ' (' || e.id || ') are not those of its documents' FROM {table} e \
                 LEFT JOIN linked l ON l.id = e.id \
                 WHERE (e.documents, e.mentions) IS NOT (coalesce(l.documents, 0), coalesce(l.mentions, 0)) \
                 OR (e.documents_once, e.mentions_once) IS NOT (coalesce(l.documents_once, 0), coalesce(l.mentions_once, 0)) \
                 OR (e.first_day, e.last_day) IS NOT (l.first_day, l.last_day)"
            ),
        )?);
        named.extend(dangling(conn, kind, table)?);
    }
    named.extend(dangling(conn, Kind::Place, "places")?);
    counts.extend(query_findings(
        conn,
        "SELECT 'roles: counts of ' || r.title || ' (' || r.id || ') are not those of its reports' FROM roles r \
         LEFT JOIN (SELECT x.role AS id, count(DISTINCT x.document) AS documents, min(d.day) AS first_day, max(d.day) AS last_day \
         FROM role_reports x JOIN documents d ON d.id = x.document GROUP BY x.role) l ON l.id = r.id \
         WHERE r.documents <> coalesce(l.documents, 0) OR (r.first_day, r.last_day) IS NOT (l.first_day, l.last_day)",
    )?);
    add("links from documents to what they name", links);
    add("counts of people, countries, organizations, projects, events, roles", counts);
    add("that what mentions and aliases name exists", named);
    Ok(())
}

/// Mentions and aliases name rows of several tables, which no foreign key can watch.
fn dangling(conn: &Connection, kind: Kind, table: &str) -> rusqlite::Result<Vec<String>> {
    query_findings(
        conn,
        &format!(
            "SELECT 'mentions of {kind} ' || entity || ', which is not there' FROM (SELECT DISTINCT entity FROM mentions \
             WHERE kind = '{kind}' AND entity IS NOT NULL) WHERE entity NOT IN (SELECT id FROM {table}) \
             UNION ALL SELECT 'an alias ' || alias || ' of {kind} ' || entity || ', which is not there' FROM aliases \
             WHERE kind = '{kind}' AND entity NOT IN (SELECT id FROM {table})"
        ),
    )
}
