//! What kind of body a name says it is.

use crate::text::fold;

/// Kinds, as in schema.sql, with the words of a name that tell them. The first row that fits decides;
/// words of more than one are looked for side by side.
const TELLING: &[(&str, &[&str])] = &[
    ("press_service", &["press service", "press office", "press secretariat"]),
    (
        "media",
        &[
            "news agency",
            "news service",
            "information agency",
            "press agency",
            "newspaper",
            "television",
            "radio",
            "broadcasting",
            "broadcaster",
            "news portal",
        ],
    ),
    (
        "government",
        &[
            "ministry",
            "ministries",
            "cabinet of ministers",
            "council of ministers",
            "department of",
            "state committee",
            "chancellery",
            "presidential administration",
            "government",
            "prosecutor general",
            "customs service",
        ],
    ),
    (
        "parliament",
        &[
            "parliament",
            "senate",
            "mazhilis",
            "majilis",
            "milli majlis",
            "mejlis",
            "jogorku kenesh",
            "duma",
            "knesset",
            "bundestag",
            "bundesrat",
            "national assembly",
            "house of representatives",
            "house of commons",
            "house of lords",
            "verkhovna rada",
            "oliy majlis",
            "great khural",
        ],
    ),
    ("court", &["court", "tribunal"]),
    ("education", &["university", "college", "academy", "school", "institute of technology", "polytechnic"]),
    ("military", &["armed forces", "air force", "army", "navy", "coast guard", "border guard", "national guard"]),
    ("bank", &["bank", "eximbank"]),
    ("ngo", &["foundation", "red cross", "red crescent", "charity", "human rights watch"]),
];

/// Kinds told by the last word of a name alone: "Garagum Gas" is a company, a "Gas Council" is not.
const LAST: &[(&str, &[&str])] = &[
    (
        "company",
        &[
            "llp",
            "jsc",
            "ojsc",
            "cjsc",
            "pjsc",
            "ojsc",
            "ltd",
            "limited",
            "llc",
            "inc",
            "corp",
            "co",
            "plc",
            "gmbh",
            "spa",
            "group",
            "company",
            "corporation",
            "holding",
            "holdings",
            "railways",
            "railway",
            "railroad",
            "rail",
            "airlines",
            "airways",
            "oil",
            "gas",
            "petroleum",
            "energy",
            "power",
            "motors",
            "telecom",
            "shipping",
            "lines",
            "logistics",
            "industries",
            "enterprises",
            "steel",
            "mining",
            "minerals",
            "metals",
            "fibre",
            "fiber",
            "cable",
            "electric",
            "pharma",
            "pharmaceuticals",
            "technologies",
            "systems",
            "ventures",
        ],
    ),
    (
        "media",
        &[
            "news",
            "times",
            "herald",
            "tribune",
            "gazette",
            "telegraph",
            "observer",
            "wire",
            "courier",
            "chronicle",
            "tv",
            "daily",
            "weekly",
            "review",
            "report",
        ],
    ),
    ("party", &["party"]),
    ("government", &["agency", "authority", "directorate", "inspectorate"]),
    ("international", &["nations", "union"]),
    ("education", &["institute"]),
];

/// The kind, as in schema.sql, of the organization that is so named; `None` when the name does not tell.
pub fn kind_of(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let telling = TELLING.iter().find(|(_, words)| words.iter().any(|w| has_words(&folded, w)));
    let last = || {
        let last = folded.rsplit(' ').next().filter(|last| last.len() < folded.len())?;
        LAST.iter().find(|(_, words)| words.contains(&last))
    };
    let states = || {
        let body = ["organization", "organisation", "league", "commonwealth", "community", "association"];
        let of_states = body.iter().any(|b| has_words(&folded, b)) && has_words(&folded, "states");
        let cooperating =
            has_words(&folded, "cooperation organization") || has_words(&folded, "cooperation organisation");
        (of_states || cooperating).then_some("international")
    };
    // S.A., S.p.A.
    let joint_stock = || folded.ends_with(" s a").then_some("company");
    telling.or_else(last).map(|(kind, _)| *kind).or_else(joint_stock).or_else(states)
}

/// Whether whole words stand in a folded name.
fn has_words(folded: &str, words: &str) -> bool {
    folded.match_indices(words).any(|(at, _)| {
        let end = at + words.len();
        (at == 0 || folded.as_bytes()[at - 1] == b' ') && (end == folded.len() || folded.as_bytes()[end] == b' ')
    })
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn names_tell_their_kind() {
        for (name, kind) in [
            ("Garagum Gas", Some("company")),
            ("Khazar Fibre LLP", Some("company")),
            ("Saryarqa Rail", Some("company")),
            ("Andes Obras S.A.", Some("company")),
            ("Caspian Shipping Company", Some("company")),
            ("Asian Development Bank", Some("bank")),
            ("National Bank of Georgia", Some("bank")),
            ("Azerbaijani Transport Ministry", Some("government")),
            ("Ministry of Foreign Affairs", Some("government")),
            ("Steppe News Agency", Some("media")),
            ("Khazar Telegraph", Some("media")),
            ("Atomic Energy Agency", Some("government")),
            ("Akorda press service", Some("press_service")),
            ("Constitutional Court", Some("court")),
            ("University of Tartu", Some("education")),
            ("People's Party", Some("party")),
            ("National Assembly", Some("parliament")),
            ("Organization of Turkic States", Some("international")),
            ("Syr Darya Water Fund", None),
            ("Gas", None),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}
