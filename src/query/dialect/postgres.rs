//! PostgreSQL's words: its planner decides by itself, full text is tsvector, and every parameter says its type.
//!
//! Functions of our own are those of the script that `dateline export postgres` writes: `rarity`, `relevance`,
//! `phrase_hits`. Together they are FTS5's BM25, so that ranks are the same.

use rusqlite::Result;

use super::tsquery::{Near, Phrase, phrases, tsquery};
use super::{Spelled, TextIndex, Word};
use crate::query::sql::{Param, Piece, Sql};
use crate::query::text::{Match, TextColumn};
use crate::query::tokenizer::Tokenizer;

/// # Errors
/// When SQLite, which cuts texts into words, has no memory.
pub fn spell(sql: &Sql) -> Result<Spelled> {
    let mut spelling = Spelling::default();
    for piece in sql.pieces() {
        match piece {
            Piece::Text(text) => spelling.push(text),
            Piece::Value(value) => spelling.bind(value.clone()),
            Piece::Word(word) => spelling.word(word)?,
        }
    }
    Ok(spelling.out)
}

#[derive(Default)]
struct Spelling {
    out: Spelled,
    /// Made for the first text.
    tokenizer: Option<Tokenizer>,
}

impl Spelling {
    fn push(&mut self, text: &str) {
        self.out.text += text;
    }

    fn bind(&mut self, value: Param) {
        let number = self.out.params.len() + 1;
        let (kind, value) = match value {
            Param::Integer(_) => ("bigint", value),
            Param::Real(_) => ("double precision", value),
            // As the script has it.
            Param::Text(text) => ("text", Param::Text(text.replace('\0', "␀"))),
        };
        self.out.text += &format!("${number}::{kind}");
        self.out.params.push(value);
    }

    fn tokenizer(&mut self) -> Result<&Tokenizer> {
        match &mut self.tokenizer {
            Some(tokenizer) => Ok(tokenizer),
            none => Ok(none.insert(Tokenizer::new()?)),
        }
    }

    fn word(&mut self, word: &Word) -> Result<()> {
        match word {
            Word::Join => self.push(" JOIN "),
            Word::By(_) => {}
            Word::Ascending => self.push(" NULLS FIRST"),
            Word::Descending => self.push(" DESC NULLS LAST"),
            Word::Place => self.push("strpos("),
            Word::Caseless => self.push("lower("),
            Word::CaselessEnd => self.push(" COLLATE \"C\")"),
            Word::Holds(index, text) => {
                self.push(index.table());
                self.holds(text)?;
            }
            Word::Rank(index, text) => self.rank(*index, text)?,
            // The words are cut when it is known which rows are shown.
            Word::Snippet(TextIndex::Documents, _) => {
                self.push("(SELECT title || chr(1) || body FROM documents WHERE id = documents_fts.rowid)");
            }
            Word::Snippet(TextIndex::Quotes, _) => {
                self.push("(SELECT chr(1) || text FROM quotes WHERE id = quotes_fts.rowid)");
            }
            Word::Monday(day) => {
                self.push(&format!("to_char(date_trunc('week', {}), 'YYYYMMDD')::bigint", date(day)));
            }
            Word::WeekOf(day) => self.push(&format!("to_char({}, 'IYYY-\"W\"IW')", date(day))),
            Word::DaysAfter(days) => self.push(&format!("to_char({} + {days}, 'YYYYMMDD')::bigint", date("b"))),
        }
        Ok(())
    }

    /// Behind the name of the table.
    fn holds(&mut self, text: &Match) -> Result<()> {
        let query = tsquery(text, self.tokenizer()?)?;
        self.push(".words @@ ");
        self.bind(Param::Text(query));
        self.push("::tsquery");
        Ok(())
    }

    /// The sum over all phrases of how rare each is and how much of it this text has.
    fn rank(&mut self, index: TextIndex, text: &Match) -> Result<()> {
        let table = index.table();
        let phrases = phrases(text, self.tokenizer()?)?;
        self.push("(0::double precision");
        for Phrase { words, is_prefix, column, query, near } in phrases {
            self.push(&format!(" + rarity((SELECT count(*) FROM {table} f WHERE f.words @@ "));
            self.bind(Param::Text(query));
            self.push(&format!("::tsquery), (SELECT count(*) FROM {table})) * relevance("));
            match near {
                None => {
                    self.push(&format!("phrase_hits({table}.words, {table}.title_length, string_to_array("));
                    self.bind(Param::Text(words.join(" ")));
                    self.push(&format!(", ' '), {is_prefix}"));
                }
                Some(Near { phrases, distance, number }) => {
                    self.push(&format!("near_hits({table}.words, {table}.title_length, string_to_array("));
                    self.bind(Param::Text(phrases.join(",")));
                    self.push(&format!(", ','), {distance}, {number}"));
                }
            }
            // The title weighs ten times the body.
            let body = if column == TextColumn::Title { 0 } else { 1 };
            self.push(&format!(", 10, {body}), {table}.length, "));
            self.push(&format!("(SELECT sum(length)::double precision / count(*) FROM {table}))"));
        }
        self.push(")");
        Ok(())
    }
}

/// yyyymmdd as a date.
fn date(day: &str) -> String {
    format!("to_date({day}::text, 'YYYYMMDD')")
}
