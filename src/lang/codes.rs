//! Every code that a finding can have: what it means, a query that has it, and that query put right.
//!
//! Codes are stable: scripts match on them. A new meaning gets a new number.

/// A line of the table.
#[derive(Debug)]
pub struct CodeInfo {
    /// `E201`
    pub code: &'static str,
    /// One line.
    pub doc: &'static str,
    /// A query that brings it about.
    pub wrong: &'static str,
    /// The same query, put right.
    pub right: &'static str,
}

/// By its name, whatever the case: `e201`.
pub fn code(name: &str) -> Option<&'static CodeInfo> {
    CODES.iter().find(|info| info.code.eq_ignore_ascii_case(name))
}

const fn info(code: &'static str, doc: &'static str, wrong: &'static str, right: &'static str) -> CodeInfo {
    CodeInfo { code, doc, wrong, right }
}

/// In the order of the codes.
pub const CODES: &[CodeInfo] = &[
    info("E101", "Something stands where it cannot stand.", "gas, oil", "gas or oil"),
    info(
        "E103",
        "`or` beside terms joined by blanks: it could be read two ways.",
        "transport energy or gas",
        "transport (energy or gas)",
    ),
    info("E104", "A value is missing.", "country: | count", "country:kz | count"),
    info("E105", "A character that means nothing here.", "what? @kz", "\"what?\" @kz"),
    info("E106", "A control character.", "gas\u{7}", "gas"),
    info("E107", "No such kind before the / of a name.", "@persn/2", "@person/2"),
    info("E108", "No such stage.", "@kz | tpo 5", "@kz | top 5"),
    info("E109", "The words of a stage do not fit it.", "@kz | count all", "@kz | count"),
    info("E110", "A quote is never closed.", "\"fibre optic", "\"fibre optic\""),
    info("E111", "A parenthesis is never closed.", "(gas or oil", "(gas or oil)"),
    info("E112", "The query ends too early.", "@kz and", "@kz and @az"),
    info("E113", "One query is wanted, and there are several, or another statement.", "@kz; @az", "@kz"),
    info("E114", "No such version of the language.", "dateline 9; @kz", "dateline 1; @kz"),
    info("E115", "A name that is none, or one given twice.", "let a(b, b) = @$b", "let a(b) = @$b"),
    info("E201", "No such field.", "@kz sinse:90d", "@kz since:90d"),
    info("E202", "The source has no such field.", "people sector:transport", "projects sector:transport"),
    info("E203", "The value does not fit the field or the column.", "country:kz..az", "country:kz,az"),
    info("E204", "No such column or bucket here.", "@kz | by decade", "@kz | by year"),
    info("E205", "The stage or the term cannot stand there.", "@kz | count | by month", "@kz | by month"),
    info("E206", "Nothing to search for: a text without a letter or a digit.", "\"!!!\"", "@kz"),
    info("E207", "No date, or one that could be two.", "since:3m", "since:3mo"),
    info("E301", "The name fits several.", "people with @sarsenov", "people with @sarsenov*"),
    info("E302", "Nothing in the archive has that name.", "@atlantis", "\"atlantis\""),
    info("E304", "No saved query has that name.", "&coridor(kz, az)", "&corridor(kz, az)"),
    info("E305", "No value was given for a parameter.", "@$who", "@kz"),
    info("E306", "A saved query takes another number of values.", "&corridor(kz)", "&corridor(kz, az)"),
    info("E307", "A saved query is of another version of the language, or damaged.", "&broken", "let broken = @kz"),
    info("E401", "Too long: the text, or what its saved queries stand for.", "a text of 2 MB", "@kz"),
    info("E402", "Nested or grouped too deep.", "((( … 65 deep … gas )))", "gas"),
    info("E403", "Too many words and signs in one statement.", "gas or oil or … 4,001 words", "gas or oil"),
    info("E404", "A number is too large.", "@kz | top 99999999999999999999", "@kz | top 99"),
    info("E405", "It took too long, and was stopped.", "people | pairs", "people with @kz since:90d | pairs"),
    info(
        "E490",
        "The archive cannot be read: it is damaged or no archive, and `dateline check` says which.",
        "@kz",
        "@kz",
    ),
    info("W401", "Nothing was found; the hits of each condition say why.", "@kz \"no such words\"", "@kz"),
    info("W402", "A term without a letter or a digit was left out.", "@kz \"!!!\"", "@kz"),
    info("W403", "Rows without a date were left out by a date or a period.", "@kz since:2023", "@kz"),
    info("W404", "Words that look like a stage or a field are searched for as text.", "@kz top 10", "@kz | top 10"),
];

#[cfg(test)]
mod tests {
    use super::CODES;
    use crate::lang::{MAX_BYTES, MAX_DEPTH, MAX_TOKENS, parse, parse_query};

    #[test]
    fn codes_are_in_order_and_each_has_one_meaning() {
        let codes: Vec<&str> = CODES.iter().map(|info| info.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted);
    }

    /// What the parser finds is shown by the table's own queries; the rest needs an archive, and is
    /// at least a query.
    #[test]
    fn the_wrong_query_is_wrong_and_the_right_one_right() {
        for info in CODES {
            assert!(parse(info.right).is_ok(), "{}", info.right);
            let wrong = match info.code {
                "E401" => " ".repeat(MAX_BYTES + 1),
                "E402" => "(".repeat(MAX_DEPTH + 2),
                "E403" => "a ".repeat(MAX_TOKENS + 1),
                _ => info.wrong.to_owned(),
            };
            let found = parse_query(&wrong).err().map(|found| found[0].code);
            let parses = parse(&wrong).is_ok();
            match info.code {
                "E204" => assert_eq!(found, Some("E204")),
                code if code < "E202" || ("E401".."E405").contains(&code) => assert_eq!(found, Some(code), "{wrong}"),
                _ => assert!(parses, "{wrong}"),
            }
        }
    }
}
