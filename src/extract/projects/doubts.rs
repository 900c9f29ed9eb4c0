//! What a phrase is when it is no undertaking, whatever its head: a post, a body, a heading, a law that is only cited.

use std::ops::Range;

use super::gate::STANDING;
use super::phrases::{Article, Naming, Phrase};
use super::signs::is_fresh;
use super::status::Governed;
use super::ties::is_before_name;
use crate::extract::classes::Class as Closed;
use crate::extract::lexicon::NounKind;
use crate::extract::reading::Reading;
use crate::extract::{Kind, Status};
use crate::text::TokenKind;

/// "Executive Director, Lakes Initiative", "funded by the Harvest Fund": who heads it or what it does tells a body.
pub fn is_office(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let name = reading.is_capitalised(phrase.head) && phrase.naming == Naming::Proper;
    // "the President for Trade and Farm Strategy": a post, whatever its field ends in.
    let post = Closed::TitleHead.has(&reading.word(phrase.tokens.start).to_lowercase())
        && reading.is(phrase.tokens.start + 1, &["for", "of", "to", "on"]);
    if name && post {
        return true;
    }
    let Some(before) = phrase.tokens.start.checked_sub(1).filter(|_| name) else { return false };
    // Over the rest of a name in two halves: "the Hill Towns and River Cities Initiative".
    let rest = |&i: &usize| reading.is_capitalised(i) || reading.is(i, &["and", "&", "the"]);
    let Some(at) = (before.saturating_sub(8)..=before).rev().find(|i| !rest(i)) else { return false };
    let head = |i: usize| {
        let word = reading.word(i).to_lowercase();
        Closed::TitleHead.has(&word) || word.split('-').any(|part| Closed::TitleHead.has(part)) // "Director-Counsel"
    };
    let of = reading.is(at, &["of", "at", "for"]) || reading.word(at) == ",";
    let acts = phrase.noun.kind == NounKind::Scheme
        && reading.is(phrase.head, &["fund", "facility", "initiative", "system"])
        && reading.is(at, &["by", "through"]);
    of && at > 0 && head(at - 1) || acts
}

/// "Institute of Farm Reform": a body's name ends in what it is for.
pub fn is_part_of_body(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let body = |i: usize| {
        reading.is_capitalised(i)
            && reading.is(i + 1, &["of", "for", "on"])
            && Closed::OrganizationGoverning.has(&reading.word(i).to_lowercase())
            && reading.noun(i).is_none()
    };
    reading.is_capitalised(phrase.head) && (phrase.tokens.start..phrase.head).any(body)
}

/// "- Steppe Conservation Partnership": a line of a list that is nothing but a name lists who was there.
pub fn is_participant(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let Some(sentence) = reading.sentence_of(phrase.head) else { return false };
    let words = |mut tokens: Range<usize>| tokens.any(|i| reading.is_word(i));
    let alone = !words(sentence.tokens.start..phrase.tokens.start) && !words(phrase.tokens.end..sentence.tokens.end);
    let item = matches!(reading.word(sentence.tokens.start), "-" | "–" | "•" | "*" | "·");
    alone && item && phrase.noun.kind == NounKind::Scheme && !reading.is(phrase.head, &["project", "projects"])
}

