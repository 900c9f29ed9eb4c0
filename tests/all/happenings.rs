//! What is found in articles: what befell people and things, occasions, announcements, and undertakings that
//! are told in passing.

use expect_test::expect;

use super::reports::check;

#[test]
fn arrests_and_rulings_are_told_by_their_verbs() {
    check(
        "Police in Narin arrested two harbour clerks on Tuesday over missing grain.\n\n\
         In 2019, a court acquitted three former harbour masters. A judge ordered the detention of Ilyas Temirov.\n\n\
         The port has since been repaired, and the clerks might be arrested again.",
        expect![[r#"
            Other Held | arrest of two harbour clerks | 2023-11-21 | Narin | 
            Other Held | acquittal of three former harbour masters | 2019 | - | 
            Other Held | detention of Ilyas Temirov | - | - | Ilyas Temirov
        "#]],
    );
}

#[test]
fn what_happened_long_ago_or_not_at_all_is_no_event() {
    check(
        "The town hall stands on a hill. Its clerk, who was arrested twice as a boy, likes to tell of it. He was not \
         arrested again. After the bridge collapsed, the ferry was full. The stolen sheep were found.",
        expect![[""]],
    );
}

#[test]
fn measures_and_attacks_are_told_with_what_they_are() {
    check(
        "Moldova extended its curfew to the end of May. Officials in Chisinau imposed a ban on river traffic.\n\n\
         Gunmen launched a wave of drones against the mill on Monday. The council launched a website.",
        expect![[r#"
            Other Held | extension of its curfew | 2023-05 | - | 
            Other Held | imposition of a ban | - | Chisinau | 
            Other Held | wave of drones against the mill | 2023-11-20 | - | 
        "#]],
    );
}

#[test]
fn festivals_elections_and_matches_are_occasions() {
    check(
        "Leyla Orazova spoke at the Silver Plum Festival in Narin. The 2021 parliamentary election was calm, said \
         farmers. A primary election was held on November 7 in Narin. The election results were late.\n\n\
         The library will host a seminar called “Maps of the old road” on Sunday. The town did not hold a fair.",
        expect![[r#"
            indirect | farmers | said | The 2021 parliamentary election was calm
            direct | a seminar | called | Maps of the old road
            Statement Held | - | - | - | Leyla Orazova
            Other Held | Silver Plum Festival | - | Narin | Leyla Orazova
            Other Held | 2021 parliamentary election | 2021 | - | 
            Other Held | primary election | 2023-11-07 | - | 
            Other Planned | Maps of the old road | 2023-11-26 | - | 
        "#]],
    );
}

#[test]
fn what_is_made_known_on_a_day_is_a_statement() {
    check(
        "On Tuesday, Health Minister Leyla Orazova announced that the clinics would stay open. She gave a speech in Narin.\n\n\
         The ministry previously announced other plans. Speaking at the harbour, Orazova said that the ships were late. \
         The mayor of Narin, Ilyas Temirov, thanked the crews via Twitter.",
        expect![[r#"
            indirect | Leyla Orazova | announced | the clinics would stay open
            indirect | Leyla Orazova | said | the ships were late
            Statement Held | speech | 2023-11-21 | Narin | Leyla Orazova
            Statement Held | - | - | - | Ilyas Temirov
        "#]],
    );
}

#[test]
fn who_writes_in_his_own_name_makes_a_statement() {
    check(
        "Our rivers are low. Today, I am announcing a fund for the wells of Moldova. We condemn the theft of water.",
        expect![[r#"
            Statement Held | - | 2023-11-24 | - | 
        "#]],
    );
}

#[test]
fn a_record_of_a_talk_is_no_statement() {
    check(
        "MAYOR TEMIROV: We condemn the theft of water.\n\nTHE CLERK: So do I.\n\nMAYOR TEMIROV: We reaffirm it.",
        expect![[""]],
    );
}

#[test]
fn a_list_of_participants_belongs_to_the_meeting() {
    check(
        "On Wednesday, Deputy Minister Leyla Orazova convened forty millers to discuss flour.\n\n\
         Participants included:\n\n- Ilyas Temirov, miller\n\n- Daniyar Sarsenov, baker\n\nThe harvest is good.",
        expect![[r#"
            Meeting Held | - | 2023-11-22 | - | Leyla Orazova (host), Ilyas Temirov, Daniyar Sarsenov
        "#]],
    );
}

#[test]
fn goods_for_somebody_are_an_undertaking() {
    check(
        "Moldova sent harvest equipment to Georgia. The ministry is providing Georgia with new water tanks. \
         The mill sent flour bags.",
        expect![[r#"
            project | harvest equipment to Georgia | other | GE MD | Completed Asserted
            project | water tanks | water | GE MD | UnderWay Asserted
        "#]],
    );
}

#[test]
fn schemes_in_passing_are_told_apart_from_bodies() {
    check(
        "Leyla Orazova met Ilyas Temirov to announce the Clear Rivers Initiative. Daniyar Sarsenov, Executive Director, \
         Steppe Farms Initiative, was there. The wells were paid by the Harvest Fund.\n\n\
         They spoke of Moldova’s nuclear program and of capacity building. They reviewed cooperation under the Shared \
         Waters Framework. The Hill Roads Programme, which was launched in 2020, is known.",
        expect![[r#"
            project | Clear Rivers Initiative | other |  | Launched Asserted
            project | Moldova’s nuclear program | energy | MD | Mentioned Asserted
            project | Shared Waters Framework | other |  | UnderWay Asserted
            project | Hill Roads Programme | transport |  | Launched Asserted
        "#]],
    );
}

#[test]
fn standing_roads_idioms_and_verbs_are_no_undertakings() {
    check(
        "A truck overturned on Karasu Route 9. We need to deal with the Narin part first. Trust is a building block of the \
         Moldova market. Hill Limited Partnership sold the Narin National Laboratory.",
        expect![[""]],
    );
}

#[test]
fn what_is_run_and_what_is_proposed() {
    check(
        "Leyla Orazova runs training and youth programs in Narin. The mill has 14 different river projects. Tax credits \
         under the Clean Rivers Act helped. He cited the Old Rivers Act. The council defended its proposal of a voluntary \
         boat exchange program.",
        expect![[r#"
            project | youth programs in Narin | other |  | UnderWay Asserted
            project | 14 different river projects | water |  | Mentioned Asserted
            project | Clean Rivers Act | other |  | UnderWay Asserted
            project | voluntary boat exchange program | other |  | Proposed Planned
        "#]],
    );
}

#[test]
fn a_year_in_the_name_of_another_thing_dates_nothing() {
    check(
        "On Tuesday, a court in Narin ordered the harbour company to pay for the 2011 flood.\n\n\
         The next election is scheduled for May. The mayor looks forward to the Silver Plum Festival in Narin.",
        expect![[r#"
            Other Held | court ruling | 2023-11-21 | Narin | 
            Other Planned | election | 2024-05 | - | 
            Other Planned | Silver Plum Festival | - | Narin | 
        "#]],
    );
}

#[test]
fn what_happened_is_told_by_its_noun_with_whom_or_when() {
    check(
        "The mayor spoke of the flooding in the Lower Market of Narin. Sarsenov’s resignation came after the fire at the \
         Karasu mill on Monday. The 2016 council election was lost. Any attack on the harbour would be a crime, and accidents \
         happen.",
        expect![[r#"
            Other Held | flooding in the Lower Market of Narin | - | Narin | 
            Other Held | Sarsenov’s resignation | - | - | Sarsenov
            Other Held | fire at the Karasu mill | 2023-11-20 | Karasu mill | 
            Other Held | 2016 council election | 2016 | - | 
        "#]],
    );
}

#[test]
fn laws_are_passed_and_cases_are_filed() {
    check(
        "On Monday, the council of Narin passed the Dry Quays Act. On Tuesday, the Karasu mill filed a lawsuit against the \
         harbour. On Friday, Mayor Leyla Orazova named Ilyas Temirov as harbour master. The clerks protested on Sunday.",
        expect![[r#"
            Other Held | passage of the Dry Quays Act | 2023-11-20 | Narin | 
            Other Held | filing of a lawsuit | 2023-11-21 | - | 
            Other Held | appointment of Ilyas Temirov | 2023-11-24 | - | Leyla Orazova, Ilyas Temirov
            Other Held | protest of the clerks | 2023-11-19 | - | 
            project | Dry Quays Act | other |  | Agreed Asserted
        "#]],
    );
}

#[test]
fn those_who_meet_need_no_names() {
    check(
        "The President met with farmers today. President Daniyar Sarsenov hosted a videoconference with ship owners on Monday. \
         President Sarsenov will welcome Prime Minister Elchin Mammadzade of Azerbaijan to Narin in May.\n\n\
         Participants included:\n\n1. Leyla Orazova, Mayor of Narin\n2. Ilyas Temirov, Harbour Master",
        expect![[r#"
            Meeting Held | - | 2023-11-24 | - | Daniyar Sarsenov, Leyla Orazova, Ilyas Temirov
            Call Held | - | 2023-11-20 | - | Daniyar Sarsenov
            Visit Planned | - | 2024-05 | Narin | Elchin Mammadzade (visitor), Daniyar Sarsenov (host)
        "#]],
    );
}

#[test]
fn laws_are_undertakings_by_their_names_and_aims() {
    check(
        "The parliament debated a bill to require lamps on every quay. Governor Leyla Orazova signed the “no stray sheep” law. \
         Thanks to the Dry Quays and Safe Piers Act, the harbour is open. The mayor acted pursuant to the Old Rivers Act (12 \
         N.C. 4). Executive Order 114 is in force.",
        expect![[r#"
            project | bill to require lamps on every quay | other |  | Discussed Planned
            project | “no stray sheep” law | other |  | Signed Asserted
            project | Dry Quays and Safe Piers Act | other |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn aid_and_goods_are_told_by_what_they_are_for() {
    check(
        "Kazakhstan announced the donation of two million vaccine doses to Tajikistan. Kazakhstan pledged a $45 million \
         investment toward the Clean Rivers Partnership. Federal funding is available to the town for the repair of the quays. \
         Sarsenov ordered assistance to rebuild the mill. Farmers earned $3 million in exports.",
        expect![[r#"
            Statement Held | - | - | - | 
            project | donation of two million vaccine doses | health | KZ TJ | Agreed Asserted
            project | $45 million investment toward the Clean Rivers Partnership | other | KZ TJ | Agreed Planned 45000000 USD, Mentioned Asserted 45000000 USD
            project | repair of the quays | other | KZ TJ | Agreed Planned
            project | assistance to rebuild the mill | finance | KZ TJ | Agreed Planned
        "#]],
    );
}

#[test]
fn a_scheme_may_be_named_by_what_stands_beside_it() {
    check(
        "They spoke of Steppe Forward, the public-private partnership for small farms. Through the Harvest Moonshot, farmers \
         get seed. The rehabilitation of Narin goes on. The Cutter Programme, which helps, is old.",
        expect![[r#"
            project | Steppe Forward | other |  | Mentioned Asserted
            project | Harvest Moonshot | other |  | UnderWay Asserted
            project | rehabilitation of Narin | other |  | UnderWay Asserted
            project | Cutter Programme | other |  | UnderWay Asserted
        "#]],
    );
}

#[test]
fn statements_stand_behind_how_and_views_and_occasions() {
    check(
        "Daniyar Sarsenov highlighted how farmers have lost their boats. The mayor, Leyla Orazova, reaffirmed her view that the \
         ferry should stay. Ilyas Temirov said at a news conference on Monday the tolls should fall. Sarsenov declared that a \
         flood is on its way and ordered sandbags. The ferry sank according to the harbour police.",
        expect![[r#"
            indirect | Daniyar Sarsenov | highlighted | farmers have lost their boats
            indirect | Leyla Orazova | reaffirmed | the ferry should stay
            indirect | Ilyas Temirov | said | the tolls should fall
            indirect | Daniyar Sarsenov | declared | a flood is on its way
            indirect | the harbour police | according to | The ferry sank
            Statement Held | news conference | 2023-11-20 | - | Ilyas Temirov
        "#]],
    );
}

#[test]
fn a_few_words_in_marks_may_only_say_of_what_kind_a_thing_is() {
    check(
        "Sarsenov previewed a “blue farm mission” in May. Leyla Orazova called it a “grave mistake of the council”.",
        expect![[r#"
            direct | Leyla Orazova | called | grave mistake of the council
        "#]],
    );
}

#[test]
fn what_is_quoted_in_a_turn_is_quoted_by_whoever_speaks() {
    check(
        "PRESIDENT SARSENOV: Thank you, Prime Minister Mammadzade.\n\nPRIME MINISTER MAMMADZADE: “The river is wider than the \
         road,” as they have it at home.\n\nPRESIDENT SARSENOV: It is.",
        expect![[r#"
            direct | Mammadzade | - | The river is wider than the road,
        "#]],
    );
}

#[test]
fn a_year_far_ahead_in_a_name_is_a_goal_and_no_date() {
    check(
        "Prime Minister Ann Rolle opened the Reef Partnership 2035 summit in Nassau. She attended the 2022 Lakes Summit.",
        expect![[r#"
            Summit Held | Reef Partnership 2035 summit | - | Nassau | Ann Rolle
            Summit Held | 2022 Lakes Summit | 2022 | - | Ann Rolle
        "#]],
    );
}

#[test]
fn diplomats_receive_travel_and_consult() {
    check(
        "President Daniyar Sarsenov received a delegation led by the chairman of the Karasu mill. Minister Leyla Orazova will \
         travel to Uzbekistan this week. Kazakhstan and Moldova will hold the next round of consultations in Narin in April. \
         President Sarsenov addressed the parliament. Minister Orazova thanked Prime Minister Elchin Mammadzade and invited him to \
         visit Kazakhstan in June.",
        expect![[r#"
            Meeting Held | - | - | - | Daniyar Sarsenov
            Visit Planned | - | 2023-11 | Uzbekistan | Leyla Orazova (visitor)
            Meeting Planned | - | 2024-04 | Narin | 
            Statement Held | - | - | - | Daniyar Sarsenov
            Visit Invited | - | 2024-06 | Kazakhstan | Elchin Mammadzade (visitor), Leyla Orazova (inviter)
        "#]],
    );
}

#[test]
fn who_is_told_and_what_is_believed_report_without_that() {
    check(
        "Mayor Leyla Orazova told reporters she would not resign. Scientists believe the stones fell near Narin. According to a \
         memo posted by Ilyas Temirov, the tolls will fall.",
        expect![[r#"
            indirect | Leyla Orazova | told | she would not resign
            indirect | Scientists | believe | the stones fell near Narin
            indirect | Ilyas Temirov | according to | the tolls will fall
            Statement Held | - | - | - | Leyla Orazova
        "#]],
    );
}

#[test]
fn a_day_beside_a_verb_of_speech_makes_a_statement() {
    check(
        "Moldova has little salt.\n\nOn Wednesday, the government acknowledged that the harbour is shut. Mayor Ilie Rusu on \
         Tuesday suggested a wider road. In March, the Salt Board warned of a fire at the Karasu mill. The clerks began on \
         Monday. Yesterday, police said there were delays.\n\nRusu admitted that it is late.",
        expect![[r#"
            indirect | the government | acknowledged | the harbour is shut
            indirect | police | said | there were delays
            indirect | Ilie Rusu | admitted | it is late
            Statement Held | - | 2023-11-22 | - | 
            Statement Held | - | 2023-11-21 | - | Ilie Rusu
            Statement Held | - | 2023-03 | - | 
            Statement Held | - | 2023-11-23 | - | 
        "#]],
    );
}

#[test]
fn happenings_of_a_year_and_in_the_plural_are_told() {
    check(
        "Prices have been high since an assault on the Karasu mill in August 2021.\n\nWeekly protests began in 2019. \
         Prices have been high since the war. Protests are rare.",
        expect![[r#"
            Other Held | assault on the Karasu mill | 2021-08 | Karasu mill | 
            Other Held | protests | 2019 | - | 
        "#]],
    );
}

#[test]
fn courts_are_appeared_in_and_issue_what_they_find() {
    check(
        "The tolls are new.\n\nIlyas Temirov appeared before a Narin magistrate on Monday. He appeared tired on Monday. The \
         court issued an opinion on Friday. This morning Daniyar Sarsenov died. Last year, Elchin Mammadzade was found \
         guilty.",
        expect![[r#"
            Other Held | court appearance | 2023-11-20 | - | Ilyas Temirov
            Other Held | opinion | 2023-11-24 | - | 
            Other Held | death of Daniyar Sarsenov | 2023-11-24 | - | Daniyar Sarsenov
            Other Held | conviction of Elchin Mammadzade | 2022 | - | Elchin Mammadzade
        "#]],
    );
}
