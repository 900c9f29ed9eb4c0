//! What the tagger takes for an organization and its words say that it is none: a post, a place, a treaty, works.

use std::ops::Range;

use super::{Index, is_head, is_thing};
use crate::extract::classes::Class;
use crate::extract::lexicon;
use crate::extract::page::Page;
use crate::extract::people::titles::{self, Number};
use crate::gazetteer;
use crate::text::{Case, fold};

/// Words with a capital that no body is called by alone: schemes, laws, parts of names that were cut off.
const NO_BODIES: &[&str] = &[
    "allies",
    "ally",
    "congressional",
    "centre",
    "center",
    "medicare",
    "medicaid",
    "omicron",
    "senior",
    "federal",
    "presidential",
    "national",
    "international",
    "u.s.c",
    "u.s.c.",
    "usc",
    "moonshot",
    "offices",
    "agencies",
    "working",
    "partners",
    "ministerial",
    "tribal",
    "indigenous",
];

/// Last words of works, which are built and not founded; "Port Authority" is a body.
const WORKS: &[&str] = &["airport", "bridge", "dam", "highway", "motorway", "port", "expressway"];

/// Last words of streets, buildings and waters, where a body has its seat at most.
const STREETS: &[&str] = &[
    "square",
    "street",
    "road",
    "boulevard",
    "plaza",
    "stadium",
    "arena",
    "cemetery",
    "tower",
    "towers",
    "complex",
    "tavern",
    "restaurant",
    "estuary",
    "mansion",
];

/// What plants and stations run on, as the last word before their head.
const RUN_ON: &[&str] =
    &["gas", "geothermal", "hydro", "hydroelectric", "nuclear", "power", "solar", "thermal", "wind"];

/// Sites on which something is posted: they say nothing themselves.
const SITES: &[&str] = &["Facebook", "Instagram", "Telegram", "TikTok", "Twitter", "WhatsApp", "Weibo", "X", "YouTube"];

/// Whether the name at `tokens` is no organization.
pub fn is_none(page: &Page<'_>, index: &Index, tokens: &Range<usize>) -> bool {
    let i = tokens.start;
    let lower = |t: usize| page.word(t).to_lowercase();
    let head =
        tokens.clone().find(|t| matches!(page.word(*t), "of" | "for" | "on" | "to" | "in")).unwrap_or(tokens.end);
    let thing = |t: usize| is_thing(&lower(t)) || Class::PlaceTail.has(&lower(t));
    gazetteer::match_country(page.text, tokens.start).is_some_and(|m| m.tokens >= tokens.len())
        // "Public Works Minister": a post; "Agua Blanca tunnel": a place.
        || matches!(lower(tokens.end - 1).as_str(), "avenue" | "equipment" | "intelligence" | "opportunity" | "based")
        || tokens.len() == 1 && NO_BODIES.contains(&lower(i).as_str())
        || matches!(page.word(tokens.end), "Minister" | "Ministers")
        || is_post(page, head.saturating_sub(1).max(i))
        || is_field(page, tokens)
        || matches!(
            page.word(tokens.end),
            "tunnel" | "reservoir" | "dam" | "river" | "lake" | "valley" | "pass" | "canal" | "strait" | "desert" | "basin"
        )
        || tokens.len() == 1 && (!gazetteer::countries_in_compound(page.text, i).is_empty() || is_realm_or_paper(&lower(i)))
        || tokens.len() > 1 && (index.people.contains(page.slice(tokens)) || is_told_as_town(page, tokens))
        || tokens.len() > 1 && (thing(head.saturating_sub(1).max(i)) || thing(tokens.end - 1))
        || matches!(lower(tokens.end - 1).as_str(), "government" | "governments" | "family" | "families")
        || tokens.clone()
            .all(|t| {
                Class::Portfolio.has(&lower(t))
                    || titles::head_at(page, t).is_some()
                    || matches!(lower(t).as_str(), "state" | "and" | "&" | "for" | ",")
            })
        || tokens.len() == 1
            && (index.other.contains(page.word(i))
                // AZ, VA: more often a state than a body, unless known as one.
                || page.word(i).chars().filter(|c| c.is_alphabetic()).count() <= 2
                || index.places.contains(page.word(i))
                || page.word(i).chars().any(char::is_uppercase) && page.is_common(i))
        || is_titled_person(page, tokens)
        // "Cabinet members", "with Cabinet Secretaries": whoever belongs to it.
        || tokens.len() == 1 && lower(i) == "cabinet" && !page.word_before(i).eq_ignore_ascii_case("the")
        || tokens.len() > 1 && matches!(page.word(i), "Operation" | "Hurricane" | "Storm" | "Cyclone")
        || STREETS.contains(&lower(tokens.end - 1).as_str())
        || tokens.len() > 1 && is_model(page.word(tokens.end - 1))
        || matches!(lower(head.saturating_sub(1).max(i)).as_str(), "members" | "commissioners")
        || WORKS.contains(&lower(tokens.end - 1).as_str())
        // "the Gilgel-Gibe Hydroelectric Power plant": what the works run on belongs to their name.
        || RUN_ON.contains(&lower(tokens.end - 1).as_str()) && is_works(page, tokens.end)
        || is_site(page, tokens)
        // "Mountainous Nepal" at the head of a sentence
        || tokens.len() == 2 && page.is_common(i) && gazetteer::match_country(page.text, i + 1).is_some()
}

