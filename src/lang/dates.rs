//! Date expressions to half-open intervals of days. Today is injected.
//!
//! ```text
//! 2024  2024-10  2024-10-05  2024-Q3      that year, month, day, quarter
//! oct  october  q3                         the latest one that has begun
//! today  yesterday
//! 90d  6w  12mo  2y                        rolled back from today
//! this-week|month|quarter|year             the whole period that today is in
//! last-month  last-3-months                whole periods before it; day week month quarter year
//! ```

use crate::text::{self, MONTHS};
use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::fields::{Field, near};

/// A half-open interval of days as yyyymmdd: `from` is in it, `to` is not. `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day that counts, yyyymmdd.
    pub from: Option<i32>,
    /// First day that no longer counts, yyyymmdd.
    pub to: Option<i32>,
}

/// Why a value is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Without the value itself: `` `3m` could be months or minutes: write 3mo ``
    pub message: String,
    /// What was probably meant, ready to type.
    pub suggestion: Option<String>,
}

/// The days of `date:VALUE`. A rolling value reaches up to today.
///
/// # Errors
/// A [`Refusal`] when `value` is no date, or could be two.
pub fn resolve(value: &str, today: NaiveDate) -> Result<Days, Refusal> {
    let period = Period::parse(value, today)?;
    Ok(Days { from: Some(number(period.first)), to: Some(number(period.after)) })
}

/// The days of `field:VALUE` for the date fields `date since until before after`; other fields are
/// read as `date`. For these a rolling value is the one day it rolls back to.
///
/// # Errors
/// As [`resolve`].
pub fn resolve_field(field: Field, value: &str, today: NaiveDate) -> Result<Days, Refusal> {
    let period = Period::parse(value, today)?;
    let (first, after) = (Some(number(period.first)), Some(number(period.point_after())));
    Ok(match field {
        Field::Since => Days { from: first, to: None },
        Field::Until => Days { from: None, to: after },
        Field::Before => Days { from: None, to: first },
        Field::After => Days { from: after, to: None },
        _ => return resolve(value, today),
    })
}

/// The days of `date:FROM..TO`: from the first day of the one to the last day of the other.
///
/// # Errors
/// As [`resolve`], and when the range ends before it begins.
pub fn resolve_range(from: Option<&str>, to: Option<&str>, today: NaiveDate) -> Result<Days, Refusal> {
    let from = from.map(|value| Period::parse(value, today)).transpose()?.map(|period| number(period.first));
    let to = to.map(|value| Period::parse(value, today)).transpose()?.map(|period| number(period.point_after()));
    match (from, to) {
        (Some(from), Some(to)) if to <= from => Err(refuse("the range ends before it begins", None)),
        _ => Ok(Days { from, to }),
    }
}

/// A run of days, and whether it rolls.
struct Period {
    first: NaiveDate,
    /// The day after its last.
    after: NaiveDate,
    reach: Reach,
}

#[derive(PartialEq)]
enum Reach {
    /// What the value names, from its first to its last day.
    Named,
    /// So far back: as a bound it is one day, as a period it reaches up to today.
    Rolling,
}

/// Longest expression that is looked at: the longest real one is `last-10-quarters`.
const LONGEST: usize = 32;

/// Farthest that a value may roll back or count: well beyond every newspaper.
const FARTHEST: u32 = 100_000;

const WORDS: [&str; 12] = [
    "today",
    "yesterday",
    "this-week",
    "this-month",
    "this-quarter",
    "this-year",
    "last-day",
    "last-week",
    "last-month",
    "last-quarter",
    "last-year",
    "last-3-months",
];

