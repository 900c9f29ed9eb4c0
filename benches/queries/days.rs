//! Days moved on, round the same forty years.

use chrono::{Datelike, Days, NaiveDate};

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1987, 1, 1).expect("a day");
const SPAN: i64 = 14_610;

/// Days by which each round differs from the one before.
const STEP: i64 = 149;

/// yyyymmdd of the same article in another round. Days outside the span stay.
pub fn moved(day: i64, round: i64) -> i64 {
    let date = |day: i64| {
        NaiveDate::from_ymd_opt(i32::try_from(day / 10_000).ok()?, (day / 100 % 100) as u32, (day % 100) as u32)
    };
    let Some(since) = date(day).map(|date| (date - FIRST).num_days()).filter(|since| (0..SPAN).contains(since)) else {
        return day;
    };
    let to = (since + round * STEP) % SPAN;
    let date = FIRST.checked_add_days(Days::new(to as u64)).unwrap_or(FIRST);
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// A date as it is known (YYYY, YYYY-MM, YYYY-MM-DD) moved like its day, and the day that then belongs to it.
pub fn moved_text(text: &str, day: i64, round: i64) -> (String, i64) {
    let to = moved(day, round);
    match text.len() {
        4 => (format!("{:04}", to / 10_000), to / 10_000 * 10_000 + 101),
        7 => (format!("{:04}-{:02}", to / 10_000, to / 100 % 100), to / 100 * 100 + 1),
        _ => (format!("{:04}-{:02}-{:02}", to / 10_000, to / 100 % 100, to % 100), to),
    }
}
