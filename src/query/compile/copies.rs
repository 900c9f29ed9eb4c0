//! Counts that leave copies out: the archive keeps them of each entity (`documents_once`, `mentions_once`).

use super::columns::day_text;
use super::documents::is_copy;
use super::links::link;
use crate::lang::fields::Source;
use crate::query::dialect::Word;
use crate::query::sql::{Sql, sql};

/// Which of the days of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    First,
    Last,
}

/// The first or the last day of `e` in documents that are no copies, as YYYY-MM-DD. It is not kept, because any document
/// may move it; where some copy names the entity it is read from the links, which are in order of day.
pub fn day(source: Source, end: End) -> Sql {
    let (stored, order) = match end {
        End::First => ("e.first_day", Word::Ascending),
        End::Last => ("e.last_day", Word::Descending),
    };
    let Some(link) = link(source) else { return sql!["NULL"] };
    let mut day =
        sql!["CASE WHEN e.documents_once = e.documents THEN ", stored, " ELSE (SELECT l.day FROM ", link.table];
    day.append(&sql![" l", Word::By(link.index), " WHERE l.", link.column, " = e.id AND l.day IS NOT NULL AND NOT "]);
    day.append(&is_copy("l.document")).append(&sql![" ORDER BY l.day", order, " LIMIT 1) END"]);
    sql!["(SELECT ", day_text("t.day"), " FROM (SELECT ", day, " AS day) t)"]
}
