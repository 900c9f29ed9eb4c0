//! The months as English texts write them.

/// Full names, in order, lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number, 1 to 12, of a month by its name or the usual abbreviation of it (`nov`, `sept`), in any
/// case, without a point.
pub fn month(word: &str) -> Option<u8> {
    let is = |name: &str| {
        word.eq_ignore_ascii_case(name)
            || word.eq_ignore_ascii_case(&name[..3])
            || (name == "september" && word.eq_ignore_ascii_case("sept"))
    };
    MONTHS.iter().position(|name| is(name)).map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn names_and_abbreviations() {
        for (word, number) in
            [("May", Some(5)), ("NOV", Some(11)), ("Sept", Some(9)), ("sep", Some(9)), ("marc", None), ("", None)]
        {
            assert_eq!(month(word), number, "{word}");
        }
    }
}
