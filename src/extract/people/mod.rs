//! People: which runs of capitals are names of persons, and which titles go with them.

mod allegiance;
mod apposition;
pub mod attendance;
mod consorts;
pub mod headline;
pub mod name_parts;
mod names;
mod officials;
mod plausible;
mod resolve;
pub mod roles;
mod signature;
mod title_heads;
mod title_posts;
mod title_tails;
pub mod titles;

use std::ops::Range;

use crate::extract::classes::Class;
use crate::extract::page::{Page, Taken};
use crate::extract::{Person, own_names, places};
use crate::gazetteer::{self, Lexicon};
use crate::tagger::labels::NameKind;
use crate::text::{Case, TokenKind, fold};
use apposition::Opening;
use attendance::Row;
use titles::{Number, Title};

/// A name as it stands somewhere in the text, before it is known whose it is.
pub struct Found {
    pub tokens: Range<usize>,
    pub titles: Vec<Title>,
    pub rule: &'static str,
    pub confidence: f32,
}

/// Names in one list under one title; more are left to themselves.
const LONGEST_LIST: usize = 12;

/// Finds the people of a text with their titles. Countries, organizations and the surest places must
/// have been taken before. `introduced` are those of the headline.
pub fn find(page: &mut Page<'_>, introduced: &[Person], lexicon: Option<&Lexicon>) {
    let mut found = Vec::new();
    for sentence in 0..page.text.sentences().len() {
        let tokens = page.sentence_tokens(sentence);
        match attendance::row(page, sentence) {
            Some(row) => found.push(listed(page, &row)),
            None => Walk { page, tokens, found: &mut found, pending: Vec::new(), held: None }.sentence(),
        }
    }
    resolve::resolve(page, found, introduced, lexicon);
    signature::find(page);
}

/// Somebody in a row of a list, with the posts and the body that stand behind the name.
fn listed(page: &Page<'_>, row: &Row) -> Found {
    let body = row.bodies.first().and_then(|body| page.entity_at(body.start));
    let mut titles: Vec<Title> = row.heads.iter().filter_map(|head| titles::read(page, *head)).collect();
    for title in titles.iter_mut().filter(|title| title.organization.is_none() && title.country.is_none()) {
        title.organization = body;
    }
    // "Imam Leyla Guliyeva, Executive Director, …"
    let own = titles::head_from(page, row.name.start).filter(|head| head + 1 < row.name.end);
    titles.extend(own.and_then(|head| titles::read(page, head)));
    // "- Rep. Leyla Guliyeva": the point of a short form is a token of its own.
    let behind = |head: usize| head + 1 + usize::from(page.word(head + 1) == "." && head + 2 < row.name.end);
    let start = names::after_honorific(page, own.map_or(row.name.start, behind));
    let tokens = start.min(row.name.end - 1)..row.name.end;
    Found { tokens, titles, rule: attendance::RULE, confidence: 0.9 }
}

/// One sentence, from left to right.
struct Walk<'p, 'a> {
    page: &'p Page<'a>,
    tokens: Range<usize>,
    found: &'p mut Vec<Found>,
    /// Titles that wait for the name they stand before.
    pending: Vec<Title>,
    /// The token after the last title that went to a name before it, and the name's place in `found`.
    held: Option<(usize, usize)>,
}

impl Walk<'_, '_> {
    fn sentence(&mut self) {
        let mut i = self.tokens.start;
        while i < self.tokens.end {
            i = self.step(i).max(i + 1);
        }
    }

    /// Reads what begins at token `i`; gives the token after it.
    fn step(&mut self, i: usize) -> usize {
        if let Some(next) = self.counterpart(i) {
            return next;
        }
        if let Some(head) = titles::head_from(self.page, i)
            && let Some(title) = titles::read(self.page, head)
        {
            return self.title(title, head);
        }
        if let Some(name) = names::at(self.page, i)
            && name.end <= self.tokens.end
        {
            let next = name.end;
            if let Some((rule, confidence)) = self.untitled(&name) {
                let titles = if rule == "honorific" { self.title_across(&name) } else { None };
                self.push(name, titles.into_iter().collect(), rule, confidence);
            }
            return next;
        }
        i + 1
    }

