//! Messages: newsletters as EML, mailboxes of them, and pages that a browser saved as MHTML.

use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;

use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::article::{Candidate, MetaField, Quarantined, RawArticle};
use super::cut::{Flow, Piece, describe, too_long, whole};
use super::format::{Cut, Format, Parsed};
use super::html;
use super::limits::{HEAD_BYTES, MAX_HTML_DEPTH};
use super::unit::{Input, Served, Unit};

/// One message.
pub struct Message;

/// Many, each begun by a line `From …`.
pub struct Mailbox;

impl Format for Message {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    /// A header with a field that only messages have, and one more of theirs.
    fn recognises(&self, _path: &Path, head: &[u8]) -> bool {
        const SURE: [&str; 6] =
            ["mime-version", "message-id", "received", "return-path", "snapshot-content-location", "delivered-to"];
        const USUAL: [&str; 5] = ["from", "to", "subject", "date", "content-type"];
        let mut names = Vec::new();
        for line in head.split(|b| *b == b'\n').take(200) {
            let line = line.trim_ascii_end();
            if line.is_empty() {
                break;
            }
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                continue;
            }
            let Some(colon) = line.iter().position(|b| *b == b':') else { return false };
            names.push(String::from_utf8_lossy(&line[..colon]).to_lowercase());
        }
        let has = |list: &[&str]| names.iter().any(|name| list.contains(&name.as_str()));
        has(&SURE) && has(&USUAL)
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![message(unit)]
    }
}

impl Format for Mailbox {
    fn cut(&self) -> Cut {
        Cut::Messages
    }

    fn recognises(&self, path: &Path, head: &[u8]) -> bool {
        let end = head.iter().position(|b| *b == b'\n').map_or(head.len(), |at| at + 1);
        let (first, rest) = head.split_at(end);
        is_separator(first) && Message.recognises(path, rest)
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![message(unit)]
    }
}

/// `From someone@example.org Tue Mar  7 09:00:00 2023`
fn is_separator(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    line.starts_with(b"From ")
        && line
            .split(|b| *b == b' ')
            .any(|word| word.len() == 5 && word[2] == b':' || word.len() == 8 && word[2] == b':' && word[5] == b':')
}

/// The messages of a mailbox, the lines between them left out.
pub fn messages(
    input: &Arc<Input>,
    format: &'static dyn Format,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let limit = input.limits.document_bytes;
    let (mut offset, mut ordinal) = (0u64, 0u64);
    let mut unit: Option<Unit> = None;
    // A line may be longer than is read at once.
    let (mut line, mut begins_line, mut after_blank) = (Vec::new(), true, true);
    loop {
        line.clear();
        let length = match next(reader, &mut line) {
            Ok(length) => length,
            Err(error) => return take(Err(whole(input, "read", Some(offset), describe(&error)))),
        };
        if length == 0 || (begins_line && after_blank && is_separator(&line)) {
            if let Some(unit) = unit.take()
                && take(bounded(unit)) == Flow::Stop
            {
                return Flow::Stop;
            }
            if length == 0 {
                return Flow::On;
            }
            let (input, offset) = (Arc::clone(input), offset + length as u64);
            unit = Some(Unit { input, format, ordinal, offset, bytes: Vec::new(), served: Served::default() });
            ordinal += 1;
        } else if let Some(unit) = unit.as_mut().filter(|unit| unit.bytes.len() as u64 <= limit) {
            // A line of the text that looked like a separator was marked so.
            let quoted = begins_line && line.iter().find(|b| **b != b'>').is_some() && line.starts_with(b">");
            let unmarked =
                line.strip_prefix(b">").filter(|rest| quoted && rest.trim_ascii_start().starts_with(b"From "));
            unit.bytes.extend_from_slice(unmarked.unwrap_or(&line));
        }
        after_blank = begins_line && line.trim_ascii().is_empty();
        begins_line = line.ends_with(b"\n");
        offset += length as u64;
    }
}

fn next(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    Read::take(reader, HEAD_BYTES as u64).read_until(b'\n', line)
}

fn bounded(unit: Unit) -> Piece {
    let limit = unit.input.limits.document_bytes;
    if unit.bytes.len() as u64 > limit {
        return Err(unit.refuse("read", None, too_long("a message", limit)));
    }
    Ok(unit)
}

fn message(unit: &Unit) -> Result<RawArticle, Quarantined> {
    let Some(message) = MessageParser::default().parse(&unit.bytes) else {
        return Err(unit.refuse("parse", Some(0), "the header of the message cannot be read"));
    };
    let text_of = |name: &'static str| {
        message.header_raw(name).map(|value| value.split_whitespace().collect::<String>()).filter(|v| !v.is_empty())
    };
    let html = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((html, part.content_location())),
        _ => None,
    });
    let saved_from = text_of("Snapshot-Content-Location");
    if let Some((html, location)) = html.filter(|_| saved_from.is_some() || message.from().is_none()) {
        let url = saved_from.or_else(|| location.map(str::to_owned)).filter(|url| url.starts_with("http"));
        let mut article = html::page(unit, html)?;
        article.metadata.extend(url.map(|value| Candidate { field: MetaField::Url, value, basis: "mhtml" }));
        return Ok(article);
    }
    let text = message.parts.iter().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let body = match (html, text) {
        // The plain half of a newsletter is often one line that sends the reader to the other.
        (Some((html, _)), text) if text.is_none_or(|text| text.len() * 4 < html::plain_length(html)) => {
            if html::depth(html) > MAX_HTML_DEPTH {
                return Err(unit.refuse("parse", None, html::too_deep()));
            }
            html::plain(html)
        }
        (_, Some(text)) => text.to_owned(),
        _ => return Err(unit.refuse("parse", None, "there is no text in the message")),
    };
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name.as_deref().or(sender.address.as_deref()));
    let found = [
        (MetaField::Title, message.subject().map(str::to_owned)),
        (MetaField::Date, message.date().map(mail_parser::DateTime::to_rfc3339)),
        (MetaField::Site, name.map(str::to_owned)),
        (MetaField::Url, text_of("Archived-At").map(|url| url.trim_matches(['<', '>']).to_owned())),
    ];
    let candidates =
        found.into_iter().filter_map(|(field, value)| Some(Candidate { field, value: value?, basis: "mail" }));
    let locator = match (unit.format.cut(), message.message_id()) {
        (Cut::Messages, Some(id)) => format!("{}#{id}", unit.input.locator),
        _ => unit.place(),
    };
    Ok(RawArticle { locator, body, metadata: candidates.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_from_prose() {
        for (text, expected) in [
            ("From: a@b.example\nMessage-ID: <1>\nSubject: x\n\nText", true),
            ("Received: by x\n\tfor y\nDate: z\n\nText", true),
            ("Date: 2023-03-07\n\nAKTAU — The port reopened.", false),
            ("Subject: the port\nIt reopened.", false),
        ] {
            assert_eq!(Message.recognises(Path::new("x"), text.as_bytes()), expected, "{text}");
        }
        assert!(is_separator(b"From a@b.example Tue Mar  7 09:00:00 2023\n"));
        assert!(!is_separator(b"From the port of Aktau came word on Tuesday.\n"));
    }
}
