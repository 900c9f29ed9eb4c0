//! Which phrases are telling enough to be projects.

use std::collections::HashSet;

use super::doubts::{
    is_apposed, is_body, is_cited, is_heading, is_idiom, is_office, is_only_owned, is_part_of_body, is_participant,
    is_relationship,
};
use super::keys::is_route;
use super::phrases::{Anchor, Article, Naming, Phrase};
use super::signs::{
    begins_with_own_name, between, has_aim, has_amount, has_paper_purpose, has_purpose, is_announced, is_fresh,
    is_laid, is_many, is_negotiated, is_new, is_owned, is_plural_name, is_routed, is_run, is_undertaking,
};
use super::status::{Governed, Tie};
use crate::extract::Status;
use crate::extract::lexicon::{Class, NounKind, Number, Use};
use crate::extract::reading::Reading;
use crate::text::TokenKind;

/// Works that stand somewhere under their own name: to be named is not to be undertaken.
pub const STANDING: &[&str] = &[
    "hospital",
    "school",
    "university",
    "museum",
    "theatre",
    "theater",
    "library",
    "stadium",
    "campus",
    "airport",
    "port",
    "seaport",
    "station",
    "building",
    "centre",
    "center",
    "zone",
    "park",
    "mine",
    "bridge",
    "road",
    "plant",
    "terminal",
    "factory",
    "facility",
    "complex",
    "metro",
    "clinic",
    "monument",
    "mill",
    "hub",
    "network",
    "grid",
    "canal",
    "dam",
    "crossing",
    "highway",
    "line",
    "pier",
    "dock",
    "reservoir",
    "tunnel",
    "satellite",
    "warehouse",
    "laboratory",
    "block",
    "memorial",
    "statue",
    "classroom",
    "farm",
    "shipyard",
    "embassy",
    "consulate",
    "prison",
    "courthouse",
    "headquarters",
    "barrier",
    "wall",
    "levee",
    "viaduct",
    "overpass",
    "footbridge",
    "airstrip",
    "spaceport",
    "observatory",
    "telescope",
    "shelter",
    "tower",
    "arena",
    "trail",
    "housing",
    "charger",
    "spacecraft",
    "lander",
    "rover",
    "probe",
];

/// Schemes that are bodies or bills as often as undertakings: only under a proper name.
const BODIES: &[&str] = &[
    "dialogue",
    "mission",
    "system",
    "framework",
    "mechanism",
    "platform",
    "facility",
    "consortium",
    "venture",
    "act",
    "convention",
    "protocol",
    "campaign",
    "package",
    "roadmap",
    "strategy",
    "agenda",
    "declaration",
];

/// Schemes that as often are part of how a state or a body is made: named in passing they are nothing undertaken.
const PARTS: &[&str] = &["system", "mission", "platform", "venture", "consortium"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Founds,
    /// "the pipeline": tells more of one that has been named.
    PointsBack,
}

