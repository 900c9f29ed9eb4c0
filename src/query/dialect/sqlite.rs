//! SQLite's words: the planner is held to the order of the statement, full text is FTS5.

use super::{Spelled, TextIndex, Word};
use crate::query::sql::{Param, Piece, Sql};

/// The statement as SQLite takes it.
pub fn spell(sql: &Sql) -> Spelled {
    let mut out = Spelled::default();
    for piece in sql.pieces() {
        match piece {
            Piece::Text(text) => out.text += text,
            Piece::Value(value) => bind(&mut out, value.clone()),
            Piece::Word(word) => spell_word(word, &mut out),
        }
    }
    out
}

fn bind(out: &mut Spelled, value: Param) {
    out.text.push('?');
    out.params.push(value);
}

fn spell_word(word: &Word, out: &mut Spelled) {
    match word {
        Word::Join => out.text += " CROSS JOIN ",
        Word::By(index) => out.text.extend([" INDEXED BY ", index]),
        Word::Ascending | Word::Caseless => {}
        Word::Descending => out.text += " DESC",
        Word::Place => out.text += "instr(",
        Word::CaselessEnd => out.text += " COLLATE NOCASE",
        Word::Holds(index, text) => {
            out.text.extend([index.table(), " MATCH "]);
            bind(out, Param::Text(text.to_fts()));
        }
        // The title weighs ten times the body.
        Word::Rank(TextIndex::Documents, _) => out.text += "-bm25(documents_fts, 10.0, 1.0)",
        Word::Rank(TextIndex::Quotes, _) => out.text += "-bm25(quotes_fts)",
        Word::Snippet(index, words) => {
            // Of the column that has most of it.
            out.text.extend(["snippet(", index.table(), ", -1, char(2), char(3), '…', "]);
            bind(out, Param::Integer(i64::from(*words)));
            out.text.push(')');
        }
        Word::Monday(day) => {
            out.text.extend(["CAST(strftime('%Y%m%d', ", &date(day), ", 'weekday 0', '-6 days') AS INTEGER)"]);
        }
        Word::WeekOf(day) => out.text.extend(["strftime('%G-W%V', ", &date(day), ")"]),
        Word::DaysAfter(days) => {
            out.text.extend(["CAST(strftime('%Y%m%d', ", &date("b"), ", '+", days, " days') AS INTEGER)"]);
        }
    }
}

/// yyyymmdd as SQLite reads dates.
fn date(day: &str) -> String {
    format!("substr({day}, 1, 4) || '-' || substr({day}, 5, 2) || '-' || substr({day}, 7, 2)")
}
