//! Finding quoted words again in a text that may have changed.

use rusqlite::{Connection, OptionalExtension};

use super::Refused;
use super::what::Anchor;

/// Characters of context kept on either side.
const CONTEXT: usize = 32;

/// Start and length of words, in characters of the body.
pub type Place = (i64, i64);

/// The document of that key and where in it the words stand: all places where they do, or the one that has the
/// most of the context around it. No place: the words are not there.
pub(super) fn find(conn: &Connection, anchor: &Anchor) -> rusqlite::Result<Option<(i64, Vec<Place>)>> {
    let found: Option<(i64, String)> = conn
        .prepare_cached("SELECT id, body FROM documents WHERE key = ?1")?
        .query_row([&anchor.document], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((id, body)) = found else { return Ok(None) };
    let Some(exact) = anchor.exact.as_deref().filter(|exact| !exact.is_empty()) else {
        return Ok(Some((id, Vec::new())));
    };
    let length = exact.chars().count() as i64;
    let mut starts: Vec<usize> = body.match_indices(exact).map(|(at, _)| at).collect();
    if anchor.prefix.is_some() || anchor.suffix.is_some() {
        let (prefix, suffix) = (anchor.prefix.as_deref().unwrap_or(""), anchor.suffix.as_deref().unwrap_or(""));
        let fit = |at: &usize| {
            let before = body[..*at].chars().rev().zip(prefix.chars().rev()).take_while(|(a, b)| a == b).count();
            let after = body[at + exact.len()..].chars().zip(suffix.chars()).take_while(|(a, b)| a == b).count();
            before + after
        };
        let best = starts.iter().max_by_key(|at| (fit(at), std::cmp::Reverse(**at))).copied();
        starts = best.into_iter().collect();
    }
    // Counted once along the text: many places must not mean many counts from its beginning.
    let (mut chars, mut from) = (0, 0);
    let places = starts.into_iter().map(|at| {
        chars += body[from..at].chars().count() as i64;
        from = at;
        (chars, length)
    });
    let places = places.collect();
    Ok(Some((id, places)))
}

/// The number of a document: by itself (`12`, `document/12`), by its key, by a path or URL at which it was read.
pub fn document(conn: &Connection, typed: &str) -> rusqlite::Result<Option<i64>> {
    let bare = ["document/", "doc/"].iter().find_map(|word| typed.strip_prefix(word)).unwrap_or(typed);
    conn.prepare_cached(
        "SELECT id FROM documents WHERE id = ?1 UNION ALL SELECT id FROM documents WHERE key = ?2 \
         UNION ALL SELECT document FROM document_locators WHERE locator = ?2 LIMIT 1",
    )?
    .query_row(rusqlite::params![bare.parse::<i64>().ok(), bare], |row| row.get(0))
    .optional()
}

/// The anchor of words in document `id`: all places where they stand, or the `nth`, counted from 1.
///
/// # Errors
/// When there is no such document, or the words do not stand there so often.
pub fn anchor(conn: &Connection, id: i64, exact: Option<&str>, nth: Option<usize>) -> Result<Anchor, Refused> {
    let found: Option<(String, String)> = conn
        .prepare_cached("SELECT key, body FROM documents WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (key, body) = found.ok_or_else(|| Refused::Impossible(format!("there is no document {id}")))?;
    let mut anchor = Anchor { document: Some(key), ..Anchor::default() };
    let Some(exact) = exact else { return Ok(anchor) };
    let starts: Vec<usize> = body.match_indices(exact).map(|(at, _)| at).collect();
    if exact.is_empty() || starts.is_empty() {
        return Err(Refused::Impossible(format!("“{exact}” does not stand in document {id}, letter for letter")));
    }
    if let Some(nth) = nth {
        let Some(at) = nth.checked_sub(1).and_then(|index| starts.get(index)) else {
            let times = starts.len();
            return Err(Refused::Impossible(format!("“{exact}” stands {times} times in document {id}, not {nth}")));
        };
        anchor = around(anchor, &body, *at, exact.len());
    }
    anchor.exact = Some(exact.to_owned());
    Ok(anchor)
}

/// The anchor of `length` characters from `start` of document `id`.
pub fn anchor_at(conn: &Connection, id: i64, (start, length): Place) -> rusqlite::Result<Option<Anchor>> {
    let found: Option<(String, String)> = conn
        .prepare_cached("SELECT key, body FROM documents WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((key, body)) = found else { return Ok(None) };
    let byte = |chars: i64| {
        let chars = usize::try_from(chars).unwrap_or(0);
        body.char_indices().nth(chars).map_or(body.len(), |(at, _)| at)
    };
    let (from, to) = (byte(start), byte(start.saturating_add(length)));
    let exact = body[from..to].to_owned();
    let anchor = Anchor { document: Some(key), exact: Some(exact), ..Anchor::default() };
    Ok(Some(around(anchor, &body, from, to - from)))
}

/// With what stands around `length` bytes from `at`.
fn around(anchor: Anchor, body: &str, at: usize, length: usize) -> Anchor {
    let before: Vec<char> = body[..at].chars().rev().take(CONTEXT).collect();
    let suffix = body[at + length..].chars().take(CONTEXT).collect();
    Anchor { prefix: Some(before.into_iter().rev().collect()), suffix: Some(suffix), ..anchor }
}
