//! What a text must hold, as PostgreSQL's tsquery. Words are those of FTS5's tokenizer, and so are the rules: phrases
//! and `near` keep to one column, a title or a body.

use rusqlite::Result;

use crate::query::text::{Ending, Match, TextColumn};
use crate::query::tokenizer::Tokenizer;

/// `near` looks no further: each distance is a condition of its own.
const FURTHEST: u32 = 4_096;
/// Bytes of a word; no tsvector has a longer one.
const LONGEST: usize = 2_046;

/// Titles, and bodies; what has but one column is a body.
const WEIGHTS: [&str; 2] = ["A", "D"];

/// A phrase that counts for the rank.
pub struct Phrase {
    pub words: Vec<String>,
    pub is_prefix: bool,
    pub column: TextColumn,
    /// All texts that have it.
    pub query: String,
    /// What it has to be near to.
    pub near: Option<Near>,
}

/// Phrases near one another.
pub struct Near {
    /// The words of each, a blank between them.
    pub phrases: Vec<String>,
    pub distance: u32,
    /// Which of them, from 1.
    pub number: usize,
}

/// The query. Where nothing can be found it is empty, which finds nothing.
pub fn tsquery(text: &Match, tokenizer: &Tokenizer) -> Result<String> {
    Ok(query(text, tokenizer)?.unwrap_or_default())
}

/// `None` finds nothing.
fn query(text: &Match, tokenizer: &Tokenizer) -> Result<Option<String>> {
    let all = |parts: &[Match]| parts.iter().map(|part| query(part, tokenizer)).collect::<Result<Vec<_>>>();
    Ok(match text {
        Match::Phrase { column, text, ending } => phrase(&tokenizer.phrase(text)?, *column, *ending),
        Match::Near { distance, phrases } => {
            let phrases = phrases.iter().map(|phrase| tokenizer.phrase(phrase)).collect::<Result<Vec<_>>>()?;
            near(&phrases, *distance)
        }
        Match::All(parts) => {
            let parts: Option<Vec<String>> = all(parts)?.into_iter().collect();
            parts.map(|parts| joined(&parts, " & "))
        }
        Match::Any(parts) => {
            let parts: Vec<String> = all(parts)?.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| joined(&parts, " | "))
        }
        Match::Except(wanted, unwanted) => match (query(wanted, tokenizer)?, query(unwanted, tokenizer)?) {
            (Some(wanted), Some(unwanted)) => Some(format!("({wanted} & !{unwanted})")),
            (wanted, _) => wanted,
        },
    })
}

/// The phrases by which it ranks, in order.
pub fn phrases(text: &Match, tokenizer: &Tokenizer) -> Result<Vec<Phrase>> {
    let of = |text: &str, column, ending| -> Result<Option<Phrase>> {
        let words = tokenizer.phrase(text)?;
        let query = phrase(&words, column, ending);
        Ok(query.map(|query| Phrase { words, is_prefix: ending == Ending::Prefix, column, query, near: None }))
    };
    Ok(match text {
        Match::Phrase { column, text, ending } => of(text, *column, *ending)?.into_iter().collect(),
        Match::Near { distance, phrases } => {
            let each = phrases.iter().map(|phrase| of(phrase, TextColumn::Any, Ending::Whole));
            let mut each: Vec<Phrase> = each.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
            let phrases: Vec<String> = each.iter().map(|phrase| phrase.words.join(" ")).collect();
            for (at, phrase) in each.iter_mut().enumerate() {
                phrase.near = Some(Near { phrases: phrases.clone(), distance: *distance, number: at + 1 });
            }
            each
        }
        Match::All(parts) | Match::Any(parts) => {
            let each = parts.iter().map(|part| phrases(part, tokenizer)).collect::<Result<Vec<_>>>()?;
            each.into_iter().flatten().collect()
        }
        // Whoever has what is unwanted is not found.
        Match::Except(wanted, _) => phrases(wanted, tokenizer)?,
    })
}

fn phrase(words: &[String], column: TextColumn, ending: Ending) -> Option<String> {
    let weights: &[&str] = match column {
        TextColumn::Title => &["A"],
        // A single word stands in one column anyway.
        TextColumn::Any if words.len() == 1 => &[""],
        TextColumn::Any => &WEIGHTS,
    };
    let each = weights.iter().map(|weight| in_column(words, weight, ending)).collect::<Option<Vec<_>>>()?;
    Some(joined(&each, " | "))
}

/// The words one behind the other. `None` where no text can have them.
fn in_column(words: &[String], weight: &str, ending: Ending) -> Option<String> {
    if words.is_empty() || words.iter().any(|word| word.len() > LONGEST) {
        return None;
    }
    let last = words.len() - 1;
    let each: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let star = if at == last && ending == Ending::Prefix { "*" } else { "" };
            let colon = if star.is_empty() && weight.is_empty() { "" } else { ":" };
            format!("'{word}'{colon}{star}{weight}")
        })
        .collect();
    Some(joined(&each, " <-> "))
}

