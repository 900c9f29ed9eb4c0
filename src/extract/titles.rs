//! The grammar of titles: "acting Afghan foreign minister", "President of Azerbaijan",
//! "AU trade and industry commissioner", "Minister of Public Works".

use std::ops::Range;

use super::classes::Class;
use super::header::one_line;
use super::page::{Page, Taken};
use crate::gazetteer::{self, How};

/// A title as it stands in the text, without the name it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Title {
    pub tokens: Range<usize>,
    /// As written, on one line.
    pub text: String,
    /// `president`, `foreign minister`.
    pub post: String,
    /// ISO alpha-2, when the title itself says so.
    pub country: Option<&'static str>,
    /// Index into `Facts::organizations`.
    pub organization: Option<usize>,
    /// Whether the head is in the plural: two names follow.
    pub number: Number,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
}

/// Heads whose post says what they are for: "finance minister" and not merely "minister".
const WITH_PORTFOLIO: &[&str] = &["minister", "vice-minister", "secretary", "adviser", "advisor"];

/// Heads of those who serve the holder of another post.
const SERVING: &[&str] = &[
    "adviser",
    "advisor",
    "assistant",
    "aide",
    "counselor",
    "counsellor",
    "secretary",
    "deputy",
    "envoy",
    "spokesperson",
    "spokesman",
    "spokeswoman",
];

/// Whether the token is the head of a title, in the singular or plural.
pub(super) fn head_at(page: &Page<'_>, i: usize) -> Option<(&'static str, Number)> {
    let word = page.word(i);
    if word.len() < 2 || word.len() > 18 || page.taken(i) == Taken::Markup {
        return None;
    }
    let lower = word.to_lowercase();
    if let Some(head) = Class::TitleHead.find(lower.as_str()) {
        // "Gen", but not "lt" or "col" in small letters.
        return (unabbreviated(head).is_none() || page.is_capital(i)).then_some((head, Number::One));
    }
    let singular = lower
        .strip_suffix("men")
        .map(|stem| format!("{stem}man"))
        .or_else(|| lower.strip_suffix("ies").map(|stem| format!("{stem}y")))
        .or_else(|| lower.strip_suffix('s').map(str::to_owned))?;
    let head = Class::TitleHead.find(singular.as_str())?;
    // "Sens. A and B" are senators; the press are no presidents.
    (unabbreviated(head).is_none() || page.word(i + 1) == ".").then_some((head, Number::Many))
}

/// The head of the title that begins at token `i` with a capital: "Prime Minister", "Senior
/// Humanitarian and Reconstruction Coordinator".
pub(super) fn head_from(page: &Page<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    while at < i + 8 && page.is_free(at) {
        if let Some((noun, _)) = head_at(page, at) {
            let next = if page.word(at + 1) == "." { at + 2 } else { at + 1 };
            let leads = LEADING.contains(&noun) && at < i + 8;
            return Some(if leads { following_head(page, next).unwrap_or(at) } else { at });
        }
        let lower = page.word(at).to_lowercase();
        let joins = at > i && matches!(lower.as_str(), "and" | "&");
        if !(joins || page.is_capital(at) && (Class::TitleModifier.has(&lower) || Class::Portfolio.has(&lower))) {
            return None;
        }
        at += 1;
    }
    None
}

/// Heads that as often are the first word of a longer title: deputy foreign minister, lieutenant colonel.
const LEADING: &[&str] = &[
    "deputy",
    "assistant",
    "chief",
    "lieutenant",
    "major",
    "brigadier",
    "lt",
    "maj",
    "brig",
    "general",
    "head",
    "principal",
];

/// The head that only modifiers and portfolios part from token `i`.
fn following_head(page: &Page<'_>, i: usize) -> Option<usize> {
    for at in i..i + 6 {
        if !page.is_free(at) {
            return None;
        }
        if head_at(page, at).is_some() {
            return Some(at);
        }
        let lower = page.word(at).to_lowercase();
        if !(Class::TitleModifier.has(&lower) || Class::Portfolio.has(&lower) || at > i && lower == "and") {
            return None;
        }
    }
    None
}

/// The title whose head stands at `head`: its modifiers to the left and its complements to the
/// right. Linear in the title's length, which is bounded.
pub(super) fn read(page: &Page<'_>, head: usize) -> Option<Title> {
    let (noun, number) = head_at(page, head)?;
    let mut end = head + 1;
    if unabbreviated(noun).is_some() && page.word(end) == "." && page.touches_previous(end) {
        end += 1;
    }
    let mut general = "";
    if page.word(end).eq_ignore_ascii_case("general") && !matches!(noun, "general" | "king") {
        general = " general";
        end += 1;
    }
    let left = Left::read(page, head);
    let right = Right::read(page, end, noun);
    let post = post(noun, general, &left, &right);
    let tokens = left.start..right.end;
    Some(Title {
        text: one_line(page.slice(&tokens)),
        tokens,
        post,
        country: right.country.or(left.country),
        organization: right.organization.or(left.organization),
        number,
    })
}

