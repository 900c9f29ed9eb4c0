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
