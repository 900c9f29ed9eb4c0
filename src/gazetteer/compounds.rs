//! Countries inside one hyphenated word: `Kazakh-Azerbaijani`, `U.S.-led`, `Sino-Russian`.

use super::countries::{CountryAlias, How, aliases_of};
use super::index::is_acronym;
use crate::text::{Span, Text, TokenKind, fold};

/// Combining forms and the adjectives that they stand for.
const COMBINING: [(&str, &str); 14] = [
    ("sino", "chinese"),
    ("russo", "russian"),
    ("franco", "french"),
    ("anglo", "british"),
    ("indo", "indian"),
    ("turco", "turkish"),
    ("turko", "turkish"),
    ("greco", "greek"),
    ("graeco", "greek"),
    ("italo", "italian"),
    ("austro", "austrian"),
    ("hispano", "spanish"),
    ("luso", "portuguese"),
    ("nippo", "japanese"),
];

/// The parts of a hyphenated word that name a country, with their places. Empty for a word without
/// a hyphen and for one that is a name as a whole (`Guinea-Bissau`, `Nur-Sultan`), which
/// [`super::match_country`] finds.
pub fn countries_in_compound(text: &Text, token: usize) -> Vec<(Span, &'static CountryAlias)> {
    let Some(word) = text.tokens().get(token).filter(|token| token.kind == TokenKind::Word) else {
        return Vec::new();
    };
    let surface = word.span.of(text.body());
    if !surface.contains(is_hyphen) || aliases_of(&fold(surface)).next().is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = word.span.start as usize;
    for part in surface.split(is_hyphen) {
        let span = Span::new(start, start + part.len());
        if let Some(alias) = country_named(part) {
            found.push((span, alias));
        }
        // Hyphens have one to three bytes.
        let after = &text.body()[span.end as usize..];
        start = span.end as usize + after.chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn country_named(part: &str) -> Option<&'static CountryAlias> {
    if !part.starts_with(char::is_uppercase) {
        return None;
    }
    let folded = fold(part);
    let adjective = COMBINING.iter().find(|(form, _)| *form == folded).map(|(_, adjective)| *adjective);
    let like = |alias: &&CountryAlias| {
        adjective.is_some() || !is_acronym(alias.alias) || !part.chars().any(char::is_lowercase)
    };
    aliases_of(adjective.unwrap_or(&folded)).filter(|alias| !matches!(alias.how, How::Iso2 | How::Iso3)).find(like)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(body: &str) -> Vec<(&str, &str)> {
        let text = Text::new(body);
        let found = countries_in_compound(&text, 0);
        found.iter().map(|(span, alias)| (span.of(body), alias.code)).collect()
    }

    #[test]
    fn parts_are_found_in_place() {
        assert_eq!(parts("Kazakh-Azerbaijani talks"), [("Kazakh", "KZ"), ("Azerbaijani", "AZ")]);
        assert_eq!(parts("U.S.-led forces"), [("U.S.", "US")]);
        assert_eq!(parts("Sino‑Russian trade"), [("Sino", "CN"), ("Russian", "RU")]);
        assert_eq!(parts("UK-based"), [("UK", "GB")]);
        assert_eq!(parts("non-Turkish"), [("Turkish", "TR")]);
    }

    #[test]
    fn whole_names_and_words_have_no_parts() {
        for body in ["Guinea-Bissau", "Nur-Sultan", "turkey-shoot", "Kazakh", "well-known", "IT-based"] {
            assert!(parts(body).is_empty(), "{body}");
        }
    }
}
