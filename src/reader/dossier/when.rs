//! When it was in the news.

use std::collections::BTreeMap;

use rusqlite::{Result, params_from_iter};

use super::{Period, Subject, date};
use crate::query::{Sql, link_of, sql};

/// A timeline of more months than this is one of quarters, and one of more quarters one of years.
const MOST: i64 = 24;

impl Subject<'_> {
    /// ` FROM link a WHERE a.entity = … AND` what [`Subject::bound`] says, to go on with.
    pub(super) fn documents(&self, select: &'static str, joins: &'static str) -> Sql {
        let link = link_of(self.kind);
        let mut sql = sql![select, " FROM ", link.table, " a ", joins, " WHERE a.", link.column, " = "];
        sql.bind(self.id);
        self.bound(&mut sql, "a.day", "a.document");
        sql
    }

    /// How many documents, the day of the first and of the last.
    pub fn extent(&self) -> Result<(i64, Option<String>, Option<String>)> {
        let sql = self.documents("SELECT count(*), min(a.day), max(a.day)", "");
        self.conn.query_row(&sql.text(), params_from_iter(sql.params()), |row| {
            Ok((row.get(0)?, date(row.get(1)?), date(row.get(2)?)))
        })
    }

    /// Months, or years when those are many.
    pub fn timeline(&self) -> Result<Vec<Period>> {
        let mut sql = self.documents("SELECT a.day / 100, count(*)", "");
        sql.push(" AND a.day IS NOT NULL GROUP BY 1 ORDER BY 1");
        let months: Vec<(i64, i64)> = self
            .conn
            .prepare_cached(&sql.text())?
            .query_map(params_from_iter(sql.params()), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        let number = |month: i64| month / 100 * 12 + month % 100 - 1; // months since year 0
        let counts: Vec<(i64, i64)> = months.iter().map(|(month, count)| (number(*month), *count)).collect();
        let (Some(&(first, _)), Some(&(last, _))) = (counts.first(), counts.last()) else { return Ok(Vec::new()) };
        Ok(match last - first {
            span if span < MOST => filled(&counts, 1, |month| format!("{:04}-{:02}", month / 12, month % 12 + 1)),
            span if span < MOST * 3 => filled(&counts, 3, |quarter| format!("{:04}-Q{}", quarter / 4, quarter % 4 + 1)),
            _ => filled(&counts, 12, |year| format!("{year:04}")),
        })
    }
}

/// A period for each `months` months, with the sum of its counts.
fn filled(counts: &[(i64, i64)], months: i64, named: impl Fn(i64) -> String) -> Vec<Period> {
    let mut sums = BTreeMap::new();
    for (month, count) in counts {
        *sums.entry(month / months).or_insert(0) += count;
    }
    let (Some((&first, _)), Some((&last, _))) = (sums.first_key_value(), sums.last_key_value()) else {
        return Vec::new();
    };
    let period = |at| Period { period: named(at), documents: sums.get(&at).copied().unwrap_or(0) };
    (first..=last).map(period).collect()
}
