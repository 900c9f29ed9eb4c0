//! What is known of states: which posts they can have, as far as that parts one president from another, and
//! on which sites their governments publish.

use crate::extract::classes::Class;
use crate::gazetteer::{self, How};

/// States with a monarch and no president of their own, ISO alpha-2.
const MONARCHIES: [&str; 32] = [
    "AD", "AE", "AU", "BE", "BH", "BN", "BT", "CA", "DK", "ES", "GB", "JM", "JO", "JP", "KH", "KW", "LI", "LS", "LU",
    "MA", "MC", "MY", "NL", "NO", "NZ", "OM", "PG", "QA", "SA", "SE", "SZ", "TH",
];

/// States that have or lately had a vice president.
const WITH_VICE_PRESIDENT: &str = "AF AO AR AZ BG BI BO BR BW CD CI CN CO CR CU DO EC FM GH GM GQ GT GY HN ID IN \
    IQ IR KE LA LR MM MV MW NA NG NI NP PA PE PH PW PY SC SD SL SR SS SV SY TR TW TZ UG US UY VE VN YE ZA ZM ZW";

/// States whose government is led by the president: they have no prime minister.
const WITHOUT_PRIME_MINISTER: [&str; 34] = [
    "AO", "AR", "BI", "BO", "BR", "CL", "CO", "CR", "CY", "DO", "EC", "GH", "GM", "GT", "HN", "ID", "IR", "KE", "LR",
    "MW", "MX", "NG", "NI", "PA", "PH", "PY", "SC", "SL", "SV", "TM", "TR", "US", "UY", "VE",
];

/// The federation of a state or province, ISO alpha-2, by the part's name as it stands behind a city in a dateline:
/// `ohio`, `british columbia`; abbreviations as the press has them. Folded.
pub fn of_part(part: &str) -> Option<&'static str> {
    if let Some(code) = gazetteer::country_of_division(part) {
        return Some(code);
    }
    let first = part.split(' ').next().unwrap_or_default();
    let (joined, dotted) = (part.replace(' ', ""), part.replace(' ', ".") + ".");
    let known = [first, &joined, &dotted].into_iter().any(|name| Class::UsState.has(name));
    known.then_some("US")
}

/// Whether a state, ISO alpha-2, can have a post, in its normal form. What is not known is possible.
pub fn can_have(code: &str, post: &str) -> bool {
    match post {
        "vice president" => WITH_VICE_PRESIDENT.split(' ').any(|with| with == code),
        "president" => !MONARCHIES.contains(&code) || matches!(code, "AE" | "ES"),
        "king" | "queen" | "emir" | "emperor" | "sultan" | "crown prince" => MONARCHIES.contains(&code),
        "prime minister" => !WITHOUT_PRIME_MINISTER.contains(&code),
        "chancellor" => matches!(code, "DE" | "AT"),
        // The members of the cabinet are secretaries there.
        _ if post.ends_with("minister") => code != "US",
        _ => true,
    }
}

/// The state, ISO alpha-2, whose government keeps the site of an address: `whitehouse.gov`, `gov.kz`,
/// `mfa.gov.az`, `akorda.kz`.
pub fn of_government_site(url: &str) -> Option<&'static str> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?', '#', ':']).next()?;
    let labels: Vec<String> = host.split('.').map(str::to_lowercase).collect();
    let (top, rest) = labels.split_last()?;
    if matches!(top.as_str(), "gov" | "mil") {
        return gazetteer::country("US").map(|country| country.code);
    }
    let code = if top == "uk" { "GB".to_owned() } else { top.to_uppercase() };
    let of_state = |label: &String| {
        matches!(label.as_str(), "gov" | "gob" | "gouv" | "govt" | "government" | "president" | "mfa" | "mil")
            || gazetteer::aliases_of(label).any(|alias| alias.how == How::Government)
    };
    rest.iter().any(of_state).then(|| gazetteer::country(&code)).flatten().map(|country| country.code)
}

#[cfg(test)]
mod tests {
    use super::{can_have, of_government_site, of_part};

    #[test]
    fn a_part_tells_its_federation() {
        assert_eq!(of_part("british columbia"), Some("CA"));
        assert_eq!(of_part("new south wales"), Some("AU"));
        assert_eq!(of_part("n j"), Some("US"));
        assert_eq!(of_part("w va"), Some("US"));
        assert_eq!(of_part("ohio"), Some("US"));
        assert_eq!(of_part("bavaria"), Some("DE"));
        assert_eq!(of_part("punjab"), None);
        assert_eq!(of_part(""), None);
    }

    #[test]
    fn constitutions_part_the_posts() {
        assert!(can_have("US", "president") && !can_have("US", "prime minister"));
        assert!(can_have("KZ", "president") && can_have("KZ", "prime minister"));
        assert!(can_have("SA", "king") && !can_have("SA", "president"));
        assert!(!can_have("US", "foreign minister") && can_have("US", "governor"));
    }

    #[test]
    fn a_site_says_whose_government_it_is() {
        assert_eq!(of_government_site("https://www.whitehouse.gov/briefing-room/"), Some("US"));
        assert_eq!(of_government_site("https://mfa.gov.az/en"), Some("AZ"));
        assert_eq!(of_government_site("https://akorda.kz/en/1"), Some("KZ"));
        assert_eq!(of_government_site("https://example.kz/gov.az"), None);
        assert_eq!(of_government_site(""), None);
    }
}
