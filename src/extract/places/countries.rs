//! Mentions of countries, each in its sense, and how much a document is about a country.

use std::ops::Range;

use super::doubts;
use crate::extract::classes::Class;
use crate::extract::page::{Page, Taken};
use crate::extract::{Country, Evidence, Kind, Mention, Sense};
use crate::gazetteer::{self, CountryAlias, How};
use crate::tagger::labels::NameKind;

/// Finds every mention of a country. Organizations must have been taken before.
pub fn find(page: &mut Page<'_>) {
    let mut i = 0;
    while i < page.len() {
        let at = i;
        i += 1;
        if !page.is_capital(at) || page.taken(at) == Taken::Markup {
            continue;
        }
        if let Some(found) = gazetteer::match_country(page.text, at)
            && is_usable(found.what)
        {
            let tokens = at..at + found.tokens;
            i = tokens.end;
            name(page, tokens, found.what);
        } else {
            parts(page, at);
        }
    }
}

/// Codes alone (`IT`, `IN`, `AND`) are words too often.
fn is_usable(alias: &CountryAlias) -> bool {
    !matches!(alias.how, How::Iso2 | How::Iso3)
}

fn is_seat(how: How) -> bool {
    matches!(how, How::Capital | How::Government)
}

/// A country's name, demonym, capital or seat of government at `tokens`.
fn name(page: &mut Page<'_>, tokens: Range<usize>, alias: &CountryAlias) {
    let embedded = !tokens.clone().all(|i| page.is_free(i));
    if is_seat(alias.how) {
        if alias.how == How::Government {
            page.seats.push(alias.code);
        }
        if !embedded && stands_for_the_state(page, &tokens) {
            record(page, &tokens, alias.code, Sense::Metonym, "capital-acts");
        }
        return;
    }
    let Some(code) = doubts::decide(page, &tokens, alias) else { return };
    if embedded {
        // "Bank of Mongolia"; what stands inside a person's name is no country.
        if matches!(page.taken(tokens.start), Taken::Organization | Taken::Project) {
            record(page, &tokens, code, Sense::Embedded, "inside-organization");
        }
        return;
    }
    let sense = if alias.how == How::Demonym { Sense::Demonym } else { Sense::Literal };
    let after = page.word(tokens.end);
    if after == "$" && page.touches_previous(tokens.end) {
        return; // US$ is money
    }
    if doubts::is_something_else(page, &tokens) {
        return;
    }
    let place_behind = page.tag(tokens.end) == Some(NameKind::Place) && page.is_free_capital(tokens.end);
    if sense == Sense::Demonym && (inside_place(page, &tokens) || place_behind) {
        return; // British Columbia
    }
    let longer = sense == Sense::Literal && (inside_longer_name(page, &tokens) || inside_place(page, &tokens));
    record(page, &tokens, code, if longer { Sense::Embedded } else { sense }, "country-name");
}

/// The parts of a hyphenated token: `U.S.-Brazil`, `Israeli-Palestinian`.
fn parts(page: &mut Page<'_>, at: usize) {
    let word = page.word(at);
    if !word.contains(['-', '‑'])
        || !(page.is_free(at) || matches!(page.taken(at), Taken::Organization | Taken::Project))
    {
        return;
    }
    let inside = gazetteer::countries_in_compound(page.text, at);
    let whole = word.split(['-', '‑']).count() == inside.len();
    for (span, alias) in inside {
        let sense = match (page.taken(at), alias.how) {
            (Taken::Organization | Taken::Project, _) => Sense::Embedded,
            (_, How::Demonym) => Sense::Demonym,
            _ if whole && page.is_free_capital(at + 1) && !Class::Function.has(page.word(at + 1)) => Sense::Embedded,
            _ => Sense::Literal,
        };
        let entity = entity(page, alias.code);
        let sentence = page.text.sentence_at(span.start);
        let evidence = Evidence { sentence, span, rule: "hyphenated-countries", confidence: 0.85 };
        page.claim_inside(Mention { kind: Kind::Country, entity: Some(entity), sense, evidence });
    }
}

fn record(page: &mut Page<'_>, tokens: &Range<usize>, code: &'static str, sense: Sense, rule: &'static str) {
    let confidence = if sense == Sense::Metonym { 0.7 } else { 0.95 };
    let evidence = page.evidence(tokens, rule, confidence);
    let mention = Mention { kind: Kind::Country, entity: Some(entity(page, code)), sense, evidence };
    match (sense, page.taken(tokens.start)) {
        (_, Taken::Organization) => {
            // The country in its name is whose it is.
            if let Some(organization) = page.entity_at(tokens.start).and_then(|i| page.facts.organizations.get_mut(i)) {
                organization.country.get_or_insert(code);
            }
            page.claim_inside(mention);
        }
        (Sense::Demonym, _) => page.claim(tokens, Taken::Demonym, mention),
        // The place keeps the tokens.
        (Sense::Embedded, _) => page.claim_inside(mention),
        _ => page.claim(tokens, Taken::Country, mention),
    }
}

