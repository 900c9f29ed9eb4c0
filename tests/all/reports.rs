//! What is found in articles: quotes, events, projects, dates.

use dateline::extract::{Context, Event, Facts, PartialDate, Project, Quote, QuoteKind, Speaker, extract};
use dateline::text::{Text, normalise};
use expect_test::{Expect, expect};

/// Shows what a text that was published on Friday, 24 November 2023 reports: quotes, events, projects.
pub(crate) fn check(input: &str, expected: Expect) {
    let text = Text::new(normalise(input));
    let published = Some(PartialDate { year: 2023, month: Some(11), day: Some(24) });
    let facts = extract(&text, &Context { published, ..Context::default() });
    let quotes = facts.quotes.iter().map(|q| quote(&facts, q));
    let events = facts.events.iter().map(|e| event(&facts, e));
    let projects = facts.projects.iter().map(project);
    expected.assert_eq(&quotes.chain(events).chain(projects).collect::<String>());
}

fn event(facts: &Facts, event: &Event) -> String {
    let people: Vec<String> = event
        .people
        .iter()
        .map(|(p, capacity)| {
            format!("{}{}", facts.people[*p].name, capacity.map_or(String::new(), |c| format!(" ({c})")))
        })
        .collect();
    let date = event.date.map_or("-".to_owned(), |d| d.to_string());
    let [name, place] = [&event.name, &event.place].map(|o| o.as_deref().unwrap_or("-"));
    format!("{:?} {:?} | {name} | {date} | {place} | {}\n", event.kind, event.status, people.join(", "))
}

fn project(project: &Project) -> String {
    let parties: Vec<&str> = project.parties.iter().map(|(code, _)| *code).collect();
    let reports: Vec<String> = project
        .reports
        .iter()
        .map(|r| {
            let amount = r.amount.map_or(String::new(), |a| format!(" {} {}", a.value, a.currency));
            format!("{:?} {:?}{amount}", r.status, r.modality)
        })
        .collect();
    format!("project | {} | {} | {} | {}\n", project.name, project.sector, parties.join(" "), reports.join(", "))
}

fn quote(facts: &Facts, quote: &Quote) -> String {
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
    };
    let speaker = match &quote.speaker {
        Speaker::Person(p) => &facts.people[*p].name,
        Speaker::Organization(o) => &facts.organizations[*o].name,
        Speaker::Described(words) => words,
        Speaker::Unknown => "?",
    };
    format!("{kind} | {speaker} | {} | {}\n", quote.verb.as_deref().unwrap_or("-"), quote.text.replace('\n', "⏎"))
}

