//! Names of countries that are something else as often: a state of the union, a river, a bird, a dance, a given
//! name. The words around them and the rest of the document decide.

use std::ops::Range;

use crate::extract::page::Page;
use crate::extract::people::titles;
use crate::gazetteer::{self, CountryAlias, How};
use crate::tagger::labels::NameKind;
use crate::text::{Case, fold};

/// Names that are also something else, which the rest of the document decides: the places that speak
/// for the country, and those that speak against it.
struct Doubt {
    alias: &'static str,
    code: &'static str,
    speaks_for: &'static [&'static str],
    instead: Instead,
    speaks_against: &'static [&'static str],
}

/// What the name is when something speaks against the country.
enum Instead {
    Nothing,
    Country(&'static str),
}

const DOUBTS: &[Doubt] = &[
    Doubt {
        alias: "Georgia",
        code: "GE",
        speaks_for: &[
            "Tbilisi",
            "Batumi",
            "Georgian",
            "Georgians",
            "Abkhazia",
            "Ossetia",
            "Caucasus",
            "Armenia",
            "Azerbaijan",
            "Kutaisi",
            "Black",
        ],
        instead: Instead::Nothing,
        speaks_against: &[
            "Atlanta",
            "Savannah",
            "Augusta",
            "Ga.",
            "Alabama",
            "Florida",
            "Carolina",
            "Tennessee",
            "Arizona",
            "Michigan",
            "Pennsylvania",
            "Texas",
            "Macon",
        ],
    },
    Doubt {
        alias: "Turkey",
        code: "TR",
        speaks_for: &["Ankara", "Istanbul", "Turkish", "Turks", "Erdogan", "Erdoğan", "NATO", "Syria"],
        instead: Instead::Nothing,
        speaks_against: &["Thanksgiving", "Christmas"],
    },
    Doubt {
        alias: "Congo",
        code: "CG",
        speaks_for: &["Brazzaville"],
        instead: Instead::Country("CD"),
        speaks_against: &[
            "Kinshasa",
            "Goma",
            "Kivu",
            "DRC",
            "DR",
            "Tshisekedi",
            "Kabila",
            "Katanga",
            "Lubumbashi",
            "Congolese",
            "Rwanda",
            "Democratic",
        ],
    },
    Doubt {
        alias: "Korea",
        code: "KR",
        speaks_for: &["Seoul", "South"],
        instead: Instead::Country("KP"),
        speaks_against: &["Pyongyang"],
    },
    Doubt {
        alias: "Korean",
        code: "KR",
        speaks_for: &["Seoul", "South"],
        instead: Instead::Country("KP"),
        speaks_against: &["Pyongyang"],
    },
];

/// Words that make a longer name of the country before them, which is then no country: the Indian
/// Ocean, Mexico City, Jordan River.
const PLACE_TAILS: &[&str] = &[
    "Ocean", "Sea", "City", "River", "Strait", "Straits", "Channel", "Canal", "Gulf", "Desert", "Street", "Avenue",
    "Road", "Square", "Bay", "Delta", "Cup", "Open", "Times", "Herald",
];

/// Words before a country, with or without "of", that make a water or a mountain of it: Lake Chad, the Gulf of
/// Guinea.
const PLACE_HEADS: &[&str] = &["Lake", "Mount", "Gulf", "Bay", "Strait", "Straits", "Sea", "Isthmus"];

/// Things and games that only bear a nation's name.
const SAYINGS: &[(&str, &[&str])] = &[
    ("Dutch", &["auction", "auctions", "courage", "oven", "ovens"]),
    ("French", &["fries", "toast", "horn"]),
    ("Turkish", &["bath", "baths", "delight"]),
    ("Guinea", &["pig", "pigs", "fowl", "worm"]),
    ("Panama", &["hat", "hats"]),
    ("Indian", &["summer", "ink"]),
    ("Russian", &["roulette", "doll", "dolls"]),
    ("Mexican", &["standoff", "stand-off", "wave"]),
    ("Swiss", &["cheese"]),
    ("Chinese", &["whispers", "checkers"]),
    ("Danish", &["pastry", "pastries"]),
    ("Brazil", &["nut", "nuts"]),
    ("Jordan", &["almond", "almonds"]),
];

/// Whom only a federation's states have, so that Georgia is the American one.
const OF_A_PART: &[&str] =
    &["governor", "gov", "senator", "senators", "sen", "congressman", "congresswoman", "rep", "lieutenant"];

/// Words before a demonym or a country that make a region or a people of it: Latin American.
const REGION_HEADS: &[&str] = &[
    "latin", "central", "south", "north", "native", "african", "northern", "southern", "new", "pan", "inter", "west",
    "anglo",
];

/// Whether the name at `tokens` is only part of another thing's: a sea, a saying.
pub fn is_something_else(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let after = page.word(tokens.end);
    PLACE_TAILS.contains(&after) && page.is_free(tokens.end)
        || is_water(page, tokens.start)
        || SAYINGS.iter().any(|(nation, things)| *nation == page.word(tokens.start) && things.contains(&after))
}

/// Which country a name means here; `None` when it means none.
pub fn decide(page: &Page<'_>, tokens: &Range<usize>, alias: &CountryAlias) -> Option<&'static str> {
    let before = page.word_before(tokens.start);
    let after = page.word(tokens.end);
    let single = tokens.len() == 1;
    if single
        && (alias.how == How::Demonym || alias.alias == "America")
        && REGION_HEADS.contains(&before.to_lowercase().as_str())
        && page.is_capital(tokens.start - 1)
    {
        return None;
    }
    if single && matches!(before, "New" | "Northern") && page.is_free_capital(tokens.start - 1) {
        return None; // New Mexico; those that are countries match as a whole
    }
    // "Ambassador to Jordan X": the post says what Jordan is.
    let of_post = matches!(before, "to" | "of" | "in")
        && tokens.start.checked_sub(2).is_some_and(|head| titles::head_at(page, head).is_some());
    // The tagger sees a person of whose name this is a part: Michael Jordan, Chad Miller.
    let person = page.tagged(tokens.start).filter(|n| n.kind == NameKind::Person && n.tokens.len() > tokens.len());
    if single && !of_post && person.is_some_and(|n| alias.weak || n.tokens.end == tokens.end) {
        return None;
    }
    // Chad Miller again, unseen by the tagger; but "Chad President X" has a title behind it.
    let surname = page.is_free_capital(tokens.end)
        && page.token(tokens.end).is_some_and(|t| t.case == Case::Title)
        && page.tag(tokens.end) != Some(NameKind::Organization);
    if single && alias.weak && surname && !of_post && titles::head_from(page, tokens.end).is_none() {
        return None;
    }
    // A given name before makes a surname of it.
    let given_before =
        tokens.start > 0 && page.is_free_capital(tokens.start - 1) && gazetteer::is_given_name(&fold(before));
    if single && alias.weak && given_before {
        return None;
    }
    let Some(doubt) = DOUBTS.iter().find(|d| single && d.alias == page.word(tokens.start)) else {
        return Some(alias.code);
    };
    if after == "," && doubt.speaks_against.contains(&page.word(tokens.end + 1)) {
        return None;
    }
    let says = |words: &[&str]| words.iter().any(|w| page.has_capital(w));
    match &doubt.instead {
        _ if says(doubt.speaks_for) => Some(doubt.code),
        Instead::Nothing if doubt.alias == "Georgia" && is_state(page, tokens, doubt.code) => None,
        Instead::Nothing if says(doubt.speaks_against) => None,
        Instead::Country(other) if says(doubt.speaks_against) => Some(other),
        _ => Some(doubt.code),
    }
}

/// Whether the country at token `i` only names a water or a mountain.
fn is_water(page: &Page<'_>, i: usize) -> bool {
    let head = if page.word_before(i) == "of" { i.checked_sub(2) } else { i.checked_sub(1) };
    head.is_some_and(|head| page.is_free(head) && PLACE_HEADS.contains(&page.word(head)))
}

/// Whether a name that a federation's state has too is the state's at `tokens`: the sentence names its governor,
/// or "Washington, Georgia" a city of it.
fn is_state(page: &Page<'_>, tokens: &Range<usize>, code: &str) -> bool {
    let sentence = page.text.sentence_at(page.span(tokens).start);
    let near = page.text.sentences()[sentence].tokens.clone();
    let near = near.start.max(tokens.start.saturating_sub(12))..near.end.min(tokens.end + 12);
    let served = near.clone().any(|i| OF_A_PART.contains(&page.word(i).to_lowercase().as_str()));
    let city = tokens.start.checked_sub(2).filter(|i| page.word(i + 1) == "," && page.is_capital(*i));
    let found = city.and_then(|i| gazetteer::match_city(page.text, i));
    served || found.is_some_and(|found| found.what.country == "US" && found.what.country != code)
}
