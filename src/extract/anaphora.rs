//! "The two leaders", "both foreign ministers": the people whom a group that points back is made of.

use std::ops::Range;

use super::lexicon::Class;
use super::reading::Reading;
use super::{Evidence, Kind, Mention, Person, Sense};

/// Mentions before a group among which its members are looked for.
const LOOK_BACK: usize = 80;

/// Heads of groups and the posts of their members, by the last word of a post in its normal form.
const GROUPS: &[(&str, &[&str])] = &[
    ("leaders", &["president", "minister", "king", "queen", "emir", "chancellor", "sultan"]),
    ("heads", &["president", "minister", "king", "queen", "emir", "chancellor", "sultan"]),
    ("presidents", &["president"]),
    ("ministers", &["minister"]),
    ("premiers", &["minister"]),
    ("monarchs", &["king", "queen", "emir", "sultan"]),
    ("ambassadors", &["ambassador"]),
    ("diplomats", &["ambassador", "minister", "secretary"]),
];

/// The members of each group of two that a determiner marks as known: a mention for each, of the whole phrase.
/// Groups that say of what they are ("the leaders of Latvia and Estonia") are introduced here and do not point back.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for i in 0..reading.len() {
        let Some((_, posts)) = GROUPS.iter().find(|(head, _)| reading.is(i, &[head])) else { continue };
        let Some(phrase) = phrase(reading, i) else { continue };
        let qualifier =
            (phrase.start..i).rev().find(|&t| !is_plain(reading, t)).map(|t| reading.word(t).to_lowercase());
        let holds = |person: &Person| {
            person.country.is_some()
                && person.roles.iter().any(|role| {
                    let mut words = role.post.rsplit(' ');
                    let last = words.next().unwrap_or_default();
                    posts.contains(&last)
                        && qualifier.as_deref().is_none_or(|q| words.next().is_some_and(|word| word == q))
                })
        };
        let Some(span) = reading.span(phrase.clone()) else { continue };
        for person in two_before(reading, span.start, holds).into_iter().flatten() {
            let evidence =
                Evidence { sentence: reading.sentence_index(i), span, rule: "group-pointing-back", confidence: 0.7 };
            found.push(Mention { kind: Kind::Person, entity: Some(person), sense: Sense::Anaphor, evidence });
        }
    }
    found
}

/// From the determiner to the head at `head`, where nothing says of whom the group is.
fn phrase(reading: &Reading<'_>, head: usize) -> Option<Range<usize>> {
    let mut start = head;
    while start > 0 && head - start < 4 {
        start -= 1;
        if reading.is(start, &["the", "both"]) {
            let two = start > 0 && reading.is(start, &["the"]) && reading.is(start - 1, &["both"]);
            let states = reading.is(head, &["heads"]);
            let after = head + if states { 3 } else { 1 };
            let whole = !states || reading.is(head + 1, &["of"]) && reading.is(head + 2, &["state", "government"]);
            let named = reading.is(after, &["of", "from"]) || reading.is_capitalised(head);
            return (whole && !named).then(|| start - usize::from(two)..after);
        }
        if !(is_plain(reading, start) || reading.is_word(start) && reading.class(start).is_none()) {
            return None;
        }
    }
    None
}

/// Whether a word between determiner and head says nothing of the post.
fn is_plain(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(i, &["two", "three", "both", "the", "prime", "regional"])
        || reading.is_class(i, Class::Determiner)
        || reading.mention(i).is_some_and(|m| m.kind == Kind::Country)
}

/// The two people named last before a byte who fit, of different countries; `None` unless there are two.
fn two_before(reading: &Reading<'_>, at: u32, fits: impl Fn(&Person) -> bool) -> Option<[usize; 2]> {
    let people = &reading.facts.people;
    let to = reading.facts.mentions.partition_point(|m| m.evidence.span.start < at);
    let before = reading.facts.mentions[to.saturating_sub(LOOK_BACK)..to].iter().rev();
    let mut named = before.filter(|m| m.kind == Kind::Person).filter_map(|m| m.entity).filter(|&p| fits(&people[p]));
    let last = named.next()?;
    let other = named.find(|&p| p != last && people[p].country != people[last].country)?;
    Some([other, last])
}

#[cfg(test)]
mod tests {
    use crate::extract::{Context, Sense, extract};
    use crate::text::Text;

    /// "words: first, second" for each group.
    fn groups(body: &str) -> Vec<String> {
        let text = Text::new(body);
        let facts = extract(&text, &Context::default());
        let pointing: Vec<_> = facts.mentions.iter().filter(|m| m.sense == Sense::Anaphor).collect();
        let name = |i: Option<usize>| facts.people[i.unwrap()].name.as_str();
        let line = |pair: &[&crate::extract::Mention]| {
            format!("{}: {}, {}", text.slice(pair[0].evidence.span), name(pair[0].entity), name(pair[1].entity))
        };
        pointing.chunks(2).map(line).collect()
    }

    #[test]
    fn two_leaders_are_the_two_named_before() {
        let body = "Kazakh President Daniyar Sarsenov met Azerbaijani President Elchin Mammadzade in Baku. Their foreign \
            ministers, Aigerim Doskalieva, were there too. The two leaders discussed a railway. Both presidents signed it.";
        assert_eq!(
            groups(body),
            [
                "The two leaders: Daniyar Sarsenov, Elchin Mammadzade",
                "Both presidents: Daniyar Sarsenov, Elchin Mammadzade"
            ]
        );
    }

    #[test]
    fn ministers_are_those_of_the_same_portfolio() {
        let body = "President Daniyar Sarsenov of Kazakhstan spoke first. Kazakh Foreign Minister Aigerim Doskalieva met \
            Azerbaijani Foreign Minister Turkan Rahimbeyli. The foreign ministers signed a plan.";
        assert_eq!(groups(body), ["The foreign ministers: Aigerim Doskalieva, Turkan Rahimbeyli"]);
    }

    #[test]
    fn groups_that_say_of_whom_do_not_point_back() {
        let body = "Kazakh President Daniyar Sarsenov met Azerbaijani President Elchin Mammadzade. The leaders of Latvia \
            and Estonia wrote to them. Community leaders came, too.";
        assert_eq!(groups(body), [""; 0]);
        assert_eq!(groups("The two leaders met."), [""; 0]);
    }
}
