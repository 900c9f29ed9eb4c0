//! Choosing a document's title, date, author and so on among what was found, all of it kept.

use chrono::NaiveDate;

use super::article::{Candidate, MetaField, RawArticle};
use super::dates::{self, Stamp};
use super::limits::{MAX_CANDIDATES, MAX_FIELD_CHARS};
use crate::extract::{Facts, PartialDate};
use crate::store::{self, Choice, Published};
use crate::text::{Text, normalise};

/// What was chosen, and everything there was to choose from.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub title: Option<(String, &'static str)>,
    pub published: Option<Published>,
    pub byline: Option<String>,
    pub site: Option<String>,
    pub url: Option<String>,
    pub lang: Option<String>,
    pub candidates: Vec<store::Candidate>,
}

/// Chooses: of each field the first candidate that can be right. A date that nothing states is looked
/// for in the URL and then in the file's name.
pub fn choose(article: &RawArticle, today: NaiveDate) -> Metadata {
    let mut metadata = Metadata::default();
    for candidate in article.metadata.iter().take(MAX_CANDIDATES) {
        let value = one_line(&candidate.value);
        if value.is_empty() {
            continue;
        }
        let chosen = take(&mut metadata, candidate, &value, today);
        metadata.candidates.push(store::Candidate {
            field: word(candidate.field),
            value,
            basis: candidate.basis,
            chosen,
        });
    }
    let url_date = metadata.url.as_deref().and_then(|url| dates::in_path(url, today));
    let name = article.locator.rsplit('/').next().unwrap_or_default();
    let file_date = dates::in_path(name.split('#').next().unwrap_or_default(), today);
    for (date, basis) in [(url_date, "url"), (file_date, "file")] {
        if let Some(date) = date {
            add_date(&mut metadata, date, basis);
        }
    }
    if metadata.site.is_none() {
        metadata.site = metadata.url.as_deref().and_then(host).map(str::to_owned);
    }
    metadata
}

/// Adds what only reading the article tells: the dateline's date, and a title from the first sentence.
pub fn complete(metadata: &mut Metadata, text: &Text, facts: &Facts) {
    if let Some(date) = facts.header.dateline.as_ref().and_then(|d| d.date) {
        if metadata.published.as_ref().is_some_and(|p| p.basis == "file" && date.day.is_some()) {
            metadata.published = None;
            unchoose(&mut metadata.candidates, "date");
        }
        add_date(metadata, date, "dateline");
    }
    if metadata.title.is_none() {
        let title = first_sentence(text, facts.header.body_start);
        let candidate =
            store::Candidate { field: "title", value: title.clone(), basis: "first-sentence", chosen: Choice::Chosen };
        metadata.candidates.push(candidate);
        metadata.title = Some((title, "first-sentence"));
    }
}

fn take(metadata: &mut Metadata, candidate: &Candidate, value: &str, today: NaiveDate) -> Choice {
    let slot = match candidate.field {
        MetaField::Title if metadata.title.is_none() => {
            metadata.title = Some((value.to_owned(), candidate.basis));
            return Choice::Chosen;
        }
        MetaField::Date => return take_date(metadata, dates::parse(value, today), candidate.basis),
        // No author is better than the address of a page about one, or the last part of it.
        MetaField::Author if value.contains("://") || is_slug(value) => return Choice::Kept,
        MetaField::Author => &mut metadata.byline,
        MetaField::Site => &mut metadata.site,
        MetaField::Url if value.starts_with("http://") || value.starts_with("https://") => &mut metadata.url,
        MetaField::Lang => {
            let Some(code) = language(value).filter(|_| metadata.lang.is_none()) else { return Choice::Kept };
            metadata.lang = Some(code);
            return Choice::Chosen;
        }
        MetaField::Encoding | MetaField::Flaw => return Choice::Chosen,
        MetaField::Title | MetaField::Url | MetaField::Description => return Choice::Kept,
    };
    if slot.is_some() {
        return Choice::Kept;
    }
    *slot = Some(value.to_owned());
    Choice::Chosen
}

fn take_date(metadata: &mut Metadata, stamp: Option<Stamp>, basis: &'static str) -> Choice {
    let Some(stamp) = stamp else { return Choice::Kept };
    match &mut metadata.published {
        None => {
            let Stamp { date, time, zone } = stamp;
            metadata.published = Some(Published { date, basis, time, zone });
            Choice::Chosen
        }
        // The same day, told to the second.
        Some(published) if published.time.is_none() && published.date == stamp.date && stamp.time.is_some() => {
            (published.time, published.zone) = (stamp.time, stamp.zone);
            Choice::Chosen
        }
        Some(_) => Choice::Kept,
    }
}

fn add_date(metadata: &mut Metadata, date: PartialDate, basis: &'static str) {
    let chosen = take_date(metadata, Some(Stamp { date, time: None, zone: None }), basis);
    metadata.candidates.push(store::Candidate { field: "date", value: date.to_string(), basis, chosen });
}

fn unchoose(candidates: &mut [store::Candidate], field: &str) {
    candidates.iter_mut().filter(|c| c.field == field).for_each(|c| c.chosen = Choice::Kept);
}

/// The first sentence that begins at or after `start` (bytes), or holds it, cut between words.
fn first_sentence(text: &Text, start: u32) -> String {
    const MAX_TITLE_CHARS: usize = 120;
    let sentence = text.sentences().iter().find(|s| s.span.end > start);
    let from = sentence.map_or(0, |s| s.span.start.max(start)) as usize;
    let to = sentence.map_or(text.body().len(), |s| s.span.end as usize);
    let words = text.body().get(from..to).unwrap_or_default();
    let line = one_line(words.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '"' | '«')));
    let cut = shorten(&line, MAX_TITLE_CHARS);
    if cut.is_empty() { "(untitled)".into() } else { cut }
}

/// `line` up to `max` characters, cut after a word and marked by `…`.
fn shorten(line: &str, max: usize) -> String {
    let Some((end, _)) = line.char_indices().nth(max) else { return line.to_owned() };
    let cut = line[..end].rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}…", line[..cut].trim_end_matches([' ', ',', ';', ':', '—', '–']))
}

/// Normalised, on one line, of bounded length.
fn one_line(value: &str) -> String {
    let bounded: String = value.chars().take(4 * MAX_FIELD_CHARS).collect();
    let line = normalise(&bounded).split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(&line, MAX_FIELD_CHARS)
}

/// `daniyar-sarsenov`, as it stands in addresses.
fn is_slug(value: &str) -> bool {
    value.contains('-') && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// `en-US` as `en`.
fn language(value: &str) -> Option<String> {
    let code = value.split(['-', '_']).next()?.to_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

fn host(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}

fn word(field: MetaField) -> &'static str {
    match field {
        MetaField::Title => "title",
        MetaField::Date => "date",
        MetaField::Author => "author",
        MetaField::Site => "site",
        MetaField::Url => "url",
        MetaField::Lang => "lang",
        MetaField::Description => "description",
        MetaField::Encoding => "encoding",
        MetaField::Flaw => "flaw",
    }
}
