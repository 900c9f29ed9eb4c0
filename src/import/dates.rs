//! Dates as metadata write them: ISO 8601, RFC 2822, in words, in a URL or a file name, Unix time.

use chrono::{DateTime, Datelike, NaiveDate};

use crate::extract::PartialDate;
use crate::text;

/// A date as it was written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    pub date: PartialDate,
    /// HH:MM:SS, local to the zone.
    pub time: Option<String>,
    /// +05:00 or Z
    pub zone: Option<String>,
}

/// The first year of which a news article is believed: the first printed newspaper.
const FIRST_YEAR: i32 = 1605;

/// Reads a date. `None` for what is none, or lies before the first newspaper or after tomorrow:
/// `today` is the day of the import, and somewhere it is tomorrow already.
pub fn parse(text: &str, today: NaiveDate) -> Option<Stamp> {
    let text = text.trim().trim_matches(['"', '\'']);
    if text.len() > 100 {
        return None;
    }
    let stamp = iso(text).or_else(|| rfc2822(text)).or_else(|| words(text)).or_else(|| unix(text))?;
    credible(stamp.date, today).then_some(stamp)
}

/// The date in a URL's path or a file name: `/2023/08/02/`, `2023-08-02-joint-statement`.
pub fn in_path(path: &str, today: NaiveDate) -> Option<PartialDate> {
    let bytes = path.as_bytes();
    (0..bytes.len().min(1000)).filter(|&at| at == 0 || !bytes[at - 1].is_ascii_digit()).find_map(|at| {
        let digits = |from: usize, count: usize| -> Option<i32> {
            let part = path.get(at + from..at + from + count)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        };
        let separator = path.as_bytes().get(at + 4).filter(|b| matches!(b, b'/' | b'-' | b'_'))?;
        let same = path.as_bytes().get(at + 7) == Some(separator);
        let ends = !path.as_bytes().get(at + 10).is_some_and(u8::is_ascii_digit);
        let date = checked(digits(0, 4)?, digits(5, 2), digits(8, 2))?;
        (same && ends && credible(date, today)).then_some(date)
    })
}

fn credible(date: PartialDate, today: NaiveDate) -> bool {
    let tomorrow = today.succ_opt().unwrap_or(today);
    date.year >= FIRST_YEAR
        && date.first_day() <= tomorrow.year() * 10_000 + tomorrow.month() as i32 * 100 + tomorrow.day() as i32
}

/// A date whose month and day exist.
fn checked(year: i32, month: Option<i32>, day: Option<i32>) -> Option<PartialDate> {
    let to_u8 = |n: Option<i32>| n.and_then(|n| u8::try_from(n).ok());
    let date = PartialDate { year, month: to_u8(month), day: to_u8(day) };
    let exists = NaiveDate::from_ymd_opt(year, u32::from(date.month.unwrap_or(1)), u32::from(date.day.unwrap_or(1)));
    exists.map(|_| date)
}

/// YYYY, YYYY-MM, YYYY-MM-DD (with `-`, `/` or `.`), YYYYMMDD, and what may follow a whole date: `T` or a
/// blank, the time, the zone.
fn iso(text: &str) -> Option<Stamp> {
    let year: i32 = number(text.get(..4)?)?;
    let rest = &text[4..];
    let bare = |date| Some(Stamp { date, time: None, zone: None });
    if rest.is_empty() {
        return bare(PartialDate { year, month: None, day: None });
    }
    if rest.len() == 4 && number(rest).is_some() {
        return bare(checked(year, number(&rest[..2]), number(&rest[2..]))?);
    }
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = rest[1..].splitn(2, separator);
    let month = parts.next()?;
    let Some(after) = parts.next() else {
        return bare(checked(year, Some(number(month)?), None)?);
    };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let date = checked(year, Some(number(month)?), Some(number(&after[..digits])?))?;
    let (time, zone) = clock(&after[digits..]);
    Some(Stamp { date, time, zone })
}

/// The time and zone at the end of a date: `T10:00:00.000+05:00`, ` 22:46:33-04:00`.
fn clock(text: &str) -> (Option<String>, Option<String>) {
    let text = text.trim_start_matches(['T', 't', ' ', ',']);
    let digits = |from: usize| text.get(from..from + 2).and_then(number);
    let (Some(hour @ 0..=24), Some(":"), Some(minute @ 0..=59)) = (digits(0), text.get(2..3), digits(3)) else {
        return (None, None);
    };
    let second = if text.get(5..6) == Some(":") { digits(6).filter(|s| (0..=60).contains(s)) } else { None };
    let rest = text.get(if second.is_some() { 8 } else { 5 }..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()).trim();
    let zone = match rest {
        "Z" | "z" | "UTC" | "GMT" => Some("Z".to_owned()),
        _ => offset(rest),
    };
    (Some(format!("{hour:02}:{minute:02}:{:02}", second.unwrap_or(0))), zone)
}

