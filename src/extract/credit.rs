//! Whom an article credits: "…, Akorda press service reported", "reported Khaama Press", "— SPA".

use std::ops::Range;

use super::Credit;
use super::header::one_line;
use super::organizations;
use super::page::{Page, Taken};
use crate::tagger::labels::NameKind;

/// Verbs with which an agency passes a report on.
const REPORTS: &[&str] = &["reported", "reports", "informs", "informed", "announced"];

/// Verbs that only agencies have at the end of a sentence: "…, Trend reports."
const AGENCY_VERBS: &[&str] = &["reports", "informs"];

/// Finds the credit: the first sentence that credits an agency, or the mark at the end, or the agency
/// of the dateline. Organizations must have been taken before, people not.
pub(super) fn find(page: &mut Page<'_>) {
    let Some((tokens, rule)) = in_sentence(page).or_else(|| signature(page)) else {
        from_dateline(page);
        return;
    };
    if page.is_free_capital(tokens.start) && tokens.clone().all(|i| page.is_free(i)) && rule != "press-service" {
        organizations::claim_agency(page, &tokens);
    }
    let evidence = page.evidence(&tokens, rule, 0.85);
    page.facts.header.credited = Some(Credit { name: one_line(page.slice(&tokens)), evidence });
}

fn from_dateline(page: &mut Page<'_>) {
    let header = &page.facts.header;
    let Some((name, span)) = header.dateline.as_ref().and_then(|d| Some((d.agency.clone()?, d.span))) else { return };
    let evidence =
        super::Evidence { sentence: page.text.sentence_at(span.start), span, rule: "dateline-agency", confidence: 0.8 };
    page.facts.header.credited = Some(Credit { name, evidence });
}

fn in_sentence(page: &Page<'_>) -> Option<(Range<usize>, &'static str)> {
    for i in 1..page.len() {
        let word = page.word(i);
        if REPORTS.contains(&word) {
            // "…, the Akorda press service reported."
            if page.taken(i - 1) == Taken::Organization {
                let name = page.run_of(i - 1);
                let sure =
                    AGENCY_VERBS.contains(&word) && page.word_before(name.start) == "," || is_agency(page, &name);
                if sure && ends_clause(page, i + 1) {
                    return Some((name, "agency-reports"));
                }
            }
            // "…, the presidential press service reported."
            if page.is_free(i - 1)
                && ends_clause(page, i + 1)
                && let Some(name) = press_service_before(page, i)
            {
                return Some((name, "press-service"));
            }
            // "…, Trend reports."
            if AGENCY_VERBS.contains(&word)
                && ends_clause(page, i + 1)
                && let Some(name) = free_name_before(page, i)
            {
                return Some((name, "agency-reports"));
            }
        }
        // "…, reported Khaama Press.", "according to the Akorda press service"
        let introduces = REPORTS.contains(&word) && page.word(i - 1) == ","
            || word == "to" && page.word(i - 1).eq_ignore_ascii_case("according")
            || word == "citing"
            || word == ":" && page.word(i - 1).eq_ignore_ascii_case("source");
        if introduces {
            let start = if page.word(i + 1) == "the" { i + 2 } else { i + 1 };
            if page.taken(start) == Taken::Organization {
                let name = page.run_of(start);
                if is_agency(page, &name) {
                    return Some((name, "reported-by-agency"));
                }
            }
        }
    }
    None
}

/// "the presidential press service": the noun phrase between a comma and the verb at `verb`.
fn press_service_before(page: &Page<'_>, verb: usize) -> Option<Range<usize>> {
    let service = page.word(verb - 1);
    let kind = page.word(verb.checked_sub(2)?);
    if !matches!(
        (kind, service),
        ("press", "service" | "office") | ("news", "agency" | "service") | ("information", "agency")
    ) {
        return None;
    }
    let mut start = verb - 2;
    while start > 0
        && verb - start < 9
        && !matches!(page.word(start - 1), "," | "." | "the" | "The" | "and" | ";" | "”" | "\"")
    {
        start -= 1;
    }
    (start < verb - 2).then_some(start..verb)
}

/// Whether the clause is over at token `i`, or goes on with whom the agency cites.
fn ends_clause(page: &Page<'_>, i: usize) -> bool {
    matches!(page.word(i), "." | "," | "" | ";" | "citing" | "with" | "on" | "from")
}

/// A name that nobody has taken, between a comma and the verb at `verb`.
fn free_name_before(page: &Page<'_>, verb: usize) -> Option<Range<usize>> {
    let mut start = verb;
    while start > 0
        && verb - start < 4
        && page.is_free_capital(start - 1)
        && page.tag(start - 1) != Some(NameKind::Person)
    {
        start -= 1;
    }
    let before = page.word(start.checked_sub(1)?);
    (start < verb && matches!(before, "," | "”" | "\"" | "the")).then_some(start..verb)
}

/// Whether a name is that of a press service or of a medium.
fn is_agency(page: &Page<'_>, name: &Range<usize>) -> bool {
    const LAST: &[&str] = &[
        "service",
        "agency",
        "press",
        "news",
        "times",
        "radio",
        "tv",
        "television",
        "post",
        "gazette",
        "herald",
        "tribune",
        "office",
        "portal",
        "newspaper",
        "journal",
        "tass",
        "interfax",
        "broadcasting",
        "network",
    ];
    let last = page.word(name.end - 1).to_lowercase();
    let medium = page
        .entity_at(name.start)
        .and_then(|i| page.facts.organizations.get(i))
        .is_some_and(|o| o.kind == Some("media"));
    medium || LAST.contains(&last.as_str())
}

/// "— SPA" or "(Xinhua)" as the last words of the article.
fn signature(page: &Page<'_>) -> Option<(Range<usize>, &'static str)> {
    let end = (0..page.len()).rev().take(40).find(|i| page.is_capital(*i) && page.taken(*i) != Taken::Markup)?;
    let rest_is_marks = (end + 1..page.len()).all(|i| !page.word(i).starts_with(char::is_alphanumeric));
    let mut start = end;
    while start > 0 && end - start < 4 && page.is_capital(start - 1) {
        start -= 1;
    }
    let opened = matches!(page.word_before(start), "—" | "–" | "-" | "(" | "/") && start > 1;
    let own_line = opened && !page.touches_previous(start - 1) && page.word_before(start - 1) != ",";
    let taken = page.taken(start);
    let name = matches!(taken, Taken::Free | Taken::Organization) && page.tag(start) != Some(NameKind::Person);
    (rest_is_marks && own_line && name).then_some((start..end + 1, "signature"))
}
