//! Dates in running text: "Nov. 24", "on Friday", "next year", "earlier this month".

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::PartialDate;
use super::header::{day_number, month};
use super::lexicon::Class;
use super::reading::Reading;
use crate::text::{Span, TokenKind};

/// A date as the text tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dated {
    pub tokens: Range<usize>,
    pub span: Span,
    pub date: PartialDate,
}

/// All dates in a range of tokens. What leaves the year out takes the one nearest to publication;
/// what is relative to an unknown day of publication is left out.
pub(super) fn find(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Dated> {
    let mut dates = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        match date_at(reading, i, tokens.clone()) {
            Some((end, date)) => {
                if let Some(span) = reading.span(i..end) {
                    dates.push(Dated { tokens: i..end, span, date });
                }
                i = end;
            }
            None => i += 1,
        }
    }
    dates
}

/// The date that begins at token `i`, and the token behind it.
fn date_at(reading: &Reading<'_>, i: usize, within: Range<usize>) -> Option<(usize, PartialDate)> {
    let word = reading.word(i);
    match reading.kind(i)? {
        TokenKind::Number => numeric(reading, i),
        TokenKind::Word if word.len() < 3 => None,
        TokenKind::Word => {
            calendar(reading, i).or_else(|| weekday(reading, i, within)).or_else(|| relative(reading, i))
        }
        _ => None,
    }
}

/// "2023-11-24", "24.11.2023", "24 November 2023", "the 2023 summit", "in 2024".
fn numeric(reading: &Reading<'_>, i: usize) -> Option<(usize, PartialDate)> {
    let word = reading.word(i);
    if i > 0 && reading.word(i - 1) == "/" {
        return None; // part of an address
    }
    let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
    if let [a, b, c] = parts[..] {
        let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
        let date = day_of(year.parse().ok()?, b.parse().ok()?, day.parse().ok()?)?;
        return Some((i + 1, date));
    }
    if let Some(day) = day_number(word) {
        let of = usize::from(reading.is(i + 1, &["of"]));
        let m = month(reading.word(i + 1 + of)).filter(|_| reading.is_capitalised(i + 1 + of));
        if let Some(m) = m {
            let end = after_point(reading, i + 2 + of);
            return with_year(reading, end, m, Some(day));
        }
        return None;
    }
    let year = year_number(word)?;
    let cued = i > 0
        && (reading.is(
            i - 1,
            &[
                "in", "since", "by", "until", "for", "of", "from", "early", "late", "mid", "during", "year", "before",
                "after", "the",
            ],
        ) || reading.kind(i - 1) == Some(TokenKind::Quote));
    cued.then_some((i + 1, PartialDate { year, month: None, day: None }))
}

/// "Nov. 24", "November 24, 2023", "in March", "March 2024".
fn calendar(reading: &Reading<'_>, i: usize) -> Option<(usize, PartialDate)> {
    if !reading.is_capitalised(i) {
        return None;
    }
    let m = month(reading.word(i))?;
    let end = after_point(reading, i + 1);
    if let Some(day) = day_number(reading.word(end)).filter(|_| reading.kind(end) == Some(TokenKind::Number)) {
        return with_year(reading, end + 1, m, Some(day));
    }
    if reading.kind(end) == Some(TokenKind::Number)
        && let Some(year) = year_number(reading.word(end))
    {
        return Some((end + 1, PartialDate { year, month: Some(m), day: None }));
    }
    // "May" and "March" alone are verbs too: a month alone wants a preposition.
    let cued = i > 0
        && (reading
            .is(i - 1, &["in", "since", "last", "next", "this", "of", "early", "late", "until", "by", "for", "the"])
            || reading.word(i - 1) == "[");
    if !cued {
        return None;
    }
    with_year(reading, end, m, None)
}

/// Completes a day or month by the year that follows, or by the nearest one.
fn with_year(reading: &Reading<'_>, end: usize, month: u8, day: Option<u8>) -> Option<(usize, PartialDate)> {
    let comma = usize::from(reading.word(end) == ",");
    let stated = (reading.kind(end + comma) == Some(TokenKind::Number))
        .then(|| year_number(reading.word(end + comma)))
        .flatten();
    if let Some(year) = stated {
        return Some((end + comma + 1, dated(year, month, day)?));
    }
    let anchor = reading.published?;
    let here = i32::from(anchor.month.unwrap_or(6));
    let there = i32::from(month);
    let year = match there - here {
        7.. => anchor.year - 1,
        // A month alone that lies far back is told of as past unless the text looks ahead.
        ..=-7 if day.is_some() || is_future(reading, end, 0..end) => anchor.year + 1,
        _ => anchor.year,
    };
    Some((end, dated(year, month, day)?))
}

fn dated(year: i32, month: u8, day: Option<u8>) -> Option<PartialDate> {
    match day {
        Some(day) => day_of(year, month, day),
        None => Some(PartialDate { year, month: Some(month), day: None }),
    }
}

