//! What stands at an article's head: `ASTANA, Nov. 24 (Kazinform) —`.

use super::{Context, Dateline, Header, PartialDate};
use crate::gazetteer;
pub(super) use crate::text::month;
use crate::text::{Case, Text, TokenKind, fold};

/// Paragraphs in which a dateline is looked for: a headline, an address or a byline may come first.
const PARAGRAPHS: usize = 4;

/// Longest dateline, in tokens.
const LONGEST: usize = 24;

/// Finds the dateline. The credit is found later, when the organizations are known.
pub(super) fn find(text: &Text, context: &Context<'_>) -> Header {
    let mut header = Header::default();
    let mut paragraph = None;
    for sentence in text.sentences() {
        if paragraph == Some(sentence.paragraph) {
            continue;
        }
        if sentence.paragraph as usize >= PARAGRAPHS {
            break;
        }
        paragraph = Some(sentence.paragraph);
        if let Some((dateline, body_start)) = Reader::new(text, context, sentence.tokens.start).read() {
            header.dateline = Some(dateline);
            header.body_start = body_start;
            break;
        }
    }
    header
}

/// Reads the parts of a dateline in whatever order the agency puts them.
struct Reader<'a> {
    text: &'a Text,
    context: &'a Context<'a>,
    first: usize,
    at: usize,
    place: Option<(usize, usize)>,
    date: Option<(usize, usize, Option<PartialDate>)>,
    agency: Option<String>,
    /// Whether the word `date` came before the date, as archives of crawled pages have it.
    labelled: Labelled,
}

