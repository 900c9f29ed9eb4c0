//! Quotes.

use rusqlite::params;

use super::facts::{Place, confidence};
use crate::extract::{Kind, Speaker};

pub(super) fn write(at: &Place<'_>) -> rusqlite::Result<()> {
    let mut insert = at.conn.prepare_cached(
        "INSERT INTO quotes (document, day, sentence, speaker, speaker_organization, speaker_text, verb, text, kind, \
         addressee, relayed_by, start, length, rule, confidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    for quote in &at.article.facts.quotes {
        let (person, organization, described) = match &quote.speaker {
            Speaker::Person(i) => (at.ids.get(Kind::Person, *i), None, None),
            Speaker::Organization(i) => (None, at.ids.get(Kind::Organization, *i), None),
            Speaker::Described(words) => (None, None, Some(words.as_str())),
            Speaker::Unknown => (None, None, None),
        };
        let (start, length) = at.chars(&quote.evidence);
        insert.execute(params![
            at.document,
            at.day,
            at.sentence(&quote.evidence),
            person,
            organization,
            described,
            quote.verb,
            quote.text,
            quote.kind.as_str(),
            quote.addressee,
            quote.relayed_by,
            start,
            length,
            quote.evidence.rule,
            confidence(&quote.evidence)
        ])?;
    }
    Ok(())
}