/// "on Friday", "last Wednesday", "next Monday", "Thursday, July 21".
fn weekday(reading: &Reading<'_>, i: usize, within: Range<usize>) -> Option<(usize, PartialDate)> {
    let day = weekday_named(reading.word(i)).filter(|_| reading.is_capitalised(i))?;
    let comma = usize::from(reading.word(i + 1) == ",");
    if let Some((end, date)) =
        calendar(reading, i + 1 + comma).or_else(|| numeric(reading, i + 1 + comma)).filter(|(_, d)| d.day.is_some())
    {
        return Some((end, date));
    }
    let anchor = anchor(reading)?;
    let back = u64::from((anchor.weekday().num_days_from_monday() + 7 - day.num_days_from_monday()) % 7);
    let date = match i.checked_sub(1).map(|b| reading.word(b)) {
        Some("next" | "coming") => anchor.checked_add_days(Days::new(7 - back)),
        Some("last") if back == 0 => anchor.checked_sub_days(Days::new(7)),
        _ if is_future(reading, i, within) => anchor.checked_add_days(Days::new((7 - back) % 7)),
        _ => anchor.checked_sub_days(Days::new(back)),
    };
    Some((i + 1, full(date?)))
}

/// Two and what follows it.
const SMALL_NUMBERS: &[&str] = &["two", "three", "four", "five", "six"];

