//! Articles and facts that queries pass over; what hangs on a name that was rejected.

use super::*;

#[test]
fn a_hidden_article_is_in_no_answer_and_comes_back_whole() {
    let place = Place::with(&ARTICLES);
    let said = place.done(&["fix", "hide", "doc/1"]);
    assert!(said.starts_with("hid document ") && said.ends_with("; undo with: dateline fix undo 1\n"), "{said}");
    let counts = |place: &Place| {
        [
            "docs",
            "docs duplicates:all",
            "docs Kendirli",
            "docs -@kz",
            "docs place:baku or lang:en",
            "people name:Daniyar",
            "quotes",
            "docs | by month",
            "people in (docs date:2024-05)",
        ]
        .map(|query| place.done(&["query", &format!("{query} | count")]).replace("count\n", "").trim().to_owned())
    };
    assert_eq!(counts(&place), ["3", "3", "0", "0", "1", "0", "1", "3", "2"]);
    place.facts();
    assert_eq!(place.one::<i64>("SELECT count(*) FROM documents"), 4, "nothing is deleted");
    assert_eq!(place.one::<i64>("SELECT count(*) FROM articles"), 3);
    assert!(place.done(&["show", "1"]).contains("hidden from queries; shown again with: dateline fix undo 1"));
    let (code, _, err) = place.run(&["fix", "hide", "doc/1"]);
    assert!(code == 2 && err.contains("decision 1 hides it already"), "{err}");
    // Neither facts made anew nor a new text bring it back.
    let hidden = told(&place);
    place.done(&["reextract", "--all"]);
    same(&hidden, &told(&place));
    place.import(&[(ARTICLES[0].0, &format!("{}The rain went on.\n", ARTICLES[0].1))]);
    assert_eq!(counts(&place)[..2], ["3", "3"]);
    place.import(&[ARTICLES[0]]);
    place.facts();
    place.done(&["fix", "undo", "1"]);
    let fresh = Place::with(&ARTICLES);
    assert_eq!(counts(&place), counts(&fresh));
    for table in ["mentions", "quotes", "role_reports", "document_people", "event_people", "project_countries"] {
        assert_eq!(rows(&place, table).len(), rows(&fresh, table).len(), "{table}");
    }
    // Undone at once, not a row differs.
    let before = fresh.facts();
    fresh.done(&["fix", "hide", "doc/1"]);
    fresh.done(&["fix", "undo", "1"]);
    same(&before, &fresh.facts());
}

#[test]
fn an_article_is_hidden_in_another_archive_too_and_in_one_that_gets_it_later() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "hide", "doc/2"]);
    let dump = place.done(&["fix", "export"]);
    std::fs::write(place.path().join("decisions.jsonl"), &dump).expect("written");
    for (db, at_first) in [("known.db", &["one.txt", "two.txt", "three.txt"][..]), ("later.db", &["one.txt"])] {
        let done = |arguments: &[&str]| place.done(&[&["--db", db], arguments].concat());
        done(&[&["import", "--quiet"], at_first].concat());
        done(&["fix", "import", "decisions.jsonl"]);
        done(&["import", "--quiet", "two.txt", "three.txt"]);
        assert_eq!(done(&["query", "docs | count"]), "count\n2\n", "{db}");
        assert_eq!(done(&["fix", "list", "--format", "csv"]).matches("applied").count(), 1);
        done(&["check"]);
    }
}

#[test]
fn single_facts_are_hidden() {
    let place = Place::with(&ARTICLES);
    let number = |sql: &str| place.one::<i64>(sql);
    let quote = number("SELECT id FROM quotes WHERE document = 1");
    place.done(&["fix", "hide", &format!("quote/{quote}")]);
    assert_eq!(place.done(&["query", "quotes Kendirli | count"]), "count\n0\n");
    assert_eq!(place.done(&["query", "@\"Daniyar Sarsenov\" | count"]), "count\n1\n", "who said it is named still");
    let event = number("SELECT event FROM event_reports WHERE document = 2");
    place.done(&["fix", "hide", &format!("event/{event}")]);
    assert_eq!(number("SELECT count(*) FROM document_events WHERE document = 2"), 0);
    assert_eq!(place.done(&["query", "events person:Sarsenbai date:2024-05 | count"]), "count\n0\n");
    place.done(&["fix", "hide", "doc/3", "Culture Minister", "--only", "role"]);
    assert_eq!(number("SELECT count(*) FROM role_reports WHERE document = 3"), 0);
    assert_eq!(place.done(&["query", "@Doskalieva | count"]), "count\n2\n");
    place.done(&["fix", "hide", "doc/1", "Kendirli", "--only", "project"]);
    assert_eq!(number("SELECT count(*) FROM project_reports WHERE document = 1"), 0);
    place.facts();
    let hidden = told(&place);
    place.done(&["reextract", "--all"]);
    same(&hidden, &told(&place));
    for id in ["4", "3", "2", "1"] {
        place.done(&["fix", "undo", id]);
    }
    let fresh = Place::with(&ARTICLES);
    same(&told(&fresh), &told(&place));
    for wrong in [
        &["fix", "hide", "doc/1", "Kendirli", "--only", "quotation"][..],
        &["fix", "hide", "doc/1", "rain"],
        &["fix", "hide", "quote/999"],
        &["fix", "hide", "event/1", "words"],
        &["fix", "hide", "mention/1"],
    ] {
        assert_eq!(place.run(wrong).0, 2, "{wrong:?}");
    }
}