/// "on Twitter", "posted to Facebook": where something stands, and nobody who acts.
pub fn is_site(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let i = tokens.start;
    tokens.len() == 1 && SITES.contains(&page.word(i)) && matches!(page.word_before(i), "on" | "via" | "to")
}

/// "737-800" behind the name of a maker: what it makes.
fn is_model(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().filter(char::is_ascii_digit).count() > 2
}

/// Whether the word is the head of somebody's title and no body's: "Board Chair", "Senior Adviser for Ports".
fn is_post(page: &Page<'_>, i: usize) -> bool {
    titles::head_at(page, i).is_some_and(|(_, number)| number == Number::One) && !is_head(&page.word(i).to_lowercase())
}

/// "National Security", "Kazakh National Security": what an adviser is for.
fn is_field(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let country = gazetteer::match_country(page.text, tokens.start).map_or(0, |found| found.tokens);
    let field = |t: usize| {
        let lower = page.word(t).to_lowercase();
        Class::Portfolio.has(&lower) || matches!(lower.as_str(), "national" | "homeland" | "domestic" | "policy")
    };
    let post = is_adviser(page.word(tokens.end));
    let rest = (tokens.start + country).min(tokens.end)..tokens.end;
    (rest.len() > 1 || post) && rest.clone().all(|t| field(t) || is_adviser(page.word(t))) && !rest.is_empty()
}

fn is_adviser(word: &str) -> bool {
    matches!(word, "Advisor" | "Adviser" | "Advisors" | "Advisers")
}

/// "Prime Minister Fumio Kishida", "her counterpart, Fumio Kishida": a given name behind a post.
fn is_titled_person(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let comma = usize::from(page.word_before(tokens.start) == ",");
    let post = tokens.start.checked_sub(1 + comma);
    tokens.len() == 2
        && gazetteer::is_given_name(&fold(page.word(tokens.start)))
        && post.is_some_and(|i| titles::head_at(page, i).is_some() || page.word(i) == "counterpart")
}

fn is_works(page: &Page<'_>, i: usize) -> bool {
    matches!(page.word(i), "plant" | "station" | "project" | "complex" | "farm" | "dam")
}

/// Whether a lone word is a state under its form ("the Kingdom"), a paper ("MoU"), a time or a zone of it.
fn is_realm_or_paper(lower: &str) -> bool {
    matches!(lower, "kingdom" | "republic" | "sultanate" | "emirate" | "emirates" | "crown" | "monarchy")
        || Class::Time.has(lower)
        || lexicon::lookup(lower).and_then(|w| w.noun.as_ref()).is_some_and(|n| n.kind == lexicon::NounKind::Deal)
}

/// "in Klein Windhoek.": capitals without the head of a body, where somebody is or lives.
fn is_told_as_town(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let held = |word: &str| {
        matches!(
            word,
            "stake"
                | "stakes"
                | "share"
                | "shares"
                | "stock"
                | "interest"
                | "interests"
                | "holding"
                | "investment"
                | "invested"
                | "invest"
        )
    };
    let titled = |t: usize| page.token(t).is_some_and(|t| t.case == Case::Title);
    matches!(page.word_before(tokens.start), "in" | "near")
        && tokens.start > 1
        && !held(page.word(tokens.start - 2))
        && tokens.clone().all(|t| titled(t) && !is_head(&page.word(t).to_lowercase()))
        && matches!(page.word(tokens.end), "." | "," | ";" | "on" | "in" | "after" | "where" | "and")
}
