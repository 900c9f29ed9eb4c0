//! Who holds which post, of which state or body.

use std::fmt::Write;

use dateline::extract::{Context, extract};
use dateline::text::Text;
use expect_test::{Expect, expect};

/// Extracts from `body` and compares the people with their posts: `post, state, body (rule)`.
#[track_caller]
fn check(body: &str, expected: Expect) {
    let mut out = String::new();
    for person in extract(&Text::new(body), &Context::default()).people {
        writeln!(out, "{} {}", person.name, person.country.unwrap_or("-")).unwrap();
        for role in &person.roles {
            let (country, body) = (role.country.unwrap_or("-"), role.organization.as_deref().unwrap_or("-"));
            writeln!(out, "  {}, {country}, {body} ({})", role.post, role.evidence.rule).unwrap();
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn posts_of_all_levels() {
    check(
        "Deputy Assistant Secretary Leyla Guliyeva, Under Secretary Maral Orazova, Chief Strategy Officer Jana Doskalieva, \
         Principal Deputy National Security Advisor Elmar Talibov, Second Gentleman Rustam Alibekov, Deputy Attorney \
         General Aigerim Alibekova and Senate minority leader Ahmad Orazov came.",
        expect![[r#"
            Leyla Guliyeva -
              deputy assistant secretary, -, - (title)
            Maral Orazova -
              under secretary, -, - (title)
            Jana Doskalieva -
              chief strategy officer, -, - (title)
            Elmar Talibov -
              deputy national security adviser, -, - (title)
            Rustam Alibekov US
              second gentleman, US, - (title)
            Aigerim Alibekova -
              deputy attorney general, -, - (title)
            Ahmad Orazov -
              minority leader, -, Senate (title)
        "#]],
    );
}

#[test]
fn those_who_hold_a_post_in_a_town_are_of_its_state() {
    check(
        "The mayor of Karachi, Leyla Guliyeva, met Ohio Governor Chad Miller and Elmar Talibov, a former governor of \
         Massachusetts.",
        expect![[r#"
            Leyla Guliyeva PK
              mayor, PK, - (title)
            Chad Miller US
              governor, US, - (title)
            Elmar Talibov US
              governor, US, - (title)
        "#]],
    );
}

#[test]
fn occupations_are_of_no_state() {
    check(
        "Nepal counts its tigers. Economist Leyla Guliyeva praised Nepal. Elmar Talibov, a Khazar University political \
         scientist, and Jana Doskalieva, a wildlife officer, were in Kathmandu. Nepal lost nothing, said Nepal’s press.",
        expect![[r#"
            Leyla Guliyeva -
              economist, -, - (title)
            Elmar Talibov -
              scientist, -, Khazar University (title)
            Jana Doskalieva NP
              officer, NP, - (official-at-home)
        "#]],
    );
}

#[test]
fn officials_are_of_the_country_that_the_article_is_about() {
    check(
        "Nepal opened a road on Monday. The road joins Pokhara to Kathmandu. Leyla Guliyeva, director of the Department of \
         Roads, said Nepal needed it. Businessman Elmar Talibov paid. Municipal Director of Works Rustam Alibekov and \
         magistrate Jana Doskalieva came from Pokhara.",
        expect![[r#"
            Leyla Guliyeva NP
              director, NP, Department of Roads (official-at-home)
            Elmar Talibov -
              businessman, -, - (title)
            Rustam Alibekov NP
              director, NP, - (official-at-home)
            Jana Doskalieva NP
              magistrate, NP, - (official-at-home)
        "#]],
    );
    // Of two countries nobody knows whose the director is.
    check(
        "Nepal and Peru opened a road on Monday. Leyla Guliyeva, director of the Department of Roads, came to Peru and \
         Nepal.",
        expect![[r#"
            Leyla Guliyeva -
              director, -, Department of Roads (title)
        "#]],
    );
}

#[test]
fn rows_of_a_list_name_posts_and_bodies() {
    check(
        "Those who came to the meeting:\n\n\
         - Leyla Guliyeva, Founder and Executive Director, Wells for All\n\
         - Rustam Alibekov, Senior Adviser for Ports, Rivers, and Rail, Caspian Waters Association (CWA)\n\
         - Ahmad T. Orazov, Board Chair, Quiet Steppe\n\
         - Rep. Jana Doskalieva, House Minority Leader\n\
         - Elmar Talibov, Founder, Steppe Justice Fund\n\
         - Finally, the guests heard the Director of Music\n",
        expect![[r#"
            Leyla Guliyeva -
              founder, -, Wells for All (list-of-people)
              executive director, -, Wells for All (list-of-people)
            Rustam Alibekov -
              senior adviser, -, Caspian Waters Association (list-of-people)
            Ahmad T. Orazov -
              chairperson, -, Quiet Steppe (list-of-people)
            Jana Doskalieva -
              minority leader, -, House (list-of-people)
              representative, -, - (list-of-people)
            Elmar Talibov -
              founder, -, Steppe Justice Fund (list-of-people)
        "#]],
    );
}

#[test]
fn what_is_somebodys_is_no_name() {
    check(
        "The group stood by the commitment to addressing Orazov’s Price Hike from his unprovoked war.",
        expect![[r#"
            Orazov -
        "#]],
    );
}

#[test]
fn a_life_tells_several_posts() {
    check(
        "Leyla Guliyeva is currently a distinguished fellow at the Khazar University. Previously, she served as deputy mayor \
         of Baku; director of the Institute for Ports; and chair of the Caspian Water Council. Guliyeva was also a lawyer.",
        expect![[r#"
            Leyla Guliyeva AZ
              distinguished fellow, -, Khazar University (title)
              deputy mayor, AZ, - (title)
              director, AZ, Institute for Ports (official-at-home)
              chairperson, AZ, Caspian Water Council (official-at-home)
              lawyer, -, - (title)
        "#]],
    );
    // Whom a sentence names on the way is not whom it is about.
    check(
        "Jana Doskalieva spoke of Elmar Talibov. Rustam Alibekov said that he had served as mayor of Baku.",
        expect![[r#"
            Jana Doskalieva -
            Elmar Talibov -
            Rustam Alibekov -
        "#]],
    );
}

#[test]
fn posts_of_those_elected_and_of_houses() {
    check(
        "- Dana Kim, Colorado State Representative-elect\n- Rob Tan, Mayor of Mobile, Alabama\n- Bo Derr, Federal Co-Chair, \
         Delta Commission\n\nMayor-elect Ann Dole, Senate President Al Brown, Port Ellen Police Chief Bob Hunter and \
         presidential candidate Asan Orazov came.",
        expect![[r#"
            Dana Kim US
              representative-elect, US, - (list-of-people)
            Rob Tan US
              mayor, US, - (official-at-home)
            Bo Derr US
              federal co-chair, US, Delta Commission (official-at-home)
            Ann Dole US
              mayor-elect, US, Delta Commission (official-at-home)
            Al Brown US
              senate president, US, Senate (official-at-home)
            Bob Hunter US
              police chief, US, Port Ellen Police (official-at-home)
            Asan Orazov US
              presidential candidate, US, - (official-at-home)
        "#]],
    );
}

#[test]
fn consorts_and_signers_are_of_their_state() {
    check(
        "President Daniyar Sarsenov of Kazakhstan and First Lady Leyla Omar-Sarsenova came. King Rustam of Jordan and Queen \
         Maral sat. White House Works Implementation Coordinator Dan Hill spoke to Joseph O. Hill and Joe Hill.",
        expect![[r#"
            Daniyar Sarsenov KZ
              president, KZ, - (title)
            Leyla Omar-Sarsenova KZ
              first lady, KZ, - (title)
            Dan Hill US
              coordinator, US, - (title)
            Joseph O. Hill -
            Rustam JO
              king, JO, - (title)
            Maral JO
              queen, JO, - (title)
        "#]],
    );
    check(
        "By the authority vested in me as President by the Constitution of Kazakhstan, I hereby order that it be \
         done.\n\nDANIYAR O. SARSENOV",
        expect![[r#"
            Daniyar O. Sarsenov KZ
              president, KZ, - (signature)
        "#]],
    );
}

#[test]
fn posts_of_the_police_of_parts_of_states_and_of_sport_keep_what_they_are_for() {
    check(
        "Police officer Asan Orazov, police spokesperson Leyla Guliyeva, army chief Daniyar Temirov, State advocate Maral \
         Sarsenova and the First Minister of Scotland, Ann Dole, came with tennis player Dana Kim.",
        expect![[r#"
            Asan Orazov GB
              police officer, GB, - (official-at-home)
            Leyla Guliyeva GB
              police spokesperson, GB, - (official-at-home)
            Daniyar Temirov GB
              army chief, GB, - (official-at-home)
            Maral Sarsenova GB
              state advocate, GB, - (official-at-home)
            Ann Dole GB
              first minister, GB, - (title)
            Dana Kim -
              tennis player, -, - (title)
        "#]],
    );
}

#[test]
fn who_holds_a_post_stands_behind_brackets_or_is_named_by_a_verb() {
    check(
        "Amanat MP (Member of Parliament) Leyla Guliyeva spoke. The director of the Narin Ports Institute (Member of the Steppe \
         Union), Asan Orazov, left. They met Maral Sarsenova who is the foreign minister of Kazakhstan. Ilyas Temirov appointed \
         Dana Doskalieva as finance minister of Kyrgyzstan.",
        expect![[r#"
            Leyla Guliyeva KZ
              member of parliament, KZ, Amanat (title)
            Asan Orazov -
              director, -, Narin Ports Institute (title)
            Maral Sarsenova KZ
              foreign minister, KZ, - (title)
            Ilyas Temirov -
            Dana Doskalieva KG
              finance minister, KG, - (title)
        "#]],
    );
}

#[test]
fn a_title_alone_that_begins_a_clause_is_somebody_else() {
    check(
        "At the wish of Prime Minister Asan Orazov of Norway, the King dissolved the house.",
        expect![[r#"
        Asan Orazov NO
          prime minister, NO, - (title)
    "#]],
    );
}

#[test]
fn of_the_one_country_of_an_article_are_its_former_presidents() {
    check(
        "Kazakh farmers met in Almaty and in Astana. President Asan Orazov spoke, as did then-president Leyla Guliyeva. Kazakh \
         mills closed. They heard Inspector Bo Derr.",
        expect![[r#"
            Asan Orazov KZ
              president, KZ, - (official-at-home)
            Leyla Guliyeva KZ
              president, KZ, - (official-at-home)
            Bo Derr KZ
              inspector, KZ, - (official-at-home)
        "#]],
    );
}

#[test]
fn a_province_tells_the_country() {
    check(
        "The council of Karnataka met. In Tamil Nadu, Superintendent Leyla Guliyeva resigned as mayor.",
        expect![[r#"
            Leyla Guliyeva IN
              superintendent, IN, - (official-at-home)
              mayor, IN, - (official-at-home)
        "#]],
    );
}

#[test]
fn a_lawyer_of_a_town_is_of_its_state() {
    check(
        "They heard the Toronto lawyer Leyla Guliyeva and California actor Dana Kim.",
        expect![[r#"
        Leyla Guliyeva CA
          lawyer, CA, - (title)
        Dana Kim US
          actor, US, - (title)
    "#]],
    );
}

#[test]
fn posts_are_told_by_what_stands_behind_them() {
    check(
        "Deputy Assistant to the President and Deputy National Security Advisor for Cyber and Emerging Technology Leyla \
         Guliyeva met Leader of the Opposition Elmar Talibov, Chief of Defense Maral Orazova, Superintendent of Police \
         Rustam Alibekov, Deputy Prime Minister/Foreign Minister Asan Orazov, Vice-foreign minister Chen Weiming, \
         Lieutenant Governor Chad Miller, Director of National Intelligence Jana Doskalieva and Lt General Aigerim \
         Alibekova.",
        expect![[r#"
            Leyla Guliyeva -
              deputy assistant to the president, -, - (title)
              deputy national security adviser, -, - (title)
            Elmar Talibov -
              opposition leader, -, - (title)
            Maral Orazova -
              chief of defense, -, - (title)
            Rustam Alibekov -
              superintendent of police, -, - (title)
            Asan Orazov -
              deputy prime minister, -, - (title)
              foreign minister, -, - (title)
            Chen Weiming -
              vice foreign minister, -, - (title)
            Chad Miller -
              lieutenant governor, -, - (title)
            Jana Doskalieva US
              director of national intelligence, US, - (title)
            Aigerim Alibekova -
              lieutenant general, -, - (title)
        "#]],
    );
}

#[test]
fn who_meets_a_guest_of_a_country_is_not_of_it() {
    check(
        "Deputy National Security Advisor Leyla Guliyeva met today with Colombian Acting Foreign Minister Luis Castellano. \
         Special Envoy Elmar Talibov hosted Colombian Trade Minister Ana Castellano, too. The United States \
         welcomed it. Colombia did, too.",
        expect![[r#"
            Leyla Guliyeva US
              deputy national security adviser, US, - (title)
            Luis Castellano CO
              foreign minister, CO, - (title)
            Elmar Talibov -
              special envoy, -, - (title)
            Ana Castellano CO
              trade minister, CO, - (title)
        "#]],
    );
    check(
        "President Felix Tambwe of the Democratic Republic of the Congo (DRC), Chair of the African Union (AU), arrived.",
        expect![[r#"
            Felix Tambwe CD
              president, CD, - (title)
              chairperson, -, African Union (title)
        "#]],
    );
}

#[test]
fn posts_in_initials_and_of_known_families() {
    check(
        "PM Asan Orazov met CM Leyla Guliyeva at 5 PM Monday. Chargé d’Affaires Massimo Rusu and Assistant to the President \
         for National Security Affairs Elmar Talibov spoke. First Lady Maral Obama met them.",
        expect![[r#"
            Asan Orazov -
              prime minister, -, - (title)
            Leyla Guliyeva -
              chief minister, -, - (title)
            Massimo Rusu -
              chargé d'affaires, -, - (title)
            Elmar Talibov -
              national security adviser, -, - (title)
            Maral Obama -
              first lady, -, - (title)
        "#]],
    );
}