/// What stands before the head.
#[derive(Default)]
struct Left {
    start: usize,
    country: Option<&'static str>,
    organization: Option<usize>,
    /// Modifiers and portfolio words, in text order, in small letters.
    words: Vec<String>,
}

impl Left {
    fn read(page: &Page<'_>, head: usize) -> Left {
        let mut left = Left { start: head, ..Left::default() };
        let mut i = head;
        while i > 0 && head - i < 10 {
            let before = i - 1;
            match page.taken(before) {
                Taken::Free if page.is_possessive(before) => {
                    // "Kazakhstan's foreign minister", "SFD's CEO".
                    if before == 0 || !left.take_owner(page, before - 1) {
                        break;
                    }
                    i = left.start;
                    continue;
                }
                Taken::Free if left.take_seat(page, before) => i = left.start,
                // "Maj. Gen.", "Lt. Col."
                Taken::Free if page.word(before) == "." && before > 0 && rank(page.word(before - 1)).is_some() => {
                    left.words.extend(rank(page.word(before - 1)).map(str::to_owned));
                    i = before - 1;
                    left.start = i;
                }
                Taken::Free => {
                    let lower = page.word(before).to_lowercase();
                    let joins = matches!(lower.as_str(), "and" | "&" | "," | "-")
                        && before > 0
                        && !left.words.is_empty()
                        && Class::Portfolio.has(page.word(before - 1).to_lowercase().as_str());
                    let modifies =
                        lower != "the" && (lower != "under" || page.word(i).eq_ignore_ascii_case("secretary"));
                    let belongs =
                        modifies && Class::TitleModifier.has(lower.as_str()) || Class::Portfolio.has(lower.as_str());
                    if !(joins || belongs) {
                        break;
                    }
                    left.words.push(lower);
                    i = before;
                    left.start = i;
                }
                Taken::Country | Taken::Demonym | Taken::Organization => {
                    if !left.take_owner(page, before) {
                        break;
                    }
                    i = left.start;
                }
                _ => break,
            }
        }
        left.words.reverse();
        left
    }

    /// Takes the seat of government that ends at token `i` for its country: "White House press secretary".
    fn take_seat(&mut self, page: &Page<'_>, i: usize) -> bool {
        let ends_here = |start: &usize| {
            let known = gazetteer::match_country(page.text, *start)?;
            (known.what.how == How::Government && start + known.tokens == i + 1).then_some(known.what.code)
        };
        let seat = (i.saturating_sub(1)..=i).find_map(|start| Some((start, ends_here(&start)?)));
        let Some((start, code)) = seat.filter(|_| self.country.is_none() && page.is_capital(i)) else { return false };
        self.country = Some(code);
        self.start = start;
        true
    }

    /// Takes the country or organization that ends at token `i` as the one the post belongs to.
    fn take_owner(&mut self, page: &Page<'_>, i: usize) -> bool {
        match page.taken(i) {
            Taken::Country | Taken::Demonym if self.country.is_none() => {
                self.country = page.country_code(i);
            }
            Taken::Organization if self.organization.is_none() && self.country.is_none() => {
                self.organization = page.entity_at(i);
            }
            _ => return false,
        }
        self.start = page.run_of(i).start;
        true
    }
}

/// What stands behind the head: "of Azerbaijan", "for Europe at the Ministry of Foreign Affairs".
#[derive(Default)]
struct Right {
    end: usize,
    country: Option<&'static str>,
    organization: Option<usize>,
    /// Portfolio words of the first complement, in small letters.
    portfolio: Vec<String>,
}

impl Right {
    fn read(page: &Page<'_>, end: usize, noun: &str) -> Right {
        let mut right = Right { end, ..Right::default() };
        for _ in 0..4 {
            let at = right.end;
            if !matches!(page.word(at), "of" | "for" | "to" | "at" | "in" | "on" | "and") || !page.is_free(at) {
                break;
            }
            let preposition = page.word(at);
            let mut i = at + 1;
            if matches!(page.word(i), "the" | "The" | "our" | "his" | "her") {
                i += 1;
            }
            let Some(after) = right.object(page, i, preposition, noun) else { break };
            right.end = after;
        }
        right
    }

