//! The document itself: its row, locators, metadata, earlier texts, full text.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::seen::{By, Seen};
use super::{Article, entities, fulltext, now, rows};
use crate::store::article::{Candidate, Choice, LocatorKind};
use crate::store::similar;

/// What stands at a locator.
pub(super) struct Known {
    pub document: i64,
    pub content_hash: String,
}

pub(super) fn at_locator(conn: &Connection, locator: &str) -> rusqlite::Result<Option<Known>> {
    conn.prepare_cached("SELECT document, content_hash FROM document_locators WHERE locator = ?1")?
        .query_row([locator], |row| Ok(Known { document: row.get(0)?, content_hash: row.get(1)? }))
        .optional()
}

pub(super) fn with_hash(conn: &Connection, content_hash: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT id FROM documents WHERE content_hash = ?1 ORDER BY id LIMIT 1")?
        .query_row([content_hash], |row| row.get(0))
        .optional()
}

/// The document at the article's URL, when it has the same title: some feeds give every record the
/// URL of the site.
pub(super) fn at_url(conn: &Connection, article: &Article) -> rusqlite::Result<Option<i64>> {
    let Some(url) = &article.url else { return Ok(None) };
    conn.prepare_cached(
        "SELECT d.id FROM document_locators l JOIN documents d ON d.id = l.document WHERE l.locator = ?1 AND d.title = ?2",
    )?
    .query_row([url, &article.title], |row| row.get(0))
    .optional()
}

/// Writes the row of a new document and where it was read; what there was to choose from, sentences and full text come later.
pub(super) fn insert(conn: &Connection, article: &Article, import: i64, seen: &mut Seen) -> rusqlite::Result<i64> {
    let source = source(conn, article)?;
    let place = filed_from(conn, article)?;
    let published = article.published.as_ref();
    let near_hash = article.near_hash.map(similar::columns);
    let key = free_key(conn, article, seen)?;
    conn.prepare_cached(
        "INSERT INTO documents (title, title_basis, body, lang, published, published_basis, published_time, \
         published_zone, day, dateline, place, source, credited, byline, url, key, content_hash, near_hash, words, \
         extractor, import, near_hash_more) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    )?
    .execute(params![
        article.title,
        article.title_basis,
        article.body,
        article.lang,
        published.map(|p| p.date.to_string()),
        published.map(|p| p.basis),
        published.and_then(|p| p.time.as_deref()),
        published.and_then(|p| p.zone.as_deref()),
        day(article),
        dateline(article),
        place,
        source,
        credited(article),
        article.byline,
        article.url,
        key,
        article.content_hash,
        near_hash.map(|hash| hash[0]),
        article.words,
        article.extractor,
        import,
        near_hash.map(|hash| hash[1])
    ])?;
    let id = conn.last_insert_rowid();
    put_locators(conn, FIRST, id, article, import)?;
    Ok(id)
}

/// Puts the article in the place of what document `id` said, which is kept as a revision. Its facts
/// must be gone already; what there was to choose from, and full text, come later.
pub(super) fn revise(conn: &Connection, id: i64, article: &Article, import: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO document_revisions (document, ordinal, title, body, published, content_hash, replaced) \
         SELECT id, (SELECT count(*) FROM document_revisions WHERE document = ?1), title, body, published, content_hash, ?2 \
         FROM documents WHERE id = ?1",
    )?
    .execute(params![id, now()])?;
    fulltext::remove_body(conn, id)?;
    conn.prepare_cached("DELETE FROM document_metadata WHERE document = ?1")?.execute([id])?;
    let source = source(conn, article)?;
    let place = filed_from(conn, article)?;
    let published = article.published.as_ref();
    let near_hash = article.near_hash.map(similar::columns);
    conn.prepare_cached(
        "UPDATE documents SET title = ?2, title_basis = ?3, body = ?4, lang = ?5, published = ?6, published_basis = ?7, \
         published_time = ?8, published_zone = ?9, day = ?10, dateline = ?11, place = ?12, source = ?13, credited = ?14, \
         byline = ?15, url = ?16, content_hash = ?17, near_hash = ?18, words = ?19, extractor = ?20, import = ?21, \
         near_hash_more = ?22 WHERE id = ?1",
    )?
    .execute(params![
        id,
        article.title,
        article.title_basis,
        article.body,
        article.lang,
        published.map(|p| p.date.to_string()),
        published.map(|p| p.basis),
        published.and_then(|p| p.time.as_deref()),
        published.and_then(|p| p.zone.as_deref()),
        day(article),
        dateline(article),
        place,
        source,
        credited(article),
        article.byline,
        article.url,
        article.content_hash,
        near_hash.map(|hash| hash[0]),
        article.words,
        article.extractor,
        import,
        near_hash.map(|hash| hash[1])
    ])?;
    add_locators(conn, id, article, import)
}

