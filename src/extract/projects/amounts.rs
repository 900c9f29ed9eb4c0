//! Sums of money: "$1.5 billion", "200 million euros", and what they are given for.

use std::ops::Range;

use super::phrases::{Anchor, Article, Naming, Phrase};
use crate::extract::lexicon::{Class, Form, Noun, NounKind, Number, Use};
use crate::extract::reading::Reading;
use crate::extract::{Amount, Kind, clauses};
use crate::text::TokenKind;

/// The sum that begins at token `i` and the token behind it.
fn at(reading: &Reading<'_>, i: usize) -> Option<(Amount, usize)> {
    let sign = symbol(reading.word(i));
    let at = i + usize::from(sign.is_some());
    if reading.kind(at) != Some(TokenKind::Number) {
        return None;
    }
    let number: f64 = reading.word(at).replace(',', "").parse().ok()?;
    let (factor, next) = match scale(reading.word(at + 1)) {
        Some(factor) => (factor, at + 2),
        None => (1.0, at + 1),
    };
    let named = currency(reading.word(next));
    let adjective = usize::from(
        sign.is_none()
            && named.is_none()
            && reading.is(next, &["us", "u.s.", "american"])
            && currency(reading.word(next + 1)).is_some(),
    );
    let code = sign.or(named).or_else(|| (adjective == 1).then(|| currency(reading.word(next + 1))).flatten())?;
    let end = if sign.is_some() { next } else { next + 1 + adjective };
    let value = number * factor;
    value.is_finite().then_some((Amount { value, currency: code }, end))
}

/// The first sum within a few tokens of `head`.
pub fn near(reading: &Reading<'_>, within: &Range<usize>, head: usize) -> Option<Amount> {
    let window = within.start.max(head.saturating_sub(8))..within.end.min(head + 12);
    window
        .into_iter()
        .filter(|&i| reading.kind(i) == Some(TokenKind::Number) || symbol(reading.word(i)).is_some())
        .find_map(|i| at(reading, i))
        .map(|(a, _)| a)
}

/// What is given, told by its noun: "in new funding", "investment toward".
const MONEY: &[&str] = &[
    "loans",
    "grants",
    "assistance",
    "funding",
    "fund",
    "funds",
    "financing",
    "investment",
    "investments",
    "package",
    "programme",
    "program",
    "programs",
    "programmes",
    "initiative",
    "initiatives",
    "proposal",
    "resilience",
    "relief",
    "aid",
    "support",
    "infrastructure",
    "contribution",
    "disbursement",
    "disbursements",
    "award",
    "awards",
    "contributions",
    "grant",
    "loan",
];

