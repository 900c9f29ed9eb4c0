//! Whom the headline introduces: "Briefing by Press Secretary Aigerim Doskalieva", above a text in which she
//! is only MS. DOSKALIEVA.

use crate::extract::{Context, Person, named};
use crate::text::Text;

/// Longest headline that is read, in bytes.
const LONGEST: usize = 400;

/// The people of a headline who are named in full, with their posts. The spans of their evidence are in the
/// headline, not in the text.
pub fn people(headline: &str) -> Vec<Person> {
    let end = (0..=LONGEST.min(headline.len())).rev().find(|at| headline.is_char_boundary(*at)).unwrap_or(0);
    let text = Text::new(&headline[..end]);
    let mut people = named(&text, &Context::default(), &mut |_| {}).people;
    people.retain(|person| person.name.contains(' '));
    people
}
