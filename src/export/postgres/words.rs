//! The words of a text as a tsvector.

use std::fmt::Write;

use crate::query::text::TextColumn;
use crate::query::tokenizer::Word;

/// PostgreSQL keeps no place behind this one; words further on are found, but not in phrases.
const LAST_PLACE: u32 = 16_383;
/// Bytes of a word; a longer one is left out. Nobody types it.
const LONGEST: usize = 2_046;
/// Bytes of words and places that one tsvector holds, with some room; the words further on are left out.
const MOST: usize = 1_000_000;

/// A text for full text in PostgreSQL.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Vector {
    /// As a tsvector is written: `'gas':1A,7 'oil':2A`.
    pub text: String,
    /// Words of the whole.
    pub length: i64,
    pub title_length: i64,
}

/// The vector of a text whose words of one spelling stand together. Those of the title have weight A.
pub fn vector(words: &[Word]) -> Vector {
    let count = |column| words.iter().filter(|word| word.column == column).count();
    let title_length = count(TextColumn::Title);
    let mut vector = Vector { length: words.len() as i64, title_length: title_length as i64, ..Vector::default() };
    let mut size = 0;
    for same in words.chunk_by(|a, b| a.term == b.term) {
        let Some(term) = same.first().map(|word| &word.term).filter(|term| term.len() <= LONGEST) else { continue };
        let places = same.iter().filter_map(|word| {
            let before = if word.column == TextColumn::Title { 0 } else { title_length as u32 };
            let place = before.saturating_add(word.offset).saturating_add(1);
            (place <= LAST_PLACE).then_some((place, if word.column == TextColumn::Title { "A" } else { "" }))
        });
        let places: Vec<(u32, &str)> = places.collect();
        size += term.len() + 2 * places.len() + 4;
        if size > MOST {
            break;
        }
        // A tokenizer keeps neither quotes nor backslashes.
        let _ = write!(
            vector.text,
            "{}'{}'",
            if vector.text.is_empty() { "" } else { " " },
            term.replace(['\'', '\\'], "")
        );
        for (at, (place, weight)) in places.iter().enumerate() {
            let _ = write!(vector.text, "{}{place}{weight}", if at == 0 { ':' } else { ',' });
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::tokenizer::Tokenizer;

    #[test]
    fn the_body_counts_on_from_the_title() {
        let words = Tokenizer::new().and_then(|it| it.document("Gas port", "Oil, gas & Türk")).expect("words");
        let found = vector(&words);
        assert_eq!(found.text, "'gas':1A,4 'oil':3 'port':2A 'turk':5");
        assert_eq!((found.length, found.title_length), (5, 2));
    }

    #[test]
    fn what_no_tsvector_holds_is_left_out() {
        let long = "x".repeat(LONGEST + 1);
        let body = format!("{} last {long}", "a ".repeat(LAST_PLACE as usize));
        let words = Tokenizer::new().and_then(|it| it.document("", &body)).expect("words");
        let found = vector(&words);
        assert!(found.text.ends_with(" 'last'") && !found.text.contains('x'), "{}", found.text.len());
        let different: String = (0..200_000).map(|n| format!("word{n} ")).collect();
        let words = Tokenizer::new().and_then(|it| it.document("", &different)).expect("words");
        assert!(vector(&words).text.len() < 3 * MOST);
    }
}
