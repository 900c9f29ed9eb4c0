//! Sums of money: "$1.5 billion", "200 million euros", and what they are given for.

use std::ops::Range;

use super::phrases::{Anchor, Article, Naming, Phrase};
use crate::extract::lexicon::{Noun, NounKind, Number, Use};
use crate::extract::reading::Reading;
use crate::extract::{Amount, clauses};
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

/// "$28 million for food security assistance" under a verb of giving: money with a purpose.
pub fn phrase(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<(Phrase, Amount)> {
    let (amount, end) = at(reading, i)?;
    if amount.value < 1e5 || !reading.is(end, &["for", "in", "of"]) {
        return None;
    }
    let floor = within.start.max(i.saturating_sub(12));
    let given = (floor..i).any(|t| {
        reading.verb_for(t, &[Use::Aid]).is_some_and(|_| true)
            || reading.verb(t).is_some_and(|v| matches!(v.lemma, "announce" | "pledge" | "approve" | "sign"))
            || reading.is(t, &["gives", "gave", "request", "requested", "secured", "unlocked", "unlocks"])
    });
    let limit = within.end.min(end + 8);
    let stop = (end + 1..limit)
        .find(|&t| !reading.is_word(t) || reading.class(t).is_some() || clauses::is_finite(reading, t))
        .unwrap_or(limit);
    let head = stop.checked_sub(1).filter(|&h| h > end)?;
    let money = (end + 1..stop).any(|t| {
        reading.noun(t).is_some_and(|n| n.kind == NounKind::Amount)
            || reading.is(t, &["loans", "grants", "assistance", "funding"])
    });
    if !given || !money {
        return None;
    }
    let noun = Noun { kind: NounKind::Amount, field: "finance", number: Number::Singular };
    let phrase = Phrase {
        tokens: i..stop,
        head,
        noun,
        naming: Naming::Common,
        anchor: Anchor::None,
        modifiers: 1,
        article: Article::None,
    };
    Some((phrase, amount))
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