/// All phrases in one column, none of them ending more than so many words before the one that begins last.
///
/// Each order and all distances in it are written out. Of many phrases far apart these would be too many: then it is
/// only asked that each of the others ends near before the last one.
fn near(phrases: &[Vec<String>], distance: u32) -> Option<String> {
    let furthest = distance.min(FURTHEST) as usize + 1;
    let mut any = Vec::new();
    for weight in WEIGHTS {
        let texts = phrases.iter().map(|words| in_column(words, weight, Ending::Whole)).collect::<Option<Vec<_>>>()?;
        let all: Vec<(&str, usize)> = texts.iter().map(String::as_str).zip(phrases.iter().map(Vec::len)).collect();
        let mut chains = Vec::new();
        let is_whole = all.iter().enumerate().all(|(first, (text, _))| {
            let rest: Vec<_> =
                all.iter().enumerate().filter(|(at, _)| *at != first).map(|(_, phrase)| *phrase).collect();
            follow(text.to_string(), &[0], &rest, furthest, &mut chains)
        });
        any.extend(if is_whole { chains } else { pairs(&texts, furthest) });
    }
    Some(balanced(&any))
}

/// Chains of more links than this are not written out.
const MOST_CHAINS: usize = 10_000;

/// Goes on with each of `rest` at each distance. `ends` are where the phrases so far end, from that of the first one;
/// the next begins no further than `furthest` behind any of them. False when there are too many.
fn follow(chain: String, ends: &[usize], rest: &[(&str, usize)], furthest: usize, out: &mut Vec<String>) -> bool {
    if rest.is_empty() {
        out.push(chain);
        return true;
    }
    let (first, last) = (ends.first().copied().unwrap_or(0), ends.last().copied().unwrap_or(0));
    rest.iter().enumerate().all(|(next, (text, length))| {
        let others: Vec<_> = rest.iter().enumerate().filter(|(at, _)| *at != next).map(|(_, phrase)| *phrase).collect();
        (last..=first + furthest).all(|start| {
            let ends: Vec<usize> = ends.iter().copied().chain([start + length - 1]).collect();
            out.len() < MOST_CHAINS
                && follow(format!("({chain}) <{}> {text}", start - last), &ends, &others, furthest, out)
        })
    })
}

fn pairs(texts: &[String], furthest: usize) -> Vec<String> {
    let before = |last: usize| {
        let others = texts.iter().enumerate().filter(move |(at, _)| *at != last);
        let near = others.map(|(_, other)| {
            let each: Vec<String> = (0..=furthest).map(|apart| format!("{other} <{apart}> {}", texts[last])).collect();
            balanced(&each)
        });
        joined(&near.collect::<Vec<_>>(), " & ")
    };
    (0..texts.len()).map(before).collect()
}

fn joined(parts: &[String], operator: &str) -> String {
    match parts {
        [one] => one.clone(),
        parts => format!("({})", parts.join(operator)),
    }
}

/// Joined by or, in pairs of pairs, so that no parser has to go deep.
fn balanced(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => format!("({one})"),
        parts => {
            let (left, right) = parts.split_at(parts.len() / 2);
            format!("({} | {})", balanced(left), balanced(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: Match) -> String {
        Tokenizer::new().and_then(|tokenizer| tsquery(&text, &tokenizer)).expect("memory")
    }

    fn say(text: &str, column: TextColumn, ending: Ending) -> Match {
        Match::Phrase { column, text: text.into(), ending }
    }

    #[test]
    fn phrases_keep_to_a_column_and_signs_are_no_syntax() {
        let any = |text| spelled(say(text, TextColumn::Any, Ending::Whole));
        assert_eq!(any("Gas"), "'gas'");
        assert_eq!(any("trans-caspian"), "(('trans':A <-> 'caspian':A) | ('trans':D <-> 'caspian':D))");
        assert_eq!(any("'; | & ! <-> :*"), "", "no word finds nothing");
        assert_eq!(spelled(say("gas o", TextColumn::Title, Ending::Prefix)), "('gas':A <-> 'o':*A)");
        let gas = || say("gas", TextColumn::Any, Ending::Whole);
        let nothing = || say("++", TextColumn::Any, Ending::Whole);
        assert_eq!(spelled(Match::All(vec![gas(), nothing()])), "");
        assert_eq!(spelled(Match::Any(vec![gas(), nothing()])), "'gas'");
        assert_eq!(spelled(Match::Except(Box::new(gas()), Box::new(gas()))), "('gas' & !'gas')");
    }

    #[test]
    fn near_is_either_order_at_every_distance() {
        let found = spelled(Match::Near { distance: 0, phrases: vec!["oil".into(), "gas".into()] });
        for part in ["('oil':A) <0> 'gas':A", "('oil':A) <1> 'gas':A", "('gas':D) <1> 'oil':D"] {
            assert!(found.contains(part), "{part}: {found}");
        }
        assert!(!found.contains("<2>"), "{found}");
        let many = |distance| {
            let phrases = ["oil", "gas", "port", "cargo", "fund"].map(String::from).to_vec();
            spelled(Match::Near { distance, phrases }).len()
        };
        assert!(many(u32::MAX) < 10_000_000);
    }
}
