//! What a title says in the end: the post, in its normal form.

use super::title_tails::Right;
use super::titles::Left;
use crate::extract::classes::Class;
use crate::gazetteer;

/// Heads whose post says what they are for: "finance minister" and not merely "minister".
const WITH_PORTFOLIO: &[&str] = &["minister", "vice-minister", "secretary", "adviser", "advisor"];

/// The post in its normal form: `prime minister`, `foreign minister`, `deputy finance minister`.
pub fn post(noun: &str, general: &str, left: &Left, right: &Right) -> String {
    let has = |word: &str| left.words.iter().any(|w| w == word);
    let noun = unabbreviated(noun).unwrap_or(noun);
    let last = left.words.last().map_or("", String::as_str);
    let base = match noun {
        "minister" if has("prime") => "prime minister".to_owned(),
        // Heads the government of a part of a state.
        "minister" if last == "first" => "first minister".to_owned(),
        "officer" if has("chief") && has("executive") => "ceo".to_owned(),
        "chief" if has("executive") || general == " executive" => "ceo".to_owned(),
        "prince" | "princess" if has("crown") => format!("crown {noun}"),
        "director" if has("managing") || has("executive") => {
            format!("{} director", if has("managing") { "managing" } else { "executive" })
        }
        "secretary" if right.portfolio.first().is_some_and(|w| w == "state") => "secretary of state".to_owned(),
        "secretary" if has("cabinet") => {
            (if has("chief") { "chief cabinet secretary" } else { "cabinet secretary" }).to_owned()
        }
        "secretary" if has("permanent") => "permanent secretary".to_owned(),
        "secretary" if has("principal") => "principal secretary".to_owned(),
        "secretary" if has("press") => "press secretary".to_owned(),
        "secretary" if has("under") => "under secretary".to_owned(),
        // An assistant secretary is one for whatever: what for is no more part of the post.
        "secretary" if has("assistant") => "secretary".to_owned(),
        // "Chief of Police" is the police chief; others are chiefs of staff, of defence, of protocol.
        "chief" if right.portfolio.iter().any(|w| w == "police") => "police chief".to_owned(),
        "chief" if !right.portfolio.is_empty() && !left.words.iter().any(|w| is_field(w)) => {
            format!("chief of {}", right.portfolio.join(" "))
        }
        "superintendent" if right.portfolio.first().is_some_and(|w| w == "police") => {
            "superintendent of police".to_owned()
        }
        "director" if right.portfolio.iter().map(String::as_str).eq(["national", "intelligence"]) => {
            "director of national intelligence".to_owned()
        }
        "director" if last == "cyber" && has("national") => "national cyber director".to_owned(),
        "leader" if right.portfolio.first().is_some_and(|w| w == "opposition") => "opposition leader".to_owned(),
        "representative" if last == "trade" => "trade representative".to_owned(),
        "governor" if has("lieutenant") => "lieutenant governor".to_owned(),
        "assistant" if right.serves.is_some() => {
            let special = if has("special") { "special " } else { "" };
            format!("{special}assistant to the {}", right.serves.unwrap_or_default())
        }
        "head" if !right.portfolio.is_empty() && left.words.is_empty() => {
            format!("head of {}", right.portfolio.join(" "))
        }
        "commissioner" | "representative" if has("high") => format!("high {noun}"),
        "representative" | "envoy" | "assistant" | "rapporteur" if has("special") => format!("special {noun}"),
        "general" | "colonel" | "admiral" | "commander"
            if left.words.iter().any(|w| BEFORE_RANKS.contains(&w.as_str())) =>
        {
            let first = left.words.iter().rfind(|w| BEFORE_RANKS.contains(&w.as_str()));
            format!("{} {noun}", first.map_or("", String::as_str))
        }
        "chief" if left.words.iter().any(|w| is_field(w)) => {
            let fields = left.words.iter().filter(|w| is_field(w) || *w == "policy").map(String::as_str);
            format!("{} chief", fields.collect::<Vec<_>>().join(" "))
        }
        "prosecutor" | "director" | "secretary" | "governor" | "consul" | "attorney" | "solicitor"
            if general == " general" || has("general") =>
        {
            format!("{noun} general")
        }
        "vice-president" | "vice-chairman" | "vice-chairperson" | "vice-chancellor" | "vice-minister" => {
            noun.replace('-', " ")
        }
        "member" if last == "ranking" => "ranking member".to_owned(),
        "member" if right.portfolio.first().is_some_and(|w| w == "parliament") => "member of parliament".to_owned(),
        "fellow" if !last.is_empty() => format!("{last} {noun}"),
        "lady" | "gentleman" => format!("{last} {noun}"),
        "manager" if has("general") => "general manager".to_owned(),
        "co-chair" | "cochair" | "co-chairman" if last == "federal" => format!("federal {noun}"),
        // "Senate President" presides over a house and not over a state.
        "president" if last == "senate" => "senate president".to_owned(),
        "candidate" if matches!(last, "presidential" | "parliamentary" | "gubernatorial" | "vice-presidential") => {
            format!("{last} {noun}")
        }
        "leader" if matches!(last, "majority" | "minority" | "opposition" | "supreme" | "party") => {
            format!("{last} leader")
        }
        "inspector" | "sergeant" | "superintendent" | "constable" if has("detective") => format!("detective {noun}"),
        "superintendent" if last == "senior" => format!("senior {noun}"),
        "officer" | "spokesperson" | "spokesman" | "spokeswoman" | "director" | "commissioner" | "constable"
            if last == "police" =>
        {
            format!("police {noun}")
        }
        "advocate" | "prosecutor" if last == "state" => format!("state {noun}"),
        "player" | "skater" if !last.is_empty() => format!("{last} {noun}"),
        "scientist" if last == "research" => format!("research {noun}"),
        // "chief justice", "chief imam", "chief strategy officer"
        "officer" | "secretary" | "minister" if has("chief") => {
            let of = left.words.iter().skip_while(|w| *w != "chief").map(String::as_str);
            format!("{} {noun}", of.collect::<Vec<_>>().join(" "))
        }
        _ if last == "chief" => format!("chief {noun}"),
        // Who advises on what, of which rank: "domestic policy adviser", "chief medical adviser".
        "adviser" | "advisor" if !left.words.iter().any(|w| w == "special" || w == "and") => {
            let kept =
                left.words.iter().filter(|w| !is_passing(w) && !matches!(w.as_str(), "deputy" | "assistant" | "vice"));
            let kept: Vec<&str> = kept.map(String::as_str).collect();
            match kept.is_empty() {
                true if right.portfolio.is_empty() => noun.to_owned(),
                true => format!("{} {noun}", portfolio(&right.portfolio.iter().collect::<Vec<_>>())),
                false => format!("{} {noun}", kept.join(" ")),
            }
        }
        // "senior director", "political director"
        "director" | "counselor" | "fellow" | "principal"
            if matches!(
                last,
                "senior" | "policy" | "political" | "national" | "editorial" | "creative" | "artistic" | "sporting"
            ) =>
        {
            format!("{last} {noun}")
        }
        "chief" if last == "section" || last == "division" || last == "bureau" => format!("{last} {noun}"),
        "whip" if matches!(last, "majority" | "minority") => format!("{last} {noun}"),
        _ if WITH_PORTFOLIO.contains(&noun) => {
            let of_left: Vec<&String> = left.words.iter().filter(|w| is_portfolio(w) || *w == "national").collect();
            let words = if of_left.is_empty() { right.portfolio.iter().collect() } else { of_left };
            let portfolio = portfolio(&words);
            if portfolio.is_empty() { noun.to_owned() } else { format!("{portfolio} {noun}") }
        }
        _ => noun.to_owned(),
    };
    level(noun, &left.words) + &gazetteer::normal_post(&base)
}