/// "$28 million for food security assistance", "a $40 million investment in ports": money with a purpose, under a verb
/// or beside a noun of giving.
pub fn phrase(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<(Phrase, Amount)> {
    let (amount, end) = at(reading, i)?;
    // "a $40 million investment in ports": the noun stands between the sum and its purpose.
    let noun = (end..within.end.min(end + 5))
        .take_while(|&t| reading.is_word(t) && reading.class(t).is_none())
        .filter(|&t| reading.is(t, MONEY))
        .last();
    let joint = after_term(reading, noun.map_or(end, |n| n + 1), within.end);
    // "approved a $1.2 billion loan": its noun is all that is told of it.
    // The name of a scheme in capitals is told as a scheme.
    let bare = noun.filter(|&n| !reading.is_capitalised(n) && amount.value >= 1e5 && !is_purpose(reading, joint));
    if let Some(noun) = bare {
        let floor = within.start.max(i.saturating_sub(12));
        let given = (floor..i).any(|t| {
            reading.verb_for(t, &[Use::Aid, Use::Sign]).is_some()
                || reading.verb(t).is_some_and(|v| {
                    matches!(v.lemma, "announce" | "approve" | "unveil" | "propose" | "deliver" | "support")
                })
        });
        return given.then(|| (money(i..joint, noun), amount));
    }
    if amount.value < 1e5 || !is_purpose(reading, joint) {
        return None;
    }
    let floor = within.start.max(i.saturating_sub(20));
    let gives = |t: usize| {
        reading.verb_for(t, &[Use::Aid]).is_some()
            || reading
                .verb(t)
                .is_some_and(|v| matches!(v.lemma, "announce" | "pledge" | "approve" | "sign" | "deliver"))
            || reading.is(
                t,
                &[
                    "gives",
                    "gave",
                    "request",
                    "requested",
                    "secured",
                    "unlocked",
                    "unlocks",
                    "investing",
                    "investment",
                    "mobilize",
                    "mobilized",
                    "mobilise",
                    "mobilised",
                    "allocation",
                    "distributed",
                    "awarding",
                    "spending",
                    "available",
                    "injects",
                    "earmarked",
                    "set",
                    "grant",
                    "loan",
                    "worth",
                    "received",
                    "receive",
                    "receives",
                    "receiving",
                    "include",
                    "includes",
                    "disbursed",
                ],
            )
    };
    // A line that begins with a sum says what that is asked or set aside for.
    let item = || {
        let sentence = reading.sentence_of(i).map_or(i..i, |s| s.tokens.clone());
        (sentence.start..i).all(|t| !reading.is_word(t))
    };
    let given = noun.is_some() || (floor..i).any(gives) || item();
    // "$20 million to support young farmers"
    let next = joint + 1;
    let to_do = reading.is(joint, &["to"])
        && reading.is_word(next)
        && reading.class(next).is_none()
        && !reading.is_capitalised(next)
        && reading.word(next + 1) != "."
        && (reading.verb(next).is_some_and(|v| v.form == Form::Base) || reading.noun(next).is_none());
    let limit = within.end.min(joint + 14);
    let goes_on = |t: usize| {
        reading.is(t, &["and", "to", "for", "of", "in", "the", "our", "its", "their", "across", "against"])
            && reading.is_word(t + 1)
            || to_do && reading.is(t, &["a", "an"])
            || reading.word(t) == "," && reading.is_word(t + 1) && !reading.is_class(t + 1, Class::Subordinator)
    };
    let stop = (joint + 1..limit)
        .find(|&t| {
            let small = reading.class(t).is_some() && !reading.is_capitalised(t);
            !goes_on(t) && (!reading.is_word(t) || small || clauses::is_finite(reading, t))
        })
        .unwrap_or(limit);
    // "in new funding to help towns": the money has been named.
    let named = |t: usize| reading.is(t, &["to"]) && reading.is(t - 1, MONEY) && !reading.is_capitalised(t + 1);
    let stop = (joint + 2..stop).find(|&t| named(t)).unwrap_or(stop);
    let stop =
        (joint + 1..stop).rev().find(|&t| reading.class(t).is_none() && reading.is_word(t)).map_or(joint, |t| t + 1);
    // "contributed $30 million to the fund": told of the fund, which was named before.
    let back = reading.is(joint + 1, &["the", "this", "that"])
        && stop == joint + 3
        && reading
            .noun(joint + 2)
            .is_some_and(|n| matches!(n.kind, NounKind::Works | NounKind::Scheme | NounKind::Deal));
    if back && noun.is_none() {
        return None;
    }
    let head = noun.or_else(|| stop.checked_sub(1)).filter(|_| stop > joint + 1)?;
    let given_money = to_do
        || noun.is_some()
        || (joint + 1..stop).any(|t| {
            reading.noun(t).is_some_and(|n| n.kind == NounKind::Amount)
                || reading.is(t, MONEY)
                || reading.sector(t).is_some()
                || reading.mention(t).is_some_and(|m| m.kind == Kind::Organization)
        });
    // "$3 billion in exports": what is earned, owed or lost is not given.
    let earned = [
        "sales",
        "exports",
        "imports",
        "trade",
        "debt",
        "damage",
        "damages",
        "losses",
        "revenue",
        "profit",
        "taxes",
        "fine",
        "fines",
        "savings",
        "goods",
        "economy",
        "gdp",
        "deficit",
        "interest",
        "penalties",
        "cash",
        "tariffs",
    ];
    if !given || !given_money || !to_do && (joint..stop).any(|t| reading.is(t, &earned)) {
        return None;
    }
    Some((money(i..stop, head), amount))
}

/// Behind the time over which a sum is given: "over the next three years", "per year", "annually".
fn after_term(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    const UNITS: &[&str] = &["year", "years", "month", "months", "decade", "decades", "annually"];
    if !reading.is(from, &["over", "per", "a", "each", "every", "annually", "during", "within"]) {
        return from;
    }
    let unit = (from..to.min(from + 6)).find(|&i| reading.is(i, UNITS));
    unit.map_or(from, |u| u + 1)
}

/// Whether a preposition brings what money is for.
fn is_purpose(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(i, &["for", "in", "of", "to", "toward", "towards"])
}

fn money(tokens: Range<usize>, head: usize) -> Phrase {
    Phrase {
        tokens,
        head,
        noun: Noun { kind: NounKind::Amount, field: "finance", number: Number::Singular },
        naming: Naming::Common,
        anchor: Anchor::None,
        modifiers: 1,
        article: Article::None,
    }
}

fn symbol(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₸" => "KZT",
        "₼" => "AZN",
        "₽" => "RUB",
        "₹" => "INR",
        "₺" => "TRY",
        _ => return None,
    })
}

fn currency(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "dollars" | "dollar" | "usd" => "USD",
        "euros" | "euro" | "eur" => "EUR",
        "pounds" | "gbp" => "GBP",
        "yen" => "JPY",
        "yuan" | "renminbi" => "CNY",
        "tenge" => "KZT",
        "manats" | "manat" => "AZN",
        "rubles" | "roubles" => "RUB",
        "rupees" => "INR",
        "lira" | "liras" => "TRY",
        "francs" => "CHF",
        _ => return None,
    })
}

fn scale(word: &str) -> Option<f64> {
    Some(match word.to_ascii_lowercase().as_str() {
        "thousand" => 1e3,
        "million" | "mln" | "m" => 1e6,
        "billion" | "bln" | "bn" => 1e9,
        "trillion" | "trln" => 1e12,
        _ => return None,
    })
}