#[derive(PartialEq)]
enum Labelled {
    Yes,
    No,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Text, context: &'a Context<'a>, first: usize) -> Reader<'a> {
        Reader { text, context, first, at: first, place: None, date: None, agency: None, labelled: Labelled::No }
    }

    fn read(mut self) -> Option<(Dateline, u32)> {
        if self.word(self.at).eq_ignore_ascii_case("date") && self.date_at(self.at + 1).is_some() {
            self.labelled = Labelled::Yes;
            self.at += 1;
        }
        loop {
            if self.at - self.first > LONGEST {
                return self.without_dash();
            }
            if let Some(end) = self.dash(self.at) {
                return self.with_dash(end);
            }
            if self.part() {
                continue;
            }
            if matches!(self.word(self.at), "," | "." | ";" | "|") && self.at > self.first {
                self.at += 1;
                continue;
            }
            return self.without_dash();
        }
    }

    /// Reads a date, an agency or a place at the cursor; says whether there was one.
    fn part(&mut self) -> bool {
        if self.date.is_none()
            && let Some((end, date)) = self.date_at(self.at)
        {
            self.date = Some((self.at, end, date));
            self.at = end;
        } else if let Some((end, name)) = self.bracketed(self.at) {
            if self.agency.is_none() {
                self.agency = Some(name);
            }
            self.at = end;
        } else if let Some(end) = self.name_at(self.at) {
            if is_weekday(self.word(self.at)) {
            } else if self.place.is_none() && self.agency.is_none() && !is_agency(self.words(self.at, end)) {
                self.place = Some((self.at, end));
            } else if self.agency.is_none() && is_agency(self.words(self.at, end)) {
                self.agency = Some(one_line(self.words(self.at, end)));
            } else if self.place.is_none() || self.at == self.first || self.word(self.at - 1) != "," {
                return false; // a second name that is no country behind a city
            }
            self.at = end;
        } else {
            return false;
        }
        true
    }

    /// A dash ended it: `BAKU –`. The place must look like one: in capitals, or with a date or an
    /// agency beside it, or known as a city.
    fn with_dash(self, end: usize) -> Option<(Dateline, u32)> {
        let upper = |(from, to): (usize, usize)| {
            (from..to).any(|i| self.text.tokens()[i].case == Case::Upper)
                && (from..to).all(|i| self.text.tokens()[i].case != Case::Lower)
        };
        let likely = match self.place {
            Some(place) => upper(place) || self.date.is_some() || self.agency.is_some() || self.is_city(place),
            None => self.date.is_some() && (self.agency.is_some() || self.labelled == Labelled::Yes),
        };
        likely.then(|| self.finish(self.at, end))
    }

    /// No dash: only an agency between slashes, `Ulaanbaatar/MONTSAME/.`, or a labelled date will do.
    fn without_dash(mut self) -> Option<(Dateline, u32)> {
        let slashed = self.agency.is_some() && self.place.is_some() && {
            let last = self.word(self.at.wrapping_sub(1));
            let before = self.word(self.at.wrapping_sub(2));
            last == "/" || (last == "." && before == "/")
        };
        if slashed {
            let mut end = self.at;
            while end > self.first && self.word(end - 1) == "." {
                end -= 1;
            }
            return Some(self.finish(end, self.at));
        }
        if self.labelled == Labelled::Yes {
            // What follows the date is the article itself.
            let (_, end, _) = self.date?;
            self.place = None;
            self.agency = None;
            return Some(self.finish(end, end));
        }
        None
    }

    /// The dateline that ends before token `end`, with the article beginning at token `body`.
    fn finish(&self, end: usize, body: usize) -> (Dateline, u32) {
        let tokens = self.text.tokens();
        let span = tokens[self.first].span.join(tokens[end.max(self.first + 1) - 1].span);
        let body_start = tokens.get(body).map_or(self.text.body().len() as u32, |t| t.span.start);
        let dateline = Dateline {
            span,
            place: self.place.map(|(from, to)| one_line(self.words(from, to))),
            place_index: None,
            date_text: self.date.map(|(from, to, _)| one_line(self.words(from, to))),
            date: self.date.and_then(|(_, _, date)| date),
            agency: self.agency.clone(),
        };
        (dateline, body_start)
    }

    fn word(&self, i: usize) -> &'a str {
        if i < self.text.tokens().len() { self.text.word(i) } else { "" }
    }

    /// The text of tokens `from..to`.
    fn words(&self, from: usize, to: usize) -> &'a str {
        let tokens = self.text.tokens();
        self.text.slice(tokens[from].span.join(tokens[to - 1].span))
    }

    /// Whether the tokens `from..to` touch: no blank between any two.
    fn touching(&self, from: usize, to: usize) -> bool {
        let tokens = self.text.tokens();
        to <= tokens.len() && (from + 1..to).all(|i| tokens[i - 1].span.end == tokens[i].span.start)
    }

    /// Token after the dash at `i`: a long one, two hyphens, or a hyphen with blanks around it.
    fn dash(&self, i: usize) -> Option<usize> {
        match self.word(i) {
            "—" | "–" | "―" => Some(i + 1),
            "-" if self.word(i + 1) == "-" => Some(i + 2),
            "-" if i > self.first && !self.touching(i - 1, i + 1) => Some(i + 1),
            _ => None,
        }
        .filter(|_| i > self.first)
    }

    /// `(Kazinform)` or `/TASS/`: token after it, and the name inside.
    fn bracketed(&self, i: usize) -> Option<(usize, String)> {
        let close = match self.word(i) {
            "(" => ")",
            "/" => "/",
            _ => return None,
        };
        let end = (i + 2..i + 8).find(|end| self.word(*end) == close)?;
        let inside = self.words(i + 1, end);
        inside.starts_with(char::is_alphabetic).then(|| (end + 1, one_line(inside)))
    }

    /// Token after the run of capitalised words at `i`, with the particles of place names inside.
    fn name_at(&self, i: usize) -> Option<usize> {
        let tokens = self.text.tokens();
        // `afrol News` begins small.
        let starts = tokens.get(i).is_some_and(|t| {
            t.is_capitalised() || (t.kind == TokenKind::Word && i == self.first && is_agency(self.word(i + 1)))
        });
        let mut end = if starts { i + 1 } else { return None };
        while end < i + 8 {
            let Some(token) = tokens.get(end) else { break };
            let word = self.word(end);
            let goes_on = token.is_capitalised()
                || (matches!(word, "de" | "of" | "the" | "la" | "al") && tokens.get(end + 1)?.is_capitalised())
                || (word == "." && matches!(self.word(end - 1), "St" | "ST" | "Ft" | "Mt"))
                || (word == "." && self.touching(end - 1, end + 2) && tokens.get(end + 1)?.kind == TokenKind::Word);
            if !goes_on || (token.is_capitalised() && month(word).is_some() && self.date_at(end).is_some()) {
                break;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether a place of the gazetteer has exactly this name.
    fn is_city(&self, (from, to): (usize, usize)) -> bool {
        gazetteer::cities(&fold(self.words(from, to))).next().is_some()
    }

    /// Token after the date at `i`, and the date as far as it is known.
    fn date_at(&self, i: usize) -> Option<(usize, Option<PartialDate>)> {
        let word = self.word(i);
        if let Some(date) = PartialDate::parse(word).filter(|d| d.day.is_some()) {
            return Some((i + 1, Some(date)));
        }
        let (month, day, mut end) = if let Some(m) = month(word) {
            let end = if self.word(i + 1) == "." { i + 2 } else { i + 1 };
            (m, day_number(self.word(end))?, end + 1)
        } else {
            let day = day_number(word)?;
            let m = month(self.word(i + 1))?;
            let end = if self.word(i + 2) == "." && self.word(i + 1).len() < 5 { i + 3 } else { i + 2 };
            (m, day, end)
        };
        let mut year = None;
        let at = if self.word(end) == "," { end + 1 } else { end };
        if let Some(number) = self.word(at).parse::<i32>().ok().filter(|y| (1000..=9999).contains(y)) {
            year = Some(number);
            end = at + 1;
        }
        let year = year.or(self.context.published.map(|d| year_near(month, d)));
        Some((end, year.map(|year| PartialDate { year, month: Some(month), day: Some(day) })))
    }
}

/// The year of a day in `month` that was told on `published`: a December dateline of an article from
/// January is of the year before.
fn year_near(month: u8, published: PartialDate) -> i32 {
    match published.month {
        Some(1) if month == 12 => published.year - 1,
        Some(12) if month == 1 => published.year + 1,
        _ => published.year,
    }
}

pub(super) fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|d| (1..=31).contains(d) && word.len() - digits.len() != 1)
}

