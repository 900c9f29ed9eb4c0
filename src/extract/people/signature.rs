//! The post of who signs a legal act: "By the authority vested in me as President …", with a name in capitals under it.

use super::titles;
use crate::extract::page::Page;
use crate::extract::{Basis, Kind, Role};

/// Characters behind a signature: a seal, a number.
const FARTHEST: usize = 120;

/// Gives the signer the post that the act claims, when the text has not told it.
pub fn find(page: &mut Page<'_>) {
    let claimed = (1..page.len()).find(|&i| page.word(i) == "as" && page.word(i - 1) == "me");
    let title = claimed.and_then(|i| titles::read(page, titles::head_from(page, i + 1)?));
    let Some((title, signer)) = title.zip(signer(page)) else { return };
    let evidence = page.evidence(&title.tokens, "signature", 0.8);
    let Some(person) = page.facts.people.get_mut(signer) else { return };
    if person.roles.iter().all(|role| role.post != title.post) {
        person.roles.push(Role {
            title: title.text,
            post: title.post,
            country: title.country,
            organization: None,
            basis: Basis::Stated,
            evidence,
        });
        person.country = person.country.or(title.country);
    }
}

/// The person whose name stands in capitals near the end of the text.
fn signer(page: &Page<'_>) -> Option<usize> {
    let people = page.facts.mentions.iter().filter(|m| m.kind == Kind::Person && m.entity.is_some());
    let last = people.max_by_key(|m| m.evidence.span.start)?;
    let name = page.text.slice(last.evidence.span);
    let near = page.text.body().len() - last.evidence.span.end as usize;
    (near < FARTHEST && !name.chars().any(char::is_lowercase)).then_some(last.entity).flatten()
}