/// "today", "this morning", "yesterday", "two days ago", "next year", "earlier this month", "last week", "the
/// following day".
fn relative(reading: &Reading<'_>, i: usize) -> Option<(usize, PartialDate)> {
    let word = reading.word(i).to_ascii_lowercase();
    let shift = |days: i64| {
        let anchor = anchor(reading)?;
        anchor.checked_add_signed(chrono::TimeDelta::days(days)).map(full)
    };
    match word.as_str() {
        "today" | "tonight" => return Some((i + 1, shift(0)?)),
        "yesterday" => return Some((i + 1, shift(-1)?)),
        "tomorrow" => return Some((i + 1, shift(1)?)),
        "this" if reading.is(i + 1, &["morning", "afternoon", "evening"]) => return Some((i + 2, shift(0)?)),
        "last" if reading.is(i + 1, &["night", "evening"]) => return Some((i + 2, shift(-1)?)),
        _ => {}
    }
    if reading.is(i + 1, &["days"])
        && reading.is(i + 2, &["ago"])
        && let Some(days) = SMALL_NUMBERS.iter().position(|w| *w == word).map(|n| n as i64 + 2)
    {
        return Some((i + 3, shift(-days)?));
    }
    if matches!(word.as_str(), "following" | "next") && reading.is(i + 1, &["day"]) {
        return Some((i + 2, day_after(reading, i)?));
    }
    let steps = match word.as_str() {
        "last" | "previous" => -1,
        "this" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let anchor = reading.published?;
    match reading.word(i + 1) {
        "year" => Some((i + 2, PartialDate { year: anchor.year + steps, month: None, day: None })),
        "month" => {
            let months = anchor.year * 12 + i32::from(anchor.month?) - 1 + steps;
            let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
            Some((i + 2, PartialDate { year: months.div_euclid(12), month: Some(month), day: None }))
        }
        "week" => Some((i + 2, week(steps, self::anchor(reading)?)?)),
        _ => None,
    }
}

/// The week `steps` after that of `anchor`, as precisely as a partial date can say it: by its month,
/// or by its year when it lies in two months.
fn week(steps: i32, anchor: NaiveDate) -> Option<PartialDate> {
    let since_monday = i64::from(anchor.weekday().num_days_from_monday());
    let monday = anchor.checked_add_signed(chrono::TimeDelta::days(7 * i64::from(steps) - since_monday))?;
    let sunday = monday.checked_add_days(Days::new(6))?;
    let month = (monday.month() == sunday.month()).then_some(monday.month() as u8);
    (monday.year() == sunday.year()).then_some(PartialDate { year: monday.year(), month, day: None })
}

/// The day after the last one that is told before token `i`.
fn day_after(reading: &Reading<'_>, i: usize) -> Option<PartialDate> {
    let told = (i.saturating_sub(200)..i).rev().find_map(|j| {
        let (_, date) = match reading.kind(j)? {
            TokenKind::Number => numeric(reading, j)?,
            TokenKind::Word => calendar(reading, j).or_else(|| weekday(reading, j, 0..i))?,
            _ => return None,
        };
        NaiveDate::from_ymd_opt(date.year, date.month?.into(), date.day?.into())
    })?;
    told.succ_opt().map(full)
}

/// Whether the words before token `i` speak of what is to come.
fn is_future(reading: &Reading<'_>, i: usize, within: Range<usize>) -> bool {
    let from = within.start.max(i.saturating_sub(14));
    (from..i).rev().take_while(|&j| !matches!(reading.word(j), "." | ";" | ":")).any(|j| {
        reading.is(j, &["will", "shall", "upcoming", "scheduled", "expected", "planned", "plans", "due", "coming"])
            || (reading.is_class(j, Class::Be) && reading.is(j + 1, &["to"]))
    })
}

fn anchor(reading: &Reading<'_>) -> Option<NaiveDate> {
    let published = reading.published?;
    NaiveDate::from_ymd_opt(published.year, published.month?.into(), published.day?.into())
}

fn full(date: NaiveDate) -> PartialDate {
    PartialDate { year: date.year(), month: Some(date.month() as u8), day: Some(date.day() as u8) }
}

fn day_of(year: i32, month: u8, day: u8) -> Option<PartialDate> {
    let valid = (1000..3000).contains(&year) && NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_some();
    valid.then_some(PartialDate { year, month: Some(month), day: Some(day) })
}

/// Behind the point of `Nov.`
fn after_point(reading: &Reading<'_>, i: usize) -> usize {
    let point = reading.word(i) == "." && reading.kind(i + 1) == Some(TokenKind::Number);
    i + usize::from(point)
}

/// The year in the name of an event: "the 2024 Lakes Summit". One far ahead is a goal, and part of a name that stays
/// the same from year to year: "the Lakes 2030 Summit".
pub(super) fn year_of_name(reading: &Reading<'_>, name: Range<usize>) -> Option<PartialDate> {
    let latest = reading.published.map_or(2099, |published| published.year + 2);
    let year = name.into_iter().find_map(|t| year_number(reading.word(t)))?;
    (year <= latest).then_some(PartialDate { year, month: None, day: None })
}

fn year_number(word: &str) -> Option<i32> {
    if word.len() != 4 { None } else { word.parse().ok().filter(|y| (1900..2100).contains(y)) }
}

fn weekday_named(word: &str) -> Option<Weekday> {
    Some(match word {
        "Monday" | "Mon" => Weekday::Mon,
        "Tuesday" | "Tues" => Weekday::Tue,
        "Wednesday" => Weekday::Wed,
        "Thursday" | "Thurs" => Weekday::Thu,
        "Friday" => Weekday::Fri,
        "Saturday" => Weekday::Sat,
        "Sunday" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Context, Facts};
    use crate::text::Text;

    /// Published on Friday, 24 November 2023.
    fn dates(body: &str) -> Vec<(String, String)> {
        let text = Text::new(body);
        let facts = Facts::default();
        let published = Some(PartialDate { year: 2023, month: Some(11), day: Some(24) });
        let reading = Reading::new(&text, &Context { published, ..Context::default() }, &facts);
        let found = find(&reading, 0..reading.len());
        found.into_iter().map(|d| (text.slice(d.span).to_owned(), d.date.to_string())).collect()
    }

    #[test]
    fn dates_are_resolved() {
        for (body, words, date) in [
            ("during his Nov. 24 visit", "Nov. 24", "2023-11-24"),
            ("on 24 November 2021", "24 November 2021", "2021-11-24"),
            ("On the 3rd of March, 2022, they", "3rd of March, 2022", "2022-03-03"),
            ("on January 5 they will meet", "January 5", "2024-01-05"),
            ("met on Friday", "Friday", "2023-11-24"),
            ("met on Thursday", "Thursday", "2023-11-23"),
            ("will meet on Monday", "Monday", "2023-11-27"),
            ("suspended it last Friday", "Friday", "2023-11-17"),
            ("On Thursday, July 21, he", "Thursday, July 21", "2023-07-21"),
            ("spoke yesterday", "yesterday", "2023-11-23"),
            ("a visit next year", "next year", "2024"),
            ("earlier this month", "this month", "2023-11"),
            ("last month", "last month", "2023-10"),
            ("earlier this week", "this week", "2023-11"),
            ("last week", "last week", "2023-11"),
            ("next week", "next week", "2023"),
            ("next month", "next month", "2023-12"),
            ("by 2027", "2027", "2027"),
            ("in March", "March", "2023-03"),
            ("since 2023-11-02", "2023-11-02", "2023-11-02"),
        ] {
            assert_eq!(dates(body), [(words.to_owned(), date.to_owned())], "{body}");
        }
    }

    #[test]
    fn the_following_day_follows_the_last_one_told() {
        let found = dates("They met on November 21 and signed it the following day.");
        assert_eq!(found[1], ("following day".to_owned(), "2023-11-22".to_owned()));
        assert_eq!(dates("They signed it the following day."), []);
    }

    #[test]
    fn numbers_are_no_dates() {
        for body in ["350,000 tonnes", "he may come", "a march of 40 people", "1.2.3.4"] {
            assert_eq!(dates(body), [], "{body}");
        }
    }
}
