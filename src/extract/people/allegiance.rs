//! Countries of posts from what stands around them: "on the Kazakh side", the president of whose cabinet somebody
//! is, the successor in whose state somebody was president.

use super::roles;
use crate::extract::page::{Page, Taken};
use crate::extract::{Basis, Kind, Mention, Role};

/// Sentences back in which the head of a cabinet is looked for.
const NEAR: usize = 2;

/// Posts of those who serve the state of the president or minister that is named beside them, by their last word.
const SERVING: &[&str] = &["undersecretary", "secretary", "adviser", "advisor", "aide", "assistant", "staff"];

/// Mentions before a title among which its holder's superior is looked for.
const LOOK_BACK: usize = 60;

/// Words of a title that say that somebody else holds the post now.
const FORMER: &[&str] = &["former", "ex", "then", "late", "previous", "outgoing"];

/// Gives those whom a sentence lists "on the Kazakh side" the country of their side.
pub fn take_sides(page: &mut Page<'_>) {
    let mut roles: Vec<(u32, usize, usize)> = Vec::new(); // where a title begins, whose it is, which of theirs
    for (p, person) in page.facts.people.iter().enumerate() {
        roles.extend(person.roles.iter().enumerate().map(|(r, role)| (role.evidence.span.start, p, r)));
    }
    roles.sort_unstable();
    for s in 0..page.text.sentences().len() {
        let tokens = page.sentence_tokens(s);
        let is_side = |i: &usize| {
            matches!(page.word(*i), "side" | "delegation")
                && i.checked_sub(1).is_some_and(|before| page.taken(before) == Taken::Demonym)
        };
        let sides: Vec<usize> = tokens.clone().filter(is_side).collect();
        // "The Narin delegation thanked King X": what a side does to others tells nothing of theirs.
        let lists = |side: usize| {
            let next = page.word(side + 1);
            matches!(
                next,
                "was" | "were" | "is" | "are" | "included" | "includes" | "comprised" | "consisted" | "led" | "headed"
            ) || !next.starts_with(|c: char| c.is_alphanumeric())
        };
        let opens = sides.first().is_some_and(|side| side - tokens.start <= 4 && lists(*side));
        for (k, side) in sides.iter().enumerate() {
            let listed = match (opens, sides.len()) {
                (true, _) => *side..sides.get(k + 1).copied().unwrap_or(tokens.end),
                (false, 1) if page.word(*side) == "side" => tokens.start..*side,
                _ => continue,
            };
            let Some(code) = page.country_code(side - 1) else { continue };
            let span = page.span(&listed);
            let first = roles.partition_point(|(start, ..)| *start < span.start);
            for (_, p, r) in roles[first..].iter().take_while(|(start, ..)| *start < span.end) {
                let role = &mut page.facts.people[*p].roles[*r];
                if role.country.is_none() {
                    role.country = Some(code);
                    role.basis = Basis::Inferred;
                    role.evidence.confidence = 0.7;
                }
            }
        }
    }
}

/// Where people are named, in text order.
pub struct Named {
    /// First byte, sentence, index into `Facts::people`.
    mentions: Vec<(u32, usize, usize)>,
}

impl Named {
    pub fn all(page: &Page<'_>) -> Named {
        let people = page.facts.mentions.iter().filter(|m| m.kind == Kind::Person);
        let at = |m: &Mention| Some((m.evidence.span.start, m.evidence.sentence, m.entity?));
        let mut mentions: Vec<_> = people.filter_map(at).collect();
        mentions.sort_unstable();
        Named { mentions }
    }

    /// ISO alpha-2 of the state that a former holder of a post headed, or an official serves: of who holds the post
    /// now, of the head of state or government who is named right before. `None` where nobody is.
    pub fn state_of(&self, page: &Page<'_>, person: usize, role: &Role) -> Option<&'static str> {
        let people = &page.facts.people;
        let at = self.mentions.partition_point(|(start, ..)| *start < role.evidence.span.start);
        let before = self.mentions[at.saturating_sub(LOOK_BACK)..at].iter().rev();
        let title = role.title.to_lowercase();
        if title.split([' ', '-']).any(|word| FORMER.contains(&word)) {
            let others = before.filter(|(.., p)| *p != person);
            return others
                .filter_map(|(.., p)| people[*p].roles.iter().find(|r| r.post == role.post))
                .find_map(|r| r.country);
        }
        let last = role.post.rsplit(' ').next().unwrap_or_default();
        if !SERVING.contains(&last) && !role.post.starts_with("deputy") {
            return None;
        }
        let sentence = role.evidence.sentence;
        // "the finance secretary under Sarsenov"
        let behind = self.mentions[at..].iter().take_while(|(_, s, _)| *s <= sentence);
        let token_at = |start: u32| page.text.tokens().partition_point(|token| token.span.start < start);
        let above = behind.filter(|(start, ..)| page.word_before(token_at(*start)) == "under");
        let near = before.take_while(|(_, s, _)| *s + NEAR >= sentence);
        let heads =
            above.chain(near).filter_map(|(.., p)| people[*p].roles.iter().find(|r| roles::is_principal(&r.post)));
        heads.filter_map(|head| head.country).next()
    }
}