/// Index of the country in `Facts::countries`.
fn entity(page: &mut Page<'_>, code: &'static str) -> usize {
    let countries = &mut page.facts.countries;
    countries.iter().position(|c| c.code == code).unwrap_or_else(|| {
        countries.push(Country { code, salience: 0.0 });
        countries.len() - 1
    })
}

/// Whether a longer place is named after the country: Western Australia, the Congo Basin.
fn inside_place(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let Some(place) = page.tagged(tokens.start).filter(|n| n.kind == NameKind::Place && n.tokens.end >= tokens.end)
    else {
        return false;
    };
    let is_word = |i: usize| page.is_capital(i);
    let goes_on = tokens.end < place.tokens.end && super::is_tail(&page.word(place.tokens.end - 1).to_lowercase());
    goes_on || (place.tokens.start..tokens.start).any(is_word)
}

/// Whether a name goes on behind the country: "Kuwait International Conference". A person's name
/// behind it is another name.
fn inside_longer_name(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let mut i = tokens.end;
    while page.is_free_capital(i) && i - tokens.end < 6 {
        i += 1;
    }
    let tail = page.word(i.saturating_sub(1)).to_lowercase();
    i > tokens.end && Class::Thing.has(&tail)
}

/// Whether a capital or a seat of government stands for its state: it acts or speaks, it is
/// coordinated with another in talks, or what belongs to it belongs to a state.
fn stands_for_the_state(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    const STATE_NOUNS: &[&str] = &[
        "standing",
        "position",
        "decision",
        "stance",
        "policy",
        "policies",
        "role",
        "influence",
        "relations",
        "request",
        "proposal",
        "government",
        "response",
        "demands",
        "interests",
        "ambitions",
        "efforts",
        "support",
        "approach",
        "claims",
        "allies",
        "foreign",
        "view",
        "commitment",
        "willingness",
        "readiness",
        "intention",
        "diplomacy",
        "leadership",
        "authorities",
        "offer",
        "refusal",
        "accusations",
        "strategy",
        "sovereignty",
        "ties",
    ];
    let before = page.word_before(tokens.start);
    let after = page.word(tokens.end);
    if page.is_possessive(tokens.end) {
        return STATE_NOUNS.contains(&page.word(tokens.end + 1));
    }
    let begins = page.text.sentences()[page.text.sentence_at(page.span(tokens).start)].tokens.start == tokens.start;
    let clause = begins
        || matches!(
            before,
            "that"
                | "and"
                | "but"
                | "as"
                | "while"
                | "when"
                | "after"
                | "because"
                | "if"
                | ","
                | "although"
                | "since"
                | "with"
        );
    if clause && !(before == "," && page.is_capital(tokens.start.saturating_sub(2))) && acts(after) {
        return true;
    }
    // "relations between Madrid and Algiers"
    let between = match (before, after) {
        ("between", "and") => Some(tokens.start - 1),
        ("and", _) => (2..7).find_map(|back| tokens.start.checked_sub(back).filter(|i| page.word(*i) == "between")),
        _ => None,
    };
    if let Some(between) = between {
        const BONDS: &[&str] = &[
            "relations",
            "talks",
            "disagreement",
            "agreement",
            "ties",
            "dispute",
            "nature",
            "cooperation",
            "dialogue",
            "tensions",
            "tension",
            "relationship",
            "negotiations",
            "partnership",
            "deal",
            "differences",
            "row",
            "conflict",
            "contacts",
            "trade",
            "trust",
            "issue",
            "alliance",
            "friendship",
            "rapprochement",
        ];
        return (1..7).any(|back| between.checked_sub(back).is_some_and(|i| BONDS.contains(&page.word(i))));
    }
    false
}

/// Whether a word is a verb in which a state acts: it decides, says, wants.
fn acts(verb: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "says", "has", "wants", "will", "would", "came", "sees", "seeks", "hopes", "sent", "gave", "took", "made",
        "plans", "supports", "backs", "insists", "denies", "accuses", "expects", "fears", "intends", "refuses", "said",
        "told", "broke", "withdrew", "calls", "needs", "also",
    ];
    let regular = verb.len() > 4 && verb.ends_with("ed") && !matches!(verb, "based" | "located" | "situated");
    regular || IRREGULAR.contains(&verb)
}
