//! Which phrases are undertakings, where their names end, and how far along they are told to be.

use expect_test::expect;

use super::reports::check;

#[test]
fn relations_are_no_undertakings_until_they_are_founded() {
    check(
        "Leyla Orazova and Ilyas Temirov discussed the strong Karasu–Narin energy partnership. They reaffirmed the close \
         partnership between the towns. The council announced a new partnership between Kazakhstan and the Steppe Mill.",
        expect![[r#"
            project | partnership between Kazakhstan and the Steppe Mill | other | KZ | Launched Asserted
        "#]],
    );
}

#[test]
fn posts_bodies_and_lists_of_guests_are_no_undertakings() {
    check(
        "- Leyla Orazova, Assistant to the President for Harbour Growth and Farm Strategy\n\n\
         - Steppe Wildlife Partnership\n\n\
         - Ilyas Temirov, President and Director-Counsel of the Harvest Legal Fund\n\n\
         The National Institute of Grain Reform sent a guest, and the Minister for Restoration of the Towns spoke.",
        expect![[""]],
    );
}

#[test]
fn what_is_only_owned_or_pointed_at_is_not_told() {
    check(
        "The mayor praised Temirov’s plan. Farmers called this harbour initiative old. The guard entered the consulate in \
         Narin, and a cart struck a storage facility. The sides removed barriers to trade in wool.",
        expect![[""]],
    );
}

#[test]
fn names_end_where_their_capitals_end() {
    check(
        "Clear Rivers Plan funding reached the towns, and the harbour was paid by Steppe Recovery Plan funds. The signing of \
         the expanded Agreement on Dam Safety was noted. Work goes on through the River Towns Block Grant (RTBG) program \
         and the Partnerships for Clear Lakes.",
        expect![[r#"
            Signing Held | expanded Agreement | - | - | 
            project | Clear Rivers Plan | other |  | UnderWay Asserted
            project | Steppe Recovery Plan | other |  | UnderWay Asserted
            project | Agreement on Dam Safety | water |  | Signed Asserted
            project | River Towns Block Grant | water |  | UnderWay Asserted, Mentioned Asserted
            project | Partnerships for Clear Lakes | other |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn two_names_joined_are_two() {
    check(
        "Leyla Orazova spoke of what was done under the Narin Roads Law and the Clear Rivers Act. She thanked the towns for \
         carrying out the Harbour Renewal Plan and Grain Storage Strategy.",
        expect![[r#"
            project | Clear Rivers Act | other |  | UnderWay Asserted
            project | Harbour Renewal Plan | other |  | UnderWay Asserted
            project | Grain Storage Strategy | agriculture |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn laws_are_cited_by_their_parts_and_named_by_their_year() {
    check(
        "Under section 4 of the Old Harbours Act (12 S.C. 40), the clerk decides. The towns thrive thanks to the promise of \
         the Clear Rivers Act. The council approved the Narin Partnership Act of 2022.",
        expect![[r#"
            project | Clear Rivers Act | other |  | UnderWay Asserted
            project | Narin Partnership Act of 2022 | other |  | Agreed Asserted
        "#]],
    );
}

#[test]
fn schemes_are_told_by_their_aim() {
    check(
        "Today the ministry is announcing a 90-day plan to mend the grain silos. The order directs the mayor to launch an \
         initiative to feed young sheep. The Harbour Compact, a new initiative to dredge, is known.",
        expect![[r#"
            Statement Held | - | 2023-11-24 | - | 
            project | 90-day plan | other |  | Launched Asserted
            project | initiative to feed young sheep | other |  | Proposed Planned
            project | Harbour Compact | other |  | Mentioned Asserted
        "#]],
    );
}

#[test]
fn sums_are_given_to_do_something() {
    check(
        "Kazakhstan announced $20 million to support young farmers. The towns received over $3 million in new funding to \
         mend roofs. The bank committed $5 million over the next three years for school repairs.\n\n\
         1. $4 million to buy seed for the valley.\n\n\
         The bank will lend $6 million for the construction of a ferry port at Narin.",
        expect![[r#"
            Statement Held | - | - | - | 
            project | $20 million to support young farmers | agriculture | KZ | Agreed Planned 20000000 USD
            project | $3 million in new funding | finance | KZ | Agreed Asserted 3000000 USD
            project | $5 million over the next three years for school repairs | education_culture | KZ | Agreed Planned 5000000 USD
            project | $4 million to buy seed for the valley | other | KZ | Agreed Asserted 4000000 USD
            project | ferry port at Narin | transport | KZ | UnderWay Asserted
        "#]],
    );
}

#[test]
fn work_on_what_stands_needs_no_name() {
    check(
        "Crews are repairing roads and bridges. The towns will upgrade the grid. The talks were on removing wreckage from \
         the channel. The mayor said that the poets are restoring hope.",
        expect![[r#"
            indirect | The mayor | said | the poets are restoring hope
            project | repairing roads and bridges | transport |  | UnderWay Asserted
            project | upgrade the grid | energy |  | Agreed Planned
            project | removing wreckage | other |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn deals_are_negotiated_before_they_are_signed() {
    check(
        "The sides opened negotiations on a civil grain agreement and made every effort to conclude a deal that would free \
         the sailors. They hope for an agreement.",
        expect![[r#"
            project | civil grain agreement | agriculture |  | Discussed Planned
            project | deal that would free the sailors | other |  | Discussed Planned
        "#]],
    );
}

#[test]
fn help_that_is_provided_goes_on() {
    check(
        "The two spoke of support, including the ongoing provision of tents, blankets and other relief. The law tells of the \
         provision of postal services.",
        expect![[r#"
            project | provision of tents, blankets and other relief | other |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn a_named_scheme_is_carried_out_and_a_shared_one_discussed() {
    check(
        "Farmers praised the Clear Rivers Initiative. The ministers discussed trade, including through the Caspian Wool \
         Declaration. They discussed how the Steppe Roads Strategy helps.",
        expect![[r#"
            project | Clear Rivers Initiative | other |  | UnderWay Asserted
            project | Caspian Wool Declaration | other |  | Discussed Asserted
            project | Steppe Roads Strategy | transport |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn what_will_be_built_is_promised() {
    check(
        "The ministry will build, through a levy on wool, the Karasu Bridge. We’re launching the Steppe Platform for Roads. \
         The harbour relies on wells under the Karasu Water Agreement.",
        expect![[r#"
            project | Karasu Bridge | transport |  | Agreed Planned
            project | Steppe Platform for Roads | transport |  | Launched Asserted
            project | Karasu Water Agreement | water |  | UnderWay Asserted
        "#]],
    );
}
