//! The grammar of titles: "acting Afghan foreign minister", "President of Azerbaijan",
//! "AU trade and industry commissioner", "Minister of Public Works".

use std::ops::Range;

use super::title_heads::officer_of_chief;
pub use super::title_heads::{following_head, head_at, head_from, last_head};
use super::title_posts::{post, rank, unabbreviated};
use super::title_tails::Right;
use crate::extract::classes::Class;
use crate::extract::header::one_line;
use crate::extract::page::{Page, Taken};
use crate::extract::places::states;
use crate::gazetteer::{self, How};
use crate::tagger::labels::NameKind;
use crate::text::fold;

/// A title as it stands in the text, without the name it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
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
pub enum Number {
    One,
    Many,
}

/// Heads of those who hold a post in a city or in a part of a state: what the place is in, they are of.
pub const LOCAL: &[&str] = &[
    "mayor",
    "governor",
    "congresswoman",
    "congressman",
    "congressperson",
    "senator",
    "representative",
    "assemblywoman",
    "assemblyman",
    "councillor",
    "councilor",
    "councilwoman",
    "councilman",
    "lawmaker",
    "legislator",
    "akim",
    "hokim",
    "sheriff",
    "mayor-elect",
    "governor-elect",
    "senator-elect",
    "representative-elect",
];

/// "Georgia Senator", "Almaty lawyer": whether who is called so is of the place before the word, in small letters. A
/// correspondent is only sent there.
fn is_of_place(head: &str) -> bool {
    LOCAL.contains(&head)
        || Class::Occupation.has(head) && !matches!(head, "correspondent" | "reporter" | "journalist" | "diplomat")
}

/// ISO alpha-2 of the state in which the place at token `i` lies: a city, or a part of a federation.
pub fn state_of_place(page: &Page<'_>, i: usize) -> Option<&'static str> {
    let run = page.run_of(i);
    let place = page.entity_at(i).filter(|_| page.taken(i) == Taken::Place).and_then(|at| page.facts.places.get(at));
    let part = || states::of_part(&fold(page.slice(&run)));
    let city = || gazetteer::match_city(page.text, i).filter(|_| page.is_capital(i)).map(|city| city.what.country);
    part().or_else(|| place.and_then(|place| place.country)).or_else(city)
}

/// The title whose head stands at `head`: its modifiers to the left and its complements to the
/// right. Linear in the title's length, which is bounded.
pub fn read(page: &Page<'_>, head: usize) -> Option<Title> {
    let (noun, number) = head_at(page, head)?;
    let mut end = head + 1;
    if unabbreviated(noun).is_some() && page.word(end) == "." && page.touches_previous(end) {
        end += 1;
    }
    let mut general = "";
    if noun == "chief" && page.word(end).eq_ignore_ascii_case("executive") {
        general = " executive"; // a chief executive
        end += 1;
    }
    if page.word(end).eq_ignore_ascii_case("general") && !matches!(noun, "general" | "king") {
        general = " general";
        end += 1;
    }
    // "Ambassador Extraordinary and Plenipotentiary", "Ambassador at Large"
    if page.word(end).eq_ignore_ascii_case("extraordinary") {
        end += 1 + 2 * usize::from(page.word(end + 2).eq_ignore_ascii_case("plenipotentiary"));
    } else if page.word(end) == "at" && page.word(end + 1).eq_ignore_ascii_case("large") {
        end += 2;
    }
    let left = Left::read(page, head);
    let right = Right::read(page, end, noun);
    let tokens = left.start..right.end;
    let post = match post(noun, general, &left, &right).as_str() {
        // "member of the Kazakh Parliament"
        "member" if right.names(page, "parliament") => "member of parliament".to_owned(),
        // How the security adviser of the American president is called on paper.
        post if post.ends_with("assistant to the president")
            && right.is_for(page, &["National", "Security", "Affairs"]) =>
        {
            post.replace("assistant to the president", "national security adviser")
        }
        other => other.to_owned(),
    };
    Some(Title {
        text: one_line(page.slice(&tokens)),
        tokens,
        post,
        country: right.country.or(left.country).or_else(|| of_one_state(noun)),
        // "member of Parliament": the house is all that the post says.
        organization: right.organization.or(left.organization).filter(|body| {
            let bare = || page.facts.organizations.get(*body).is_some_and(|body| fold(&body.name) == "parliament");
            !(noun == "member" && bare())
        }),
        number,
    })
}

/// ISO alpha-2 of the state that alone has a post of this name.
fn of_one_state(noun: &str) -> Option<&'static str> {
    gazetteer::country(if noun == "taoiseach" { "IE" } else { return None }).map(|country| country.code)
}

