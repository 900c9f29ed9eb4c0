//! How strongly a name stands for an entity. Of the readings of a name only the strongest count, and
//! only among those of equal strength is there a choice to be made by whoever asked.

use crate::gazetteer;
use crate::lang::ast::EntityKind;
use crate::text::fold;

/// From the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// An alias that someone gave on purpose.
    Given,
    /// A whole name. Of a country also its codes, its aliases, its demonym.
    Whole,
    /// What a country is called beside other things (`Korean`, `England`), and what a well-known body is
    /// (`UN`): by the gazetteer, not by a text that happens to say so.
    Known,
    /// An acronym, an alias, a capital, a seat of government.
    Other,
    /// A surname, or one word that is all that is known of a name.
    Word,
    /// A word of a longer name.
    Part,
    /// What mostly means something else.
    Weak,
}

/// One alias, as the archive has it.
pub struct Alias<'a> {
    /// Folded.
    pub norm: &'a str,
    /// As written.
    pub alias: &'a str,
    /// `name`, `iso2`, `surname` …
    pub how: &'a str,
    pub weak: bool,
    /// `None` is a region.
    pub kind: Option<EntityKind>,
}

impl Alias<'_> {
    /// How strongly it stands for the entity of this name.
    pub fn standing(&self, name: &str) -> Standing {
        let is_single = !self.norm.contains(' ');
        match (self.kind, self.how) {
            (_, "user") => Standing::Given,
            (Some(EntityKind::Country), "name" | "official" | "iso2" | "iso3") => Standing::Whole,
            (Some(EntityKind::Country), "alias" | "demonym") if self.weak => Standing::Known,
            (Some(EntityKind::Country), "alias" | "demonym") => Standing::Whole,
            _ if self.weak => Standing::Weak,
            (Some(EntityKind::Person), "surname") => Standing::Word,
            (Some(EntityKind::Person), _) if is_single => {
                if fold(name) == self.norm || ends_in(name, self.norm) {
                    Standing::Word
                } else {
                    Standing::Part
                }
            }
            (Some(EntityKind::Organization), _) if self.is_well_known(name) => Standing::Known,
            (Some(EntityKind::Organization), "name") if is_single && is_capitals(self.alias) => Standing::Other,
            (Some(EntityKind::Organization), "name") if is_single => Standing::Word,
            (_, "name") => Standing::Whole,
            _ => Standing::Other,
        }
    }

    /// Whether the gazetteer has it as an acronym or an alias of the body of this name.
    fn is_well_known(&self, name: &str) -> bool {
        let is_short = fold(name) != self.norm;
        is_short && gazetteer::organization(self.norm).is_some_and(|known| fold(known.name) == fold(name))
    }
}

/// Whether a name of words alone, as `Leyla Sarsenova Jr.` is, has this surname.
fn ends_in(name: &str, surname: &str) -> bool {
    const AFTER: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
    let mut words = name.split_whitespace();
    let is_clean = words.clone().all(|word| word.starts_with(char::is_alphabetic));
    let last = words.rfind(|word| !AFTER.contains(&fold(word).as_str()));
    is_clean && last.is_some_and(|last| fold(last) == surname)
}

/// `SPECA`, `U.N.`: an acronym even where it is the only name known.
fn is_capitals(alias: &str) -> bool {
    alias.chars().any(char::is_uppercase) && !alias.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(kind: EntityKind, alias: &str, how: &str, weak: bool, name: &str) -> Standing {
        Alias { norm: &fold(alias), alias, how, weak, kind: Some(kind) }.standing(name)
    }

    #[test]
    fn codes_of_countries_go_before_acronyms_and_surnames() {
        let code = standing(EntityKind::Country, "AZ", "iso2", true, "Azerbaijan");
        for other in [
            standing(EntityKind::Organization, "AZ", "name", false, "AZ"),
            standing(EntityKind::Organization, "AZ", "acronym", false, "Alma Zavod"),
            standing(EntityKind::Person, "AZ", "name", false, "AZ"),
            standing(EntityKind::Person, "AZ", "surname", false, "Leyla Az"),
        ] {
            assert!(code < other, "{other:?}");
        }
    }

    #[test]
    fn a_surname_goes_before_a_part_of_a_name() {
        let part = |name| standing(EntityKind::Person, "Sarsenov", "name", false, name);
        assert_eq!(part("Daniyar Sarsenov"), Standing::Word);
        assert_eq!(part("Daniyar Sarsenov, Jr."), Standing::Word);
        assert_eq!(part("Sarsenov"), Standing::Word);
        assert_eq!(part("Mammadzade — Sarsenov"), Standing::Part);
        assert_eq!(part("Sarsenov Expressway"), Standing::Part);
        let whole = standing(EntityKind::Person, "Daniyar Sarsenov", "name", false, "D. Sarsenov");
        assert_eq!(whole, Standing::Whole);
    }

    #[test]
    fn a_well_known_body_goes_before_those_that_borrow_its_acronym() {
        let acronym = |how, name| standing(EntityKind::Organization, "UN", how, false, name);
        assert_eq!(acronym("name", "United Nations"), Standing::Known);
        assert!(acronym("acronym", "United Nations") < acronym("acronym", "Union of Nurseries"));
        let word = standing(EntityKind::Organization, "Sarsenov", "name", false, "Sarsenov");
        assert_eq!(word, Standing::Word, "as strong as a person's surname");
    }

    #[test]
    fn a_shared_name_of_a_country_loses_to_whole_names_alone() {
        let shared = standing(EntityKind::Country, "England", "alias", true, "United Kingdom");
        assert!(shared > standing(EntityKind::Project, "England", "name", false, "England"));
        assert!(shared < standing(EntityKind::Person, "England", "surname", false, "Aigerim England"));
    }
}