    /// A title with its head at `head`: of the name before it, of the name behind it, of several.
    fn title(&mut self, title: Title, head: usize) -> usize {
        let after = title.tokens.end;
        if !self.begins_next_in_list(&title) && self.belongs_to_name_before(&title) {
            return after.max(head + 1);
        }
        if title.number == Number::Many {
            return self.list(title).unwrap_or(after).max(head + 1);
        }
        // "chief executive officer (CEO)", "director of the Ports Institute (PI)"
        let behind = self.behind_brackets(after);
        let comma = usize::from(self.page.word(behind) == "," && self.page.is_free(behind));
        let tail = usize::from(comma == 0 && plausible::ends_portfolio(self.page, behind));
        let at = names::after_honorific(self.page, behind + comma + tail);
        if self.page.is_capital(at) && titles::head_from(self.page, at).is_some() {
            self.pending.push(title); // "AU chairperson President …"
            return at;
        }
        // "Deputy Prime Minister and Foreign Minister …", but "the Vice President and President …" are two.
        let known = self.page.word_before(title.tokens.start).eq_ignore_ascii_case("the");
        if matches!(self.page.word(after), "and" | "/")
            && !known
            && titles::following_head(self.page, after + 1).is_some()
        {
            self.pending.push(title);
            return after + 1;
        }
        let Some(name) = names::at(self.page, at).filter(|n| n.end <= self.tokens.end) else {
            self.pending.clear();
            return after.max(head + 1);
        };
        // Behind a comma only a full name, or one that an honorific marks, is in apposition.
        let sure = comma == 0 || at > behind + 1 || name.len() > 1 && self.untitled(&name).is_some();
        if !sure || !names::can_follow_title(self.page, &name, &title) {
            self.pending.clear();
            return after.max(head + 1);
        }
        let mut titles = std::mem::take(&mut self.pending);
        titles.push(title);
        let end = self.country_behind(name.end, &mut titles);
        self.push(name, titles, "title-before-name", 0.95);
        end
    }

    /// The token behind what brackets add to a title that ends at token `end`: "director of the Ports Institute (PI)", "MP
    /// (Member of Parliament)".
    fn behind_brackets(&self, end: usize) -> usize {
        const LONGEST: usize = 12;
        if self.page.word(end) != "(" {
            return end;
        }
        let close = (end + 1..self.tokens.end.min(end + LONGEST)).find(|t| self.page.word(*t) == ")");
        close.map_or(end, |close| close + 1)
    }

    /// "President X of Brazil": gives the title its country; the token after all of it.
    fn country_behind(&self, end: usize, titles: &mut [Title]) -> usize {
        if self.page.word(end) != "of" {
            return end;
        }
        let at = if self.page.word(end + 1) == "the" { end + 2 } else { end + 1 };
        if self.page.taken(at) != Taken::Country {
            return end;
        }
        let code = self.page.country_code(at);
        if let Some(title) = titles.last_mut().filter(|t| t.country.is_none()) {
            title.country = code;
        }
        self.page.run_of(at).end
    }

    /// "Prime Minister X, President Y": a title with a name behind it, after a name that has its own, or before one
    /// that is a name without it.
    fn begins_next_in_list(&self, title: &Title) -> bool {
        let titled = self.found.last().is_some_and(|last| !last.titles.is_empty());
        let mut end = title.tokens.end;
        // "X, Deputy Prime Minister and Foreign Minister Y"
        if matches!(self.page.word(end), "and" | "/")
            && let Some(head) = titles::head_from(self.page, end + 1)
            && let Some(second) = titles::read(self.page, head)
        {
            end = second.tokens.end;
        }
        let at = names::after_honorific(self.page, self.behind_brackets(end));
        let next = names::at(self.page, at).filter(|name| name.end <= self.tokens.end);
        next.is_some_and(|name| titled || name.len() > 1 && self.untitled(&name).is_some())
    }