#[test]
fn whom_only_a_hidden_article_names_waits_for_it() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "hide", "doc/4"]);
    // The only other article to name her says something else now.
    place.import(&[(ARTICLES[2].0, "ASTANA, June 3, 2024 (Steppe News) — It rained in Astana on Monday.\n")]);
    assert_eq!(place.done(&["query", "people name:Doskalieva | count"]), "count\n0\n");
    place.facts();
    place.done(&["fix", "undo", "1"]);
    assert_eq!(place.done(&["query", "@Doskalieva | count"]), "count\n1\n");
    place.facts();
}

#[test]
fn a_copy_of_a_hidden_article_stands_for_it() {
    let wire = "ASTANA, June 3, 2024 (Steppe News) — Culture Minister Aigerim Doskalieva opened an exhibition of felt carpets \
                in Astana on Monday, and said that forty weavers from nine towns had worked on them through two winters. \
                The largest is eleven metres long and shows the shore as it was when the lake still reached the old \
                harbour, with every boat and every house that the weavers’ grandmothers could name. It will travel to \
                four more towns before the year ends, and then hang in the hall of the new railway station.";
    let place = Place::new();
    let articles: String = ["Steppe News", "Silk Wire", "Caspian Post"]
        .map(|site| {
            format!(
                "{}\n",
                serde_json::json!({ "id": site, "site": site, "title": "Carpets", "text": format!("{wire} {site}") })
            )
        })
        .concat();
    place.import(&[("all.jsonl", &articles)]);
    let copies = |place: &Place| place.one::<String>("SELECT group_concat(coalesce(copy_of, 0)) FROM documents");
    assert_eq!(copies(&place), "0,1,1");
    let counted = |place: &Place| {
        place.one::<String>("SELECT documents || ' ' || documents_once FROM countries WHERE code = 'KZ'")
    };
    assert_eq!(counted(&place), "3 1");
    assert_eq!(place.done(&["query", "docs carpets | select id"]), "id\n1\n");
    place.done(&["fix", "hide", "doc/1"]);
    assert_eq!(counted(&place), "2 1");
    place.facts();
    assert_eq!(place.done(&["query", "docs carpets | select id"]), "id\n2\n");
    assert_eq!(place.done(&["query", "docs carpets duplicates:all | count"]), "count\n2\n");
    place.done(&["fix", "undo", "1"]);
    assert_eq!(copies(&place), "0,1,1");
    assert_eq!(counted(&place), "3 1");
    place.facts();
}

#[test]
fn whose_name_is_rejected_takes_no_part_and_says_nothing() {
    let place = Place::with(&ARTICLES);
    let before = place.facts();
    let event = place.one::<i64>("SELECT event FROM event_reports WHERE document = 2");
    let people =
        format!("SELECT group_concat(name) FROM event_people x JOIN people p ON p.id = x.person WHERE event = {event}");
    assert_eq!(place.one::<String>(&people).split(',').count(), 2);
    place.done(&["fix", "reject", "doc/2", "Elchin Mammadzade"]);
    assert_eq!(place.one::<String>(&people), "Dinmukhamed Sarsenbai");
    place.facts();
    // The place where he is named in the text of the meeting, but not where he speaks.
    place.done(&["fix", "reject", "doc/1", "Daniyar Sarsenov", "--nth", "1"]);
    let of_first =
        people.replace(&format!("event = {event}"), "event = (SELECT event FROM event_reports WHERE document = 1)");
    assert_eq!(place.one::<String>(&of_first), "Elchin Mammadzade");
    assert_eq!(place.one::<i64>("SELECT count(*) FROM quotes WHERE document = 1 AND speaker IS NOT NULL"), 1);
    place.facts();
    place.done(&["fix", "undo", "2"]);
    place.done(&["fix", "reject", "doc/1", "Daniyar Sarsenov", "--nth", "2"]);
    assert_eq!(place.one::<i64>("SELECT count(*) FROM quotes WHERE document = 1 AND speaker IS NOT NULL"), 0);
    assert_eq!(place.one::<String>(&of_first).split(',').count(), 2);
    place.facts();
    place.done(&["fix", "undo", "3"]);
    place.done(&["fix", "undo", "1"]);
    same(&before, &place.facts());
}

