//! Plain text: the whole file is one article.

use std::path::Path;

use super::article::{Candidate, MetaField, Quarantined, RawArticle};
use super::decode::decode;
use super::format::{Cut, Format, Parsed};
use super::unit::Unit;

pub struct PlainText;

/// Longest first line that is still taken for a title, in characters.
const MAX_TITLE_LINE: usize = 160;

impl Format for PlainText {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    fn recognises(&self, _path: &Path, _head: &[u8]) -> bool {
        true
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![article(unit)]
    }
}

fn article(unit: &Unit) -> Result<RawArticle, Quarantined> {
    let decoded = decode(unit.bytes.clone(), unit.served.charset.as_deref());
    let text = decoded.text.replace("\r\n", "\n");
    let mut metadata = Vec::new();
    let mut body = text.trim();
    if let Some((title, rest)) = title_line(body) {
        metadata.push(Candidate { field: MetaField::Title, value: title.to_owned(), basis: "first-line" });
        body = rest;
    }
    if let Some(date) = header_date(body) {
        metadata.push(Candidate { field: MetaField::Date, value: date.to_owned(), basis: "header" });
    }
    metadata.extend(unit.served.candidate());
    decoded.note(&mut metadata);
    Ok(RawArticle { locator: unit.place(), body: body.to_owned(), metadata })
}

/// The first line and what follows, when the line is a title: short, alone in its paragraph, not ended
/// like a sentence, with more text after it, and no dateline.
fn title_line(text: &str) -> Option<(&str, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let (line, rest) = (line.trim(), rest.strip_prefix('\n').or_else(|| rest.strip_prefix(" \n"))?.trim());
    let line = line.trim_start_matches('#').trim_start();
    let last = line.chars().next_back()?;
    let is_title = line.chars().count() <= MAX_TITLE_LINE
        && line.chars().any(char::is_alphabetic)
        && !matches!(last, '.' | ',' | ';' | ':' | '"' | '”' | '—' | '–')
        && header_date(line).is_none()
        && !line.contains(" — ")
        && !rest.is_empty();
    is_title.then_some((line, rest))
}

/// The date of a header `date 2023-11-24 ASTANA — …`.
fn header_date(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("date ").or_else(|| text.strip_prefix("Date: "))?.trim_start();
    let date = rest.get(..10)?;
    let digits = date.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    digits.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_titles_are_told_apart() {
        assert_eq!(header_date("date 2023-11-24 ASTANA — The"), Some("2023-11-24"));
        assert_eq!(header_date("date 2023-1é ASTANA"), None);
        assert_eq!(header_date("dates and figs"), None);
        assert_eq!(title_line("Port reopens\n\nAKTAU — It did."), Some(("Port reopens", "AKTAU — It did.")));
        for text in
            ["One line", "It rained.\n\nMore.", "AKTAU — Rain\n\nMore", "date 2023-11-24 AKTAU\n\nMore", "a\nb\n\nc"]
        {
            assert_eq!(title_line(text), None, "{text}");
        }
    }
}
