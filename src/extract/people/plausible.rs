//! What the tagger takes for a person and is none: headings, offices, the parties of a court case.

use std::ops::Range;

use super::titles;
use crate::extract::classes::Class;
use crate::extract::lexicon;
use crate::extract::page::Page;
use crate::gazetteer;
use crate::text::{Case, Span, fold};

/// Whether a run that the tagger takes for a person can be one's name. Linear in its length.
pub fn can_be_person(page: &Page<'_>, name: &Range<usize>) -> bool {
    if is_party_of_case(page, name) || is_signature(page, name) || names_works(page, name) {
        return false;
    }
    let whole = page.slice(name);
    if is_hour(page.word(name.start)) || !whole.contains(char::is_whitespace) && !can_be_alone(whole) {
        return false;
    }
    let lone_code = name.len() == 1
        && page.word(name.start).len() <= 4
        && page.token(name.start).is_some_and(|t| t.case == Case::Upper);
    let words = || name.clone().filter(|i| page.is_capital(*i));
    let heading = page.word(name.end - 1).to_lowercase();
    let thing = is_thing(&heading) || matches!(heading.as_str(), "office" | "center" | "centre");
    let named_for_a_thing = thing && !words().any(|i| is_personal(page.word(i)));
    // "5:24 P.M. ICT"
    let time = ["a.m", "p.m", "a.m.", "p.m."].contains(&page.word(name.start).to_lowercase().as_str());
    !(time || lone_code || named_for_a_thing || words().all(|i| is_ordinary(page, i)))
}

/// "H.E.", in small letters.
pub fn is_style(lower: &str) -> bool {
    matches!(lower, "h.e." | "h.r.h." | "h.m.")
}

/// "director for Northern Affairs Leyla Guliyeva": whether a word says what a post is for, and a name follows.
pub fn ends_portfolio(page: &Page<'_>, i: usize) -> bool {
    let word = page.word(i);
    page.is_capital(i)
        && is_thing(&word.to_lowercase())
        && !is_personal(word)
        && page.is_capital(i + 1)
        && is_personal(page.word(i + 1))
}

/// "A.M." of "10 A.M. CET".
pub fn is_hour(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase());
    matches!(letters.next(), Some('a' | 'p')) && letters.next() == Some('m') && letters.next().is_none()
}

/// Whether a word can be all that somebody is called by: no "Okay", no "We’re", no degree ("M.Phil"), no data that
/// a page left in its text.
fn can_be_alone(word: &str) -> bool {
    const LONGEST: usize = 40; // bytes
    let lower = word.to_lowercase();
    // But "K.Sarsenov" is how some write an initial.
    let after_point = word.trim_end_matches('.').rsplit_once('.').map(|(_, last)| last);
    let is_degree = after_point.is_some_and(|last| last.len() < 5 && !gazetteer::is_surname(&fold(last)));
    !(Class::Utterance.has(&lower) || is_contraction(&lower) || is_degree || word.len() > LONGEST)
}

/// "i’m", "that’s", in small letters: two words of speech in one token.
pub fn is_contraction(lower: &str) -> bool {
    let pronoun = lower.split_once(['’', '\'']).map(|(pronoun, _)| pronoun);
    pronoun.is_some_and(|pronoun| pronoun == "i" || Class::Function.has(pronoun))
}

/// "the Tekeze, Gojeb and Gilgel Gibe II projects": names of what is built, alone or in a list that ends so.
fn names_works(page: &Page<'_>, name: &Range<usize>) -> bool {
    const WORKS: &[&str] = &[
        "project",
        "projects",
        "plant",
        "plants",
        "dam",
        "dams",
        "hydropower",
        "powerhouse",
        "reservoir",
        "mine",
        "mines",
    ];
    const LONGEST_LIST: usize = 12;
    let mut at = name.end;
    let limit = name.end + LONGEST_LIST;
    while at < limit && (page.is_capital(at) || matches!(page.word(at), "," | "and")) {
        at += 1;
    }
    let plural = page.word(at).ends_with('s') || at == name.end;
    WORKS.contains(&page.word(at)) && plural && page.word_before(at) != "," && page.word_before(at) != "and"
}