/// A line in capitals says of what kind that is which follows; only works are named in it.
pub fn is_heading(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let words = reading.slice(phrase.tokens.clone());
    let scheme = matches!(phrase.noun.kind, NounKind::Scheme | NounKind::Deal);
    scheme && phrase.tokens.len() > 1 && words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

/// "capacity building": the making of what cannot be built; "for the dialogue": an occasion.
pub fn is_idiom(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let before = |words: &[&str]| phrase.head > 0 && reading.is(phrase.head - 1, words);
    let building = reading.is(phrase.head, &["building"])
        && before(&["capacity", "nation", "team", "confidence", "peace", "state", "trust", "bridge", "coalition"]);
    let held = reading.is(phrase.head, &["dialogue"]) && {
        let from = phrase.tokens.start.saturating_sub(2);
        (from..phrase.tokens.start).any(|i| reading.is(i, &["for", "during", "at"]))
            || (from.saturating_sub(1)..phrase.tokens.start).any(|i| reading.is(i, &["ahead", "advance"]))
    };
    // "building block", "Karasu Limited Partnership"
    let figure = reading.is(phrase.head, &["block", "blocks"])
        && (before(&["building", "stumbling"])
            || phrase.tokens.start > 0 && reading.is(phrase.tokens.start - 1, &["building"]));
    let figure = figure || reading.is(phrase.head, &["barrier", "barriers"]) && reading.is(phrase.head + 1, &["to"]);
    let company = reading.is(phrase.head, &["partnership"]) && before(&["limited"]);
    // "we need to deal with"
    let verb = phrase.tokens.start == phrase.head && phrase.head > 0 && reading.is(phrase.head - 1, &["to"]);
    building || held || figure || company || verb
}

/// Whether the phrase is a known body: "Saudi Fund for Development".
pub fn is_body(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let mention = reading.mention(phrase.head).filter(|m| m.kind == Kind::Organization);
    let covers = mention.is_some_and(|m| m.evidence.span.len() > reading.word(phrase.head).len());
    let route = phrase.noun.kind == NounKind::Works && !STANDING.iter().any(|s| reading.is(phrase.head, &[s]));
    let treaty = reading.is(
        phrase.head,
        &[
            "agreement",
            "treaty",
            "accord",
            "initiative",
            "partnership",
            "project",
            "plan",
            "program",
            "programme",
            "fund",
            "facility",
            "scheme",
            "mechanism",
            "strategy",
            "agenda",
            "framework",
        ],
    );
    let lawful = match phrase.noun.kind {
        NounKind::Law => true,
        NounKind::Title => {
            !reading.is(phrase.head, &["group", "groups", "office", "offices", "corps", "force", "coalition"])
        }
        _ => false,
    };
    let body = mention.and_then(|m| m.entity).and_then(|o| reading.facts.organizations.get(o));
    let unknown = body.is_none_or(|o| o.acronym.is_none() && o.kind.is_none());
    let carried =
        reading.is(phrase.head, &["initiative", "project", "program", "programme", "plan", "strategy", "agenda"]);
    let undertaking = route || lawful || treaty && unknown || carried;
    covers && !undertaking
}

/// "pursuant to the Powers Act (50 U.S.C. 1701)", "Executive Order 13303": a law that is only cited, by its number or
/// for what it says.
pub fn is_cited(reading: &Reading<'_>, phrase: &Phrase, made: bool) -> bool {
    let floor = phrase.tokens.start.saturating_sub(3);
    let part = |i: usize| {
        reading.kind(i) == Some(TokenKind::Number)
            || [
                "section",
                "sections",
                "title",
                "part",
                "article",
                "provisions",
                "authority",
                "anniversary",
                "violation",
            ]
            .iter()
            .any(|w| reading.is(i, &[w]))
    };
    let cites = |i: usize| {
        reading.is(i, &["pursuant", "section", "title", "with", "in", "under", "cited", "cites", "citing", "invoked"])
            || reading.is(i, &["invoking", "violated", "violating", "breached", "breaching"])
            // "Section 4 of the Rivers Act", but "the promise of the Rivers Act"; "barred by", but "spurred by"
            || reading.is(i, &["of"]) && (i.saturating_sub(6)..i).any(part)
            || reading.is(i, &["by"]) && reading.is(i.saturating_sub(1), &["required", "prohibited", "barred", "defined"])
    };
    let end = phrase.tokens.end;
    // "the Rivers Act of 2022" is its name; "the Rivers Act (50 U.S.C. 1701)", "Section 4 of the Rivers Act" cite it.
    let dated = reading.is(phrase.head + 1, &["of"]) && reading.kind(phrase.head + 2) == Some(TokenKind::Number);
    let from = phrase.head + if dated { 3 } else { 1 };
    let year = (from..end.max(from) + 2).any(|i| reading.kind(i) == Some(TokenKind::Number));
    let decree = reading.is(phrase.head, &["order", "rule", "regulation", "decree", "ban", "amendment"]);
    let article = phrase.article != Article::Definite || reading.is(end, &["to", "on"]);
    let aimed = reading.is(end, &["to", "on"]);
    year || decree && phrase.modifiers < 2 && !(made && article) && !aimed
        || (floor..phrase.tokens.start).any(cites) && !pays(reading, phrase) && !made
}

/// "tax credits under the Clean Rivers Act": a law that pays for what is undertaken, and none that is only cited.
pub fn pays(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(4);
    let by = (floor..phrase.tokens.start).rev().find(|&i| reading.is(i, &["under", "from", "through", "in"]));
    let money = ["credits", "incentives", "funding", "funds", "grants", "investments", "subsidies", "money", "loans"];
    by.is_some_and(|b| b > 0 && reading.is(b - 1, &money))
}

/// "strengthen the Karasu–Narin energy partnership": how two states stand to one another, which is nobody's undertaking
/// until somebody founds it anew: "announced a new partnership".
pub fn is_relationship(reading: &Reading<'_>, phrase: &Phrase, governed: &Governed) -> bool {
    let kind = reading.is(phrase.head, &["partnership", "partnerships", "dialogue", "dialogues", "coalition"]);
    if !kind || reading.is_capitalised(phrase.head) || phrase.naming == Naming::Proper {
        return false;
    }
    let founded = matches!(governed.status, Status::Launched | Status::Signed);
    !(founded || is_fresh(reading, phrase))
}

/// "the president's plan", "the Mill's new strategy": whose it is and nothing of what it is.
pub fn is_only_owned(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let owner = (phrase.tokens.start..phrase.head).rev().find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    let telling = |i: usize| reading.is_capitalised(i) || reading.sector(i).is_some();
    owner.is_some_and(|o| phrase.head - o <= 2 && !(o + 1..phrase.head).any(telling))
}

/// "the Rivers Partnership, a new initiative to clean": says only what that is which has just been named.
pub fn is_apposed(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(5);
    let comma = (floor..phrase.tokens.start).rev().find(|&i| !is_before_name(reading, i));
    comma.is_some_and(|c| {
        matches!(reading.word(c), "," | "—" | "–")
            && c > 0
            && (reading.is_capitalised(c - 1) || reading.word(c - 1) == ")")
    })
}
