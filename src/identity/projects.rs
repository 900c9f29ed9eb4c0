//! The key of a project, with the well-known ones under one name.

use crate::text::fold;

/// Folded names of one undertaking; the first is the key.
const ALIASES: [&[&str]; 14] = [
    &[
        "trans caspian international transport route",
        "middle corridor",
        "titr",
        "trans caspian route",
        "trans caspian transport route",
        "trans caspian corridor",
        "trans caspian middle corridor",
        "trans caspian east west middle corridor",
    ],
    &[
        "north south transport corridor",
        "international north south transport corridor",
        "instc",
        "north south corridor",
    ],
    &["baku tbilisi kars railway", "btk", "baku tbilisi kars", "btk railway", "baku tbilisi kars railroad"],
    &["baku tbilisi ceyhan pipeline", "btc", "baku tbilisi ceyhan", "btc pipeline", "baku tbilisi ceyhan oil pipeline"],
    &["belt and road initiative", "bri", "one belt one road", "belt and road", "obor"],
    &["southern gas corridor", "sgc"],
    &["trans anatolian natural gas pipeline", "tanap", "trans anatolian pipeline", "tanap pipeline"],
    &["trans adriatic pipeline", "tap", "tap pipeline"],
    &["trans caspian gas pipeline", "tcgp", "trans caspian pipeline"],
    &[
        "turkmenistan afghanistan pakistan india pipeline",
        "tapi",
        "tapi pipeline",
        "tapi gas pipeline",
        "turkmenistan afghanistan pakistan india gas pipeline",
    ],
    &["china kyrgyzstan uzbekistan railway", "cku railway", "china kyrgyzstan uzbekistan railroad"],
    &["casa 1000", "central asia south asia electricity transmission project"],
    &["zangezur corridor", "zangazur corridor"],
    &["caspian pipeline consortium pipeline", "cpc pipeline"],
];

/// The key under which a project is stored: `key` is the extractor's ([`crate::extract::Project::key`]),
/// `name` its name. Well-known undertakings have one key under all their names.
pub fn project_key(key: &str, name: &str) -> String {
    let names = [fold(name), fold(key)];
    let bare = names.iter().map(|name| name.strip_prefix("the ").unwrap_or(name));
    let known = bare.into_iter().find_map(|name| ALIASES.iter().find(|aliases| aliases.contains(&name)));
    known.map_or_else(|| key.to_owned(), |aliases| aliases[0].to_owned())
}

#[cfg(test)]
mod tests {
    use super::project_key;

    #[test]
    fn aliases_meet_and_others_keep_their_key() {
        let titr = project_key("route/transcaspian", "the Trans-Caspian International Transport Route");
        assert_eq!(project_key("corridor/middle", "Middle Corridor"), titr);
        assert_eq!(project_key("titr", "TITR"), titr);
        assert_ne!(project_key("pipeline/trans caspian", "Trans-Caspian gas pipeline"), titr);
        assert_eq!(project_key("line/fibre optic/caspian", "fibre-optic line"), "line/fibre optic/caspian");
    }
}
