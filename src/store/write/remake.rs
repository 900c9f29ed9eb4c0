//! Facts made anew from texts that the archive holds already.
//!
//! First the old facts of all documents in question go, then the new ones come as in an import, in the order of
//! the documents: so the outcome does not depend on what the archive knew before. A document that is without
//! facts has extractor 0, by which a run that was cut off goes on where it was. Entities that are met again get
//! the number that they had.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::counts::{self, Totals};
use super::registry::Registry;
use super::{document, facts, fulltext, merge, remove, settle};
use crate::extract::{Kind, VERSION};
use crate::store::article::{Article, Locator, LocatorKind};
use crate::store::decisions;

/// Which documents are read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those whose facts an older extractor made, or none.
    Stale,
    /// Every document.
    All,
}

/// A document as its facts are made of it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Row of `documents`.
    pub id: i64,
    /// Where it was read first.
    pub locator: Locator,
    /// Headline.
    pub title: String,
    /// Where the title was read.
    pub title_basis: String,
    /// Normalised.
    pub body: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD
    pub published: Option<String>,
    /// Where the date was read; `None` is undated.
    pub published_basis: Option<String>,
    /// The date in the name of the file, where the date of the dateline took its place.
    pub file_date: Option<String>,
    /// Name of the publisher.
    pub source: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
}

/// A document read again.
#[derive(Debug)]
pub struct Remade {
    /// Row of `documents`.
    pub id: i64,
    /// As an import would bring it.
    pub article: Article,
    /// Of `article.published`; it may rest on the text.
    pub published_basis: Option<String>,
}

/// The documents in question, in order.
pub fn to_remake(conn: &Connection, scope: Scope) -> rusqlite::Result<Vec<i64>> {
    let sql = match scope {
        Scope::All => "SELECT id FROM documents WHERE ?1 = ?1 ORDER BY id",
        Scope::Stale => "SELECT id FROM documents WHERE extractor < ?1 ORDER BY id",
    };
    conn.prepare(sql)?.query_map([VERSION], |row| row.get(0))?.collect()
}

/// One of them; `None` when it is gone.
pub fn stored(conn: &Connection, id: i64) -> rusqlite::Result<Option<Stored>> {
    let locator = conn
        .prepare_cached(
            "SELECT l.locator, l.kind FROM document_locators l JOIN documents d ON d.id = l.document WHERE d.id = ?1 \
             ORDER BY l.kind = 'url', l.import <> d.import, l.locator LIMIT 1",
        )?
        .query_row([id], |row| {
            let kind = match row.get_ref(1)?.as_str()? {
                "url" => LocatorKind::Url,
                "record" => LocatorKind::Record,
                _ => LocatorKind::Path,
            };
            Ok(Locator { text: row.get(0)?, kind })
        })
        .optional()?;
    conn.prepare_cached(
        "SELECT title, title_basis, body, published, published_basis, \
         (SELECT value FROM document_metadata m WHERE m.document = d.id AND m.field = 'date' AND m.basis = 'file' LIMIT 1), \
         (SELECT name FROM sources s WHERE s.id = d.source), url, key FROM documents d WHERE id = ?1",
    )?
    .query_row([id], |row| {
        let unknown = || Ok(Locator { text: row.get(8)?, kind: LocatorKind::Path });
        Ok(Stored {
            id,
            locator: locator.map_or_else(unknown, Ok::<_, rusqlite::Error>)?,
            title: row.get(0)?,
            title_basis: row.get(1)?,
            body: row.get(2)?,
            published: row.get(3)?,
            published_basis: row.get(4)?,
            file_date: row.get(5)?,
            source: row.get(6)?,
            url: row.get(7)?,
        })
    })
    .optional()
}

/// A run that makes facts anew.
pub struct Remake {
    conn: Connection,
    registry: Registry,
    touched: BTreeSet<(Kind, i64)>,
}

impl Remake {
    /// Begins on an archive opened for writing.
    pub fn begin(conn: Connection) -> rusqlite::Result<Remake> {
        let registry = Registry::load(&conn)?;
        Ok(Remake { conn, registry, touched: BTreeSet::new() })
    }

    /// The connection that it writes through.
    pub fn archive(&self) -> &Connection {
        &self.conn
    }

