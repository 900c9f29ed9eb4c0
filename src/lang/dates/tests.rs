//! One table a question: value, today, answer.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the table")
}

fn show(days: Days) -> String {
    let end = |end: Option<i32>| end.map_or(String::new(), |day| day.to_string());
    format!("{}..{}", end(days.from), end(days.to))
}

/// `date:VALUE` on the day `today`.
#[test]
fn periods() {
    for (value, today, expected) in [
        // as far as it is given
        ("2024", "2026-01-01", "20240101..20250101"),
        ("2024-10", "2026-01-01", "20241001..20241101"),
        ("2024-12", "2026-01-01", "20241201..20250101"),
        ("2024-10-05", "2026-01-01", "20241005..20241006"),
        ("2023-12-31", "2026-01-01", "20231231..20240101"),
        ("2024-02", "2026-01-01", "20240201..20240301"),
        ("2024-02-29", "2026-01-01", "20240229..20240301"),
        ("2023-02-28", "2026-01-01", "20230228..20230301"),
        ("2024-Q1", "2026-01-01", "20240101..20240401"),
        ("2024-q3", "2026-01-01", "20240701..20241001"),
        ("2024-Q4", "2026-01-01", "20241001..20250101"),
        ("2024-oct", "2026-01-01", "20241001..20241101"),
        // months and quarters by name: the latest that has begun
        ("oct", "2024-11-20", "20241001..20241101"),
        ("oct", "2024-10-01", "20241001..20241101"),
        ("oct", "2024-09-30", "20231001..20231101"),
        ("October", "2024-03-01", "20231001..20231101"),
        ("sept", "2024-09-30", "20240901..20241001"),
        ("feb", "2024-02-29", "20240201..20240301"),
        ("may", "2024-01-01", "20230501..20230601"),
        ("q3", "2024-06-30", "20230701..20231001"),
        ("q3", "2024-07-01", "20240701..20241001"),
        // today and before
        ("today", "2024-03-01", "20240301..20240302"),
        ("yesterday", "2024-03-01", "20240229..20240301"),
        ("yesterday", "2023-01-01", "20221231..20230101"),
        ("TODAY", "2024-12-31", "20241231..20250101"),
        // rolling back
        ("1d", "2024-03-01", "20240229..20240302"),
        ("0d", "2024-03-01", "20240301..20240302"),
        ("90d", "2024-03-31", "20240101..20240401"),
        ("6w", "2024-03-01", "20240119..20240302"),
        ("12mo", "2024-02-29", "20230228..20240301"),
        ("1mo", "2024-03-31", "20240229..20240401"),
        ("2y", "2024-02-29", "20220228..20240301"),
        ("2q", "2024-05-31", "20231130..20240601"),
        ("3months", "2024-05-31", "20240229..20240601"),
        // whole periods; weeks begin on Monday, and 2024-03-01 is a Friday
        ("this-week", "2024-03-01", "20240226..20240304"),
        ("this-week", "2024-03-03", "20240226..20240304"),
        ("this-week", "2024-03-04", "20240304..20240311"),
        ("last-week", "2024-01-01", "20231225..20240101"),
        ("this-month", "2024-02-29", "20240201..20240301"),
        ("last-month", "2024-03-31", "20240201..20240301"),
        ("last-month", "2024-01-15", "20231201..20240101"),
        ("last-3-months", "2024-03-15", "20231201..20240301"),
        ("last-7-days", "2024-03-01", "20240223..20240301"),
        ("last-2-weeks", "2024-03-01", "20240212..20240226"),
        ("this-quarter", "2024-03-31", "20240101..20240401"),
        ("last-quarter", "2024-03-31", "20231001..20240101"),
        ("last-2-quarters", "2024-04-01", "20231001..20240401"),
        ("this-year", "2024-12-31", "20240101..20250101"),
        ("last-year", "2024-01-01", "20230101..20240101"),
        ("last-2-years", "2024-06-01", "20220101..20240101"),
        ("last_month", "2024-03-31", "20240201..20240301"),
    ] {
        assert_eq!(resolve(value, day(today)).map(show).as_deref(), Ok(expected), "{value} on {today}");
    }
}

/// The design's own lines, and rolling values, which bound by their one day.
#[test]
fn bounds() {
    for (field, value, expected) in [
        (Field::Since, "2024-10", "20241001.."),
        (Field::Until, "2024-10", "..20241101"),
        (Field::Before, "2024-10", "..20241001"),
        (Field::After, "2024-10", "20241101.."),
        (Field::Date, "2024-10", "20241001..20241101"),
        (Field::Since, "90d", "20240928.."),
        (Field::Until, "90d", "..20240929"),
        (Field::Before, "90d", "..20240928"),
        (Field::After, "90d", "20240929.."),
        (Field::Date, "90d", "20240928..20241228"),
        (Field::Since, "last-month", "20241101.."),
        (Field::Before, "this-year", "..20240101"),
        (Field::After, "9999", "100000101.."),
    ] {
        assert_eq!(
            resolve_field(field, value, day("2024-12-27")).map(show).as_deref(),
            Ok(expected),
            "{field:?} {value}"
        );
    }
}

