//! Articles that say again what another says, or what they said themselves before.

use serde_json::Value;

use super::imports::Desk;

/// Sixty words and more, which is what two texts must have to be compared.
const STORY: &str = "AKTAU — The harbour master of Kuryk said on Tuesday that the new pier had taken its first ferry. It can \
    hold four ships at once, he said, and will double what the port can send across the sea in a year. Two more piers are to \
    follow, and a road that leads around the town instead of through it. The work began three years ago and was to end in \
    spring, but storms held it up twice.";

fn record(id: &str, title: &str, site: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "title": title, "site": site, "date": "2023-05-02", "text": text }))
}

const LINKS: &str =
    "SELECT group_concat(document || ' ' || kind || ' ' || other, ', ') FROM (SELECT * FROM document_links ORDER BY 1)";
const COPIES: &str =
    "SELECT group_concat(id || ':' || coalesce(copy_of, '-'), ' ') FROM (SELECT * FROM documents ORDER BY id)";

/// Documents that name Kazakhstan, and those of them that are no copies.
const COUNTED: &str = "SELECT documents || ' ' || documents_once FROM countries WHERE code = 'KZ'";

#[test]
fn repeats_are_told_by_kind() {
    let desk = Desk::new();
    let changed = STORY.replace("four ships", "five ships");
    let records = [
        record("a", "Pier opens", "Harbour Post", STORY),
        record("b", "Kuryk has a new pier", "Harbour Post", STORY),
        record("c", "Pier opens", "Harbour Post", &changed),
        record("d", "A pier for Kuryk", "Harbour Post", &STORY.replace("Tuesday", "Wednesday")),
        record("e", "Kuryk pier opens", "Steppe News", &changed),
    ];
    desk.import(&desk.put("a.jsonl", records.concat()), 0);
    assert_eq!(desk.ask(LINKS), "2 exact 1, 3 revision 1, 4 near 1, 5 wire_copy 3");
    desk.check(0);
}

#[test]
fn a_copy_that_is_changed_into_another_text_is_no_copy_any_more() {
    let desk = Desk::new();
    let other = "ASTANA — Nothing was said of any of this on Friday by anyone. ".repeat(12);
    let with = |second: &str| {
        [
            record("a", "Pier opens", "Harbour Post", STORY),
            record("b", "Kuryk pier opens", "Steppe News", second),
            record("c", "Kuryk: pier opens", "Khazar Post", &format!("{STORY} That is all.")),
        ]
        .concat()
    };
    desk.import(&desk.put("a.jsonl", with(STORY)), 0);
    assert_eq!(desk.ask(COPIES), "1:- 2:1 3:1");
    assert_eq!(desk.ask(COUNTED), "3 1");
    desk.check(0);
    desk.import(&desk.put("a.jsonl", with(&other)), 0);
    assert_eq!(desk.ask(COPIES), "1:- 2:- 3:1");
    assert_eq!(desk.ask(COUNTED), "3 2", "the second is none any more");
    desk.check(0);
    assert_eq!(desk.ask(LINKS), "3 wire_copy 1");
    desk.import(&desk.put("a.jsonl", with(STORY)), 0);
    assert_eq!(desk.ask(COPIES), "1:- 2:1 3:1");
    assert_eq!(desk.ask(COUNTED), "3 1");
    desk.check(0);
}

#[test]
fn what_was_changed_is_shown() {
    let desk = Desk::new();
    let path = desk.put("a.txt", "Pier opens\n\nAKTAU — It takes two ships.\n\nMore is to come.");
    desk.import(&path, 0);
    desk.import(&desk.put("a.txt", "Pier opens\n\nAKTAU — It takes four ships.\n\nMore is to come."), 0);
    let output = desk.run(&["revisions", "1"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("version 2, as it stands"), "{text}");
    assert!(text.contains("\n-AKTAU — It takes two ships.\n+AKTAU — It takes four ships.\n"), "{text}");
    let output = desk.run(&["revisions", path.to_str().expect("a path"), "--format", "jsonl"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let versions: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(versions.len(), 2, "{text}");
    assert!(versions[0]["replaced"].is_string() && versions[0]["diff"].is_null(), "{text}");
    assert!(
        versions[1]["replaced"].is_null()
            && versions[1]["diff"].as_str().expect("a diff").starts_with("--- version 1\n")
    );
    let output = desk.run(&["revisions", "7"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_word_is_no_acronym_of_the_same_letters() {
    let desk = Desk::new();
    let company = "Executives of Delta, Karvel and Sintra met in Kuryk on Tuesday. Delta CEO Ann Lee said that the airline would hire.";
    let spelled =
        "The Danube and Eastern Lakes Trade Association (DELTA) met in Kuryk. DELTA named a chair on Tuesday.";
    let records = [
        record("a", "Airlines", "Harbour Post", company),
        record("b", "Grain", "Harbour Post", spelled),
        record("c", "Pilots", "Harbour Post", &company.replace("Tuesday", "Friday")),
    ];
    desk.import(&desk.put("a.jsonl", records.concat()), 0);
    let named =
        "SELECT group_concat(DISTINCT document) FROM mentions WHERE kind = 'organization' AND surface = 'Delta'";
    assert_eq!(desk.ask(named), "1,3", "the company is found in both");
    let said = "SELECT group_concat(DISTINCT m.document) FROM mentions m JOIN organizations o ON o.id = m.entity \
         WHERE m.kind = 'organization' AND o.acronym = 'DELTA'";
    assert_eq!(desk.ask(said), "2");
    desk.check(0);
}