    /// Takes the facts out of these documents, in one transaction.
    pub fn clear(&mut self, documents: &[i64]) -> rusqlite::Result<()> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let mut totals = Totals::default();
        for id in documents {
            remove::facts(&tx, *id, &mut totals)?;
            tx.prepare_cached("UPDATE documents SET extractor = 0 WHERE id = ?1")?.execute([id])?;
        }
        self.touched.extend(totals.touched());
        totals.write(&tx)?;
        tx.commit()
    }

    /// To be called when all have been cleared: what no document names any more goes.
    pub fn cleared(&mut self) -> rusqlite::Result<()> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        counts::drop_all_unnamed(&tx)?;
        tx.commit()?;
        self.registry = Registry::load(&self.conn)?;
        Ok(())
    }

    /// Writes the new facts of documents that were cleared, in one transaction.
    pub fn write(&mut self, remade: &[Remade]) -> rusqlite::Result<()> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let mut totals = Totals::default();
        let mut written = Vec::new();
        facts::write_sentences(&tx, &remade.iter().map(|made| (made.id, &made.article)).collect::<Vec<_>>())?;
        for Remade { id, article, published_basis } in remade {
            document::read_again(&tx, *id, article, published_basis.as_deref())?;
            facts::write(&tx, *id, article, &mut self.registry, &mut totals)?;
            written.push(*id);
        }
        self.touched.extend(totals.touched());
        totals.write(&tx)?;
        fulltext::add_quotes(&tx, &written)?;
        decisions::follow(&tx)?;
        decisions::follow_documents(&tx, &written)?;
        tx.commit()
    }

    /// Ends the run as an import ends.
    pub fn finish(mut self) -> rusqlite::Result<Connection> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        for successor in self.registry.people.successors() {
            merge::people(&tx, &successor)?;
            self.touched.insert((Kind::Person, successor.into));
        }
        decisions::follow(&tx)?;
        settle::these(&tx, self.touched)?;
        decisions::rename_again(&tx)?;
        decisions::try_again(&tx)?;
        counts::lead_on(&tx)?;
        tx.commit()?;
        self.conn.execute_batch("PRAGMA analysis_limit = 2000; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(self.conn)
    }
}

/// A fact of one document as a line to compare: what it is, what it says, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactLine {
    /// `person`, `country` … for a mention; `quote`, `role`, `project report`, `event report`
    pub fact: String,
    /// The words of a mention or a quote, the post of a role, status and modality of a report.
    pub text: String,
    /// Characters from the beginning of the body.
    pub start: i64,
}

/// The facts that the archive holds of a document, and those that were rejected by hand among them, sorted.
pub fn lines_stored(conn: &Connection, id: i64) -> rusqlite::Result<Vec<FactLine>> {
    let sql = "SELECT kind, surface, start FROM mentions WHERE document = ?1 \
        UNION ALL SELECT 'quote', text, start FROM quotes WHERE document = ?1 \
        UNION ALL SELECT 'role', r.post, x.start FROM role_reports x JOIN roles r ON r.id = x.role WHERE x.document = ?1 \
        UNION ALL SELECT 'project report', status || ', ' || modality, start FROM project_reports WHERE document = ?1 \
        UNION ALL SELECT 'event report', status || coalesce(', ' || date, ''), start FROM event_reports WHERE document = ?1";
    // What was rejected is kept as an array, in the order of the columns.
    let rejected = "SELECT extra ->> 2, extra ->> 7, extra ->> 5 FROM decision_changes \
          WHERE document = ?1 AND relation = 'gone mentions' \
        UNION ALL SELECT 'quote', extra ->> 8, extra ->> 12 FROM decision_changes \
          WHERE document = ?1 AND relation = 'gone quotes' \
        UNION ALL SELECT 'role', coalesce((SELECT post FROM roles WHERE id = c.extra ->> 2), (SELECT r.extra ->> 3 \
          FROM decision_changes r WHERE r.relation = 'gone roles' AND r.number = c.extra ->> 2)), extra ->> 4 \
          FROM decision_changes c WHERE document = ?1 AND relation = 'gone role_reports' \
        UNION ALL SELECT 'project report', (extra ->> 5) || ', ' || (extra ->> 6), extra ->> 12 FROM decision_changes \
          WHERE document = ?1 AND relation = 'gone project_reports' \
        UNION ALL SELECT 'event report', (extra ->> 4) || coalesce(', ' || (extra ->> 5), ''), extra ->> 9 \
          FROM decision_changes WHERE document = ?1 AND relation = 'gone event_reports'";
    let sql = &format!("{sql} UNION ALL SELECT * FROM ({rejected})");
    let mut lines: Vec<FactLine> = conn
        .prepare_cached(sql)?
        .query_map([id], |row| Ok(FactLine { fact: row.get(0)?, text: row.get(1)?, start: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?;
    lines.sort();
    Ok(lines)
}

/// The facts that would be written of an article, sorted.
pub fn lines_made(article: &Article) -> Vec<FactLine> {
    let chars = crate::text::CharIndex::new(&article.body);
    let line =
        |fact: &str, text: String, span| FactLine { fact: fact.to_owned(), text, start: chars.chars(span).0 as i64 };
    let facts = &article.facts;
    let mut lines: Vec<FactLine> = facts::mentioned(facts)
        .into_iter()
        .map(|(kind, _, _, evidence)| line(kind.as_str(), evidence.span.of(&article.body).to_owned(), evidence.span))
        .collect();
    lines.extend(facts.quotes.iter().map(|quote| line("quote", quote.text.clone(), quote.evidence.span)));
    let roles = facts.people.iter().flat_map(|person| &person.roles);
    lines.extend(roles.map(|role| line("role", role.post.clone(), role.evidence.span)));
    let reports = facts.projects.iter().flat_map(|project| &project.reports);
    lines.extend(reports.map(|report| {
        let text = format!("{}, {}", report.status.as_str(), report.modality.as_str());
        line("project report", text, report.evidence.span)
    }));
    lines.extend(facts.events.iter().map(|event| {
        let date = event.date.map_or_else(String::new, |date| format!(", {date}"));
        line("event report", format!("{}{date}", event.status.as_str()), event.evidence.span)
    }));
    lines.sort();
    lines
}
