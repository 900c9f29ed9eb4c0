//! A value made ready for a terminal or a page: printable text, and which bytes of it are hits.

use std::borrow::Cow;
use std::ops::Range;

use super::colour::{Colour, HIT};
use crate::query::answer::{ColumnKind, Value};
use crate::text::{display_width, printable, truncate};

/// What opens and closes a hit in a [`ColumnKind::Snippet`].
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// Printable text with emphasis.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub text: String,
    /// Bytes of `text`, in order, not overlapping.
    pub hits: Vec<Range<usize>>,
    kind: ColumnKind,
}

/// What becomes of a newline in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newlines {
    Kept,
    /// Made a space.
    Joined,
}

impl Cell {
    /// A heading or the like, as it stands.
    pub fn plain(text: &str) -> Cell {
        Cell { text: printable(text), hits: Vec::new(), kind: ColumnKind::Text }
    }

    /// The value as a person reads it. Reals are rounded to two decimals; NULL is empty.
    /// Without colour a hit stands between asterisks, so that it is seen all the same.
    pub fn new(value: &Value, kind: ColumnKind, colour: Colour, newlines: Newlines) -> Cell {
        let text = match value {
            Value::Null => Cow::Borrowed(""),
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Real(number) => Cow::Owned(rounded(*number)),
            Value::Text(text) if kind == ColumnKind::Codes && newlines == Newlines::Joined => first_codes(text),
            Value::Text(text) => Cow::Borrowed(text.as_str()),
        };
        let mut cell = Cell { text: String::with_capacity(text.len()), hits: Vec::new(), kind };
        for (piece, is_hit) in pieces(&text, kind) {
            let start = cell.text.len();
            let mark = if is_hit && colour == Colour::Off { "*" } else { "" };
            cell.text.push_str(mark);
            cell.push(piece, newlines);
            cell.text.push_str(mark);
            if is_hit {
                cell.hits.push(start..cell.text.len());
            }
        }
        cell
    }

    fn push(&mut self, piece: &str, newlines: Newlines) {
        match newlines {
            Newlines::Joined => self.text.push_str(&printable(piece)),
            Newlines::Kept => {
                for (index, line) in piece.split('\n').enumerate() {
                    if index > 0 {
                        self.text.push('\n');
                    }
                    self.text.push_str(&printable(line));
                }
            }
        }
    }

    pub fn width(&self) -> usize {
        display_width(&self.text)
    }

    /// At most `columns` columns of it, a cut marked.
    pub fn cut(&self, columns: usize) -> Cell {
        let text = match self.kind {
            ColumnKind::Codes => fewer_codes(&self.text, columns),
            _ => truncate(&self.text, columns),
        };
        if text == self.text {
            return self.clone();
        }
        let kept = text.trim_end_matches('…').len();
        let hits = self.hits.iter().map(|hit| hit.start.min(kept)..hit.end.min(kept)).filter(|hit| !hit.is_empty());
        Cell { hits: hits.collect(), text, kind: self.kind }
    }

    /// `bytes` of the text, hits painted.
    pub fn paint(&self, bytes: Range<usize>, colour: Colour) -> String {
        let mut out = String::new();
        let mut at = bytes.start;
        for hit in &self.hits {
            let hit = hit.start.clamp(bytes.start, bytes.end)..hit.end.clamp(bytes.start, bytes.end);
            if !hit.is_empty() {
                out.push_str(&self.text[at..hit.start]);
                at = hit.end;
                out.push_str(&colour.paint(HIT, &self.text[hit]));
            }
        }
        out.push_str(&self.text[at..bytes.end]);
        out
    }
}

/// Runs of `text`, and whether each is a hit. Only a snippet has hits: elsewhere the marks are text.
pub fn pieces(text: &str, kind: ColumnKind) -> Vec<(&str, bool)> {
    if kind != ColumnKind::Snippet {
        return vec![(text, false)];
    }
    let mut out = Vec::new();
    let mut is_hit = false;
    let mut rest = text;
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        out.push((&rest[..at], is_hit));
        is_hit = rest[at..].starts_with(OPEN);
        rest = &rest[at + OPEN.len_utf8()..];
    }
    out.push((rest, is_hit));
    out.retain(|(piece, _)| !piece.is_empty());
    out
}

/// The text of a snippet without its marks.
pub fn unmarked(text: &str, kind: ColumnKind) -> Cow<'_, str> {
    match kind {
        ColumnKind::Snippet => pieces(text, kind).into_iter().map(|(piece, _)| piece).collect::<String>().into(),
        _ => text.into(),
    }
}

