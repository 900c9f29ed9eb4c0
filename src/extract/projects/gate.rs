//! Which phrases are telling enough to be projects.

use std::collections::HashSet;
use std::ops::Range;

use super::keys::is_route;
use super::phrases::{Anchor, Article, Naming, Phrase};
use super::status::{Governed, Tie};
use crate::extract::Kind;
use crate::extract::Status;
use crate::extract::classes::Class as Closed;
use crate::extract::lexicon::{Class, NounKind, Number, Use};
use crate::extract::reading::Reading;
use crate::text::TokenKind;

/// Works that stand somewhere under their own name: to be named is not to be undertaken.
const STANDING: &[&str] = &[
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
                    (aim || between(reading, phrase) || field || made && reading.is(phrase.head + 1, &["for"]))
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
                _ if singular == "package" => tied && has_amount(reading, phrase),
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

/// "the Metro Express project": a name of its own before a common head, and not only a country's or a person's.
fn begins_with_own_name(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let first = phrase.tokens.start;
    let owner = (first..phrase.head).rev().find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    let plain = |i: &usize| {
        owner.is_none_or(|o| *i > o)
            && reading.is_capitalised(*i)
            && reading.class(*i).is_none()
            && !reading.is(*i, &["president", "prime", "minister", "vice", "government"])
            && reading.mention(*i).is_none_or(|m| !matches!(m.kind, Kind::Person | Kind::Country))
    };
    // "the Steppe Young Farmers programme": capitals enough for a name, whatever the first is known as.
    if (first..phrase.head).filter(plain).count() > 1 && !reading.begins_sentence(first) {
        return true;
    }
    // "the RIVERS 2030 initiative"
    let numbered = reading.kind(first + 1) == Some(TokenKind::Number) && first + 1 < phrase.head;
    reading.is_capitalised(first)
        && !reading.begins_sentence(first)
        && reading.mention(first).is_none_or(|m| m.kind == Kind::Project || numbered && m.kind == Kind::Organization)
        && reading.class(first).is_none()
}

/// "a new library"
fn is_new(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    phrase.tokens.start > 0 && reading.is(phrase.tokens.start - 1, &["new", "second", "third", "replacement"])
}

/// "strengthen the Karasu–Narin energy partnership": how two states stand to one another, which is nobody's undertaking
/// until somebody founds it anew: "announced a new partnership".
fn is_relationship(reading: &Reading<'_>, phrase: &Phrase, governed: &Governed) -> bool {
    let kind = reading.is(phrase.head, &["partnership", "partnerships", "dialogue", "dialogues", "coalition"]);
    if !kind || reading.is_capitalised(phrase.head) || phrase.naming == Naming::Proper {
        return false;
    }
    let founded = matches!(governed.status, Status::Launched | Status::Signed);
    !(founded || is_fresh(reading, phrase))
}

/// "a new research partnership": what was not there before.
fn is_fresh(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(3);
    (floor..phrase.tokens.start).any(|i| reading.is(i, &["new"]))
}

/// "the president's plan", "the Mill's new strategy": whose it is and nothing of what it is.
fn is_only_owned(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let owner = (phrase.tokens.start..phrase.head).rev().find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    let telling = |i: usize| reading.is_capitalised(i) || reading.sector(i).is_some();
    owner.is_some_and(|o| phrase.head - o <= 2 && !(o + 1..phrase.head).any(telling))
}

/// "Iran's nuclear programme": whose it is and in what field.
fn is_owned(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let owner =
        (phrase.tokens.start.saturating_sub(1)..phrase.head).find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    owner.is_some_and(|o| {
        let field = |i: usize| reading.sector(i).is_some() || reading.is(i, &["infrastructure"]);
        o > 0 && reading.mention(o - 1).is_some() && (o + 1..phrase.head).any(field)
    })
}

/// "tax credits under the Clean Rivers Act": a law that pays for what is undertaken, and none that is only cited.
fn pays(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(4);
    let by = (floor..phrase.tokens.start).rev().find(|&i| reading.is(i, &["under", "from", "through", "in"]));
    let money = ["credits", "incentives", "funding", "funds", "grants", "investments", "subsidies", "money", "loans"];
    by.is_some_and(|b| b > 0 && reading.is(b - 1, &money))
}

/// "pursuant to the Powers Act (50 U.S.C. 1701)", "Executive Order 13303": a law that is only cited, by its number or
/// for what it says.
fn is_cited(reading: &Reading<'_>, phrase: &Phrase, made: bool) -> bool {
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

/// "a bill to require", "legislation that would allow": what a law is for.
fn has_aim(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let next = phrase.head + 1;
    reading.is(next, &["to"]) && reading.is_word(next + 1)
        || reading.is(next, &["on"]) && reading.is(phrase.head, &["ban", "moratorium"])
        || reading.word(next).ends_with("ing") && reading.is_word(next + 1) && !reading.is_capitalised(next)
        || reading.is(next, &["that", "which"]) && reading.is_class(next + 1, Class::Modal)
}

/// "the Rivers Partnership, a new initiative to clean": says only what that is which has just been named.
fn is_apposed(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(5);
    let comma = (floor..phrase.tokens.start).rev().find(|&i| !super::ties::is_before_name(reading, i));
    comma.is_some_and(|c| {
        matches!(reading.word(c), "," | "—" | "–")
            && c > 0
            && (reading.is_capitalised(c - 1) || reading.word(c - 1) == ")")
    })
}

/// "Partnerships for Clear Rivers", "Steppe Homelands Initiatives": many under one name.
fn is_plural_name(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let kind = reading.is(phrase.head, &["partnerships", "initiatives", "programs", "programmes", "projects"]);
    let goes_on = reading.is(phrase.head + 1, &["for"]) && phrase.tokens.end > phrase.head + 2;
    let own = reading.class(phrase.tokens.start).is_none() && !reading.begins_sentence(phrase.tokens.start);
    kind && own && reading.is_capitalised(phrase.head) && (goes_on || phrase.modifiers > 1)
}

/// "will build transmission lines"
fn is_laid(reading: &Reading<'_>, governed: &Governed) -> bool {
    let verb = governed.verb.and_then(|v| reading.verb(v));
    verb.is_some_and(|v| matches!(v.lemma, "build" | "construct" | "lay" | "install"))
}

/// "is announcing a 100-day plan", "intends to provide an initiative": what is new to the reader.
fn is_announced(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(6);
    (floor..phrase.tokens.start).any(|i| {
        reading.verb(i).is_some_and(|v| matches!(v.lemma, "announce" | "unveil" | "launch" | "create" | "establish"))
    })
}

/// "runs programmes for young farmers": what somebody runs.
fn is_run(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(6);
    let runs = ["runs", "operates", "operating", "running", "administers", "administering"];
    (floor..phrase.tokens.start).any(|i| reading.is(i, &runs))
}

/// Words for work as such. Many platforms are bought; many projects are begun.
fn is_undertaking(noun: &str) -> bool {
    matches!(noun, "project" | "initiative" | "program" | "programme")
}

/// "more than 300 projects": so many that their number tells them.
fn is_many(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let from = phrase.tokens.start.saturating_sub(1);
    (from..phrase.head).any(|i| reading.word(i).parse::<u32>().is_ok_and(|n| (10..1900).contains(&n)))
}

/// "Executive Director, Lakes Initiative", "funded by the Harvest Fund": who heads it or what it does tells a body.
fn is_office(reading: &Reading<'_>, phrase: &Phrase) -> bool {
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

/// "- Steppe Conservation Partnership": a line of a list that is nothing but a name lists who was there.
fn is_participant(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let Some(sentence) = reading.sentence_of(phrase.head) else { return false };
    let words = |mut tokens: Range<usize>| tokens.any(|i| reading.is_word(i));
    let alone = !words(sentence.tokens.start..phrase.tokens.start) && !words(phrase.tokens.end..sentence.tokens.end);
    let item = matches!(reading.word(sentence.tokens.start), "-" | "–" | "•" | "*" | "·");
    alone && item && phrase.noun.kind == NounKind::Scheme && !reading.is(phrase.head, &["project", "projects"])
}

/// "Institute of Farm Reform": a body's name ends in what it is for.
fn is_part_of_body(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let body = |i: usize| {
        reading.is_capitalised(i)
            && reading.is(i + 1, &["of", "for", "on"])
            && Closed::OrganizationGoverning.has(&reading.word(i).to_lowercase())
            && reading.noun(i).is_none()
    };
    reading.is_capitalised(phrase.head) && (phrase.tokens.start..phrase.head).any(body)
}

/// A line in capitals says of what kind that is which follows; only works are named in it.
fn is_heading(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let words = reading.slice(phrase.tokens.clone());
    let scheme = matches!(phrase.noun.kind, NounKind::Scheme | NounKind::Deal);
    scheme && phrase.tokens.len() > 1 && words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

/// "capacity building": the making of what cannot be built; "for the dialogue": an occasion.
fn is_idiom(reading: &Reading<'_>, phrase: &Phrase) -> bool {
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

/// "$65 million security assistance package"
fn has_amount(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let from = phrase.tokens.start.saturating_sub(4);
    (from..phrase.head).any(|i| reading.is(i, &["million", "billion", "trillion"]))
}

/// Whether the phrase is a known body: "Saudi Fund for Development".
fn is_body(reading: &Reading<'_>, phrase: &Phrase) -> bool {
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

/// Whether a phrase tells of a commodity that goes through named countries or places to others.
pub fn is_routed(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let named = |i: usize| {
        let first = i + 1 + usize::from(reading.is(i + 1, &["the"]));
        reading.mention(first).is_some_and(|m| matches!(m.kind, Kind::Country | Kind::Place))
    };
    let over = phrase.clone().any(|i| reading.is(i, &["through", "via", "across", "over"]) && named(i));
    let goods = phrase.clone().any(|i| {
        matches!(reading.sector(i), Some("energy" | "agriculture" | "mining" | "water")) && !reading.is_capitalised(i)
    });
    // "through the Baku–Tbilisi–Ceyhan pipeline": told as a report of the pipeline.
    let works = phrase.clone().any(|i| reading.noun(i).is_some_and(|n| n.kind == NounKind::Works));
    over && goods && !works
}

fn between(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    reading.is(phrase.head + 1, &["between", "with"])
}

/// "negotiations on a civil nuclear agreement", "the movement towards a ceasefire deal": what is still talked of.
pub fn is_negotiated(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(4);
    let Some(at) = (floor..phrase.tokens.start).rev().find(|&i| {
        !super::ties::is_before_name(reading, i) || reading.is(i, &["conclude", "concluding", "finalize", "finalizing"])
    }) else {
        return false;
    };
    let talks = |i: usize| {
        reading
            .is(i, &["negotiation", "negotiations", "talks", "progress", "movement", "work", "working", "conclusion"])
    };
    reading.is(at, &["on", "toward", "towards", "of", "for"]) && at > 0 && talks(at - 1)
        || reading.is(at, &["conclude", "concluding", "finalize", "finalizing", "negotiate", "negotiating"])
}

/// "memorandum of cooperation to strengthen", "memorandum of understanding on": a paper that says what is to be done.
fn has_paper_purpose(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let next = phrase.head + 1;
    reading.is(next, &["of"])
        && reading.is(next + 1, &["understanding", "cooperation", "intent"])
        && (reading.is(next + 2, &["to", "on", "for", "with", "between"])
            || phrase.modifiers > 0
            || phrase.article == Article::Indefinite && reading.word(next + 2) != "(")
}

fn has_purpose(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    (phrase.tokens.end..phrase.tokens.end + 6).any(|i| reading.is(i, &["to", "on", "for"]) && reading.is_word(i + 1))
}