/// Whether a lone word, without a title, is enough to know somebody by: a family name is; a given name, or what is no
/// name anywhere, only of someone who speaks.
pub fn stands_alone(page: &Page<'_>, name: &Range<usize>) -> bool {
    let word = page.slice(name);
    let folded = fold(word);
    // What no list of names holds is as often a brand, a town or a word of another language.
    let ending = || gazetteer::surname_ending(&folded).is_some_and(|end| matches!(end, "ov" | "ova" | "ev" | "eva"));
    let family = gazetteer::is_surname(&folded) || ending() || word.contains('.');
    speaks(page, name) || family && !page.is_common(name.start) && !gazetteer::is_given_name(&folded)
}

/// Whether the name is the subject of a verb of speech, or one that inversion puts before it.
fn speaks(page: &Page<'_>, name: &Range<usize>) -> bool {
    Class::Speech.has(page.word(name.end)) || Class::Speech.has(page.word_before(name.start))
}

/// Whether a word before a name was taken into it: a title, a form of address, or the verb with which
/// the sentence begins ("Inviting Sarsenov").
pub fn is_stray(page: &Page<'_>, i: usize) -> bool {
    let word = page.word(i);
    let lower = word.to_lowercase();
    let after_hyphen = lower.rsplit_once('-').map_or("", |(_, last)| last);
    let former = Class::TitleHead.has(after_hyphen); // "Ex-President", "vice-premier"
    if is_style(&lower) || former || titles::head_at(page, i).is_some() || word == "." || Class::Honorific.has(&lower) {
        return true;
    }
    if titles::head_at(page, i + 1).is_some() && (Class::TitleModifier.has(&lower) || Class::Portfolio.has(&lower)) {
        return true;
    }
    if word.contains(['’', '\'']) {
        return is_contraction(&lower);
    }
    if Class::Utterance.has(&lower) && page.is_capital(i + 1) {
        return true; // "Thanks Leyla"
    }
    // "Secretary General of the Presidency Giorgio X", "Speaker of Parliament Nabih Y"
    if matches!(page.word_before(i), "of" | "the")
        && (matches!(lower.as_str(), "presidency" | "premiership" | "interior" | "treasury")
            || Class::OrganizationHead.has(&lower))
        && page.is_capital(i + 1)
    {
        return true;
    }
    if ends_portfolio(page, i) {
        return true;
    }
    if matches!(lower.as_str(), "democrat" | "republican" | "conservative" | "liberal") && page.is_capital(i + 1) {
        return true;
    }
    let first = page.sentence_of(i).is_some_and(|s| page.sentence_tokens(s).start == i);
    if first && word == "Q" {
        return true; // whoever asks, in a transcript
    }
    first
        && !is_personal(word)
        && (lower.ends_with("ing") || page.is_common(i) || lexicon::lookup(&lower).is_some_and(|w| w.verb.is_some()))
}

/// "Doe v. Sarsenov": the name of a case, not somebody who acts.
fn is_party_of_case(page: &Page<'_>, name: &Range<usize>) -> bool {
    let versus = |i: usize| matches!(page.word(i), "v" | "vs" | "v." | "vs.");
    let before = name.start.checked_sub(1).map(|i| if page.word(i) == "." { i.saturating_sub(1) } else { i });
    name.len() == 1 && (versus(name.end) || before.is_some_and(versus))
}

/// A lone word on the last line of a text is the mark of the agency that sent it.
fn is_signature(page: &Page<'_>, name: &Range<usize>) -> bool {
    let after_line = name.start > 0 && {
        let before = page.span(&(name.start - 1..name.start)).end;
        page.text.slice(Span { start: before, end: page.span(name).start }).contains('\n')
    };
    name.len() == 1 && name.end == page.len() && after_line && page.facts.header.body_start < page.span(name).start
}

/// Whether what ends in this word, in small letters, is neither person nor organization nor place.
pub fn is_thing(lower: &str) -> bool {
    Class::Thing.has(lower) || lower.strip_suffix('s').is_some_and(|one| Class::Thing.has(one))
}

fn is_personal(word: &str) -> bool {
    let folded = fold(word);
    gazetteer::is_given_name(&folded) || gazetteer::is_surname(&folded)
}

/// Whether a word with a capital is a common one: it stands in small letters elsewhere in the text or in
/// the classes of titles and things.
fn is_ordinary(page: &Page<'_>, i: usize) -> bool {
    let lower = page.word(i).to_lowercase();
    if titles::head_at(page, i).is_some() || is_thing(&lower) || Class::TitleModifier.has(&lower) {
        return true;
    }
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    !is_personal(page.word(i))
        && (page.is_common(i)
            || Class::Portfolio.has(&lower)
            || Class::Function.has(&lower)
            || [lower.as_str(), one].iter().any(|w| lexicon::lookup(w).is_some()))
}
