//! Posts and portfolios: the words of titles. Their grammar is the extractor's.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::{list, rows};
use crate::text::fold;

pub(super) const POSTS: &str = include_str!("data/posts.tsv");
pub(super) const PORTFOLIOS: &str = include_str!("data/portfolios.tsv");

static BEFORE_NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let titles = rows::<6>(POSTS).filter(|[_, _, before, ..]| *before == "1");
    titles.flat_map(|[.., forms, _]| list(forms)).collect()
});

/// Folded form → portfolio.
static PORTFOLIO_FORMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let forms =
        rows::<2>(PORTFOLIOS).flat_map(|[portfolio, forms]| list(forms).into_iter().map(move |f| (f, portfolio)));
    forms.map(|(form, portfolio)| (fold(form), portfolio)).collect()
});

/// Titles that stand directly before a name, as written: `President`, but not `head of state`.
pub(super) fn before_names() -> &'static [&'static str] {
    &BEFORE_NAMES
}

/// The usual name of a folded portfolio: `foreign` of `foreign affairs`.
pub fn portfolio(folded: &str) -> Option<&'static str> {
    PORTFOLIO_FORMS.get(folded).copied()
}

/// One name for a post, whoever holds it and however it is spelt: `spokesperson` of "spokeswoman", `prime minister`
/// of "premier", `defense minister` of "defence minister". Small letters in, small letters out.
pub fn normal_post(post: &str) -> String {
    let (before, last) = post.rsplit_once(' ').map_or(("", post), |(before, last)| (before, last));
    let last = match last {
        "spokesman" | "spokeswoman" => "spokesperson",
        "chairman" | "chairwoman" | "chair" => "chairperson",
        "congressman" | "congresswoman" => "congressperson",
        "advisor" => "adviser",
        "premier" | "taoiseach" => "prime minister",
        "mp" => "member of parliament",
        "counsellor" => "counselor",
        other => other,
    };
    let whole = if before.is_empty() { last.to_owned() } else { format!("{before} {last}") };
    match whole.as_str() {
        "chief executive" | "chief executive officer" => "ceo".to_owned(),
        "vice chairman" | "vice-chairman" | "vice-chairperson" => "vice chairperson".to_owned(),
        "vice-president" => "vice president".to_owned(),
        "secretary-general" | "director-general" => whole.replace('-', " "),
        _ => whole.replace("defence", "defense").replace("labour", "labor"),
    }
}

/// The post in the spelling of the title that it was read from, as written: `spokesman` and not `spokesperson`,
/// `national security advisor`, `defence minister`.
pub fn spelled_post(post: &str, title: &str) -> String {
    let title = fold(title);
    let words = || title.split(' ');
    if post == "ceo" && title.contains("chief executive") && words().all(|word| word != "officer") {
        return "chief executive".to_owned();
    }
    if let Some(level) = post.strip_suffix("prime minister")
        && words().any(|word| word == "premier")
        && words().all(|word| word != "minister")
    {
        return format!("{level}premier");
    }
    // The secretary general of the United Nations, the general secretary of a union or a party.
    if matches!(post, "secretary general" | "director general") {
        let (head, _) = post.split_once(' ').unwrap_or_default();
        let turned = format!("general {head}");
        if title.contains(&turned) {
            return turned;
        }
    }
    // "Hawaii State Senator" sits in another house than "Senator".
    if let Some((house, _)) =
        post.split_once('-').or(Some((post, ""))).filter(|(h, _)| matches!(*h, "senator" | "representative"))
        && title.contains(&format!("state {house}"))
    {
        return format!("state {post}");
    }
    let (before, last) = post.rsplit_once(' ').map_or(("", post), |(before, last)| (before, last));
    let variants = ["defense", "labor"].into_iter().zip(["defence", "labour"]);
    let before = variants.fold(before.to_owned(), |before, (normal, other)| {
        if words().any(|word| word == other) { before.replace(normal, other) } else { before }
    });
    let is_variant = |word: &&str| {
        let one = normal_post(word);
        one == last && *word != last
    };
    let last = words().rfind(is_variant).unwrap_or(last);
    if before.is_empty() { last.to_owned() } else { format!("{before} {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::table::assert_complete;

    #[test]
    fn the_tables_are_whole() {
        assert_complete::<6>(POSTS);
        assert_complete::<2>(PORTFOLIOS);
        assert!(before_names().contains(&"prime minister") && !before_names().contains(&"head of state"));
    }

    #[test]
    fn a_post_has_one_name_whoever_holds_it() {
        for (written, normal) in [
            ("spokeswoman", "spokesperson"),
            ("foreign ministry spokesman", "foreign ministry spokesperson"),
            ("deputy premier", "deputy prime minister"),
            ("defence minister", "defense minister"),
            ("vice-chairman", "vice chairperson"),
            ("chief executive", "ceo"),
            ("president", "president"),
        ] {
            assert_eq!(normal_post(written), normal);
        }
    }

    #[test]
    fn a_post_keeps_the_spelling_of_its_title() {
        for (post, title, spelled) in [
            ("spokesperson", "Foreign Ministry spokeswoman", "spokeswoman"),
            ("national security adviser", "National Security Advisor", "national security advisor"),
            ("defense minister", "Minister of Defence", "defence minister"),
            ("vice chairperson", "vice chair", "vice chair"),
            ("ceo", "Chief Executive Officer", "ceo"),
            ("ceo", "chief executive", "chief executive"),
            ("prime minister", "Prime Minister", "prime minister"),
            ("senator", "Hawaii State Senator", "state senator"),
            ("representative-elect", "State Representative-elect", "state representative-elect"),
        ] {
            assert_eq!(spelled_post(post, title), spelled);
        }
    }

    #[test]
    fn portfolios_have_one_name() {
        assert_eq!(portfolio("foreign affairs"), Some("foreign"));
        assert_eq!(portfolio("external relations"), Some("foreign"));
        assert_eq!(portfolio("tea"), None);
    }
}
