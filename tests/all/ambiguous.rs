//! Names that are a country in one sentence and something else in another.

use dateline::extract::{Context, extract};
use dateline::text::Text;

/// The codes of the countries that a sentence names, in order of the codes.
fn countries(sentence: &str) -> String {
    let facts = extract(&Text::new(sentence), &Context::default());
    let mut codes: Vec<&str> = facts.countries.iter().map(|country| country.code).collect();
    codes.sort_unstable();
    codes.join(" ")
}

#[test]
fn context_decides_what_a_name_means() {
    let wrong: Vec<String> = [
        ("Officials from Georgia and Armenia met in Tbilisi on Monday.", "AM GE"),
        ("The governor of Georgia, Clyde Barrowell, spoke to voters in Atlanta.", ""),
        ("Georgia's foreign minister, Nino Lomtadze, flew to Ankara.", "GE"),
        ("Senator Pete Holloway of Georgia voted against the bill in Washington.", ""),
        ("Georgia Whitcombe, the ambassador, spoke to reporters.", ""),
        ("Amman is the capital of Jordan, which borders Saudi Arabia.", "JO SA"),
        ("Michael Jordan Ashworth joined the board on Friday.", ""),
        ("Trucks crossed the Jordan River at noon.", ""),
        ("King Talib of Jordan received the delegation.", "JO"),
        ("Chad and Sudan reopened their border crossing.", "SD TD"),
        ("Chad Willoughby, a lawyer, said the case was closed.", ""),
        ("Lake Chad has shrunk by nine tenths.", ""),
        ("Niger signed an agreement with Benin on the pipeline.", "BJ NE"),
        ("Farmers along the Niger River lost their crops.", ""),
        ("The Niger Delta produces most of Nigeria's oil.", "NG"),
        ("Nigerien officials met their Nigerian counterparts.", "NE NG"),
        ("Guinea exports bauxite.", "GN"),
        ("Guinea-Bissau held elections.", "GW"),
        ("Equatorial Guinea joined the talks.", "GQ"),
        ("Papua New Guinea signed the pact.", "PG"),
        ("The lab tested the drug on guinea pigs.", ""),
        ("Ships patrol the Gulf of Guinea.", ""),
        ("The Democratic Republic of the Congo and Rwanda signed in Luanda.", "CD RW"),
        ("The Republic of Congo hosted the forum in Brazzaville.", "CG"),
        ("DR Congo accused Rwanda of sending troops.", "CD RW"),
        ("Barges sailed up the Congo River.", ""),
        ("South Korea launched a satellite.", "KR"),
        ("North Korea fired a missile.", "KP"),
        ("Seoul said Korea would send aid to Turkey.", "KR TR"),
        ("Northern Ireland held elections, London said.", "GB"),
        ("The taoiseach said Ireland would recognise the state.", "IE"),
        ("North Macedonia opened talks with the EU in Skopje.", "MK"),
        ("An American diplomat arrived in Kabul.", "US"),
        ("Latin American leaders gathered in Brasilia.", ""),
        ("South American nations signed the treaty.", ""),
        ("The Dutch prime minister spoke in The Hague.", "NL"),
        ("Guests paid their share in a Dutch auction.", ""),
        ("Turkey and Iraq agreed to reopen the pipeline.", "IQ TR"),
        ("They roasted a turkey for the guests.", ""),
        ("Cooks served Turkey with cranberry sauce on Thanksgiving.", ""),
        ("Officials in Washington, Georgia, repaired the bridge.", ""),
    ]
    .iter()
    .filter_map(|(sentence, expected)| {
        let found = countries(sentence);
        (found != *expected).then(|| format!("{sentence}\n  found {found:?}, not {expected:?}"))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