#[test]
fn marks_of_every_make() {
    check(
        "“The bridge is open,” a spokesman said. \"Trains cross it daily,\" the spokesman added.\n\n\
         «We waited for years,» said a farmer. „It was worth it“, he said. 'Nobody believed us then,' a miller recalled.",
        expect![[r#"
            direct | a spokesman | said | The bridge is open,
            direct | the spokesman | added | Trains cross it daily,
            direct | a farmer | said | We waited for years,
            direct | a farmer | said | It was worth it
            direct | a miller | recalled | Nobody believed us then,
        "#]],
    );
}

#[test]
fn few_words_are_no_quote() {
    check("The “new era” of the “grand canal” began, and the leaders' aides cheered.", expect![""]);
}

#[test]
fn quotes_run_over_paragraphs() {
    check(
        "“The harbour is full,” the mayor said. “It has been so for a month.\n\n\
         “Next week we shall dredge it,” she promised.",
        expect![[r#"
            direct | the mayor | said | The harbour is full,
            direct | the mayor | promised | It has been so for a month.
            direct | the mayor | promised | Next week we shall dredge it,
        "#]],
    );
}

#[test]
fn one_sentence_holds_several_statements() {
    check(
        "The mayor said that the bridge was old, but now says it will be mended. Engineers estimate the bolts were rusty; \
         the paper said that the paint was new. The stones where the pier stood show that it moved, said Leyla Guliyeva. \
         The price of the bridge, according to the mayor, will be high. The bell must ring before noon.",
        expect![[r#"
            indirect | The mayor | said | the bridge was old
            indirect | The mayor | says | it will be mended
            indirect | Engineers | estimate | the bolts were rusty
            indirect | the paper | said | the paint was new
            indirect | Leyla Guliyeva | said | The stones where the pier stood show that it moved
            indirect | the mayor | according to | The price of the bridge, according to the mayor, will be high
        "#]],
    );
}

#[test]
fn whoever_is_named_before_the_marks_speaks() {
    check(
        "President Sarsenov: “When the dam is built, we shall have light.”\n\n\
         The Steppe Herald quoted Leyla Guliyeva, an engineer, as saying “the dam will hold for ever”.\n\n\
         The mayor of Baku, Rustam Alibekov, sent flowers, adding, “I hope to see it soon.”",
        expect![[r#"
            direct | Sarsenov | - | When the dam is built, we shall have light.
            direct | Leyla Guliyeva | quoted | the dam will hold for ever
            direct | Rustam Alibekov | adding | I hope to see it soon.
        "#]],
    );
}

#[test]
fn a_paragraph_of_words_alone_is_whose_the_one_before_is() {
    check(
        "The plough stopped, and Elmar Talibov, the driver, called his cousin.\n\n\
         “There was a stone, and under the stone a lamp.”\n\n\
         The lamp is heavy, said Jana Doskalieva, who keeps the museum.\n\n\
         “We have never had one of these,” she added.",
        expect![[r#"
            direct | Elmar Talibov | - | There was a stone, and under the stone a lamp.
            indirect | Jana Doskalieva | said | The lamp is heavy
            direct | Jana Doskalieva | added | We have never had one of these,
        "#]],
    );
}

#[test]
fn unclosed_marks_end_with_the_paragraph() {
    check(
        "“The harbour is full and the ships wait outside, the mayor said.\n\nNothing else happened that day.",
        expect![[r#"
            direct | ? | - | The harbour is full and the ships wait outside, the mayor said.
        "#]],
    );
}

#[test]
fn statements_without_marks() {
    check(
        "The ministry spokesman said that the dam was safe. According to the engineers, the turbines will run in May. \
         The road is closed, police said on Monday.",
        expect![[r#"
            indirect | The ministry spokesman | said | the dam was safe
            indirect | the engineers | according to | the turbines will run in May
            indirect | police | said | The road is closed
            Statement Held | - | 2023-11-20 | - | 
        "#]],
    );
}

#[test]
fn a_summit_and_what_was_discussed() {
    check(
        "BAKU, Nov. 24 — President of Kazakhstan Daniyar Sarsenov met with Azerbaijani President Elchin Mammadzade during \
         his working visit to Baku to attend the second Caspian Grid Summit, the press service reported.\n\n\
         “Our grids will soon be one,” Sarsenov said.\n\n\
         The presidents discussed joint projects, including laying a power cable under the Caspian Sea, widening the \
         railway between Aktau and Atyrau, and promising projects in tourism.\n\n\
         Inviting President Sarsenov to make a state visit to Azerbaijan next year, Mammadzade praised the talks.",
        expect![[r#"
            direct | Daniyar Sarsenov | said | Our grids will soon be one,
            Meeting Held | - | 2023-11-24 | Baku | Daniyar Sarsenov, Elchin Mammadzade
            Visit Held | working visit | 2023-11-24 | Baku | Daniyar Sarsenov (visitor)
            Summit Held | second Caspian Grid Summit | 2023-11-24 | Baku | Daniyar Sarsenov, Elchin Mammadzade
            StateVisit Invited | state visit | 2024 | Azerbaijan | Daniyar Sarsenov (visitor), Elchin Mammadzade (inviter)
            project | power cable under the Caspian Sea | energy | KZ AZ | Discussed Planned
            project | railway between Aktau and Atyrau | transport | KZ AZ | Discussed Planned
        "#]],
    );
}

#[test]
fn words_passed_on_by_an_agency_are_not_its_own() {
    check(
        "Kazakh Foreign Minister Aigerim Doskalieva spoke in Astana. “We shall open the bridge in spring,” the press \
         service of the ministry reported.",
        expect![[r#"
            direct | Aigerim Doskalieva | - | We shall open the bridge in spring,
        "#]],
    );
}

#[test]
fn the_verb_decides_how_far_a_project_is() {
    check(
        "Kazakhstan and Uzbekistan signed an agreement on the construction of a gas pipeline along the Syr Darya.\n\n\
         Kazakhstan launched the Aral water pipeline on Monday.\n\n\
         Kazakhstan may build an oil refinery in Atyrau.\n\n\
         Kazakhstan did not sign an agreement on the Irtysh pipeline.\n\n\
         The railway between Kokshetau and Omsk will be built by 2027.\n\n\
         Uzbekistan suspended the Termez railway project.\n\n\
         The bank approved $30 million in funding for the Aktau desalination plant.",
        expect![[r#"
            Signing Held | agreement on the construction of a gas pipeline along the Syr Darya | - | - | 
            Other Held | suspension of the Termez railway project | - | - | 
            project | gas pipeline along the Syr Darya | energy | KZ UZ | Signed Asserted
            project | Aral water pipeline | water | KZ UZ | Launched Asserted
            project | oil refinery in Atyrau | energy | KZ UZ | Proposed Conditional
            project | Irtysh pipeline | energy | KZ UZ | Signed Negated
            project | railway between Kokshetau and Omsk | transport | KZ UZ | Proposed Planned
            project | Termez railway project | transport | UZ KZ | Suspended Asserted
            project | $30 million in funding for the Aktau desalination plant | water | KZ UZ | Agreed Planned 30000000 USD
        "#]],
    );
}

#[test]
fn one_project_by_several_names() {
    check(
        "Kazakhstan and Georgia discussed the Trans-Caspian International Transport Route. The Middle Corridor was \
         launched in 2014.",
        expect![[r#"
            project | Trans-Caspian International Transport Route | transport | KZ GE | Discussed Planned, Launched Asserted
        "#]],
    );
}

#[test]
fn topics_and_unnamed_plurals_are_no_projects() {
    check(
        "The sides discussed cooperation in trade, promising projects in energy, and ways to deepen ties. They agreed to \
         support new initiatives and to strengthen relations in education.",
        expect![""],
    );
}

#[test]
fn events_that_were_not_held() {
    check(
        "Azerbaijani President Elchin Mammadzade will visit Tashkent on December 5. The Summit of the Organization of \
         Turkic States in Shusha has been postponed.",
        expect![[r#"
            Visit Planned | - | 2023-12-05 | Tashkent | Elchin Mammadzade (visitor)
            Summit Postponed | Summit of the Organization of Turkic States | - | Shusha | 
        "#]],
    );
}

#[test]
fn hostile_input_ends() {
    for piece in ["\"", "“", "' ", "\" a ", "“a ", ", ", "and ", "said ", "(“", "X said that ", "“A,” he said. "]
    {
        let body = piece.repeat(200_000 / piece.len());
        extract(&Text::new(body), &Context::default());
    }
}

#[test]
fn statements_are_events() {
    check(
        "The Kazakh Energy Ministry issued a statement on Monday. In an interview with Steppe Radio, Daniyar Sarsenov, \
         president of Kazakhstan, said that the dam was safe. The plan is a statement of intent.",
        expect![[r#"
            indirect | Daniyar Sarsenov | said | the dam was safe
            Statement Held | - | 2023-11-20 | - | 
            Statement Held | interview with Steppe Radio | - | - | Daniyar Sarsenov
        "#]],
    );
}

#[test]
fn a_call_is_no_name_calling() {
    check(
        "President Daniyar Sarsenov of Kazakhstan called President Elchin Mammadzade of Azerbaijan to congratulate him.",
        expect![[r#"
            Call Held | - | - | - | Daniyar Sarsenov, Elchin Mammadzade
        "#]],
    );
    check(
        "President Daniyar Sarsenov of Kazakhstan called President Elchin Mammadzade of Azerbaijan a true friend.",
        expect![""],
    );
}

#[test]
fn states_meet_with_nobody_named() {
    check(
        "Talks in Tbilisi on Monday between officials from Armenia and Azerbaijan went on. The engineers of Garagum Gas \
         are in talks.",
        expect![[r#"
            Meeting Held | - | 2023-11-20 | Tbilisi | 
        "#]],
    );
}

#[test]
fn all_of_a_list_took_part() {
    check(
        "Director of the Water Council Leyla Guliyeva, Energy Minister Daniyar Sarsenov of Kazakhstan, and Ambassador Nino \
         Beridze met in Aktau with Uzbek officials.",
        expect![[r#"
            Meeting Held | - | - | Aktau | Leyla Guliyeva, Daniyar Sarsenov, Nino Beridze
        "#]],
    );
}

#[test]
fn a_route_is_no_place_of_signing() {
    check(
        "Presidents Daniyar Sarsenov of Kazakhstan and Elchin Mammadzade of Azerbaijan signed a contract on the \
         Tashkent–Ashgabat railway. The ministers in Ashgabat signed a memorandum of understanding.",
        expect![[r#"
            Signing Held | contract on the Tashkent–Ashgabat railway | - | - | Daniyar Sarsenov, Elchin Mammadzade
            Signing Held | memorandum of understanding | - | Ashgabat | Daniyar Sarsenov, Elchin Mammadzade
            project | Tashkent–Ashgabat railway | transport | KZ AZ | Signed Asserted
            project | memorandum of understanding | other | KZ AZ | Signed Asserted
        "#]],
    );
}

#[test]
fn goods_on_a_route_are_a_project() {
    check(
        "The two sides discussed supplying Uzbek electricity through Turkmenistan to Iran. They discussed the supply of \
         Turkmen gas to Iraq via Iran. Exporting grain is hard. Sarsenov denied that the Khazar pipeline was suspended.",
        expect![[r#"
            indirect | Sarsenov | denied | the Khazar pipeline was suspended
            project | supplying Uzbek electricity through Turkmenistan to Iran | energy | UZ TM IR | Discussed Planned
            project | supply of Turkmen gas to Iraq via Iran | energy | TM IQ IR | Discussed Planned
            project | Khazar pipeline | energy | IR TM | Suspended Negated
        "#]],
    );
}

#[test]
fn the_title_tells_what_the_text_leaves_out() {
    let told = |title: &str, body: &str| {
        let text = Text::new(normalise(body));
        let facts = extract(&text, &Context { title: Some(title), ..Context::default() });
        facts.events.iter().map(|e| event(&facts, e)).collect::<String>()
    };
    let body = "President Daniyar Sarsenov of Kazakhstan thanked President Elchin Mammadzade of Azerbaijan.";
    expect![[r#"
        Call Held | - | - | - | Daniyar Sarsenov, Elchin Mammadzade
    "#]]
    .assert_eq(&told("Readout of President Sarsenov's Call with President Mammadzade", body));
    expect![""].assert_eq(&told("Sarsenov thanks Mammadzade", body));
    expect![[r#"
        Statement Held | - | - | - | 
    "#]]
    .assert_eq(&told("Joint Statement from Kazakhstan and Azerbaijan on the Dam", "The dam is safe."));
}

#[test]
fn the_company_is_the_one_that_acted() {
    check(
        "Garagum Gas Ltd said it filed a plan with the Energy Commission. The company said the plan is sound. It said \
         that the commission had no doubts. The commission said that it would answer.",
        expect![[r#"
            indirect | Garagum Gas Ltd | said | it filed a plan with the Energy Commission
            indirect | Garagum Gas Ltd | said | the plan is sound
            indirect | Garagum Gas Ltd | said | the commission had no doubts
            indirect | Energy Commission | said | it would answer
        "#]],
    );
}

#[test]
fn the_day_is_no_part_of_who_speaks() {
    check(
        "On Friday Garagum Gas Ltd announced that the line was open. The Energy Bureau on June 5 said that it was closed.",
        expect![[r#"
            indirect | Garagum Gas Ltd | announced | the line was open
            indirect | Energy Bureau | said | it was closed
            Statement Held | - | 2023-11-24 | - | 
            Statement Held | - | 2023-06-05 | - | 
        "#]],
    );
}

#[test]
fn one_sentence_goes_on_to_further_statements() {
    check(
        "Kazakh President Daniyar Sarsenov said the line was ready, adding that it would open in May. Around 19 trains \
         failed to leave, the Railway Ministry said. There were no delays, officials said late Saturday, marking a first. \
         As the ministry says it will pay, banks wait.",
        expect![[r#"
            indirect | Daniyar Sarsenov | said | the line was ready
            indirect | Daniyar Sarsenov | adding | it would open in May
            indirect | officials | said | There were no delays
            indirect | Railway Ministry | says | it will pay
            Statement Held | - | 2023-11-18 | - | Daniyar Sarsenov
        "#]],
    );
}

#[test]
fn a_name_in_marks_before_a_programme_is_no_quote() {
    check(
        "Kazakhstan launched the “Build Well Together” infrastructure programme in 2017.",
        expect![[r#"
        project | “Build Well Together” infrastructure programme | other | KZ | Launched Asserted
    "#]],
    );
}

#[test]
fn visits_and_meetings_of_whom_nobody_names() {
    check(
        "A delegation from Uzbekistan visited the headquarters of the Water Board in Astana.\n\n\
         Kazakhstan’s Minister of Justice, Ruslan Akhmetov, will meet with the leadership of the police on Tuesday.\n\n\
         Ties grew after Azerbaijani President Elchin Mammadzade’s visit.\n\n\
         Under the Steppe Water Treaty signed between Kazakhstan and Uzbekistan in 1960, all the waters are shared.",
        expect![[r#"
            Visit Held | - | - | Astana | 
            Meeting Planned | - | 2023-11-28 | - | Ruslan Akhmetov
            Visit Held | - | - | - | Elchin Mammadzade (visitor)
            Signing Held | Steppe Water Treaty | 1960 | - | 
            project | Steppe Water Treaty | water | KZ UZ AZ | Signed Asserted
        "#]],
    );
}

#[test]
fn a_bridge_that_is_told_to_be_built_has_a_name() {
    check(
        "The Kazakh government built the bridge in eight years. Sarsenov said the Karasu Bridge would carry trains.\n\n\
         The loan is for the Metro Express project. The Caspian nuclear deal between Kazakhstan and Azerbaijan holds. \
         The US$4.2 billion dam in the Karasu Valley will be built by 2030.",
        expect![[r#"
            indirect | Sarsenov | said | the Karasu Bridge would carry trains
            project | Karasu Bridge | transport | KZ | Mentioned Asserted
            project | Metro Express project | transport | KZ | Mentioned Asserted
            project | Caspian nuclear deal between Kazakhstan and Azerbaijan | energy | KZ AZ | Agreed Asserted
            project | dam in the Karasu Valley | water | KZ | Proposed Planned 4200000000 USD
        "#]],
    );
}

#[test]
fn briefings_and_visits_by_post_are_events() {
    check(
        "Kazakh Vice President Aigerim Doskalieva spoke first. The Vice President’s visit to Baku ended well.\n\n\
         Azerbaijani President Elchin Mammadzade told reporters in Baku that the line is ready. Mammadzade told a news \
         conference that trains run.",
        expect![[r#"
            indirect | Elchin Mammadzade | told | the line is ready
            Visit Held | - | - | Baku | Aigerim Doskalieva (visitor)
            Statement Held | news conference | - | - | Elchin Mammadzade
        "#]],
    );
}

#[test]
fn what_stands_around_according_to_is_said_whole() {
    check(
        "One ferry was, according to the Roads Board, out of order.\n\nOn Monday in Narin, according to the Salt Ministry, a \
         ferry sank near the quay. The price of salt fell, according to Leyla Guliyeva, and bread was dear.\n\nThis week, the Salt \
         Ministry said the quay was shut.",
        expect![[r#"
            indirect | Roads Board | according to | One ferry was, according to the Roads Board, out of order
            indirect | Salt Ministry | according to | a ferry sank near the quay
            indirect | Leyla Guliyeva | according to | The price of salt fell
            indirect | Salt Ministry | said | the quay was shut
            Other Held | sinking of a ferry | 2023-11-20 | Narin | 
            Statement Held | - | 2023-11 | - | 
        "#]],
    );
}

#[test]
fn where_it_was_said_is_not_what_was_said() {
    check(
        "The line is safe, Leyla Guliyeva said in a video statement released in Narin.\n\nThe Roads Board closed the bridge. \
         They said it was rotten.",
        expect![[r#"
            indirect | Leyla Guliyeva | said | The line is safe
            indirect | Roads Board | said | it was rotten
            Statement Held | - | - | - | Leyla Guliyeva
        "#]],
    );
}

#[test]
fn a_calling_behind_a_quote_is_whoever_spoke_last() {
    check(
        "Ilie Rusu, who grows salt, spoke in Narin. “The quay is old and wet,” Rusu said.\n\n“Nobody repairs the old quay,” \
         said the farmer.\n\n“We count the boats each day,” said the government.\n\n“The boats are all counted twice!” Leyla \
         Guliyeva told a rally on Friday. “They came in late again,” said a clerk of the Roads Board adding “they always do \
         so here.”",
        expect![[r#"
            direct | Ilie Rusu | said | The quay is old and wet,
            direct | Ilie Rusu | said | Nobody repairs the old quay,
            direct | the government | said | We count the boats each day,
            direct | Leyla Guliyeva | told | The boats are all counted twice!
            direct | a clerk of the Roads Board | said | They came in late again,
            direct | a clerk of the Roads Board | - | they always do so here.
            Other Held | rally | 2023-11-24 | - | 
        "#]],
    );
}

#[test]
fn who_is_called_by_age_or_post_is_known() {
    check(
        "The singer Ilie Rusu bowed out of the theatre on Sunday. “I never asked for the part,” the 21-year-old said in a \
         statement.\n\n“The rules were bent,” regretted Leyla Guliyeva, Minister of Health. “More towns may follow suit” in \
         the footsteps of Narin in closing the stage, said Elmar Talibov, a director. “We shall see about that,” the \
         Minister of Health said. “It is a sad day,” US Secretary of State Maral Orazova said in a press statement.",
        expect![[r#"
            direct | Ilie Rusu | said | I never asked for the part,
            direct | Leyla Guliyeva | regretted | The rules were bent,
            direct | Elmar Talibov | said | More towns may follow suit
            indirect | Elmar Talibov | said | More towns may follow suit” in the footsteps of Narin in closing the stage
            direct | Leyla Guliyeva | said | We shall see about that,
            direct | Maral Orazova | said | It is a sad day,
            Statement Held | - | - | - | Ilie Rusu
            Statement Held | - | - | - | Maral Orazova
        "#]],
    );
}