fn is_weekday(word: &str) -> bool {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .iter()
        .any(|day| day.eq_ignore_ascii_case(word))
}

/// Whether a name says of itself that it is an agency.
fn is_agency(name: &str) -> bool {
    let last = name.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(name);
    ["news", "agency", "press", "service"].iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// A surface as a name: line breaks and runs of blanks made one blank.
pub(super) fn one_line(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len());
    for word in surface.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> String {
        let context = Context { published: PartialDate::parse("2024-01-03"), ..Context::default() };
        let header = find(&Text::new(body), &context);
        let Some(d) = header.dateline else { return "-".into() };
        let or_none = |part: &Option<String>| part.clone().unwrap_or("-".into());
        let date = d.date.map_or("-".into(), |d| d.to_string());
        let rest = &body[header.body_start as usize..];
        format!("{} | {} | {date} | {} | {rest}", or_none(&d.place), or_none(&d.date_text), or_none(&d.agency))
    }

    #[test]
    fn datelines_of_many_houses() {
        for (body, expected) in [
            (" date 2024-05-02 TASHKENT — The two", "TASHKENT | 2024-05-02 | 2024-05-02 | - | The two"),
            ("date 2024-05-02 The two sides met.", "- | 2024-05-02 | 2024-05-02 | - | The two sides met."),
            ("BAKU – The two", "BAKU | - | - | - | The two"),
            ("ASTANA, Nov. 24 (Kazinform) — The two", "ASTANA | Nov. 24 | 2024-11-24 | Kazinform | The two"),
            ("NEW DELHI, Dec 30 -- The two", "NEW DELHI | Dec 30 | 2023-12-30 | - | The two"),
            ("Ulaanbaatar/MONTSAME/. The two", "Ulaanbaatar | - | - | MONTSAME | The two"),
            (
                "Ulaanbaatar, May 3, 2023 /MONTSAME/. The two",
                "Ulaanbaatar | May 3, 2023 | 2023-05-03 | MONTSAME | The two",
            ),
            ("afrol News, 27 January - The two", "- | 27 January | 2024-01-27 | afrol News | The two"),
            ("Port-au-Prince, Haiti (AP) — The two", "Port-au-Prince | - | - | AP | The two"),
            ("ST. PETERSBURG - The two", "ST. PETERSBURG | - | - | - | The two"),
            ("The two sides — both of them — met.", "-"),
            ("President Daniyar Sarsenov — a doctor — spoke.", "-"),
            ("Wednesday, July 10, 2019\n\nThe two", "-"),
            ("Talks go on\n\nBISHKEK — The two", "BISHKEK | - | - | - | The two"),
        ] {
            assert_eq!(read(body), expected, "{body}");
        }
    }
}
