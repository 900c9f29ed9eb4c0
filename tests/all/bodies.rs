//! Where the names of organizations end, and what is none.

use dateline::extract::{Context, extract};
use dateline::text::Text;
use expect_test::{Expect, expect};

/// Extracts from `body` and compares the organizations, each with its acronym.
#[track_caller]
fn check(body: &str, expected: Expect) {
    let facts = extract(&Text::new(body), &Context::default());
    let line = |o: &dateline::extract::Organization| match &o.acronym {
        Some(acronym) => format!("{} ({acronym})\n", o.name),
        None => format!("{}\n", o.name),
    };
    expected.assert_eq(&facts.organizations.iter().map(line).collect::<String>());
}

#[test]
fn who_heads_a_body_is_no_part_of_its_name() {
    check(
        "Director of the Office of Management and Budget Shalinda Young met the Director of the Department of Energy Vaish \
         Sharma and Deputy Secretary of Housing and Urban Development Maria Fadgett.",
        expect![[r#"
            Office of Management and Budget
            Department of Energy
        "#]],
    );
}

#[test]
fn two_bodies_are_two() {
    check(
        "The Department of Agriculture, Department of Energy, and Department of Transportation met. The United States and \
         European Union agreed. The Narin Air Force and Special Mission Wing flew. The Department of Housing and Urban \
         Development wrote to Homewell, Inc. and to the Interagency Working Group on Mills and Power Plant Towns.",
        expect![[r#"
            Department of Agriculture
            Department of Energy
            Department of Transportation
            European Union
            Narin Air Force
            Special Mission
            Department of Housing and Urban Development
            Homewell, Inc.
            Interagency Working Group on Mills and Power Plant Towns
        "#]],
    );
}

#[test]
fn programmes_venues_and_fields_are_no_bodies() {
    check(
        "The Rural Energy for Narin Program (RENP) and technical training (TT) were praised. TT is dear. The Steering \
         Committee met at the Narin Convention Center with Cabinet members.",
        expect![""],
    );
}

#[test]
fn a_noun_beside_a_name_tells_a_body() {
    check(
        "Law firm Temir Doskali sued the club Narin. The organisation “Kurmangal” met on Monday, and Kurmangal left. Saryn \
         newspaper reported it. Tulpar, an independent rights center, and the Islamist movement agreed. She told The Steppe \
         Mirror so.",
        expect![[r#"
            Temir Doskali
            Narin
            Kurmangal
            Saryn
            Tulpar
            Steppe Mirror
        "#]],
    );
}

#[test]
fn whose_a_body_is_belongs_to_its_name() {
    check(
        "The Prime Minister's Office and the Narin Magistrate's Court wrote. The Narin city council met.",
        expect![[r#"
        Prime Minister's Office
        Narin Magistrate's Court
        Narin city council
    "#]],
    );
}

#[test]
fn a_body_goes_by_a_short_name_or_without_its_complement() {
    check(
        "The Narin Power Company (Narpo) won. Narpo and Saryn met. The Coalition for Clean Rivers met; the Coalition left. \
         The Supreme Court of Kazakhstan ruled. The Supreme Court said so.",
        expect![[r#"
            Narin Power Company (Narpo)
            Coalition for Clean Rivers
            Supreme Court of Kazakhstan
        "#]],
    );
}

#[test]
fn streets_models_and_sites_are_no_bodies() {
    check(
        "They met at Narin Council Square. A Tulpar 737-800 crashed. She wrote on Twitter about Operation Dry Quay.",
        expect![[r#"
            Narin Council
        "#]],
    );
}
