//! A value of the archive on its way into a file: typed as its column says.

use std::borrow::Cow;

use chrono::NaiveDate;
use rusqlite::types::ValueRef;

use super::model::Holds;

/// A value, as a file holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Day(NaiveDate),
}

impl<'a> Cell<'a> {
    /// `value` in a column that holds such values; else what it is instead. Text that is no UTF-8 is mended.
    pub fn new(value: ValueRef<'a>, holds: Holds) -> Result<Cell<'a>, String> {
        Ok(match (holds, value) {
            (_, ValueRef::Null) => Cell::Null,
            (Holds::Integer, ValueRef::Integer(number)) => Cell::Integer(number),
            (Holds::Real, ValueRef::Real(number)) => Cell::Real(number),
            (Holds::Real, ValueRef::Integer(number)) => Cell::Real(number as f64),
            (Holds::Text, ValueRef::Text(bytes)) => Cell::Text(String::from_utf8_lossy(bytes)),
            (Holds::Text, ValueRef::Integer(number)) => Cell::Text(number.to_string().into()),
            (Holds::Text, ValueRef::Real(number)) => Cell::Text(number.to_string().into()),
            (Holds::Day, ValueRef::Integer(number)) => {
                Cell::Day(date(number).ok_or_else(|| format!("{number}, which is no day"))?)
            }
            (_, value) => return Err(format!("a value of type {}", value.data_type())),
        })
    }
}

/// The date of a yyyymmdd.
fn date(day: i64) -> Option<NaiveDate> {
    let part = |value: i64| u32::try_from(value).ok();
    NaiveDate::from_ymd_opt(i32::try_from(day / 10_000).ok()?, part(day / 100 % 100)?, part(day % 100)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_typed_as_its_column_says_or_refused() {
        let day = |number| Cell::new(ValueRef::Integer(number), Holds::Day);
        assert_eq!(day(20240229), Ok(Cell::Day(NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date"))));
        for wrong in [0, -20240101, 20230229, 20241301, i64::MIN, i64::MAX] {
            assert!(day(wrong).is_err_and(|why| why.contains("no day")), "{wrong}");
        }
        assert_eq!(Cell::new(ValueRef::Text(b"a\xFFb"), Holds::Text), Ok(Cell::Text("a\u{FFFD}b".into())));
        assert_eq!(Cell::new(ValueRef::Integer(3), Holds::Real), Ok(Cell::Real(3.0)));
        assert!(Cell::new(ValueRef::Blob(b"x"), Holds::Text).is_err());
        assert!(Cell::new(ValueRef::Text(b"1"), Holds::Integer).is_err());
    }
}
