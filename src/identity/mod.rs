//! Who is who across documents: keys and the rules that use them. Pure.
//!
//! A key merges: two names of one kind with equal keys are one entity, unless a rule says no. What
//! is merely similar is never merged here. People need more than a key, because homonyms share it
//! and initials lack it: [`People`] holds what is known of each and decides.

mod alike;
mod events;
mod organizations;
mod people;
mod person_name;
mod projects;
mod skeleton;
mod successors;

pub use alike::{Alike, Candidate, alike_people, alike_projects};
pub use events::event_keys;
pub use organizations::organization_key;
pub use people::{People, PersonFacts, Resolution};
pub use person_name::{PersonName, bare_name, person_key, surname};
pub use projects::project_key;
pub use successors::{Ground, Successor};

use crate::text::fold;

/// The key of a place: `baku/AZ`, or `baku` where the country (ISO alpha-2) is unknown.
pub fn place_key(name: &str, country: Option<&str>) -> String {
    match country {
        Some(code) => format!("{}/{code}", fold(name)),
        None => fold(name),
    }
}
