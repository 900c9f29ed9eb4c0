//! Near spellings, for "did you mean".

/// Longest word that is compared: what is longer is no typing slip, and comparing is quadratic.
const LONGEST: usize = 40;

/// The at most three of `candidates` that `word` was likely meant to be, the nearest first.
///
/// A slip is a letter or two; in short words one, or else everything would be near everything. A
/// beginning of three letters or more counts as near too.
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return Vec::new();
    }
    let slips = match length {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count() <= LONGEST)
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = strsim::osa_distance(&word, &lower);
            let begins = length >= 3 && lower.starts_with(&word);
            (distance <= slips || begins).then_some((distance.min(slips + 1), candidate))
        })
        .collect();
    found.sort(); // by distance, then by name, so that the answer is always the same
    found.dedup();
    found.into_iter().map(|(_, candidate)| candidate).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn slips_are_forgiven_and_no_more() {
        let fields = ["since", "until", "date", "title", "text", "place", "organizations"];
        for (word, meant) in [
            ("sinse", &["since"][..]),
            ("SINCE", &["since"]),
            ("dat", &["date"]),
            ("orga", &["organizations"]),
            ("plaec", &["place"]),
            ("x", &[]),
            ("colour", &[]),
        ] {
            assert_eq!(near(word, fields), meant, "{word}");
        }
        assert!(near(&"a".repeat(1 << 20), fields).is_empty());
    }
}