/// `+0500`, `+05:00`, `-04` as `+05:00`.
fn offset(text: &str) -> Option<String> {
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    number(&digits)?;
    match digits.len() {
        2 => Some(format!("{sign}{digits}:00")),
        4 => Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])),
        _ => None,
    }
}

fn rfc2822(text: &str) -> Option<Stamp> {
    let stamp = DateTime::parse_from_rfc2822(text).ok()?;
    Some(Stamp {
        date: checked(stamp.year(), Some(stamp.month() as i32), Some(stamp.day() as i32))?,
        time: Some(stamp.format("%H:%M:%S").to_string()),
        zone: Some(stamp.format("%:z").to_string()).map(|z| if z == "+00:00" { "Z".into() } else { z }),
    })
}

/// `August 2, 2023`, `2 Aug. 2023`, `Wednesday, 2 August 2023`, `August 2023`.
fn words(text: &str) -> Option<Stamp> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !is_weekday(w)).take(6).collect();
    let date = match words[..] {
        [first, day, year, ..] if month(first).is_some() && year.len() == 4 => {
            checked(number(year)?, month(first), Some(ordinal(day)?))?
        }
        [day, second, year, ..] if month(second).is_some() && year.len() == 4 => {
            checked(number(year)?, month(second), Some(ordinal(day)?))?
        }
        [first, year] if month(first).is_some() && year.len() == 4 => checked(number(year)?, month(first), None)?,
        _ => return None,
    };
    Some(Stamp { date, time: None, zone: None })
}

/// `2nd` as 2.
fn ordinal(word: &str) -> Option<i32> {
    number(word.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
}

fn month(word: &str) -> Option<i32> {
    text::month(word).map(i32::from)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.to_lowercase();
    DAYS.iter().any(|day| word.starts_with(day) && (word.len() == 3 || word.ends_with("day")))
}

/// Seconds or milliseconds since 1970.
fn unix(text: &str) -> Option<Stamp> {
    let number: i64 = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let stamp = DateTime::from_timestamp(seconds, 0)?;
    Some(Stamp {
        date: checked(stamp.year(), Some(stamp.month() as i32), Some(stamp.day() as i32))?,
        time: Some(stamp.format("%H:%M:%S").to_string()),
        zone: Some("Z".into()),
    })
}

fn number(text: &str) -> Option<i32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 6, 1).expect("a date")
    }

    #[test]
    fn dates_are_read() {
        for (text, expected) in [
            ("2023", "2023"),
            ("2023-08", "2023-08"),
            ("2023-08-02", "2023-08-02"),
            ("2023/8/2", "2023-08-02"),
            ("20230802", "2023-08-02"),
            ("2023-08-02T10:00", "2023-08-02 10:00:00"),
            ("2023-08-02 22:46:33-04:00", "2023-08-02 22:46:33 -04:00"),
            ("2023-08-02T10:00:00.123Z", "2023-08-02 10:00:00 Z"),
            ("2023-08-02T10:00:00+0500", "2023-08-02 10:00:00 +05:00"),
            ("Wed, 02 Aug 2023 13:00:00 GMT", "2023-08-02 13:00:00 Z"),
            ("Wednesday, August 2nd, 2023", "2023-08-02"),
            ("2 Aug. 2023", "2023-08-02"),
            ("Sept. 5, 2023", "2023-09-05"),
            ("August 2023", "2023-08"),
            ("1690970400", "2023-08-02 10:00:00 Z"),
            ("1690970400000", "2023-08-02 10:00:00 Z"),
        ] {
            let stamp = parse(text, today()).unwrap_or_else(|| panic!("{text}"));
            let parts = [Some(stamp.date.to_string()), stamp.time, stamp.zone];
            assert_eq!(parts.into_iter().flatten().collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_is_no_date() {
        for text in [
            "",
            "soon",
            "2023-13-01",
            "2023-02-30",
            "2024-06-03",
            "9999-01-01",
            "1066-10-14",
            "20é3-01-01",
            "2023-é",
            "٢٠٢٣",
        ] {
            assert_eq!(parse(text, today()), None, "{text}");
        }
    }

    #[test]
    fn dates_in_paths() {
        for (path, expected) in [
            ("https://a.example/2023/08/02/port", Some("2023-08-02")),
            ("2023-08-02-joint-statement.md", Some("2023-08-02")),
            ("https://a.example/id/12023/08/02", None),
            ("https://a.example/2023/08-02", None),
            ("no date", None),
            ("2031-08-02.txt", None),
        ] {
            assert_eq!(in_path(path, today()).map(|d| d.to_string()).as_deref(), expected, "{path}");
        }
    }
}