/// How far below the holder of the post: "deputy ", "deputy assistant ", empty for the holder.
fn level(noun: &str, words: &[String]) -> String {
    let mut level = String::new();
    let deputy = words.iter().any(|w| w == "deputy");
    if deputy && words.iter().any(|w| w == "first") {
        level.push_str("first ");
    }
    let counts = |word: &str| match word {
        "deputy" => noun != "deputy",
        "vice" => !deputy,
        "assistant" | "associate" => noun != "assistant",
        _ => false,
    };
    for (i, word) in words.iter().enumerate().filter(|(_, word)| counts(word)) {
        // A list of modifiers may say it twice.
        if !words[..i].contains(word) {
            level.push_str(word);
            level.push(' ');
        }
    }
    level
}

/// What an abbreviated title stands for.
pub fn unabbreviated(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "gen" => "general",
        "col" => "colonel",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "capt" => "captain",
        "maj" => "major",
        "adm" => "admiral",
        "brig" => "brigadier",
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "pres" => "president",
        "cpl" => "corporal",
        "cmdr" => "commander",
        "insp" => "inspector",
        "supt" => "superintendent",
        "amb" => "ambassador",
        _ => return None,
    })
}

/// Words of a title that tell a time or a number and no post.
fn is_passing(word: &str) -> bool {
    matches!(
        word,
        "acting"
            | "interim"
            | "former"
            | "then"
            | "new"
            | "first"
            | "second"
            | "incoming"
            | "outgoing"
            | "ex"
            | "principal"
            | "top"
            | "key"
            | "close"
            | "longtime"
            | "long-time"
            | "late"
            | "current"
            | "one-time"
            | "main"
    )
}

/// What comes before a rank and makes a lower or a higher one of it: a major general, a rear admiral.
const BEFORE_RANKS: &[&str] = &["attorney", "solicitor", "lieutenant", "major", "brigadier", "rear"];

/// The rank that an abbreviation stands for when another rank follows it.
pub fn rank(word: &str) -> Option<&'static str> {
    unabbreviated(&word.to_lowercase()).filter(|full| BEFORE_RANKS.contains(full))
}

/// What a chief may be the chief of, in one word: "police chief", "foreign policy chief".
fn is_field(lower: &str) -> bool {
    Class::Portfolio.has(lower)
        || matches!(lower, "army" | "cabinet" | "police" | "military" | "navy" | "opposition" | "party")
}

fn is_portfolio(lower: &str) -> bool {
    Class::Portfolio.has(lower) || matches!(lower, "and" | "&" | ",")
}

/// `foreign affairs` is `foreign`, `internal affairs` is `interior`, `defence` is `defense`.
fn portfolio(words: &[&String]) -> String {
    let joined = words.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(" ").replace(" ,", ",").replace('&', "and");
    let joined = joined.trim_start_matches([',', ' ']).trim_start_matches("and ");
    match joined {
        "foreign affairs" | "external affairs" | "foreign relations" | "external relations" => "foreign".to_owned(),
        "internal affairs" | "home affairs" => "interior".to_owned(),
        _ => joined.to_owned(),
    }
}
