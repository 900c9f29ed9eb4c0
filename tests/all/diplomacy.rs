//! What is found in reports of states: who meets whom, what was said in a text's own words, what is only spoken of.

use dateline::extract::{Context, PartialDate, extract};
use dateline::text::Text;
use expect_test::{Expect, expect};

use super::reports::check;

/// Extracts from `body` under `title` and compares the events: `Kind name | date | place | people | countries`.
#[track_caller]
fn titled(title: &str, body: &str, expected: Expect) {
    let published = Some(PartialDate { year: 2023, month: Some(11), day: Some(24) });
    let facts = extract(&Text::new(body), &Context { title: Some(title), published, ..Context::default() });
    let line = |e: &dateline::extract::Event| {
        let people: Vec<&str> = e.people.iter().map(|(p, _)| facts.people[*p].name.as_str()).collect();
        let [name, place] = [&e.name, &e.place].map(|o| o.as_deref().unwrap_or("-"));
        let date = e.date.map_or("-".to_owned(), |d| d.to_string());
        format!("{:?} {name} | {date} | {place} | {} | {}\n", e.kind, people.join(", "), e.countries.join(" "))
    };
    expected.assert_eq(&facts.events.iter().map(line).collect::<String>());
}

#[test]
fn bodies_meet_and_convene() {
    check(
        "Yesterday, the Narin Water Council met for the first time to discuss the dam. The mill met its goals.\n\n\
         On Monday, the Ministry of Roads convened a roundtable with eighty farmers. The ministry reconvened the Roads \
         Task Force on Tuesday. Parliament reconvened on Monday after a break.\n\n\
         Today, the fourth meeting of the Steering Committee of the Steppe Water Fund was co-chaired by Talgat Oralbayev \
         and Ilyas Temirov.",
        expect![[r#"
            Meeting Held | - | 2023-11-23 | - | 
            Meeting Held | - | 2023-11-20 | - | 
            Meeting Held | - | 2023-11-21 | - | 
            Other Held | reconvening of Parliament | 2023-11-20 | - | 
            Meeting Held | fourth meeting of the Steering Committee of the Steppe Water Fund | 2023-11-24 | - | Talgat Oralbayev, Ilyas Temirov
            project | Steppe Water Fund | water |  | Mentioned Asserted
        "#]],
    );
}

#[test]
fn the_second_meeting_is_another() {
    check(
        "President Daniyar Sarsenov of Kazakhstan met with President Giorgi Chubinadze of Georgia in Tbilisi on Monday. He \
         also met with Foreign Minister Leyla Chavadze. The meeting built on President Sarsenov’s meeting with President \
         Chubinadze in Batumi in May 2022. President Sarsenov invited President Chubinadze to Astana.",
        expect![[r#"
            Meeting Held | - | 2023-11-20 | Tbilisi | Daniyar Sarsenov, Giorgi Chubinadze
            Meeting Held | - | - | - | Daniyar Sarsenov, Leyla Chavadze
            Meeting Held | - | 2022-05 | Batumi | Daniyar Sarsenov, Giorgi Chubinadze
            Visit Invited | - | - | Astana | Giorgi Chubinadze (visitor), Daniyar Sarsenov (inviter)
        "#]],
    );
}

#[test]
fn a_report_of_a_meeting_has_no_happenings_but_those_with_a_day() {
    titled(
        "Readout of a Meeting",
        "President Daniyar Sarsenov of Kazakhstan met with President Giorgi Chubinadze of Georgia on Monday. They spoke of \
         the collapse of the Narin Bridge and of the fire at the Narin mill on May 3. An attack on the port would \
         invoke the pact. They met with county elected officials.",
        expect![[r#"
            Meeting - | 2023-11-20 | - | Daniyar Sarsenov, Giorgi Chubinadze | KZ GE
            Other fire at the Narin mill | 2023-05-03 | Narin |  | 
        "#]],
    );
    titled(
        "Fire at the Narin mill",
        "The fire at the Narin mill broke many windows, said farmers. It was worse than the flood in Batumi. A severe storm \
         and flooding on May 3 had closed the road. The library has a trial of four lamps.",
        expect![[r#"
            Other fire at the Narin mill | - | Narin |  | 
            Other severe storm and flooding | 2023-05-03 | - |  | 
        "#]],
    );
}

#[test]
fn statements_of_several_are_told_by_the_title() {
    titled(
        "Joint Statement on the Water Pact",
        "Kazakhstan and Georgia have agreed to a pact on water. As part of this, we are launching the Steppe Water \
         Partnership.",
        expect![[r#"
            Statement - | 2023-11-24 | - |  | KZ GE
        "#]],
    );
    titled(
        "Remarks by President Sarsenov and President Chubinadze of Georgia Before Bilateral Meeting",
        "Tbilisi, Georgia\n\nPRESIDENT CHUBINADZE: Welcome, President Sarsenov of Kazakhstan.\n\n\
         PRESIDENT SARSENOV: Thank you. We last saw each other at the G20.",
        expect![[r#"
            Summit G20 | - | - |  | 
            Visit - | 2023-11-24 | Tbilisi | Sarsenov | GE KZ
            Meeting - | 2023-11-24 | - | Chubinadze, Sarsenov | GE KZ
        "#]],
    );
}

#[test]
fn what_is_made_known_without_a_day_is_no_event_of_its_own() {
    check(
        "The town of Narin lies on a river. It has a mill and a port. The road was long.\n\nThe ministry announced a plan \
         for the port. On Monday the ministry announced a plan for the mill.",
        expect![[r#"
            Statement Held | - | 2023-11-20 | - | 
        "#]],
    );
}

#[test]
fn an_apposition_between_commas_hides_no_subject() {
    check(
        "On Monday, Talgat Oralbayev, a career engineer who served as mayor of Narin for years, died.",
        expect![[r#"
            Other Held | death of Talgat Oralbayev | 2023-11-20 | Narin | Talgat Oralbayev
        "#]],
    );
}

#[test]
fn topics_are_no_statements() {
    check(
        "President Daniyar Sarsenov spoke. He made clear that the dam will stand. He discussed how farmers lose water. \
         Officials described how the mill was built.\n\nHe reiterated the interests of Georgia in peace at sea, and that \
         Georgia stands with its friends. The report listed extreme demands that would close the mill. Any parent who \
         believes they are wronged may write. Announced in June, the mill is a big one.\n\n\
         According to initial reports, the police have closed the road. The previous day, the Steppe News Agency revealed \
         that the dam was shut.\n\nA VISITOR: The mill is going to stay. I’ve said that all during this debate, and I continue to say it.",
        expect![[r#"
            indirect | Daniyar Sarsenov | made | the dam will stand
            indirect | Daniyar Sarsenov | reiterated | Georgia stands with its friends
            indirect | initial reports | according to | the police have closed the road
            indirect | Steppe News Agency | revealed | the dam was shut
        "#]],
    );
}

#[test]
fn words_in_marks_are_their_owners() {
    check(
        "President Daniyar Sarsenov spoke. The council praised the President’s commitment to “move the river and hills” for \
         the port.\n\n“The river is a great thing for all of us here.” – Leyla Guliyeva, a farmer\n\nAccording to Maral \
         Orazova, many people stay at home. “Now they can come and see the water,” she told the press.",
        expect![[r#"
            direct | Daniyar Sarsenov | - | move the river and hills
            direct | Leyla Guliyeva | - | The river is a great thing for all of us here.
            direct | Maral Orazova | told | Now they can come and see the water,
        "#]],
    );
}

#[test]
fn who_goes_somewhere_pays_a_visit() {
    check(
        "Asan Orazov, who was visiting the town of Karasu, survived. This week, Deputy Minister Leyla Guliyeva was in New \
         Delhi to discuss the dam. Minister Talgat Oralbayev landed in Baku on Monday.\n\nPrime Minister Maral Orazova toured \
         the mill in Narva. King Elmar Talibov is travelling to Tokyo. Mayor Ilyas Temirov paid a visit to the mill. The \
         envoy Aigerim Alibekova was in good health.",
        expect![[r#"
            Visit Held | - | - | Karasu | Asan Orazov (visitor)
            Visit Held | - | 2023-11 | New Delhi | Leyla Guliyeva (visitor)
            Visit Held | - | 2023-11-20 | Baku | Talgat Oralbayev (visitor)
            Visit Held | - | - | Narva | Maral Orazova (visitor)
            Visit Held | - | - | Tokyo | Elmar Talibov (visitor)
            Visit Held | - | - | - | Ilyas Temirov (visitor)
        "#]],
    );
}

#[test]
fn meetings_and_calls_of_those_who_have_no_name() {
    check(
        "The mills, led by twelve bodies, met with the prime minister on Monday at Government House. Prime Minister Maral \
         Orazova agreed.\n\nTurkey and Greece had poor relations, but the leaders of the two countries spoke by telephone on \
         Friday. President Elmar Talibov announced a package of help for farmers.",
        expect![[r#"
            Meeting Held | - | 2023-11-20 | - | Maral Orazova
            Call Held | - | 2023-11-24 | - | 
            project | package of help | other | GR | Launched Asserted
        "#]],
    );
}