    /// "the Director of the Direction nationale des marchés, Mr X": the title before the comma, however foreign the
    /// body that it is of.
    fn title_across(&self, name: &Range<usize>) -> Option<Title> {
        const FARTHEST: usize = 24;
        let page = self.page;
        let floor = self.found.last().map_or(0, |last| last.tokens.end).max(name.start.saturating_sub(FARTHEST));
        let comma = (name.start.saturating_sub(3)..name.start).rev().find(|&i| page.word(i) == ",")?;
        let opens = |i: &usize| matches!(page.word(*i), "the" | "The") && titles::head_from(page, i + 1).is_some();
        let ends = |i: &usize| matches!(page.word(*i), ";" | ":" | "." | ",");
        let the = (floor..comma).rev().take_while(|i| !ends(i)).filter(opens).last()?;
        titles::read(page, titles::head_from(page, the + 1)?)
    }

    /// "X, president of …": whether the title belongs to a name before it, and gives it to that.
    fn belongs_to_name_before(&mut self, title: &Title) -> bool {
        if title.number == Number::Many || self.page.is_possessive(title.tokens.end) {
            return false; // "X, the president's adviser": the president is somebody else
        }
        let opening = apposition::opening(self.page, title, self.tokens.start);
        let holder = self.in_apposition(&opening, title).or_else(|| self.holds_another(&opening)).or_else(|| {
            let at = apposition::subject_of(self.page, self.tokens.clone(), opening.start, self.found)?;
            self.found.get(at).map(|_| at)
        });
        let Some(holder) = holder else { return false };
        let mut title = title.clone();
        title.organization = title.organization.or(opening.organization);
        title.country = title.country.or(opening.country);
        self.held = Some((title.tokens.end, holder));
        self.found[holder].titles.push(title);
        true
    }

    /// "X, president of …", "X, who is president of …".
    fn in_apposition(&self, opening: &Opening, title: &Title) -> Option<usize> {
        let before = opening.start;
        let last = self.found.last()?;
        // "X who is the secretary of state"
        if self.page.word(before) == "who" && last.tokens.end == before {
            return Some(self.found.len() - 1);
        }
        if before == 0 || !matches!(self.page.word(before - 1), "," | "—" | "–" | "(") {
            return None;
        }
        let closed = matches!(self.page.word(title.tokens.end), "," | "." | ";" | ")" | "—" | "–" | "who");
        // "At the wish of Daniyar Sarsenov, the Queen dissolved …": a title alone begins a clause.
        if opening.definite && title.tokens.len() == 1 && !closed && self.page.word(title.tokens.end) != "and" {
            return None;
        }
        // "Daniyar, the president has said": one who is spoken to holds no post.
        let adjoins = last.tokens.end + 1 == before || self.behind_origin(last.tokens.end) + 1 == before;
        (adjoins && (last.tokens.len() > 1 || closed)).then(|| self.found.len() - 1)
    }

    /// The token behind the country that follows a name, and behind what brackets add to it: "X of the Steppe Republic
    /// (SR)".
    fn behind_origin(&self, end: usize) -> usize {
        let at = end + 1 + usize::from(self.page.word(end + 1) == "the");
        if self.page.word(end) != "of" || self.page.taken(at) != Taken::Country {
            return end;
        }
        self.behind_brackets(self.page.run_of(at).end)
    }

    /// "X, founder and chief executive", "X, director of P, former minister of Q": whoever holds the title before.
    fn holds_another(&self, opening: &Opening) -> Option<usize> {
        const FARTHEST: usize = 14;
        let (end, holder) = self.held.filter(|_| !opening.definite)?;
        let joined = opening.start > end
            && matches!(self.page.word(opening.start - 1), "," | "and" | ";")
            && opening.start - end <= FARTHEST;
        let alone = self.found.last().is_none_or(|last| last.tokens.end <= end);
        (joined && alone).then_some(holder)
    }