    /// Reads what a preposition governs at token `i`; gives the token after it.
    fn object(&mut self, page: &Page<'_>, i: usize, preposition: &str, noun: &str) -> Option<usize> {
        let after = page.run_of(i).end;
        match page.taken(i) {
            Taken::Country if preposition != "and" => {
                // "Ambassador of Iraq", "Peru's Ambassador to Portugal", "coordinator for Gaza": only
                // "of" says whose.
                if preposition == "of" && self.country.is_none() && self.organization.is_none() {
                    self.country = page.country_code(i);
                }
                Some(after)
            }
            Taken::Organization if preposition != "and" => {
                if self.organization.is_none() {
                    self.organization = page.entity_at(i);
                }
                // "of the Union's Executive Committee"
                let part = after + 1;
                let owns = page.is_possessive(after) && page.taken(part) == Taken::Organization;
                Some(if owns { page.run_of(part).end } else { after })
            }
            Taken::Place if preposition != "and" => {
                self.take_seat(page, i, preposition);
                Some(after)
            }
            Taken::Demonym if page.word(after) == "Republic" => {
                self.country = self.country.or(page.country_code(i));
                Some(after + 1)
            }
            Taken::Demonym if preposition == "of" && Class::Portfolio.has(page.word(after).to_lowercase().as_str()) => {
                self.country = self.country.or(page.country_code(i));
                Some(after + 1)
            }
            Taken::Free if page.word(i) == "Republic" => Some(i + 1),
            Taken::Free => self.free_object(page, i, preposition, noun),
            _ => None,
        }
    }

    /// "professor at Khazar University in Baku": a body that no list holds is of the country of its city.
    fn take_seat(&mut self, page: &Page<'_>, i: usize, preposition: &str) {
        let body = self.organization.and_then(|at| page.facts.organizations.get(at));
        let local = body.is_some_and(|body| body.country.is_none() && body.kind != Some("international"));
        if preposition == "in" && local && self.country.is_none() {
            let place = page.entity_at(i).and_then(|at| page.facts.places.get(at));
            self.country = place.and_then(|place| place.country);
        }
    }

    /// Portfolio words, or the first words of a name that nobody knows.
    fn free_object(&mut self, page: &Page<'_>, i: usize, preposition: &str, noun: &str) -> Option<usize> {
        if let Some(after) = office(page, i) {
            return Some(after);
        }
        let mut end = i;
        let mut last = i; // after the last portfolio word
        while end < i + 12 && page.is_free(end) {
            let lower = page.word(end).to_lowercase();
            if Class::Portfolio.has(lower.as_str())
                || (lower == "state" && noun == "secretary")
                || (lower == "staff" && noun == "chief")
            {
                end += 1;
                last = end;
            } else if last > i && matches!(lower.as_str(), "and" | "," | "&" | "the") {
                end += 1;
            } else {
                break;
            }
        }
        if preposition == "and" && head_at(page, last).is_some() {
            return None; // "deputy prime minister and foreign minister": another title
        }
        if last > i {
            if self.portfolio.is_empty() && matches!(preposition, "of" | "for" | "and") {
                self.portfolio = (i..last).map(|j| page.word(j).to_lowercase()).collect();
            }
            return Some(last);
        }
        // "Adviser to the President" is not the president.
        if matches!(preposition, "to" | "of" | "for") && SERVING.contains(&noun) {
            return following_head(page, i).map(|head| head + 1);
        }
        if matches!((noun, page.word(i)), ("head" | "chief", "state" | "government" | "mission" | "delegation")) {
            self.portfolio = vec![page.word(i).to_owned()];
            return Some(i + 1);
        }
        None
    }
}

/// The token behind "office of the president" at token `i`: whoever serves there is not the president.
fn office(page: &Page<'_>, i: usize) -> Option<usize> {
    const OFFICES: &[&str] = &["office", "administration", "cabinet", "apparatus", "secretariat", "court"];
    let of = OFFICES.contains(&page.word(i).to_lowercase().as_str()) && page.word(i + 1) == "of";
    let at = i + 2 + usize::from(page.word(i + 2).eq_ignore_ascii_case("the"));
    following_head(page, at).filter(|_| of).map(|head| head + 1)
}