/// Notes what reading the text again has told of document `id`: by which extractor, the dateline, the date and
/// title where they rest on the text. Everything else stays as it is.
pub(super) fn read_again(conn: &Connection, id: i64, article: &Article, basis: Option<&str>) -> rusqlite::Result<()> {
    let place = filed_from(conn, article)?;
    let title: String =
        conn.prepare_cached("SELECT title FROM documents WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    if title != article.title {
        fulltext::remove_body(conn, id)?;
        conn.prepare_cached("UPDATE documents SET title = ?2 WHERE id = ?1")?.execute(params![id, article.title])?;
        fulltext::add_body(conn, id)?;
    }
    conn.prepare_cached(
        "UPDATE documents SET extractor = ?2, dateline = ?3, place = ?4, credited = ?5, published = ?6, \
         published_basis = ?7, day = ?8 WHERE id = ?1",
    )?
    .execute(params![
        id,
        article.extractor,
        dateline(article),
        place,
        credited(article),
        article.published.as_ref().map(|p| p.date.to_string()),
        basis,
        day(article)
    ])?;
    Ok(())
}

/// Notes where the article was read, and what was read there. A URL that another document has stays with it.
pub(super) fn add_locators(conn: &Connection, id: i64, article: &Article, import: i64) -> rusqlite::Result<()> {
    put_locators(conn, AGAIN, id, article, import)
}

/// Of a new document no place can be known. SQLite makes a savepoint for an upsert, and none for this.
const FIRST: &str = "INSERT OR IGNORE INTO document_locators (locator, document, kind, content_hash, import) VALUES (?1, ?2, ?3, ?4, ?5)";

const AGAIN: &str = "INSERT INTO document_locators (locator, document, kind, content_hash, import) VALUES (?1, ?2, ?3, ?4, ?5) \
     ON CONFLICT (locator) DO UPDATE SET content_hash = excluded.content_hash, import = excluded.import \
     WHERE document = excluded.document";

fn put_locators(conn: &Connection, sql: &str, id: i64, article: &Article, import: i64) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(sql)?;
    let hash = &article.content_hash;
    statement.execute(params![article.locator.text, id, article.locator.kind.as_str(), hash, import])?;
    if let Some(url) = article.url.as_ref().filter(|url| **url != article.locator.text) {
        statement.execute(params![url, id, LocatorKind::Url.as_str(), hash, import])?;
    }
    Ok(())
}

/// The day by which queries date the article.
pub(super) fn day(article: &Article) -> Option<i32> {
    article.published.as_ref().map(|p| p.date.first_day())
}

/// Writes what there was to choose from for documents of which nothing of it is written yet.
pub(super) fn write_metadata(conn: &Connection, documents: &[(i64, &Article)]) -> rusqlite::Result<()> {
    let rows = documents.iter().flat_map(|(document, article)| {
        article.candidates.iter().enumerate().map(move |(ordinal, Candidate { field, value, basis, chosen })| {
            let chosen = i64::from(*chosen == Choice::Chosen);
            let (document, ordinal, chosen) = (ToSqlOutput::from(*document), (ordinal as i64).into(), chosen.into());
            [document, ordinal, (*field).into(), value.as_str().into(), (*basis).into(), chosen]
        })
    });
    rows::put(conn, "INSERT INTO document_metadata (document, ordinal, field, value, basis, chosen)", rows)
}

/// The same in every archive that read the article first at the same place. A place that has changed
/// hands (a URL shared by many records) makes a longer key.
fn free_key(conn: &Connection, article: &Article, seen: &mut Seen) -> rusqlite::Result<String> {
    let first = article.url.as_ref().unwrap_or(&article.locator.text);
    for parts in [&[first][..], &[first, &article.locator.text, &article.content_hash]] {
        let key = short_hash(parts);
        let taken = seen.may_be(By::Key(&key))
            && conn.prepare_cached("SELECT 1 FROM documents WHERE key = ?1")?.exists([&key])?;
        if !taken {
            seen.add(By::Key(&key));
            return Ok(key);
        }
    }
    let documents: i64 = conn.query_row("SELECT max(id) FROM documents", [], |row| row.get(0))?;
    Ok(short_hash(&[first, &article.locator.text, &article.content_hash, &documents.to_string()]))
}

/// 64 bits of SHA-256, hex.
fn short_hash(parts: &[&String]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn dateline(article: &Article) -> Option<&str> {
    article.facts.header.dateline.as_ref().map(|d| d.span.of(&article.body))
}

fn credited(article: &Article) -> Option<&str> {
    let header = &article.facts.header;
    let agency = || header.dateline.as_ref().and_then(|d| d.agency.as_deref());
    header.credited.as_ref().map(|c| c.name.as_str()).or_else(agency)
}

fn filed_from(conn: &Connection, article: &Article) -> rusqlite::Result<Option<i64>> {
    let place = article.facts.header.dateline.as_ref().and_then(|d| article.facts.places.get(d.place_index?));
    place.map(|place| entities::place(conn, place)).transpose()
}

fn source(conn: &Connection, article: &Article) -> rusqlite::Result<Option<i64>> {
    let Some(name) = &article.source else { return Ok(None) };
    let find = |conn: &Connection| {
        conn.prepare_cached("SELECT id FROM sources WHERE name = ?1")?.query_row([name], |row| row.get(0)).optional()
    };
    if let Some(id) = find(conn)? {
        return Ok(Some(id));
    }
    let domain = article.url.as_deref().and_then(host);
    conn.prepare_cached("INSERT INTO sources (name, domain) VALUES (?1, ?2)")?.execute(params![name, domain])?;
    Ok(Some(conn.last_insert_rowid()))
}

/// The host of a URL, without `www.`
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}
