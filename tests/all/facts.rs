//! What is found in articles: names, countries, organizations.

use std::fmt::Write;

use dateline::extract::{Context, Facts, Kind, PartialDate, Sense, extract, record};
use dateline::text::Text;
use expect_test::{Expect, expect};

/// Extracts from `body`, an article of 3 May 2024, and compares who and what is named in it.
#[track_caller]
fn check(body: &str, expected: Expect) {
    let text = Text::new(body);
    let context = Context { published: PartialDate::parse("2024-05-03"), ..Context::default() };
    expected.assert_eq(&summary(&text, &extract(&text, &context)));
}

/// One line per entity, with its surfaces.
fn summary(text: &Text, facts: &Facts) -> String {
    let mut out = String::new();
    if let Some(d) = &facts.header.dateline {
        let date = d.date.map(|d| d.to_string());
        writeln!(out, "dateline {} {}", d.place.as_deref().unwrap_or("-"), date.as_deref().unwrap_or("-")).unwrap();
    }
    if let Some(credit) = &facts.header.credited {
        writeln!(out, "credit {}", credit.name).unwrap();
    }
    for (i, person) in facts.people.iter().enumerate() {
        let roles: Vec<String> = person
            .roles
            .iter()
            .map(|r| format!("{} of {}", r.post, r.organization.as_deref().or(r.country).unwrap_or("-")))
            .collect();
        writeln!(out, "person {} [{}] {}", person.name, roles.join(", "), surfaces(text, facts, Kind::Person, i))
            .unwrap();
    }
    for (i, country) in facts.countries.iter().enumerate() {
        let mut senses: Vec<Sense> = facts.mentions_of(Kind::Country, i).map(|m| m.sense).collect();
        senses.sort();
        senses.dedup();
        let about = if country.salience >= 0.5 { "about" } else { "mentions" };
        let senses: Vec<String> = senses.iter().map(Sense::to_string).collect();
        writeln!(out, "{about} {} {}", country.code, senses.join(" ")).unwrap();
    }
    for (i, organization) in facts.organizations.iter().enumerate() {
        let acronym = organization.acronym.as_ref().map(|a| format!(" ({a})")).unwrap_or_default();
        let surfaces = surfaces(text, facts, Kind::Organization, i);
        writeln!(out, "organization {}{acronym} {surfaces}", organization.name).unwrap();
    }
    for (i, place) in facts.places.iter().enumerate() {
        writeln!(out, "place {} {}", place.name, surfaces(text, facts, Kind::Place, i)).unwrap();
    }
    out
}

/// Distinct surfaces of an entity, each with how often it stands in the text.
fn surfaces(text: &Text, facts: &Facts, kind: Kind, entity: usize) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for mention in facts.mentions_of(kind, entity) {
        let surface = text.slice(mention.evidence.span);
        match counted.iter_mut().find(|(seen, _)| *seen == surface) {
            Some((_, count)) => *count += 1,
            None => counted.push((surface, 1)),
        }
    }
    let counted: Vec<String> = counted.iter().map(|(surface, count)| format!("{surface:?}×{count}")).collect();
    counted.join(" ")
}