impl Period {
    fn parse(value: &str, today: NaiveDate) -> Result<Period, Refusal> {
        // Beyond these years a day has no number of the form yyyymmdd.
        if !(0..=9999).contains(&today.year()) {
            return Err(too_far());
        }
        if value.len() > LONGEST {
            return Err(no_date("it is too long for one"));
        }
        let lower = value.trim().to_lowercase().replace('_', "-");
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            return numeric(&lower, today);
        }
        match lower.as_str() {
            "today" => return days_from(today, 1),
            "yesterday" => return days_from(back(today, 1, Unit::Day)?, 1),
            _ => {}
        }
        if let Some(unit) = lower.strip_prefix("this-") {
            let unit = Unit::named(unit).ok_or_else(|| no_date("this- goes with week, month, quarter or year"))?;
            return period(unit.begin(today), unit, 1);
        }
        if let Some(rest) = lower.strip_prefix("last-") {
            let (count, unit) = match rest.split_once('-') {
                Some((count, unit)) => (count_of(count)?, unit),
                None => (1, rest),
            };
            let unit =
                Unit::named(unit).ok_or_else(|| no_date("last- goes with days, weeks, months, quarters or years"))?;
            return period(back(unit.begin(today), count, unit)?, unit, count);
        }
        if let Some(quarter) = lower.strip_prefix('q').and_then(|digit| digit.parse::<u32>().ok()) {
            return latest(quarter_begin(today.year(), quarter)?, Unit::Quarter, today);
        }
        if let Some(month) = text::month(&lower).map(u32::from) {
            return latest(ymd(today.year(), month, 1)?, Unit::Month, today);
        }
        let suggestion = near(&lower, WORDS.into_iter().chain(MONTHS)).first().map(|word| (*word).to_owned());
        Err(refuse("no date: write 2024, 2024-10, 2024-10-05, 2024-Q3, oct, today, 90d or last-month", suggestion))
    }

    /// The first day after it, when it bounds something.
    fn point_after(&self) -> NaiveDate {
        match self.reach {
            Reach::Named => self.after,
            Reach::Rolling => self.first.succ_opt().unwrap_or(self.first),
        }
    }
}

/// What begins with a digit.
fn numeric(value: &str, today: NaiveDate) -> Result<Period, Refusal> {
    let parts: Vec<&str> = value.split('-').collect();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year] if digits(year, 4) => period(ymd(int(year)?, 1, 1)?, Unit::Year, 1),
        [year, quarter] if digits(year, 4) && quarter.starts_with('q') => {
            let quarter = quarter[1..].parse().map_err(|_| no_date("a quarter is Q1, Q2, Q3 or Q4"))?;
            period(quarter_begin(int(year)?, quarter)?, Unit::Quarter, 1)
        }
        [year, month] if digits(year, 4) && digits(month, 2) => {
            period(ymd(int(year)?, uint(month)?, 1)?, Unit::Month, 1)
        }
        [year, month] if digits(year, 4) && text::month(month).is_some() => {
            period(ymd(int(year)?, text::month(month).map_or(1, u32::from), 1)?, Unit::Month, 1)
        }
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            days_from(ymd(int(year)?, uint(month)?, uint(day)?)?, 1)
        }
        [year, rest @ ..]
            if digits(year, 4) && rest.len() <= 2 && rest.iter().all(|part| digits(part, 1) || digits(part, 2)) =>
        {
            let padded: String = rest.iter().map(|part| format!("-{part:0>2}")).collect();
            Err(refuse("months and days have two digits", Some(format!("{year}{padded}"))))
        }
        [all] if digits(all, 8) => {
            Err(refuse("a date has hyphens", Some(format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..]))))
        }
        [_] if value.contains('/') => Err(slashes(value)),
        [_] if value.matches('.').count() == 2 => {
            Err(refuse("a date is written year first, with hyphens: 2024-10-05", None))
        }
        [_] => rolling(value, today),
        _ => Err(no_date("write the year first, in four digits: 2024-10-05")),
    }
}

/// `3/4/2024` is refused, since it is March to some and April to others.
fn slashes(value: &str) -> Refusal {
    let parts: Vec<u32> = value.split('/').map(|part| part.parse().unwrap_or(0)).collect();
    match parts.as_slice() {
        [a @ 1..=12, b @ 1..=12, year @ 1000..=9999] if a != b => {
            refuse(format!("which is the month? Write {year}-{a:02}-{b:02} or {year}-{b:02}-{a:02}"), None)
        }
        [month @ 1..=12, day @ 1..=31, year @ 1000..=9999]
        | [day @ 13..=31, month @ 1..=12, year @ 1000..=9999]
        | [year @ 1000..=9999, month @ 1..=12, day @ 1..=31] => {
            refuse("a date is written with hyphens, year first", Some(format!("{year}-{month:02}-{day:02}")))
        }
        _ => no_date("a date is written with hyphens, year first: 2024-10-05"),
    }
}