#[test]
fn a_post_that_comes_back_keeps_out_of_the_way_of_another() {
    let place = Place::with(&ARTICLES[..3]);
    place.done(&["fix", "reject", "doc/3", "Aigerim Doskalieva"]);
    // Its number is free again, and given to others; the same post is told of her once more.
    place.import(&ARTICLES[3..]);
    place.import(&[(
        "five.txt",
        "ASTANA, July 5, 2024 (Steppe News) — Energy Minister Saule Lugovaya spoke in Astana on Friday.\n",
    )]);
    place.done(&["fix", "undo", "1"]);
    place.facts();
    let posts = "SELECT group_concat(name || ' ' || post || ' ' || r.documents, '; ') FROM (SELECT * FROM roles ORDER BY id) r \
                 JOIN people p ON p.id = r.person WHERE p.name IN ('Aigerim Doskalieva', 'Saule Lugovaya') ORDER BY p.name";
    let mut told: Vec<String> = place.one::<String>(posts).split("; ").map(str::to_owned).collect();
    told.sort();
    assert_eq!(told, ["Aigerim Doskalieva culture minister 2", "Saule Lugovaya energy minister 1"]);
}

#[test]
fn bodies_that_are_said_to_differ_are_not_joined_by_an_acronym() {
    let articles = [
        ("a.txt", "ASTANA, May 2, 2024 (Steppe News) — The CWF met in Astana on Thursday.\n"),
        ("b.txt", "ASTANA, May 3, 2024 (Steppe News) — The Caspian Water Fund (CWF) met in Astana on Friday.\n"),
    ];
    let names = |place: &Place| {
        let mut names: Vec<String> =
            place.done(&["query", "organizations | select name, docs"]).lines().skip(1).map(str::to_owned).collect();
        names.retain(|name| name.contains("CWF") || name.contains("Water"));
        names.sort();
        names
    };
    let joined = Place::with(&articles);
    assert_eq!(names(&joined), ["Caspian Water Fund\t2"]);
    let place = Place::new();
    place.import(&articles[..1]);
    let line = |name: &str, key: &str| serde_json::json!({ "kind": "organization", "name": name, "key": key });
    let different = serde_json::json!({ "made": "2024-12-01T00:00:00Z", "action": "different",
        "one": line("CWF", "cwf"), "other": line("Caspian Water Fund", "caspian water fund") });
    std::fs::write(place.path().join("decisions.jsonl"), format!("{different}\n")).expect("written");
    place.done(&["fix", "import", "decisions.jsonl"]);
    place.import(&articles[1..]);
    assert_eq!(names(&place), ["CWF\t1", "Caspian Water Fund\t1"]);
    place.done(&["reextract", "--all"]);
    assert_eq!(names(&place), ["CWF\t1", "Caspian Water Fund\t1"]);
    place.facts();
}

#[test]
fn projects_that_are_said_to_differ_are_not_joined() {
    let articles = [
        (
            "a.txt",
            "AKTAU, May 2, 2024 (Steppe News) — Kazakhstan and Georgia signed an agreement on the Middle Corridor.\n",
        ),
        (
            "b.txt",
            "AKTAU, May 3, 2024 (Steppe News) — Kazakhstan and Georgia signed an agreement on the Trans-Caspian International Transport Route.\n",
        ),
    ];
    let projects = |place: &Place| place.done(&["query", "projects sector:transport | count"]);
    let joined = Place::with(&articles);
    assert_eq!(projects(&joined), "count\n1\n");
    let place = Place::with(&articles[..1]);
    let of = |name: &str| serde_json::json!({ "kind": "project", "name": name });
    let different = serde_json::json!({ "made": "2024-12-01T00:00:00Z", "action": "different",
        "one": of("Middle Corridor"), "other": of("Trans-Caspian International Transport Route") });
    std::fs::write(place.path().join("decisions.jsonl"), format!("{different}\n")).expect("written");
    place.done(&["fix", "import", "decisions.jsonl"]);
    place.import(&articles[1..]);
    assert_eq!(projects(&place), "count\n2\n");
    place.facts();
}