/// The first codes of a list, and how many more there are: `AE, AF, AO, AR, AU, BD +41`.
fn first_codes(text: &str) -> Cow<'_, str> {
    const SHOWN: usize = 6;
    match text.match_indices(", ").nth(SHOWN - 1) {
        Some((end, _)) => format!("{} +{}", &text[..end], text[end..].matches(", ").count()).into(),
        None => text.into(),
    }
}

/// As many of the codes as fit, and how many more there are.
fn fewer_codes(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let (codes, more) = match text.rsplit_once(" +") {
        Some((codes, more)) => (codes, more.parse().unwrap_or(0)),
        None => (text, 0),
    };
    let commas: Vec<usize> = codes.match_indices(", ").map(|(at, _)| at).collect();
    let fewer = commas.iter().enumerate().rev().map(|(shown, end)| {
        let left = commas.len() - shown + more;
        format!("{} +{left}", &codes[..*end])
    });
    fewer.into_iter().find(|text| display_width(text) <= columns).unwrap_or_else(|| truncate(text, columns))
}

/// A number for tables that other programs read: rounded as a person sees it, but for coordinates, of which two
/// decimals are a kilometre. All digits are in JSON.
pub fn decimal(number: f64, column: &str) -> String {
    if matches!(column, "latitude" | "longitude") { number.to_string() } else { rounded(number) }
}

/// Two decimals, or powers of ten where those would run off the page.
fn rounded(number: f64) -> String {
    if number.is_finite() && number.abs() >= 1e15 { format!("{number:e}") } else { format!("{number:.2}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str, colour: Colour) -> Cell {
        Cell::new(&Value::Text(text.into()), ColumnKind::Snippet, colour, Newlines::Joined)
    }

    #[test]
    fn hits_are_emphasised_with_and_without_colour() {
        let cell = snippet("the \u{2}oil\u{3} line", Colour::On);
        assert_eq!(cell.text, "the oil line");
        assert_eq!(cell.paint(0..12, Colour::On), format!("the {HIT}oil{HIT:#} line"));
        assert_eq!(snippet("the \u{2}oil\u{3} line", Colour::Off).text, "the *oil* line");
    }

    #[test]
    fn a_cut_goes_through_a_hit() {
        let cell = snippet("\u{2}pipeline\u{3}", Colour::On).cut(5);
        assert_eq!(cell.paint(0..cell.text.len(), Colour::On), format!("{HIT}pipe{HIT:#}…"));
    }

    #[test]
    fn marks_in_other_columns_are_text() {
        let cell = Cell::new(&Value::Text("a\u{2}b".into()), ColumnKind::Text, Colour::On, Newlines::Joined);
        assert_eq!((cell.text.as_str(), cell.hits.len()), ("a␂b", 0));
    }

    #[test]
    fn unbalanced_marks_do_no_harm() {
        assert_eq!(pieces("\u{3}a\u{2}\u{2}b", ColumnKind::Snippet), [("a", false), ("b", true)]);
    }

    #[test]
    fn a_long_list_of_codes_shows_the_first_and_how_many_more() {
        let text = |codes: &str, newlines| {
            Cell::new(&Value::Text(codes.into()), ColumnKind::Codes, Colour::Off, newlines).text
        };
        assert_eq!(text("AM, AZ, GE, KG, KZ, TJ, TM, UZ", Newlines::Joined), "AM, AZ, GE, KG, KZ, TJ +2");
        assert_eq!(text("AM, AZ, GE, KG, KZ, TJ", Newlines::Joined), "AM, AZ, GE, KG, KZ, TJ");
        let cut = |columns| {
            Cell::new(
                &Value::Text("AM, AZ, GE, KG, KZ, TJ, TM, UZ".into()),
                ColumnKind::Codes,
                Colour::Off,
                Newlines::Joined,
            )
            .cut(columns)
            .text
        };
        assert_eq!(
            [cut(25), cut(24), cut(9), cut(5), cut(3)],
            ["AM, AZ, GE, KG, KZ, TJ +2", "AM, AZ, GE, KG, KZ +3", "AM, AZ +6", "AM +7", "AM…"]
        );
        assert_eq!(text("AM, AZ, GE, KG, KZ, TJ, TM", Newlines::Kept), "AM, AZ, GE, KG, KZ, TJ, TM");
    }

    #[test]
    fn numbers_stay_short() {
        assert_eq!(rounded(2.71728), "2.72");
        assert_eq!(rounded(1e300), "1e300");
        assert_eq!(rounded(f64::INFINITY), "inf");
    }
}