/// `90d`, `6w`, `12mo`, `2y`.
fn rolling(value: &str, today: NaiveDate) -> Result<Period, Refusal> {
    let split = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (count, unit) = value.split_at(split);
    let unit = match unit {
        "d" | "day" | "days" => Unit::Day,
        "w" | "week" | "weeks" => Unit::Week,
        "mo" | "month" | "months" => Unit::Month,
        "q" | "quarter" | "quarters" => Unit::Quarter,
        "y" | "yr" | "year" | "years" => Unit::Year,
        "m" => return Err(refuse("months or minutes? For months write mo", Some(format!("{count}mo")))),
        "h" | "min" | "s" => return Err(no_date("articles have days, no hours; the shortest is 1d")),
        "" => return Err(no_date("a year has four digits; a span has a unit: 90d, 6w, 12mo, 2y")),
        _ => return Err(no_date("a span is so many d, w, mo or y: 90d, 6w, 12mo, 2y")),
    };
    let first = back(today, count_of(count)?, unit)?;
    let after = today.succ_opt().ok_or_else(too_far)?;
    Ok(Period { first, after, reach: Reach::Rolling })
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn named(word: &str) -> Option<Unit> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            _ => return None,
        })
    }

    /// First day of the period that `day` is in. Weeks begin on Monday.
    fn begin(self, day: NaiveDate) -> NaiveDate {
        let begin = match self {
            Unit::Day => Some(day),
            Unit::Week => day.checked_sub_days(Count::new(day.weekday().num_days_from_monday().into())),
            Unit::Month => day.with_day(1),
            Unit::Quarter => NaiveDate::from_ymd_opt(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
            Unit::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        begin.unwrap_or(day)
    }
}

/// `count` units before `day`; in a shorter month its last day.
fn back(day: NaiveDate, count: u32, unit: Unit) -> Result<NaiveDate, Refusal> {
    let moved = match unit {
        Unit::Day => day.checked_sub_days(Count::new(count.into())),
        Unit::Week => day.checked_sub_days(Count::new(u64::from(count) * 7)),
        Unit::Month => day.checked_sub_months(Months::new(count)),
        Unit::Quarter => day.checked_sub_months(Months::new(count * 3)),
        Unit::Year => day.checked_sub_months(Months::new(count * 12)),
    };
    moved.filter(|day| day.year() >= 0).ok_or_else(too_far)
}

/// `count` units from `first` on.
fn period(first: NaiveDate, unit: Unit, count: u32) -> Result<Period, Refusal> {
    let after = match unit {
        Unit::Day => first.checked_add_days(Count::new(count.into())),
        Unit::Week => first.checked_add_days(Count::new(u64::from(count) * 7)),
        Unit::Month => first.checked_add_months(Months::new(count)),
        Unit::Quarter => first.checked_add_months(Months::new(count * 3)),
        Unit::Year => first.checked_add_months(Months::new(count * 12)),
    };
    Ok(Period { first, after: after.ok_or_else(too_far)?, reach: Reach::Named })
}

fn days_from(first: NaiveDate, count: u32) -> Result<Period, Refusal> {
    period(first, Unit::Day, count)
}

/// The period that begins at `first`, which is of this year, or the one a year earlier when it has
/// not begun yet.
fn latest(first: NaiveDate, unit: Unit, today: NaiveDate) -> Result<Period, Refusal> {
    let first = if first > today { back(first, 1, Unit::Year)? } else { first };
    period(first, unit, 1)
}

fn quarter_begin(year: i32, quarter: u32) -> Result<NaiveDate, Refusal> {
    match quarter {
        1..=4 => ymd(year, quarter * 3 - 2, 1),
        _ => Err(no_date("a quarter is Q1, Q2, Q3 or Q4")),
    }
}

fn ymd(year: i32, month: u32, day: u32) -> Result<NaiveDate, Refusal> {
    if !(1..=12).contains(&month) {
        return Err(no_date(format!("there is no month {month}")));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let name = MONTHS[month as usize - 1];
        no_date(format!("{}{} {year} has no day {day}", name[..1].to_uppercase(), &name[1..]))
    })
}

fn count_of(digits: &str) -> Result<u32, Refusal> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(no_date("how many? last-3-months"));
    }
    digits.parse().ok().filter(|count| *count <= FARTHEST).ok_or_else(too_far)
}

fn int(digits: &str) -> Result<i32, Refusal> {
    digits.parse().map_err(|_| too_far())
}

fn uint(digits: &str) -> Result<u32, Refusal> {
    digits.parse().map_err(|_| too_far())
}

fn number(day: NaiveDate) -> i32 {
    day.year() * 10_000 + i32::try_from(day.month() * 100 + day.day()).unwrap_or(0)
}

fn no_date(reason: impl Into<String>) -> Refusal {
    refuse(format!("no date: {}", reason.into()), None)
}

fn too_far() -> Refusal {
    no_date("it lies beyond the calendar")
}

fn refuse(message: impl Into<String>, suggestion: Option<String>) -> Refusal {
    Refusal { message: message.into(), suggestion }
}

#[cfg(test)]
mod tests;