#[test]
fn titles_before_the_name_give_post_and_country() {
    check(
        "ASTANA — Azerbaijani President Elchin Mammadzade met Kazakhstan’s Foreign Minister Aigerim Doskalieva. \
         Mammadzade thanked President of Kazakhstan Daniyar Sarsenov.",
        expect![[r#"
            dateline ASTANA -
            person Elchin Mammadzade [president of AZ] "Elchin Mammadzade"×1 "Mammadzade"×1
            person Aigerim Doskalieva [foreign minister of KZ] "Aigerim Doskalieva"×1
            person Daniyar Sarsenov [president of KZ] "Daniyar Sarsenov"×1
            about AZ demonym
            about KZ literal
            place Astana "ASTANA"×1
        "#]],
    );
}

#[test]
fn titles_behind_the_name_too() {
    check(
        "Aigerim Doskalieva, Kazakhstan’s deputy foreign minister, wrote to Nino Beridze, president of Georgia. \
         Beridze answered Doskalieva.",
        expect![[r#"
            person Aigerim Doskalieva [deputy foreign minister of KZ] "Aigerim Doskalieva"×1 "Doskalieva"×1
            person Nino Beridze [president of GE] "Nino Beridze"×1 "Beridze"×1
            about KZ literal
            about GE literal
        "#]],
    );
}

#[test]
fn one_title_for_several_names() {
    check(
        "Presidents Elchin Mammadzade of Azerbaijan and Daniyar Sarsenov of Kazakhstan came with foreign ministers \
         Leyla Guliyeva and Aigerim Doskalieva.",
        expect![[r#"
            person Elchin Mammadzade [president of AZ] "Elchin Mammadzade"×1
            person Daniyar Sarsenov [president of KZ] "Daniyar Sarsenov"×1
            person Leyla Guliyeva [foreign minister of AZ] "Leyla Guliyeva"×1
            person Aigerim Doskalieva [foreign minister of KZ] "Aigerim Doskalieva"×1
            about AZ literal
            about KZ literal
        "#]],
    );
}

#[test]
fn counterparts_hold_the_same_post() {
    check(
        "Egyptian foreign minister Karim Halabi and his Greek and Cypriot counterparts, Nikos Petridis and Andreas \
         Loizou, met in Cairo.",
        expect![[r#"
            person Karim Halabi [foreign minister of EG] "Karim Halabi"×1
            person Nikos Petridis [foreign minister of GR] "Nikos Petridis"×1
            person Andreas Loizou [foreign minister of CY] "Andreas Loizou"×1
            about EG demonym
            about GR demonym
            about CY demonym
            place Cairo "Cairo"×1
        "#]],
    );
}

#[test]
fn a_surname_of_two_stays_open() {
    check(
        "Minister Elchin Mammadzade and his deputy, Leyla Mammadzade, came. Mammadzade spoke first.",
        expect![[r#"
        person Elchin Mammadzade [minister of -] "Elchin Mammadzade"×1
        person Leyla Mammadzade [deputy of -] "Leyla Mammadzade"×1
    "#]],
    );
}

#[test]
fn names_run_across_a_line_break_and_through_markdown() {
    check(
        "President Daniyar\nSarsenov spoke, [**said Prime Minister\nOlzhas Beketov**](https://example.org/Beketov-Speaks).",
        expect![[r#"
            person Daniyar Sarsenov [president of -] "Daniyar\nSarsenov"×1
            person Olzhas Beketov [prime minister of -] "Olzhas Beketov"×1
        "#]],
    );
}

#[test]
fn senses_of_countries() {
    check(
        "Kazakh oil goes to Georgia. Baku agreed to the plan of the Bank of Mongolia; U.S.-Turkish talks in Ankara went on.",
        expect![[r#"
            about KZ demonym
            about GE literal
            mentions AZ metonym
            mentions MN embedded
            mentions US literal
            mentions TR demonym
            organization Bank of Mongolia "Bank of Mongolia"×1
            place Ankara "Ankara"×1
        "#]],
    );
}

/// The countries that an article is about, as `codes` in one line.
fn about(title: &str, body: &str) -> String {
    let facts = extract(&Text::new(body), &Context { title: Some(title), ..Context::default() });
    let codes: Vec<&str> = facts.countries.iter().filter(|c| c.salience >= 0.5).map(|c| c.code).collect();
    codes.join(" ")
}

#[test]
fn an_article_is_about_the_country_of_its_dateline() {
    let mill = "The mill will close in June, its owner said. Its pulp went to Japan.";
    assert_eq!(about("Mill to close", &format!("VERNON, British Columbia, May 3 - {mill}")), "CA");
    assert_eq!(about("Mill to close", &format!("YARDLEY, Penn., May 3 - {mill}")), "US");
    let kazakh = "Kazakhstan will buy three ferries. Kazakhstan has two.";
    assert_eq!(about("Kazakhstan buys ferries", &format!("LONDON, May 3 - {kazakh}")), "KZ GB");
}

#[test]
fn money_and_titles_in_capitals_are_no_country() {
    assert_eq!(about("BOND ISSUE", "The bank issues 20 mln Australian dollars of notes."), "");
    assert_eq!(about("CAR SALES RISE", "Sales of cars rose by a tenth in a month."), "");
    assert_eq!(about("UNION CARBON <UK> NET", "The company earned more. It sells in Britain too."), "");
    assert_eq!(about("JAPAN CAR SALES RISE", "Sales rose by a tenth. Dealers in Japan expect more."), "JP");
}

#[test]
fn names_that_are_no_country() {
    check(
        "In Atlanta, Georgia, the historian Chad Miller bought a New Mexico map of Latin America, the South China Sea and British Columbia.",
        expect![[r#"
            person Chad Miller [historian of -] "Chad Miller"×1
            place Atlanta "Atlanta"×1
            place Georgia "Georgia"×1
            place New Mexico "New Mexico"×1
            place Latin America "Latin America"×1
            place South China Sea "South China Sea"×1
            place British Columbia "British Columbia"×1
        "#]],
    );
}

#[test]
fn organizations_with_and_without_acronym() {
    check(
        "The Ministry of Trade and Integration of Kazakhstan and the Caspian Development Fund (CDF) signed. The CDF pays; \
         the Northern Sea Corridor Agreement (NSCA) does not bind it. Tengri Oil LLP and the Steppe Times newspaper heard of it.",
        expect![[r#"
            mentions KZ embedded
            organization Caspian Development Fund (CDF) "Caspian Development Fund"×1 "CDF"×2
            organization Ministry of Trade and Integration of Kazakhstan "Ministry of Trade and Integration of Kazakhstan"×1
            organization Tengri Oil LLP "Tengri Oil LLP"×1
            organization Steppe Times "Steppe Times"×1
            place Northern Sea "Northern Sea"×1
        "#]],
    );
}

#[test]
fn credits_of_several_houses() {
    for (body, credited) in [
        ("The two sides met, Akorda press service reported.", "Akorda press service"),
        ("The two sides met, the presidential press service reported.", "presidential press service"),
        ("The two sides met, Steppewire reports.", "Steppewire"),
        ("BAKU (Steppewire) – The two sides met.", "Steppewire"),
        ("The two sides met.\n\nThey will meet again. — STW", "STW"),
        ("The two sides met, Elchin Mammadzade said.", "-"),
    ] {
        let facts = extract(&Text::new(body), &Context::default());
        let found = facts.header.credited.map_or("-".to_owned(), |credit| credit.name);
        assert_eq!(found, credited, "{body}");
    }
}

#[test]
fn records_count_characters_of_the_text_as_given() {
    let body = " «Ə» — President Elchin Mammadzade met Nino Beridze in Baku.";
    let text = Text::new(body);
    let value = record(&text, &extract(&text, &Context::default()));
    let spans = value["ents"].as_array().expect("a list");
    let surfaces: Vec<String> = spans
        .iter()
        .map(|span| {
            let at = |i: usize| span[i].as_u64().expect("a number") as usize;
            body.chars().skip(at(0)).take(at(1) - at(0)).collect()
        })
        .collect();
    assert_eq!(surfaces, ["Elchin Mammadzade", "Nino Beridze", "Baku"]);
}

#[test]
fn mentions_are_in_order_and_on_character_boundaries() {
    let body =
        "Əli Həsənov, “president” of the Bank of Mongolia (BoM), met U.S.-based Śaña Ñuñez in São Tomé; Əli’s own.";
    let text = Text::new(body);
    let facts = extract(&text, &Context::default());
    assert!(facts.mentions.is_sorted_by_key(|m| m.evidence.span.start));
    for mention in &facts.mentions {
        assert!(body.is_char_boundary(mention.evidence.span.start as usize));
        assert!(body.is_char_boundary(mention.evidence.span.end as usize));
        assert!(facts.mention_at(mention.evidence.span).is_some_and(|m| m.evidence.span.covers(mention.evidence.span)));
    }
}

#[test]
fn a_long_line_of_anything_ends() {
    for unit in
        ["Baku ", "John Smith ", "A, ", "“He ", "President ", "(AB) ", "Ministry of ", "@", "http://", "<a ", "UN and "]
    {
        let text = Text::new(unit.repeat(200_000 / unit.len()));
        let facts = extract(&text, &Context::default());
        assert!(facts.mentions.len() <= 2 * text.tokens().len(), "{unit}");
    }
}

#[test]
fn posts_at_the_seat_of_government() {
    check(
        "Jana Doskalieva, the White House press secretary, spoke after the president’s national security advisor, Daniyar \
         Sarsenov. Secretary Mammadzade, the president’s oldest friend, and the press were there.",
        expect![[r#"
            person Jana Doskalieva [press secretary of US] "Jana Doskalieva"×1
            person Daniyar Sarsenov [national security adviser of US] "Daniyar Sarsenov"×1
            person Mammadzade [secretary of US] "Mammadzade"×1
        "#]],
    );
}

#[test]
fn a_post_is_no_one_elses() {
    check(
        "President Sarsenov signed an order on Friday. Leyla Sarsenov, his wife, opened a school. Then Elchin, the President \
         has said, met the National Security Adviser to the President, Jana Doskalieva, who spoke.",
        expect![[r#"
            person Leyla Sarsenov [] "Leyla Sarsenov"×1
            person Jana Doskalieva [national security adviser of -] "Jana Doskalieva"×1
            person Sarsenov [president of -] "Sarsenov"×1
        "#]],
    );
}

#[test]
fn the_headline_introduces_people() {
    let text = Text::new(
        "ASTANA — MS. DOSKALIEVA: Good afternoon. We will talk about water.\n\nQ Thank you, Aigerim. Who will pay for it?\n\n\
         MS. DOSKALIEVA: The region will. Minister Sarsenov has said so.",
    );
    let title = "Briefing by Press Secretary Aigerim Doskalieva and Water Minister Daniyar Sarsenov";
    let context = Context { title: Some(title), ..Context::default() };
    expect![[r#"
        dateline ASTANA -
        person Aigerim Doskalieva [press secretary of KZ] "DOSKALIEVA"×2
        person Daniyar Sarsenov [water minister of KZ, minister of KZ] "Sarsenov"×1
        about KZ 
        place Astana "ASTANA"×1
        place Aigerim "Aigerim"×1
    "#]]
    .assert_eq(&summary(&text, &extract(&text, &context)));
}

/// The first article of the corpus, when it is at hand.
#[test]
fn the_seed_article() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seed/000_d5003f90643cb49f.txt");
    let Ok(body) = std::fs::read_to_string(path) else { return };
    let text = Text::new(body);
    let facts = extract(&text, &Context::default());
    let dateline = facts.header.dateline.expect("a dateline");
    assert_eq!(dateline.place.as_deref(), Some("ASTANA"));
    assert_eq!(dateline.date.map(|d| d.to_string()).as_deref(), Some("2023-11-24"));
    let roles: Vec<_> = facts.people.iter().map(|p| (p.roles[0].post.as_str(), p.country)).collect();
    assert_eq!(roles, [("president", Some("KZ")), ("president", Some("AZ"))]);
    let mut codes: Vec<_> = facts.countries.iter().map(|c| c.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["AZ", "KZ"]);
}

#[test]
fn forms_of_one_body_are_one() {
    check(
        "Saryarqa Rail Group built it. Saryarqa Rail paid the Kazakh Senate. The Senate said so. Khazar Shipping Inc and \
         Steppe Energy Corp signed the MoU in the Kingdom.",
        expect![[r#"
            mentions KZ embedded
            organization Saryarqa Rail Group "Saryarqa Rail Group"×1 "Saryarqa Rail"×1
            organization Kazakh Senate "Kazakh Senate"×1 "Senate"×1
            organization Khazar Shipping Inc "Khazar Shipping Inc"×1
            organization Steppe Energy Corp "Steppe Energy Corp"×1
        "#]],
    );
}

#[test]
fn a_post_in_brackets_is_no_body() {
    check(
        "Member of Parliament (MP) Leyla Guliyeva of the Labour Party added that it was late.",
        expect![[r#"
            person Leyla Guliyeva [member of parliament of -] "Leyla Guliyeva"×1
            organization Parliament "Parliament"×1
            organization Labour Party "Labour Party"×1
        "#]],
    );
}

#[test]
fn a_queen_leaves_room_for_a_prime_minister() {
    check(
        "The United Kingdom's Queen Matilda II agreed with Prime Minister Daniel Harrow. Britain and the Republic of \
         Ireland share a border; Harrow said that Britain would keep it open.",
        expect![[r#"
            person Daniel Harrow [prime minister of GB] "Daniel Harrow"×1
            person Matilda II [queen of GB] "Matilda II"×1
            about GB literal
            mentions IE literal
            place Harrow "Harrow"×1
        "#]],
    );
}

#[test]
fn the_mark_of_an_agency_is_nobody() {
    check("Farmers marched, and the firms said so.\n Reuter\n", expect![""]);
}

#[test]
fn what_is_said_and_listed_around_a_name_is_no_part_of_it() {
    check(
        "10:30 A.M. CET\n\nQ    Okay. Thanks, Leyla. We’ve heard from Daniyar Sarsenov.\n\nMS. GULIYEVA: I’m Leyla Guliyeva. Okay.\n\n\
         H.E. Sheikh Nasser bin Hamad and Reverend Paul Whitlock were there, and Director for Northern Affairs Anna Smith. \
         His degree is an M.Phil.\n\nJOHN R. WHITLOCK JR.",
        expect![[r#"
            person Daniyar Sarsenov [] "Daniyar Sarsenov"×1
            person Leyla Guliyeva [] "Leyla"×1 "GULIYEVA"×1 "Leyla Guliyeva"×1
            person Nasser bin Hamad [] "Nasser bin Hamad"×1
            person Paul Whitlock [] "Paul Whitlock"×1
            person Anna Smith [director of -] "Anna Smith"×1
            person John R. Whitlock Jr. [] "JOHN R. WHITLOCK JR."×1
        "#]],
    );
}

#[test]
fn unions_joined_by_and_are_two() {
    check(
        "The Steppe National Teachers' Union and Steppe Public Workers' Union agreed.",
        expect![[r#"
        organization Steppe National Teachers' Union "Steppe National Teachers' Union"×1
        organization Steppe Public Workers' Union "Steppe Public Workers' Union"×1
    "#]],
    );
}

#[test]
fn lists_on_a_side_are_of_that_state() {
    check(
        "Prime Minister Rustam Alibekov, Deputy Prime Minister and Foreign Minister Aigerim Doskalieva, Director of the \
         Office of the President Jafar Mamedov and Maj. Gen. Ahmad Orazov attended on the Kazakh side.\n\n\
         On the Azerbaijani side, Senior Diplomatic Adviser to the President Elmar Talibov and Azerbaijani Ambassador to \
         Jordan Atakhan Guliyev were in attendance.",
        expect![[r#"
            person Rustam Alibekov [prime minister of KZ] "Rustam Alibekov"×1
            person Aigerim Doskalieva [deputy prime minister of KZ, foreign minister of KZ] "Aigerim Doskalieva"×1
            person Jafar Mamedov [director of Office of the President] "Jafar Mamedov"×1
            person Ahmad Orazov [major general of KZ] "Ahmad Orazov"×1
            person Elmar Talibov [senior diplomatic adviser of AZ] "Elmar Talibov"×1
            person Atakhan Guliyev [ambassador of AZ] "Atakhan Guliyev"×1
            about KZ demonym
            mentions AZ demonym
            mentions JO literal
            organization Office of the President "Office of the President"×1
        "#]],
    );
}

#[test]
fn titles_stand_before_a_comma_and_an_honorific() {
    check(
        "The delegation comprised the Director of the Direction nationale des marchés, Mr Kailane Seitov; and the \
         Permanent Secretary of the Water Board, Mrs Mizelli Aliyeva.",
        expect![[r#"
            person Kailane Seitov [director of -] "Kailane Seitov"×1
            person Mizelli Aliyeva [permanent secretary of Water Board] "Mizelli Aliyeva"×1
            organization Water Board "Water Board"×1
        "#]],
    );
}

#[test]
fn officials_serve_the_head_of_state_beside_them() {
    check(
        "Kazakh President Daniyar Sarsenov told the ministry to wait, undersecretary for railways Ruslan Akhmetov said. \
         He will go on with the policy of former president Talgat Oralbayev. Sanjar Nurov, the finance secretary under \
         Oralbayev, cancelled the loan.",
        expect![[r#"
            person Daniyar Sarsenov [president of KZ] "Daniyar Sarsenov"×1
            person Ruslan Akhmetov [undersecretary of KZ] "Ruslan Akhmetov"×1
            person Talgat Oralbayev [president of KZ] "Talgat Oralbayev"×1 "Oralbayev"×1
            person Sanjar Nurov [finance secretary of KZ] "Sanjar Nurov"×1
            about KZ demonym
        "#]],
    );
}

#[test]
fn posts_go_by_one_name() {
    check(
        "Kazakh foreign ministry spokeswoman Aigerim Doskalieva spoke. Elchin Mammadzade, chairman of the Steppe Bank, \
         listened. Kaja Talvik, the European Union’s foreign policy chief, left.",
        expect![[r#"
            person Aigerim Doskalieva [spokesperson of KZ] "Aigerim Doskalieva"×1
            person Elchin Mammadzade [chairperson of Steppe Bank] "Elchin Mammadzade"×1
            person Kaja Talvik [foreign policy chief of European Union] "Kaja Talvik"×1
            about KZ demonym
            organization Steppe Bank "Steppe Bank"×1
            organization European Union "European Union"×1
        "#]],
    );
}

#[test]
fn works_and_sites_are_no_organizations() {
    check(
        "Ministers posted it on Telegram. The Grand Caspian Dam and the Kurmangazy International Airport were shown. The \
         US-funded Water Early Warning Network reported rain.",
        expect![[r#"
            mentions US literal
            organization Water Early Warning Network "Water Early Warning Network"×1
            place Grand Caspian Dam "Grand Caspian Dam"×1
        "#]],
    );
}

#[test]
fn the_words_around_a_name_show_a_body() {
    check(
        "UpStream, a small mining company, hired Leyla Guliyeva. Insurer paid. The insurer Khazar Life and Quiet Steppe CEO \
         Elmar Talibov agreed. The Baku Ambulance Service and Baku Fire Brigade came.",
        expect![[r#"
            person Leyla Guliyeva [] "Leyla Guliyeva"×1
            person Elmar Talibov [ceo of Quiet Steppe] "Elmar Talibov"×1
            organization UpStream "UpStream"×1
            organization Khazar Life "Khazar Life"×1
            organization Quiet Steppe "Quiet Steppe"×1
            organization Baku Ambulance Service "Baku Ambulance Service"×1
            organization Baku Fire Brigade "Baku Fire Brigade"×1
        "#]],
    );
    check(
        "The guests were the Asian Development Bank, the World Bank, Kelmet, the Caspian Water Council and Wellpoint. Rivers, \
         Lakes, Mud and Rain did not come.",
        expect![[r#"
            organization Asian Development Bank "Asian Development Bank"×1
            organization World Bank "World Bank"×1
            organization Caspian Water Council "Caspian Water Council"×1
            organization Kelmet "Kelmet"×1
            organization Wellpoint "Wellpoint"×1
            place Lakes "Lakes"×1
            place Mud "Mud"×1
        "#]],
    );
}