#[test]
fn ranges() {
    for (from, to, expected) in [
        (Some("2023-01"), Some("2023-03"), Ok("20230101..20230401")),
        (Some("2023"), None, Ok("20230101..")),
        (None, Some("2023-02"), Ok("..20230301")),
        (Some("2024-02-29"), Some("2024-02-29"), Ok("20240229..20240301")),
        (Some("90d"), Some("30d"), Ok("20240928..20241128")),
        (Some("2024-03"), Some("2024-02"), Err("the range ends before it begins")),
        (Some("2024"), Some("2023"), Err("the range ends before it begins")),
    ] {
        let found = resolve_range(from, to, day("2024-12-27"));
        assert_eq!(
            found.map(show).map_err(|r| r.message).as_deref().map_err(String::as_str),
            expected,
            "{from:?} {to:?}"
        );
    }
}

/// Refused, each with its reason, and with what was meant where that is plain.
#[test]
fn refusals() {
    for (value, message, suggestion) in [
        ("3m", "months or minutes? For months write mo", Some("3mo")),
        ("3/4/2024", "which is the month? Write 2024-03-04 or 2024-04-03", None),
        ("10/25/2024", "a date is written with hyphens, year first", Some("2024-10-25")),
        ("25/10/2024", "a date is written with hyphens, year first", Some("2024-10-25")),
        ("2024/10/5", "a date is written with hyphens, year first", Some("2024-10-05")),
        ("4/4/2024", "a date is written with hyphens, year first", Some("2024-04-04")),
        ("99/99/2024", "no date: a date is written with hyphens, year first: 2024-10-05", None),
        ("5.10.2024", "a date is written year first, with hyphens: 2024-10-05", None),
        ("2024-1", "months and days have two digits", Some("2024-01")),
        ("2024-1-5", "months and days have two digits", Some("2024-01-05")),
        ("20241005", "a date has hyphens", Some("2024-10-05")),
        ("05-10-2024", "no date: write the year first, in four digits: 2024-10-05", None),
        ("24-10", "no date: write the year first, in four digits: 2024-10-05", None),
        ("2024-13", "no date: there is no month 13", None),
        ("2024-00", "no date: there is no month 0", None),
        ("2023-02-29", "no date: February 2023 has no day 29", None),
        ("2024-04-31", "no date: April 2024 has no day 31", None),
        ("2024-Q5", "no date: a quarter is Q1, Q2, Q3 or Q4", None),
        ("q0", "no date: a quarter is Q1, Q2, Q3 or Q4", None),
        ("99", "no date: a year has four digits; a span has a unit: 90d, 6w, 12mo, 2y", None),
        ("5h", "no date: articles have days, no hours; the shortest is 1d", None),
        ("5x", "no date: a span is so many d, w, mo or y: 90d, 6w, 12mo, 2y", None),
        ("99999999999999999999d", "no date: it lies beyond the calendar", None),
        ("4000000000y", "no date: it lies beyond the calendar", None),
        ("99999mo", "no date: it lies beyond the calendar", None),
        ("last-99999-quarters", "no date: it lies beyond the calendar", None),
        ("last-x-months", "no date: how many? last-3-months", None),
        ("last-fortnight", "no date: last- goes with days, weeks, months, quarters or years", None),
        ("this-decade", "no date: this- goes with week, month, quarter or year", None),
        (
            "octobre",
            "no date: write 2024, 2024-10, 2024-10-05, 2024-Q3, oct, today, 90d or last-month",
            Some("october"),
        ),
        ("last-mont", "no date: last- goes with days, weeks, months, quarters or years", None),
        (
            "yesterdya",
            "no date: write 2024, 2024-10, 2024-10-05, 2024-Q3, oct, today, 90d or last-month",
            Some("yesterday"),
        ),
        ("", "no date: write 2024, 2024-10, 2024-10-05, 2024-Q3, oct, today, 90d or last-month", None),
        ("2024-qé", "no date: a quarter is Q1, Q2, Q3 or Q4", None),
        ("２０２４", "no date: write 2024, 2024-10, 2024-10-05, 2024-Q3, oct, today, 90d or last-month", None),
        ("111111111111111111111111111111111", "no date: it is too long for one", None),
    ] {
        let found =
            resolve(value, day("2024-12-27")).map(show).map_err(|refusal| (refusal.message, refusal.suggestion));
        assert_eq!(found, Err((message.to_owned(), suggestion.map(str::to_owned))), "{value}");
    }
}

/// Today may be any day that a calendar can hold.
#[test]
fn no_today_is_too_strange() {
    for today in [NaiveDate::MIN, NaiveDate::MAX, day("0000-01-01"), day("9999-12-31")] {
        for value in ["today", "yesterday", "90d", "9999", "0000", "last-3-months", "this-week", "oct", "q4", "99999d"]
        {
            let _ = resolve(value, today);
            let _ = resolve_field(Field::Until, value, today);
            let _ = resolve_range(Some(value), Some(value), today);
        }
    }
}