    /// "Presidents A of P and B of Q", "foreign ministers of P and Q, A and B".
    fn list(&mut self, title: Title) -> Option<usize> {
        let page = self.page;
        let mut at = title.tokens.end;
        let mut codes: Vec<_> = title.country.into_iter().collect();
        while matches!(page.word(at), "," | "and" | "of") && codes.len() < LONGEST_LIST {
            let skip = if matches!(page.word(at + 1), "and" | "the") { 2 } else { 1 };
            if page.taken(at + skip) != Taken::Country {
                break;
            }
            codes.extend(page.country_code(at + skip));
            at = page.run_of(at + skip).end;
        }
        if matches!(page.word(at), "," | ":" | "—" | "–") {
            at += 1;
        }
        let mut names = Vec::new();
        while names.len() < LONGEST_LIST {
            let start = names::after_honorific(page, at);
            let Some(name) = names::at(page, start).filter(|n| n.end <= self.tokens.end) else { break };
            if !names::can_follow_title(page, &name, &title) {
                break;
            }
            let mut own = [title.clone()];
            own[0].country = None;
            at = self.country_behind(name.end, &mut own);
            names.push((name, own[0].country));
            match (page.word(at), page.word(at + 1)) {
                (",", "and") => at += 2,
                ("," | "and" | "&", _) => at += 1,
                _ => break,
            }
        }
        if names.is_empty() || names.len() == 1 && codes.len() > 1 {
            return None;
        }
        if codes.is_empty() && names.iter().all(|(_, own)| own.is_none()) {
            codes = self.countries_of_list_before(names.len());
        }
        let in_order = codes.len() == names.len();
        for (k, (name, own)) in names.into_iter().enumerate() {
            let shared = if codes.len() == 1 { codes.first().copied() } else { None };
            let country = own.or(if in_order { Some(codes[k]) } else { shared });
            let title = Title { country, number: Number::One, ..title.clone() };
            self.push(name, vec![title], "title-before-names", 0.9);
        }
        Some(at)
    }