/// What stands before the head.
#[derive(Default)]
pub struct Left {
    start: usize,
    country: Option<&'static str>,
    organization: Option<usize>,
    /// Modifiers and portfolio words, in text order, in small letters.
    pub words: Vec<String>,
}

impl Left {
    fn read(page: &Page<'_>, head: usize) -> Left {
        let mut left = Left { start: head, ..Left::default() };
        let mut i = head;
        if page.word(head).to_lowercase().ends_with("affaires") {
            i -= 1; // "Chargé d'Affaires"
            left.start = i;
        }
        if let Some(chief) = (head.saturating_sub(4)..head).find(|t| officer_of_chief(page, *t) == Some(head)) {
            left.words = (chief..head).rev().map(|t| page.word(t).to_lowercase()).collect();
            i = chief;
            left.start = i;
        }
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
                // "Lt General"
                Taken::Free if page.is_capital(before) && i == head && rank(page.word(before)).is_some() => {
                    left.words.extend(rank(page.word(before)).map(str::to_owned));
                    i = before;
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
                    // "Leyla Power and Trade Minister Asan Orazov": no name is a portfolio.
                    let named = page.tag(before) == Some(NameKind::Person) && page.is_capital(before);
                    // "Vice-foreign minister"
                    let (rank, lower) = match lower.split_once('-') {
                        Some((rank @ ("vice" | "deputy"), field)) => (Some(rank.to_owned()), field.to_owned()),
                        _ => (None, lower),
                    };
                    let belongs = modifies && Class::TitleModifier.has(lower.as_str())
                        || Class::Portfolio.has(lower.as_str()) && !named;
                    if !(joins || belongs) {
                        break;
                    }
                    left.words.push(lower);
                    left.words.extend(rank);
                    i = before;
                    left.start = i;
                }
                // "Georgia Senator", "the Moscow mayor"
                Taken::Place if left.country.is_none() && is_of_place(&page.word(head).to_lowercase()) => {
                    left.country = state_of_place(page, page.run_of(before).start);
                    i = page.run_of(before).start;
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
        // "Leyla Guliyeva and Trade Minister Asan Orazov": what joins two people belongs to no title.
        while matches!(page.word(left.start), "and" | "&" | ",") && !left.words.is_empty() {
            left.words.remove(0);
            left.start += 1;
        }
        left.take_seat_before(page, i);
        left
    }

    /// "White House Works Coordinator": the seat before the words of a post that no table holds.
    fn take_seat_before(&mut self, page: &Page<'_>, i: usize) {
        const FARTHEST: usize = 4;
        if self.country.is_some() || self.organization.is_some() || !page.is_capital(self.start) {
            return;
        }
        let names = |t: usize| page.is_free_capital(t) && page.tag(t) != Some(NameKind::Person);
        let start = (i.saturating_sub(FARTHEST)..i).rev().take_while(|t| names(*t)).last();
        let Some(first) = start else { return };
        let _ = (first..i).any(|t| self.take_seat(page, t));
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
                // "Port Ellen Police Chief", "Steppe Union Party leader": the body's last word belongs to the post.
                let lower = page.word(i).to_lowercase();
                if matches!(lower.as_str(), "police" | "party" | "senate" | "army" | "navy") {
                    self.words.push(lower);
                }
            }
            _ => return false,
        }
        self.start = page.run_of(i).start;
        true
    }
}
