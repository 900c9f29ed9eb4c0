//! What stands behind the head of a title: "of Azerbaijan", "for Europe at the Ministry of Foreign Affairs", "to the
//! President".

use super::title_heads::{following_head, head_at};
use super::titles::{LOCAL, state_of_place};
use crate::extract::classes::Class;
use crate::extract::page::{Page, Taken};
use crate::gazetteer;
use crate::tagger::labels::NameKind;
use crate::text::fold;

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

/// What stands behind the head: "of Azerbaijan", "for Europe at the Ministry of Foreign Affairs".
#[derive(Default)]
pub struct Right {
    pub end: usize,
    pub country: Option<&'static str>,
    pub organization: Option<usize>,
    /// Portfolio words of the first complement, in small letters.
    pub portfolio: Vec<String>,
    /// Whom an assistant assists: "president".
    pub serves: Option<&'static str>,
}

impl Right {
    pub fn read(page: &Page<'_>, end: usize, noun: &str) -> Right {
        let mut right = Right { end, ..Right::default() };
        for _ in 0..4 {
            let at = right.end;
            if !matches!(page.word(at), "of" | "for" | "to" | "at" | "in" | "on" | "and" | "with") || !page.is_free(at)
            {
                break;
            }
            let preposition = page.word(at);
            let mut i = at + 1;
            if matches!(page.word(i), "the" | "The" | "our" | "his" | "her") {
                i += 1;
            }
            let object = match (preposition, page.taken(i)) {
                ("with", taken) if taken != Taken::Organization => None,
                _ => right.object(page, i, preposition, noun),
            };
            let Some(after) = object else { break };
            right.end = after;
        }
        right
    }

    /// Whether the body behind the head is called by a word, in small letters.
    pub fn names(&self, page: &Page<'_>, word: &str) -> bool {
        let body = self.organization.and_then(|at| page.facts.organizations.get(at));
        body.is_some_and(|body| fold(&body.name).split(' ').any(|part| part == word))
    }

    /// Whether the complements end in "for" and these words.
    pub fn is_for(&self, page: &Page<'_>, words: &[&str]) -> bool {
        let first = self.end.saturating_sub(words.len());
        words.iter().enumerate().all(|(k, word)| page.word(first + k) == *word) && page.word_before(first) == "for"
    }

    /// Reads what a preposition governs at token `i`; gives the token after it.
    fn object(&mut self, page: &Page<'_>, i: usize, preposition: &str, noun: &str) -> Option<usize> {
        let after = page.run_of(i).end;
        match page.taken(i) {
            // "director of Kazakhstan's Steppe Foundation"
            Taken::Country if page.is_possessive(after) && page.taken(after + 1) == Taken::Organization => {
                self.country = self.country.or(page.country_code(i));
                self.organization = self.organization.or(page.entity_at(after + 1));
                Some(page.run_of(after + 1).end)
            }
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
                if preposition == "of" && LOCAL.contains(&noun) && self.country.is_none() {
                    self.country = state_of_place(page, i);
                }
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
            Taken::Free if preposition == "of" && LOCAL.contains(&noun) && state_of_place(page, i).is_some() => {
                self.country = self.country.or_else(|| state_of_place(page, i));
                Some(i + gazetteer::match_city(page.text, i).map_or(1, |city| city.tokens))
            }
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
        if noun == "director" && page.word(i) == "National" && page.word(i + 1) == "Intelligence" {
            self.portfolio = vec!["national".to_owned(), "intelligence".to_owned()];
            return Some(i + 2);
        }
        if noun == "member" && page.word(i).eq_ignore_ascii_case("parliament") {
            self.portfolio = vec!["parliament".to_owned()];
            return Some(i + 1);
        }
        let lower = page.word(i).to_lowercase();
        let of_one_word = preposition == "of"
            && match noun {
                "head" | "chief" => {
                    matches!(lower.as_str(), "state" | "government" | "mission" | "delegation" | "protocol")
                        || noun == "chief" && lower == "police"
                }
                "superintendent" => lower == "police",
                "leader" => lower == "opposition",
                _ => false,
            };
        if of_one_word {
            self.portfolio = vec![lower];
            return Some(i + 1);
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
            // "for Public Engagement": the words that are known are not all.
            let next = last + usize::from(page.word(last) == "and");
            let whole = !page.is_free_capital(next)
                || page.tag(next) == Some(NameKind::Person)
                || following_head(page, next).is_some()
                || gazetteer::is_given_name(&fold(page.word(next)));
            let adviser = matches!(noun, "adviser" | "advisor") && !whole;
            if self.portfolio.is_empty() && matches!(preposition, "of" | "for" | "and") && !adviser {
                self.portfolio = (i..last).map(|j| page.word(j).to_lowercase()).collect();
            }
            if !adviser {
                return Some(last);
            }
        }
        // "Director for Ports and Inland Waterways Leyla Guliyeva": whatever stands before a name.
        if matches!(preposition, "of" | "for") && page.is_capital(i) {
            let belongs = |t: &usize| {
                page.is_free_capital(*t) && page.tagged_from(*t, NameKind::Person).is_none()
                    || matches!(page.word(*t), "and" | "of" | "the" | "&")
                    // "for Restoration of Narin Asan Orazov"
                    || *t > i && page.taken(*t) == Taken::Country && matches!(page.word(*t - 1), "of" | "in" | "the")
            };
            let given = |t: usize| {
                gazetteer::is_given_name(&fold(page.word(t)))
                    && page.is_free_capital(t + 1)
                    && !page.is_free_capital(t + 2)
                    && !matches!(page.word(t + 2), "and" | "of")
            };
            let end = (i..i + 9).find(|t| !belongs(t) || *t > i + 1 && given(*t)).unwrap_or(i + 9);
            let named = page.tagged_from(end, NameKind::Person).is_some_and(|name| name.len() > 1);
            if named || end > i + 1 && page.is_capital(end) && given(end) {
                return Some(end);
            }
            // "director of Meteorology of the Ports Institute"
            let ends = (i..i + 3).find(|t| !page.is_free_capital(*t)).unwrap_or(i);
            let body = ends + 1 + usize::from(matches!(page.word(ends + 1), "the" | "The"));
            if ends > i && matches!(page.word(ends), "of" | "at" | "for") && page.taken(body) == Taken::Organization {
                return Some(ends);
            }
        }
        if last > i {
            return Some(last);
        }
        // "Adviser to the President" is not the president.
        if matches!(preposition, "to" | "of" | "for") && SERVING.contains(&noun) {
            let head = following_head(page, i)?;
            let superior = if preposition == "to" { head_at(page, head).map(|(noun, _)| noun) } else { None };
            let vice = page.word_before(head).eq_ignore_ascii_case("vice");
            self.serves = self.serves.or(match superior {
                Some("president") if vice => Some("vice president"),
                other => other.filter(|noun| matches!(*noun, "president" | "king" | "queen" | "chancellor")),
            });
            return Some(head + 1);
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
