//! An article's text in runs: what each piece of it names, and whether someone says it.

use anstyle::{AnsiColor, Style};

use crate::text::printable;

/// What a run of text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Someone.
    Person,
    /// By name, demonym, or capital.
    Country,
    /// A body, company or agency.
    Organization,
    /// A city, or another spot with a name.
    Place,
    /// An undertaking.
    Project,
    /// An occasion.
    Event,
}

impl Mark {
    /// In the order in which a legend tells them.
    pub const ALL: [Mark; 6] =
        [Mark::Person, Mark::Country, Mark::Organization, Mark::Place, Mark::Project, Mark::Event];

    /// The mark of a kind of mention, as in schema.sql.
    pub fn named(kind: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.name() == kind)
    }

    /// The kind of mention, as in schema.sql.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Person => "person",
            Mark::Country => "country",
            Mark::Organization => "organization",
            Mark::Place => "place",
            Mark::Project => "project",
            Mark::Event => "event",
        }
    }

    /// As for all colours here: readable on a light and on a dark ground.
    pub fn style(self) -> Style {
        match self {
            Mark::Person => AnsiColor::Magenta.on_default(),
            Mark::Country => AnsiColor::Green.on_default(),
            Mark::Organization => AnsiColor::Cyan.on_default(),
            Mark::Place => AnsiColor::Green.on_default().underline(),
            Mark::Project => AnsiColor::Blue.on_default().bold(),
            Mark::Event => AnsiColor::Red.on_default().underline(),
        }
    }
}

/// Text of which every character looks alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Bytes of [`Body::text`].
    pub bytes: std::ops::Range<usize>,
    pub mark: Option<Mark>,
    pub is_said: bool,
}

/// Printable text, its lines kept, in runs that cover it.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Without control characters but for `\n`.
    pub text: String,
    /// In order, without gaps; empty for an empty text.
    pub runs: Vec<Run>,
}

/// Whether a character is inside a quote: a bit beside the number of its mark.
const SAID: u8 = 0x80;

impl Body {
    /// `marks` and `said` are starts and lengths in characters of `text`. Where marks overlap, the shortest is seen.
    pub fn new(text: &str, marks: &[(Mark, usize, usize)], said: &[(usize, usize)]) -> Body {
        let mut looks = vec![0u8; text.chars().count()];
        let mut longest_first: Vec<_> = marks.iter().collect();
        longest_first.sort_by_key(|(_, _, length)| std::cmp::Reverse(*length));
        for (mark, start, length) in longest_first {
            let number = 1 + Mark::ALL.iter().position(|known| known == mark).unwrap_or(0) as u8;
            stretch(&mut looks, *start, *length).fill(number);
        }
        for (start, length) in said {
            stretch(&mut looks, *start, *length).iter_mut().for_each(|look| *look |= SAID);
        }
        let mut body = Body { text: String::with_capacity(text.len()), runs: Vec::new() };
        let mut last = None;
        for (c, look) in text.chars().zip(looks) {
            let start = body.text.len();
            match c {
                '\n' => body.text.push('\n'),
                c if c.is_control() || !c.is_ascii() => body.text.push_str(&printable(c.encode_utf8(&mut [0; 4]))),
                c => body.text.push(c),
            }
            let end = body.text.len();
            match body.runs.last_mut().filter(|_| last == Some(look)) {
                Some(run) => run.bytes.end = end,
                None => {
                    let mark = usize::from(look & !SAID).checked_sub(1).and_then(|at| Mark::ALL.get(at).copied());
                    body.runs.push(Run { bytes: start..end, mark, is_said: look & SAID != 0 });
                }
            }
            last = Some(look);
        }
        body
    }

    /// The runs inside these bytes, cut to them.
    pub fn within(&self, bytes: std::ops::Range<usize>) -> impl Iterator<Item = Run> + '_ {
        let first = self.runs.partition_point(|run| run.bytes.end <= bytes.start);
        let inside = self.runs[first..].iter().take_while(move |run| run.bytes.start < bytes.end);
        let (start, end) = (bytes.start, bytes.end);
        inside.map(move |run| Run { bytes: run.bytes.start.max(start)..run.bytes.end.min(end), ..run.clone() })
    }

    /// Which marks there are.
    pub fn marks(&self) -> Vec<Mark> {
        Mark::ALL.into_iter().filter(|mark| self.runs.iter().any(|run| run.mark == Some(*mark))).collect()
    }

    /// Whether a legend should tell how quotes look.
    pub fn is_any_said(&self) -> bool {
        self.runs.iter().any(|run| run.is_said)
    }

    /// Bytes of each paragraph that is not empty.
    pub fn paragraphs(&self) -> Vec<std::ops::Range<usize>> {
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in self.text.split_inclusive('\n') {
            let bare = line.trim();
            if !bare.is_empty() {
                let from = start + (line.len() - line.trim_start().len());
                paragraphs.push(from..from + bare.len());
            }
            start += line.len();
        }
        paragraphs
    }
}

/// As much of the stretch as there is.
fn stretch(looks: &mut [u8], start: usize, length: usize) -> &mut [u8] {
    let end = start.saturating_add(length).min(looks.len());
    looks.get_mut(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_mark_is_seen_and_runs_cover_the_text() {
        let body = Body::new("the Tashkent Əlat line", &[(Mark::Project, 4, 18), (Mark::Place, 13, 4)], &[(0, 8)]);
        let seen: Vec<(&str, Option<Mark>, bool)> =
            body.runs.iter().map(|run| (&body.text[run.bytes.clone()], run.mark, run.is_said)).collect();
        assert_eq!(
            seen,
            [
                ("the ", None, true),
                ("Tash", Some(Mark::Project), true),
                ("kent ", Some(Mark::Project), false),
                ("Əlat", Some(Mark::Place), false),
                (" line", Some(Mark::Project), false),
            ]
        );
    }

    #[test]
    fn marks_that_lie_outside_do_no_harm() {
        let body = Body::new("a\u{1b}b\n\n c ", &[(Mark::Event, 5, 900), (Mark::Event, usize::MAX, 2)], &[(2, 0)]);
        assert_eq!(body.text, "a␛b\n\n c ");
        let paragraphs: Vec<&str> = body.paragraphs().into_iter().map(|bytes| &body.text[bytes]).collect();
        assert_eq!(paragraphs, ["a␛b", "c"]);
    }
}
