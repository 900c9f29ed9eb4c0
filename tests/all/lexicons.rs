//! Names that a user brings: found in the user's spelling, before all that the extractor thinks by itself.

use std::fs;

use assert_cmd::Command;
use dateline::extract::{Basis, Context, Facts, Kind, PartialDate, extract};
use dateline::gazetteer::Lexicon;
use dateline::text::Text;

const SAMPLE: &str = include_str!("../../samples/lexicon.tsv");

fn facts(table: &str, day: &str, body: &str) -> Facts {
    let mut lexicon = Lexicon::default();
    lexicon.add(table).expect("a table");
    let published = PartialDate::parse(day);
    extract(&Text::new(body), &Context { published, lexicon: Some(&lexicon), ..Context::default() })
}

#[test]
fn one_person_in_several_spellings_with_the_post_of_the_day() {
    let body = "President Elçin Məmmədzadə received Yerbol Tazhenov in Baku. E. Mamedzade thanked Tazhenov.";
    let found = facts(SAMPLE, "2023-06-01", body);
    let names: Vec<&str> = found.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Elchin Mammadzade", "Yerbol Tazhenov"]);
    let posts = |facts: &Facts, i: usize| -> Vec<(String, Basis)> {
        facts.people[i].roles.iter().map(|r| (r.post.clone(), r.basis)).collect()
    };
    assert_eq!(posts(&found, 0), [("president".to_owned(), Basis::Stated)]);
    assert_eq!(posts(&found, 1), [("digital development minister".to_owned(), Basis::Inferred)]);
    assert_eq!(posts(&facts(SAMPLE, "2024-06-01", body), 1), [("deputy prime minister".to_owned(), Basis::Inferred)]);
    assert_eq!(found.people[1].country, Some("KZ"));
    let own: Vec<f32> = found
        .mentions_of(Kind::Person, 0)
        .filter(|m| m.evidence.rule == "user-lexicon")
        .map(|m| m.evidence.confidence)
        .collect();
    assert_eq!(own, [1.0, 1.0]);
}

#[test]
fn organizations_and_projects_go_by_the_name_of_the_lexicon() {
    let table = "kind\tname\talso\ttype\tsector\n\
                 organization\tSaryarqa Rail\tSaryarka Rail;SRR\tcompany\n\
                 project\tCaspian Lantern\tLantern Scheme\t\ttelecom_digital\n";
    let body = "SRR signed a contract on Monday. Saryarka Rail agreed to build Caspian Lantern. \
                The Lantern Scheme was completed in May.";
    let found = facts(table, "2024-06-01", body);
    let organizations: Vec<_> = found.organizations.iter().map(|o| (o.name.as_str(), o.kind)).collect();
    assert_eq!(organizations, [("Saryarqa Rail", Some("company"))]);
    let lantern: Vec<_> = found.projects.iter().filter(|p| p.name == "Caspian Lantern").collect();
    assert_eq!(lantern.len(), 1, "{:?}", found.projects);
    assert_eq!((lantern[0].sector, lantern[0].reports.len()), ("telecom_digital", 2));
    // What is a country inside the name of a project still is one.
    let table = "kind\tname\nproject\tKazakhstan–China Lantern\n";
    let found = facts(table, "2024-06-01", "They agreed to build Kazakhstan–China Lantern.");
    assert_eq!(found.countries.iter().map(|c| c.code).collect::<Vec<_>>(), ["KZ", "CN"]);
    assert!(found.organizations.is_empty() && found.people.is_empty(), "{found:?}");
    // Without the lexicon nobody could know.
    let plain = extract(&Text::new(body), &Context::default());
    assert!(plain.organizations.iter().all(|o| o.name != "Saryarqa Rail"));
}

#[test]
fn the_program_takes_tables_and_says_what_is_wrong_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = folder.path().join("wrong.tsv");
    fs::write(&wrong, "kind\tname\nship\tCaspian Pearl\n").expect("a file");
    let article = folder.path().join("a.txt");
    fs::write(
        &article,
        "date 2023-06-01 BAKU — Elçin Məmmədzadə said on Monday that the Caspian Lantern was completed. Much of the \
         Aktau–Alat fibre-optic line lies under water.",
    )
    .expect("a file");
    let run = |arguments: &[&std::ffi::OsStr]| {
        Command::cargo_bin("dateline").expect("the program").current_dir(folder.path()).args(arguments).assert()
    };
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/lexicon.tsv");
    let good = run(&["facts".as_ref(), article.as_os_str(), "--lexicon".as_ref(), sample.as_ref()]).success();
    let record: serde_json::Value = serde_json::from_slice(&good.get_output().stdout).expect("a record");
    assert_eq!(record["pred"]["people"][0]["name"], "Elchin Mammadzade");
    let projects: Vec<_> = record["pred"]["projects"].as_array().into_iter().flatten().map(|p| &p["name"]).collect();
    assert_eq!(projects, ["Aktau–Alat fibre-optic line"]);
    let bad = run(&["import".as_ref(), article.as_os_str(), "--lexicon".as_ref(), wrong.as_os_str()]).code(2);
    let message = String::from_utf8_lossy(&bad.get_output().stderr).into_owned();
    assert!(message.contains("wrong.tsv:2: `ship` is no kind"), "{message}");
}