/// Whether a phrase is telling enough to be a project, by its kind and by what governs it.
///
/// `built` are the heads of which the text tells elsewhere that they are built or opened.
pub fn accept(
    reading: &Reading<'_>,
    phrase: &Phrase,
    governed: &Governed,
    built: &HashSet<String>,
) -> Option<Standing> {
    let word = reading.word(phrase.head).to_ascii_lowercase();
    let singular = word
        .strip_suffix("ies")
        .map_or_else(|| word.strip_suffix('s').unwrap_or(&word).to_owned(), |s| format!("{s}y"));
    let named = phrase.anchor == Anchor::Named;
    let proper = phrase.naming == Naming::Proper;
    let plural = phrase.noun.number == Number::Plural;
    let made = governed.tie == Tie::Made;
    // "entered the consulate", "struck a building": what is signed or entered is a paper.
    let paper = governed.verb.and_then(|v| reading.verb(v)).is_some_and(|v| v.is_any(&[Use::Enter, Use::Strike]));
    let made = made && !(paper && phrase.noun.kind == NounKind::Works);
    let tied = governed.tie >= Tie::Told;
    let owned = phrase.tokens.start.checked_sub(1).is_some_and(|b| reading.is(b, &["his", "her", "my", "your"]));
    if is_office(reading, phrase) && !made
        || is_part_of_body(reading, phrase)
        || is_heading(reading, phrase)
        || is_idiom(reading, phrase)
        || is_participant(reading, phrase)
    {
        return None;
    }
    let back = phrase.tokens.start.checked_sub(1).is_some_and(|b| reading.is(b, &["this", "that", "these", "those"]));
    if back && (!proper || phrase.noun.kind == NounKind::Law) && !made || is_relationship(reading, phrase, governed) {
        return None;
    }
    if is_body(reading, phrase) && !made || owned && phrase.noun.field == "education_culture" {
        return None;
    }
    if !named && !proper && phrase.article == Article::Definite && !plural && phrase.modifiers <= 1 {
        return (governed.status != Status::Mentioned).then_some(Standing::PointsBack);
    }
    let founds = match phrase.noun.kind {
        NounKind::Works => {
            let numbered = proper && reading.kind(phrase.head + 1) == Some(TokenKind::Number); // "Route 9"
            let standing = (numbered || STANDING.contains(&singular.as_str())) && !is_route(reading, phrase);
            match (proper, named) {
                (true, _) if standing => made || !plural && built.contains(&singular),
                (true, _) => true,
                (_, true) if standing => {
                    made || governed.tie == Tie::Listed || tied && !plural && is_fresh(reading, phrase)
                }
                (_, true) => (!plural || made) && (phrase.modifiers > 0 || tied),
                _ if plural && made && phrase.modifiers > 0 && is_laid(reading, governed) => true,
                _ if made && phrase.article == Article::Indefinite && is_new(reading, phrase) => !plural,
                _ => {
                    (made || governed.tie == Tie::Listed)
                        && !plural
                        && phrase.modifiers > 0
                        && (phrase.article != Article::Definite || governed.tie == Tie::Listed || phrase.modifiers > 1)
                }
            }
        }
        NounKind::Deal => {
            let sealed = governed.verb.and_then(|v| reading.verb(v)).is_some_and(|v| {
                v.is_any(&[Use::Sign, Use::Enter, Use::Strike, Use::Delay, Use::Stop, Use::Agree]) || v.lemma == "agree"
            });
            let treaty = matches!(singular.as_str(), "fta" | "treaty" | "pact" | "accord" | "deal");
            let general = matches!(singular.as_str(), "protocol" | "convention" | "memorandum" | "mou" | "arrangement");
            let general = general && !is_negotiated(reading, phrase);
            match (proper, named) {
                (true, _) => !general || sealed || made,
                (_, true) => {
                    let binding = sealed
                        || made
                        || tied
                        || between(reading, phrase) && (phrase.modifiers > 0 || treaty)
                        || phrase.modifiers > 1 && !plural;
                    (phrase.modifiers > 0 || between(reading, phrase)) && binding && !general
                        || sealed && between(reading, phrase)
                }
                _ if is_negotiated(reading, phrase) => {
                    !plural
                        && !general
                        && (phrase.modifiers > 0 || has_aim(reading, phrase) || reading.is(phrase.head + 1, &["on"]))
                }
                _ if plural && made && governed.is_sealed() && phrase.modifiers > 0 => true,
                _ if made && has_paper_purpose(reading, phrase) => true,
                // "told to sign agreements": papers without a name that nobody has sealed.
                _ if plural && !governed.is_sealed() => false,
                _ => sealed && !general && (phrase.modifiers > 0 || !plural && has_purpose(reading, phrase)),
            }
        }
        NounKind::Scheme => {
            let body = BODIES.contains(&singular.as_str());
            match (proper, named) {
                (true, _) if plural && matches!(singular.as_str(), "loan" | "grant" | "credit") => true,
                // "Partnerships for Clear Rivers"
                (true, _) if plural && is_plural_name(reading, phrase) => true,
                _ if plural && is_run(reading, phrase) => phrase.modifiers > 0 || phrase.tokens.end > phrase.head + 1,
                (true, _) => !plural && (tied || !PARTS.contains(&singular.as_str())),
                _ if plural && is_undertaking(&singular) && is_many(reading, phrase) => {
                    let floor = phrase.tokens.start.saturating_sub(3);
                    tied || (floor..phrase.tokens.start).any(|i| reading.is_class(i, Class::Have))
                }
                // "a new partnership between the mill and", "launched new programmes for women"
                _ if is_fresh(reading, phrase) && !body => {
                    let field = phrase.tokens.clone().any(|i| i < phrase.head && reading.sector(i).is_some());
                    let aim = has_aim(reading, phrase);
                    (aim || between(reading, phrase) && phrase.tokens.len() > 1
                        || field
                        || made && reading.is(phrase.head + 1, &["for"]))
                        && (!plural || made)
                        && !is_apposed(reading, phrase)
                }
                (_, true) if is_only_owned(reading, phrase) && !made && !has_aim(reading, phrase) => false,
                (_, true) => {
                    let undertaking = is_undertaking(&singular);
                    let planned =
                        matches!(singular.as_str(), "plan" | "fund" | "campaign" | "scheme" | "strategy" | "agenda");
                    let titled = (undertaking || planned) && begins_with_own_name(reading, phrase);
                    let paid = singular == "package" && has_amount(reading, phrase);
                    let own = undertaking && is_owned(reading, phrase);
                    !plural && !body && (tied && (phrase.modifiers > 0 || made && undertaking) || titled || own)
                        || !plural && body && made && phrase.modifiers > 1
                        || paid && tied
                        || titled && planned && !plural
                }
                _ if singular == "package" => {
                    // "a package of security assistance", "a sanctions package"
                    let of = reading.is(phrase.head + 1, &["of"]) && reading.is_word(phrase.head + 2);
                    tied && has_amount(reading, phrase)
                        || !plural && is_announced(reading, phrase) && (of || phrase.modifiers > 0)
                }
                // "an initiative to feed children", "national plans to counter smuggling"
                _ if has_aim(reading, phrase) && !body && (tied || is_announced(reading, phrase)) => {
                    !is_apposed(reading, phrase) && (!plural || phrase.modifiers > 1)
                }
                _ => {
                    let field = || phrase.tokens.clone().any(|i| i < phrase.head && reading.sector(i).is_some());
                    let policy = matches!(singular.as_str(), "plan" | "strategy" | "agenda" | "system" | "roadmap");
                    let begun =
                        matches!(singular.as_str(), "campaign" | "platform" | "mission" | "system" | "facility");
                    begun && made && !plural && field() && governed.status == Status::Launched
                        || policy && !plural && tied && phrase.modifiers > 1 && (field() || phrase.modifiers > 2)
                        || plural && made && phrase.modifiers > 1 && is_undertaking(&singular)
                        || !plural
                            && !body
                            && phrase.modifiers > 0
                            && (made || tied)
                            && (phrase.tokens.clone().any(|i| i < phrase.head && reading.sector(i).is_some())
                                || phrase.modifiers > 1
                                    && matches!(governed.status, Status::Proposed | Status::Launched))
                }
            }
        }
        NounKind::Flow => {
            // "the supply of Turkmen gas to Iraq via Iran"
            let routed = tied && named && is_routed(reading, &phrase.tokens);
            routed
                || named
                    && phrase.modifiers > 0
                    && (governed.tie == Tie::Listed
                        || made && phrase.tokens.clone().any(|i| reading.sector(i).is_some()))
                    && (phrase.tokens.end > phrase.head + 1 || phrase.modifiers > 1)
        }
        NounKind::Law => match proper {
            true if matches!(reading.word(phrase.tokens.start), "“" | "\"" | "«") => !plural,
            true if singular == "bill" && reading.is(phrase.head + 1, &["of"]) => false, // "Bill of Rights"
            true => !plural && !is_cited(reading, phrase, made),
            false => tied && !plural && (has_aim(reading, phrase) || phrase.modifiers > 1),
        },
        NounKind::Title => {
            let two = |first: &[&str]| phrase.head > 0 && reading.is(phrase.head - 1, first);
            match (proper && named, singular.as_str()) {
                (true, "force") => two(&["task"]),
                (true, "group" | "office") => plural && tied,
                (true, "code") => made && !plural, // "Title 4, United States Code"
                (true, _) => !plural,
                (_, "compact") if has_amount(reading, phrase) => !plural,
                (_, "stockpile" | "portal" | "registry" | "tour" | "coalition" | "regime" | "compact") => {
                    made && !plural && phrase.modifiers > usize::from(phrase.article != Article::Indefinite)
                }
                (_, "group" | "force") => {
                    two(&["working", "task"]) && made && !plural && reading.is(phrase.head + 1, &["on", "to", "for"])
                }
                (_, "code") => tied && reading.is(phrase.head + 1, &["of"]),
                _ => false,
            }
        }
        _ => false,
    };
    founds.then_some(Standing::Founds)
}
