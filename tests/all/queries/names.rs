//! What names are taken for, what is near them, what completes them.

use dateline::lang::ast::EntityKind;
use dateline::query::{Options, catalogue};

use super::world::World;
use super::{ask, prepare, today};

#[test]
fn a_name_is_read_in_many_spellings() {
    let archive = World::generate(1, 40).archive();
    let expected = ask(&archive, "@person/1").0.rows;
    for text in [
        "@sarsenov",
        "@SARSENOV",
        "@\"daniyar  sarsenov\"",
        "@Сарсенов",
        "@person/sarsenov",
        "with sarsenov",
        "person:1",
    ] {
        let (rows, notes) = ask(&archive, text);
        assert_eq!(rows.rows, expected, "{text}");
        let is_stable = text == "person:1";
        assert_eq!(notes.iter().any(|note| note.text.contains("person/1")), !is_stable, "{text}: {notes:?}");
    }
}

#[test]
fn a_name_that_is_not_there_has_near_ones() {
    let archive = World::generate(1, 40).archive();
    for (text, near) in [
        ("@sarsenow", "sarsenov"),
        ("@asrsenov", "sarsenov"),
        ("@kazakstan", "Kazakhstan"),
        ("@mamedzade", "mammadzade"),
        ("@\"Danyar Sarsenov\"", "Daniyar Sarsenov"),
        ("@doskaliyeva", "doskalieva"),
        ("people country:azerbaidjan", "Azerbaijan"),
        ("place:bakku", "Baku"),
        ("source:\"Caspian Wir\"", "Caspian Wire"),
    ] {
        let findings = prepare(&archive, text, &Options::new(today())).expect_err(text);
        assert_eq!(findings[0].code, "E302", "{text}");
        assert!(findings[0].hints.iter().any(|hint| hint.contains(near)), "{text}: {:?}", findings[0].hints);
        assert!(findings[0].fix.is_some(), "{text}");
    }
    let findings = prepare(&archive, "@atlantis", &Options::new(today())).expect_err("nowhere");
    assert_eq!(findings[0].fix, None, "{findings:?}");
}

#[test]
fn a_weak_alias_loses_and_ones_own_wins() {
    let archive = World::generate(1, 40).archive();
    archive
        .execute_batch(
            "INSERT INTO aliases VALUES ('kz', 'organization', 2, 'acronym', 'KZ', 1);
             INSERT INTO aliases VALUES ('mammadzade', 'person', 3, 'user', 'mammadzade', 0);",
        )
        .expect("aliases");
    let said = |text: &str| ask(&archive, text).1[0].text.clone();
    assert_eq!(said("@kz"), "@kz = country/KZ (code)");
    assert_eq!(said("@org/kz"), "@kz = org/2 Tengri Freight (acronym)");
    assert_eq!(said("@mammadzade"), "@mammadzade = person/3 Leyla Mammadzade (your alias)");
}

/// A country's code or demonym against an acronym, a surname and the word of a longer name.
#[test]
fn only_the_strongest_readings_count() {
    let archive = World::generate(1, 40).archive();
    archive
        .execute_batch(
            "INSERT INTO aliases VALUES ('az', 'organization', 2, 'name', 'AZ', 0);
             INSERT INTO aliases VALUES ('az', 'person', 2, 'surname', 'AZ', 0);
             INSERT INTO aliases VALUES ('azerbaijan', 'organization', 2, 'name', 'Azerbaijan', 0);
             INSERT INTO aliases VALUES ('turan', 'organization', 2, 'name', 'Turan', 0);
             INSERT INTO aliases VALUES ('turan', 'person', 2, 'surname', 'Turan', 0);
             INSERT INTO aliases VALUES ('leyla sarsenova', 'person', 2, 'alias', 'Leyla Sarsenova', 0);
             INSERT INTO aliases VALUES ('sarsenov', 'person', 2, 'name', 'Sarsenov', 0);
             INSERT INTO aliases VALUES ('united freight', 'person', 2, 'name', 'United Freight', 0);
             INSERT INTO aliases VALUES ('united freight', 'organization', 2, 'name', 'United Freight', 0);",
        )
        .expect("aliases");
    let said = |text: &str| ask(&archive, text).1[0].text.clone();
    assert_eq!(said("@az"), "@az = country/AZ (code)");
    assert_eq!(said("@azerbaijan"), "@azerbaijan = country/AZ (name)");
    assert_eq!(said("@sarsenov"), "@sarsenov = person/1 Daniyar Sarsenov (surname)");
    assert_eq!(said("@\"leyla sarsenova\""), "@\"leyla sarsenova\" = person/2 Elchin Mammadzade (alias)");
    for text in ["@\"united freight\"", "@turan"] {
        let findings = prepare(&archive, text, &Options::new(today())).expect_err("equally strong");
        assert_eq!(findings[0].code, "E301", "{text}");
    }
    assert!(ask(&archive, "@sarsenov*").1.len() >= 2, "a * takes the weaker ones too");
}

