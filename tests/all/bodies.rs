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
