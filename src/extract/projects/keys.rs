//! By what a project is known again: a route by its ends, all else by its name.

use super::phrases::Phrase;
use crate::extract::lexicon::{NounKind, project_alias};
use crate::extract::reading::Reading;
use crate::gazetteer;
use crate::text::fold;

/// Words that say nothing of which project it is.
const SMALL: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "for",
    "project",
    "expansion",
    "modernization",
    "modernisation",
    "renovation",
    "construction",
];

/// Parts of compounds that are no ends of a route: "East–West", "Trans-Caspian".
const NO_ENDS: &[&str] = &[
    "north", "south", "east", "west", "central", "trans", "cross", "inter", "pan", "mid", "northern", "southern",
    "eastern", "western",
];

/// What follows the name of an end: "the Fergana Valley" is Fergana.
const TAILS: &[&str] = &["valley", "port", "city", "region", "province", "district", "area", "bay"];

/// The key of the project that `phrase` names: of a route between named ends these, its sector and
/// its head, in whatever words it is told; else the folded name without small words. What is known
/// by several names has the key of the first.
pub fn key_of(reading: &Reading<'_>, phrase: &Phrase, name: &str, sector: &str) -> String {
    let folded = fold(name);
    if let Some(key) = project_alias(&folded) {
        return key.to_owned();
    }
    let ends = ends(reading, phrase);
    if phrase.noun.kind == NounKind::Works && ends.len() > 1 {
        let head = fold(reading.word(phrase.head));
        // Lines of one sector differ by what they are; a pipeline by what flows in it.
        let head = match (head.as_str(), sector) {
            ("cable" | "line" | "link", _) => format!("{sector} line"),
            ("railroad" | "railway", _) => "railway".to_owned(),
            ("pipeline", _) => {
                let flows = ["gas", "oil", "water"];
                let flow = flows.into_iter().find(|f| folded.split(' ').any(|w| w == *f));
                flow.map_or(head.clone(), |flow| format!("{flow} pipeline"))
            }
            _ => head,
        };
        return format!("{} {head}", ends.join(" "));
    }
    let key = match located(reading, phrase) {
        Some(key) => key,
        None => folded.split(' ').filter(|w| !SMALL.contains(w)).collect::<Vec<_>>().join(" "),
    };
    project_alias(&key).map_or(key, str::to_owned)
}

/// Works under the place where they stand: "desalination plant at Fort-Shevchenko" is the
/// "Fort-Shevchenko desalination plant".
fn located(reading: &Reading<'_>, phrase: &Phrase) -> Option<String> {
    let stands = reading.is(phrase.head + 1, &["at", "in", "near"]) && phrase.noun.kind == NounKind::Works;
    if !stands || phrase.tokens.end <= phrase.head + 2 {
        return None;
    }
    let place = fold(reading.slice(phrase.head + 2..phrase.tokens.end));
    let thing = fold(reading.slice(phrase.tokens.start..phrase.head + 1));
    let place = place.split(' ').filter(|w| !matches!(*w, "port" | "city" | "town"));
    let words: Vec<&str> = place.chain(thing.split(' ')).filter(|w| !SMALL.contains(w)).collect();
    Some(words.join(" "))
}

/// Whether a phrase names a route by two ends or more.
pub fn is_route(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    ends(reading, phrase).len() > 1
}

/// The named ends of a route, folded and in alphabetical order: those of a compound before the head
/// ("Aktau–Alat line"), or of "between … and …" and "from … to …" behind it.
fn ends(reading: &Reading<'_>, phrase: &Phrase) -> Vec<String> {
    let mut ends = compound(reading, phrase);
    if ends.len() < 2 {
        ends = behind(reading, phrase);
    }
    ends.sort();
    ends.dedup();
    ends
}

fn compound(reading: &Reading<'_>, phrase: &Phrase) -> Vec<String> {
    let tokens = phrase.tokens.start..phrase.head;
    for i in tokens.clone() {
        let parts: Vec<&str> = reading.word(i).split(['-', '–', '‑']).collect();
        // A hyphen also joins the parts of one name: Fort-Shevchenko.
        let known = || parts.iter().any(|p| gazetteer::cities(&fold(p)).next().is_some());
        let one_name = parts.len() == 2 && reading.word(i).contains('-') && (is_opening(parts[0]) || !known());
        if parts.len() > 1 && !one_name && parts.iter().all(|p| is_end(p)) {
            return parts.into_iter().map(end).collect();
        }
        // The dash can be a token of its own.
        let mut joined = vec![reading.word(i)];
        let mut at = i + 1;
        while at + 1 < phrase.head && matches!(reading.word(at), "–" | "-" | "‑") {
            joined.push(reading.word(at + 1));
            at += 2;
        }
        if joined.len() > 1 && joined.iter().all(|p| is_end(p)) {
            return joined.into_iter().map(end).collect();
        }
    }
    Vec::new()
}

fn behind(reading: &Reading<'_>, phrase: &Phrase) -> Vec<String> {
    let tokens = phrase.head + 1..phrase.tokens.end;
    let Some(opening) =
        tokens.clone().find(|&i| reading.is(i, &["between", "from", "linking", "connecting", "joining"]))
    else {
        return Vec::new();
    };
    let Some(middle) = (opening + 2..tokens.end).find(|&i| reading.is(i, &["and", "to", "with"])) else {
        return Vec::new();
    };
    let name = |from: usize, to: usize| {
        let words: Vec<&str> = (from..to)
            .skip_while(|&i| !reading.is_capitalised(i))
            .take_while(|&i| reading.is_capitalised(i) && reading.is_word(i))
            .map(|i| reading.word(i))
            .collect();
        (!words.is_empty()).then(|| end(&words.join(" ")))
    };
    [name(opening + 1, middle), name(middle + 1, tokens.end)].into_iter().flatten().collect()
}

/// Whether a word opens the name of a town rather than being one.
fn is_opening(part: &str) -> bool {
    ["fort", "saint", "st", "san", "santa", "new", "port", "ust", "old", "al", "el"].contains(&fold(part).as_str())
}

fn is_end(part: &str) -> bool {
    part.len() > 2 && part.starts_with(char::is_uppercase) && !NO_ENDS.contains(&fold(part).as_str())
}

/// An end under the name by which the gazetteer knows it, whatever its spelling here.
fn end(name: &str) -> String {
    let folded = fold(name);
    let bare = TAILS.iter().find_map(|t| folded.strip_suffix(t)?.strip_suffix(' ')).unwrap_or(&folded);
    gazetteer::cities(bare).next().map_or_else(|| bare.to_owned(), |city| fold(city.name))
}