/// What a finding tells to type can be typed.
#[test]
fn a_name_of_many_people_shows_a_few_and_what_to_type() {
    let archive = World::generate(1, 40).archive();
    for id in 101..121 {
        archive
            .execute(
                "INSERT INTO people (id, name, family, key, documents) VALUES (?1, 'A' || ?1 || ' Omarov', 'Omarov', ?1, ?1)",
                [id],
            )
            .expect("a person");
        archive
            .execute("INSERT INTO aliases VALUES ('omarov', 'person', ?, 'surname', 'Omarov', 0)", [id])
            .expect("alias");
        let full = "INSERT INTO aliases VALUES ('ali omarov', 'person', ?, 'name', 'Ali Omarov', 0)";
        archive.execute(full, [id]).expect("alias");
    }
    for (text, first) in [
        ("quotes speaker:omarov", "speaker:120"),
        ("quotes speaker:\"ali omarov\"", "speaker:120"),
        ("@omarov", "@person/120"),
        ("@person/omarov", "@person/120"),
        ("@\"ali omarov\"", "@person/120"),
    ] {
        let options = Options::new(today());
        let finding = prepare(&archive, text, &options).expect_err(text).remove(0);
        assert_eq!((finding.code, finding.hints.len()), ("E301", 10), "{finding:?}");
        assert!(finding.hints[0].starts_with(&format!("{first}  A120 Omarov")), "{finding:?}");
        assert_eq!(finding.hints[8], "… and 12 more");
        let help = finding.hints[9].strip_prefix("help: ").expect("help");
        let help = help.strip_suffix(" for any of them").expect("help");
        let source = if text.starts_with('@') { "" } else { "quotes " };
        for typed in help.split(", or ") {
            prepare(&archive, &format!("{source}{typed}"), &options)
                .unwrap_or_else(|found| panic!("{typed}: {found:?}"));
        }
        let mended = finding.fix.and_then(|fix| fix.apply(text)).expect("a fix");
        prepare(&archive, &mended, &options).unwrap_or_else(|found| panic!("{mended}: {found:?}"));
    }
}

#[test]
fn a_stage_without_its_bar_and_a_field_without_its_colon_are_noticed() {
    let archive = World::generate(1, 40).archive();
    for (text, meant) in [
        ("people with @kz top 10", "W404 `top 10` is searched for as words; | top 10 is the stage"),
        ("since 2023", "W404 `since 2023` is searched for as words; since:2023 is the field"),
        ("@kz by month", "W404 `by month` is searched for as words; | by month is the stage"),
        ("@kz before 2024-10-05", "W404 `before 2024-10-05` is searched for as words; before:2024-10-05 is the field"),
    ] {
        let notes = ask(&archive, text).1;
        assert!(notes.iter().any(|note| note.text == meant), "{text}: {notes:?}");
    }
    for text in ["@kz \"top 10\"", "@kz top gas", "@kz 10 top", "since yurts", "people sector 2023 | count"] {
        if let Ok((_, notes)) = super::ask_with(&archive, text, &Options::new(today())) {
            assert!(notes.iter().all(|note| !note.text.starts_with("W404")), "{text}: {notes:?}");
        }
    }
}

#[test]
fn what_has_been_typed_is_completed() {
    let archive = World::generate(1, 40).archive();
    let names = |typed: &str, kind| -> Vec<String> {
        catalogue::search(&archive, typed, kind, 5).expect("read").into_iter().map(|found| found.name).collect()
    };
    assert_eq!(names("sars", None), ["Daniyar Sarsenov"]);
    assert_eq!(names("corr", None), ["Turan corridor"]);
    assert_eq!(names("mamm", Some(EntityKind::Person)).len(), 2);
    assert!(names("mamm", Some(EntityKind::Country)).is_empty());
    assert_eq!(names("", None).len(), 5);
    let stable: Vec<String> =
        catalogue::search(&archive, "kaz", None, 5).expect("read").into_iter().map(|found| found.stable).collect();
    assert_eq!(stable, ["country/KZ"]);
}

/// Who holds several posts is shown with the one that was asked for.
#[test]
fn the_post_asked_for_is_the_one_shown() {
    let archive = World::generate(1, 40).archive();
    for (text, posts) in [
        ("people role:president", ["president", "president", "president"]),
        ("people role:ambassador", ["ambassador", "ambassador", "ambassador"]),
        ("people role:\"foreign minister\"", ["foreign minister", "foreign minister", "foreign minister"]),
    ] {
        let rows = ask(&archive, &format!("{text} | select role")).0.rows;
        let found: Vec<_> = rows.iter().map(|row| row[0].clone()).collect();
        assert_eq!(found, posts.map(|post| dateline::query::answer::Value::Text(post.to_owned())), "{text}");
    }
}
