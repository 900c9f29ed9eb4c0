//! Whether what stands at every offset is what the row says.

use rusqlite::{Connection, Statement};

use super::{Findings, Line, Report};

/// A table of facts, each with a sentence and a span.
struct Spans {
    what: &'static str,
    table: &'static str,
    /// The column that tells a row from the others of its document.
    number: &'static str,
    /// What the row says stands there; NULL when it says nothing.
    says: &'static str,
    agrees: fn(found: &str, said: &str) -> bool,
}

const SPANS: [Spans; 5] = [
    Spans {
        what: "offsets of mentions",
        table: "mentions",
        number: "ordinal",
        says: "surface",
        agrees: |found, said| found == said,
    },
    Spans { what: "offsets of quotes", table: "quotes", number: "id", says: "text", agrees: same_words },
    Spans {
        what: "offsets of role reports",
        table: "role_reports",
        number: "ordinal",
        says: "NULL",
        agrees: |_, _| true,
    },
    Spans {
        what: "offsets of project reports",
        table: "project_reports",
        number: "ordinal",
        says: "NULL",
        agrees: |_, _| true,
    },
    Spans {
        what: "offsets of event reports",
        table: "event_reports",
        number: "ordinal",
        says: "NULL",
        agrees: |_, _| true,
    },
];

/// Reads every document once and looks at all spans in it.
pub(super) fn check(conn: &Connection, report: &mut Report) -> rusqlite::Result<()> {
    let mut documents = conn.prepare("SELECT id, body FROM documents ORDER BY id")?;
    let mut sentences = conn
        .prepare("SELECT ordinal, start, length, NULL, ordinal FROM sentences WHERE document = ?1 ORDER BY ordinal")?;
    let mut facts: Vec<Statement<'_>> = SPANS
        .iter()
        .map(|spans| {
            conn.prepare(&format!(
                "SELECT sentence, start, length, {}, {} FROM {} WHERE document = ?1",
                spans.says, spans.number, spans.table
            ))
        })
        .collect::<rusqlite::Result<_>>()?;
    let mut wrong_sentences = Findings::default();
    let mut wrong: [Findings; SPANS.len()] = Default::default();
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let body = Body::new(row.get_ref(1)?.as_str()?);
        let mut cuts = Vec::new();
        each(&mut sentences, id, |span| {
            let follows = cuts.last().is_none_or(|&(_, end)| end <= span.start) && span.sentence == cuts.len() as i64;
            if body.slice(&span).is_none() || !follows {
                wrong_sentences
                    .add(|| format!("document {id}: sentence {} lies outside or out of order", span.sentence));
            }
            cuts.push((span.start, span.start.saturating_add(span.length)));
        })?;
        for ((spans, statement), findings) in SPANS.iter().zip(&mut facts).zip(&mut wrong) {
            each(statement, id, |span| {
                let inside = usize::try_from(span.sentence).ok().and_then(|i| cuts.get(i));
                let Some(found) = body.slice(&span) else {
                    return findings.add(|| format!("document {id}, {} {}: outside the text", spans.table, span.row));
                };
                if !inside.is_some_and(|(start, end)| (*start..*end).contains(&span.start)) {
                    return findings
                        .add(|| format!("document {id}, {} {}: not in its sentence", spans.table, span.row));
                }
                if span.says.as_ref().is_some_and(|said| !(spans.agrees)(found, said)) {
                    findings.add(|| {
                        let said = span.says.as_deref().unwrap_or_default();
                        format!("document {id}, {} {}: says {said:?} where {found:?} stands", spans.table, span.row)
                    });
                }
            })?;
        }
    }
    report.lines.push(Line { what: "offsets of sentences", wrong: wrong_sentences.told(), skipped: None });
    for (spans, findings) in SPANS.iter().zip(wrong) {
        report.lines.push(Line { what: spans.what, wrong: findings.told(), skipped: None });
    }
    Ok(())
}

struct Span {
    sentence: i64,
    /// In characters.
    start: i64,
    length: i64,
    says: Option<String>,
    row: i64,
}

fn each(statement: &mut Statement<'_>, document: i64, mut look: impl FnMut(Span)) -> rusqlite::Result<()> {
    let mut rows = statement.query([document])?;
    while let Some(row) = rows.next()? {
        look(Span {
            sentence: row.get(0)?,
            start: row.get(1)?,
            length: row.get(2)?,
            says: row.get(3)?,
            row: row.get(4)?,
        });
    }
    Ok(())
}

/// A text that is sliced by characters.
struct Body<'a> {
    text: &'a str,
    /// Bytes before each character, and at the end; empty when all are one byte long.
    starts: Vec<usize>,
}

impl<'a> Body<'a> {
    fn new(text: &'a str) -> Body<'a> {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Body { text, starts }
    }

    fn slice(&self, span: &Span) -> Option<&'a str> {
        let start = usize::try_from(span.start).ok()?;
        let end = start.checked_add(usize::try_from(span.length).ok()?)?;
        if self.starts.is_empty() {
            return self.text.get(start..end);
        }
        self.text.get(*self.starts.get(start)?..*self.starts.get(end)?)
    }
}

/// A quotation over several paragraphs is kept without the marks that open each of them anew.
fn same_words(found: &str, said: &str) -> bool {
    let letters = |text: &'_ str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    found == said || letters(found) == letters(said)
}