/// The post in its normal form: `prime minister`, `foreign minister`, `deputy finance minister`.
fn post(noun: &str, general: &str, left: &Left, right: &Right) -> String {
    let has = |word: &str| left.words.iter().any(|w| w == word);
    let noun = unabbreviated(noun).unwrap_or(noun);
    let mut rank = String::new();
    if has("deputy") {
        rank.push_str(if has("first") { "first deputy " } else { "deputy " });
    } else if has("vice") {
        rank.push_str("vice ");
    }
    let base = match noun {
        "minister" if has("prime") => "prime minister".to_owned(),
        "officer" if has("chief") && has("executive") => "ceo".to_owned(),
        "chief" if has("executive") => "ceo".to_owned(),
        "prince" | "princess" if has("crown") => format!("crown {noun}"),
        "director" if has("managing") || has("executive") => {
            format!("{} director", if has("managing") { "managing" } else { "executive" })
        }
        "secretary" if right.portfolio.first().is_some_and(|w| w == "state") => "secretary of state".to_owned(),
        "secretary" if has("cabinet") => {
            (if has("chief") { "chief cabinet secretary" } else { "cabinet secretary" }).to_owned()
        }
        "secretary" if has("permanent") => "permanent secretary".to_owned(),
        "secretary" if has("principal") => "principal secretary".to_owned(),
        "secretary" if has("press") => "press secretary".to_owned(),
        "chief" if right.portfolio.first().is_some_and(|w| w == "staff") => "chief of staff".to_owned(),
        "head" if !right.portfolio.is_empty() && left.words.is_empty() => {
            format!("head of {}", right.portfolio.join(" "))
        }
        "commissioner" | "representative" if has("high") => format!("high {noun}"),
        "representative" | "envoy" if has("special") => format!("special {noun}"),
        "general" | "colonel" | "admiral" | "commander"
            if left.words.iter().any(|w| BEFORE_RANKS.contains(&w.as_str())) =>
        {
            let first = left.words.iter().rfind(|w| BEFORE_RANKS.contains(&w.as_str()));
            format!("{} {noun}", first.map_or("", String::as_str))
        }
        "chief" if left.words.iter().any(|w| is_field(w)) => {
            let fields = left.words.iter().filter(|w| is_field(w) || *w == "policy").map(String::as_str);
            format!("{} chief", fields.collect::<Vec<_>>().join(" "))
        }
        "prosecutor" | "director" | "secretary" | "governor" | "consul" if !general.is_empty() || has("general") => {
            format!("{noun} general")
        }
        "vice-president" | "vice-chairman" | "vice-chairperson" | "vice-chancellor" | "vice-minister" => {
            noun.replace('-', " ")
        }
        "manager" if has("general") => "general manager".to_owned(),
        _ if WITH_PORTFOLIO.contains(&noun) => {
            let of_left: Vec<&String> = left.words.iter().filter(|w| is_portfolio(w) || *w == "national").collect();
            let words = if of_left.is_empty() { right.portfolio.iter().collect() } else { of_left };
            let portfolio = portfolio(&words);
            if portfolio.is_empty() { noun.to_owned() } else { format!("{portfolio} {noun}") }
        }
        _ => noun.to_owned(),
    };
    rank + &gazetteer::normal_post(&base)
}

/// What an abbreviated title stands for.
fn unabbreviated(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "gen" => "general",
        "col" => "colonel",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "capt" => "captain",
        "maj" => "major",
        "adm" => "admiral",
        "brig" => "brigadier",
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "pres" => "president",
        "cpl" => "corporal",
        "cmdr" => "commander",
        "insp" => "inspector",
        "supt" => "superintendent",
        "amb" => "ambassador",
        _ => return None,
    })
}

/// What comes before a rank and makes a lower or a higher one of it: a major general, a rear admiral.
const BEFORE_RANKS: &[&str] = &["attorney", "solicitor", "lieutenant", "major", "brigadier", "rear"];

/// The rank that an abbreviation stands for when another rank follows it.
fn rank(word: &str) -> Option<&'static str> {
    unabbreviated(&word.to_lowercase()).filter(|full| BEFORE_RANKS.contains(full))
}

/// What a chief may be the chief of, in one word: "police chief", "foreign policy chief".
fn is_field(lower: &str) -> bool {
    Class::Portfolio.has(lower) || matches!(lower, "army" | "police" | "military" | "navy" | "opposition" | "party")
}

fn is_portfolio(lower: &str) -> bool {
    Class::Portfolio.has(lower) || matches!(lower, "and" | "&" | ",")
}

/// `foreign affairs` is `foreign`, `internal affairs` is `interior`, `defence` is `defense`.
fn portfolio(words: &[&String]) -> String {
    let joined = words.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(" ").replace(" ,", ",").replace('&', "and");
    let joined = joined.trim_start_matches([',', ' ']).trim_start_matches("and ");
    match joined {
        "foreign affairs" | "external affairs" | "foreign relations" | "external relations" => "foreign".to_owned(),
        "internal affairs" | "home affairs" => "interior".to_owned(),
        _ => joined.to_owned(),
    }
}