    /// "Presidents A of P and B of Q came with foreign ministers C and D": the countries of the list before
    /// this one, in order, when it is as long; or else none.
    fn countries_of_list_before(&self, length: usize) -> Vec<&'static str> {
        let title_of = |found: &Found| found.titles.last().map(|title| title.tokens.clone());
        let Some(title) = self.found.last().and_then(title_of) else { return Vec::new() };
        let group = self.found.iter().rev().take_while(|found| title_of(found).as_ref() == Some(&title));
        let mut codes: Vec<_> = group.map(|found| found.titles.last().and_then(|title| title.country)).collect();
        codes.reverse();
        let same_sentence = self.page.sentence_of(title.start) == self.page.sentence_of(self.tokens.end - 1);
        if length > 1 && codes.len() == length && same_sentence {
            codes.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    /// "his Greek, Cypriot and French counterparts, A, B and C": they hold the post named last.
    fn counterpart(&mut self, i: usize) -> Option<usize> {
        let page = self.page;
        if !matches!(page.word(i), "counterpart" | "counterparts") {
            return None;
        }
        let post = self.found.iter().rev().take(4).find_map(|f| f.titles.last()).map(|t| t.post.clone())?;
        let mut codes = Vec::new();
        let mut start = i;
        while start > 0 && codes.len() < LONGEST_LIST {
            match page.taken(start - 1) {
                Taken::Demonym => codes.extend(page.country_code(start - 1)),
                Taken::Free if matches!(page.word(start - 1), "," | "and") => {}
                _ => break,
            }
            start -= 1;
        }
        codes.reverse();
        let number = if page.word(i).ends_with('s') { Number::Many } else { Number::One };
        let title = Title {
            tokens: i..i + 1,
            text: page.word(i).to_owned(),
            post,
            country: if number == Number::One { codes.first().copied() } else { None },
            organization: None,
            number,
        };
        if number == Number::One {
            return Some(self.title(title, i));
        }
        let first = self.found.len();
        let end = self.list(title)?;
        let names = &mut self.found[first..];
        if names.len() == codes.len() {
            for (name, code) in names.iter_mut().zip(codes) {
                name.titles.iter_mut().for_each(|t| t.country = Some(code));
            }
        }
        Some(end)
    }

    fn push(&mut self, tokens: Range<usize>, titles: Vec<Title>, rule: &'static str, confidence: f32) {
        self.pending.clear();
        let own = self.page.kept(tokens.start).is_some();
        let (rule, confidence) = if own { (own_names::RULE, 1.0) } else { (rule, confidence) };
        self.found.push(Found { tokens, titles, rule, confidence });
    }

    /// Why a run of capitals without a title is a person's name, and how sure that is.
    fn untitled(&self, name: &Range<usize>) -> Option<(&'static str, f32)> {
        let page = self.page;
        if page.kept(name.start).is_some() {
            return Some((own_names::RULE, 1.0));
        }
        let before = page.word_before(name.start);
        let lower_before = before.to_lowercase();
        if Class::Honorific.has(lower_before.trim_end_matches('.'))
            || before == "." && name.start > 1 && Class::Honorific.has(&page.word(name.start - 2).to_lowercase())
        {
            return Some(("honorific", 0.9));
        }
        if page.tag(name.start) != Some(NameKind::Person) && name.clone().any(|i| titles::head_at(page, i).is_some()) {
            return None;
        }
        match page.tag(name.start) {
            Some(NameKind::Person) => return plausible::can_be_person(page, name).then_some(("tagged", 0.85)),
            Some(_) => return None,
            None if name.len() < 2 => return None,
            None => {}
        }
        let last = page.word(name.end - 1).to_lowercase();
        if plausible::is_thing(&last)
            || places::is_tail(&last)
            || name.clone().any(|i| Class::Time.has(&page.word(i).to_lowercase()))
        {
            return None;
        }
        let first = fold(page.word(name.start));
        if gazetteer::is_given_name(&first) || first.split(' ').next().is_some_and(gazetteer::is_given_name) {
            return Some(("given-name", 0.85));
        }
        let inner = name.start + 1..name.end;
        let particle = inner.clone().any(|i| {
            matches!(
                page.word(i).to_lowercase().as_str(),
                "bin" | "ibn" | "van" | "von" | "ogly" | "oglu" | "uulu" | "qizi" | "kyzy" | "uly"
            )
        });
        let initial = inner.clone().any(|i| page.token(i).is_some_and(|t| t.case == Case::Initial))
            || page.word(name.start).contains('.');
        if particle || initial && page.word(name.start).len() > 1 {
            return Some(("initial-or-particle", 0.8));
        }
        let cased = name
            .clone()
            .all(|i| page.token(i).is_some_and(|t| matches!(t.case, Case::Title | Case::Lower | Case::Initial)));
        let proper = !name.clone().any(|i| page.is_capital(i) && page.is_common(i));
        let after = page.word(name.end);
        let speaks = Class::Speech.has(after)
            || Class::Speech.has(&lower_before)
            || after == "who"
            || (after == "," && page.word(name.end + 1) == "who");
        let aged = after == ","
            && page.token(name.end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() == 2)
            && matches!(page.word(name.end + 2), "," | ".");
        if proper && cased && (speaks || aged) {
            return Some(("speaks", 0.75));
        }
        let located = matches!(
            lower_before.as_str(),
            "in" | "at" | "from" | "near" | "to" | "the" | "of" | "on" | "an" | "a" | "this" | "its" | "for"
        );
        (proper && cased && !located && name.len() <= 3).then_some(("capitals", 0.5))
    }
}
