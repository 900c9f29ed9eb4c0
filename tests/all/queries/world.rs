//! A small made-up world, as plain data and as an archive made from it.
//!
//! Countries and the body SPECA are real, people, companies and projects are not.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

#[derive(Clone, Debug, Default)]
pub struct World {
    pub documents: Vec<Document>,
    pub events: Vec<Event>,
    pub quotes: Vec<Quote>,
}

#[derive(Clone, Debug)]
pub struct Document {
    pub id: i64,
    pub title: String,
    pub body: String,
    pub lang: Option<&'static str>,
    pub day: Option<i64>,
    pub source: Option<i64>,
    pub place: Option<i64>,
    pub byline: Option<&'static str>,
    /// The earlier document that it repeats.
    pub copy_of: Option<i64>,
    /// Entity id and number of mentions.
    pub people: BTreeMap<i64, i64>,
    pub countries: BTreeMap<i64, i64>,
    pub organizations: BTreeMap<i64, i64>,
    pub projects: BTreeMap<i64, i64>,
    pub events: BTreeMap<i64, i64>,
}

#[derive(Clone, Debug)]
pub struct Event {
    pub id: i64,
    pub kind: &'static str,
    pub status: &'static str,
    pub day: Option<i64>,
    pub place: Option<i64>,
    pub country: Option<i64>,
    pub people: Vec<i64>,
    pub countries: Vec<i64>,
}

#[derive(Clone, Debug)]
pub struct Quote {
    pub id: i64,
    pub document: i64,
    pub speaker: Option<i64>,
    pub verb: &'static str,
    pub text: String,
}

pub struct Person {
    pub id: i64,
    pub name: &'static str,
    pub surname: &'static str,
    pub country: Option<i64>,
    pub roles: &'static [Post],
}

/// A post that someone holds, and of which country where that was said.
pub type Post = (&'static str, Option<i64>);

pub const COUNTRIES: &[(i64, &str, &str, &str, &str, &str)] = &[
    (398, "KZ", "KAZ", "Kazakhstan", "Kazakh", "Central Asia"),
    (31, "AZ", "AZE", "Azerbaijan", "Azerbaijani", "Western Asia"),
    (643, "RU", "RUS", "Russia", "Russian", "Eastern Europe"),
    (860, "UZ", "UZB", "Uzbekistan", "Uzbek", "Central Asia"),
    (268, "GE", "GEO", "Georgia", "Georgian", "Western Asia"),
];

pub const CENTRAL_ASIA: &[i64] = &[398, 860];

pub const PEOPLE: &[Person] = &[
    Person {
        id: 1,
        name: "Daniyar Sarsenov",
        surname: "sarsenov",
        country: Some(398),
        roles: &[("president", Some(398)), ("foreign minister", Some(31))],
    },
    Person {
        id: 2,
        name: "Elchin Mammadzade",
        surname: "mammadzade",
        country: Some(31),
        roles: &[("president", None), ("ambassador", Some(398))],
    },
    Person {
        id: 3,
        name: "Leyla Mammadzade",
        surname: "mammadzade",
        country: Some(31),
        roles: &[("foreign minister", Some(31)), ("ambassador", Some(860))],
    },
    Person {
        id: 4,
        name: "Aigerim Doskalieva",
        surname: "doskalieva",
        country: Some(398),
        roles: &[("foreign minister", Some(398)), ("president", None)],
    },
    Person {
        id: 5,
        name: "Bakhtiyor Nazirov",
        surname: "nazirov",
        country: Some(860),
        roles: &[("deputy minister", Some(860))],
    },
    Person {
        id: 6,
        name: "Giorgi Beridzishvili",
        surname: "beridzishvili",
        country: None,
        roles: &[("ambassador", None)],
    },
];

/// Id, name, acronym, kind, country.
pub type Organization = (i64, &'static str, Option<&'static str>, &'static str, Option<i64>);

pub const ORGANIZATIONS: &[Organization] = &[
    (1, "United Nations Special Programme for the Economies of Central Asia", Some("SPECA"), "international", None),
    (2, "Tengri Freight", None, "company", Some(398)),
    (3, "Abseron Shipping", None, "company", Some(31)),
];

/// Id, name, sector, status, parties.
pub const PROJECTS: &[(i64, &str, &str, &str, &[i64])] = &[
    (1, "Turan corridor", "transport", "signed", &[398, 31]),
    (2, "Khazar fibre line", "telecom_digital", "discussed", &[398, 31, 268]),
    (3, "Aral water fund", "water", "launched", &[398, 860]),
    (4, "Abseron port", "transport", "launched", &[31]),
];

pub const SOURCES: &[(i64, &str, &str)] =
    &[(1, "Caspian Wire", "caspian.example"), (2, "Steppe Herald", "steppe.example")];

pub const PLACES: &[(i64, &str, i64, &str)] =
    &[(1, "Astana", 398, "astana/KZ"), (2, "Baku", 31, "baku/AZ"), (3, "Tashkent", 860, "tashkent/UZ")];

pub const WORDS: &[&str] = &[
    "transport",
    "energy",
    "gas",
    "oil",
    "corridor",
    "route",
    "fiber",
    "optic",
    "cargo",
    "summit",
    "Trans-Caspian",
    "AT&T",
    "O'Neil",
    "C++",
    "signed",
    "signing",
    "railway",
    "trade",
    "port",
    "2024",
];

/// Splitmix64: the same numbers everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn subset(&mut self, ids: impl Iterator<Item = i64>, percent: usize) -> BTreeMap<i64, i64> {
        ids.filter(|_| self.chance(percent)).map(|id| (id, 1 + id % 3)).collect()
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.pick(WORDS)).collect::<Vec<_>>().join(" ")
    }
}

impl World {
    pub fn generate(seed: u64, documents: i64) -> World {
        let mut dice = Dice(seed);
        let mut world = World::default();
        for id in 1..=documents / 4 {
            let day = dice.chance(80).then(|| random_day(&mut dice));
            world.events.push(Event {
                id,
                kind: dice.pick(&["meeting", "visit", "state_visit", "summit", "call"]),
                status: dice.pick(&["held", "planned", "invited"]),
                day,
                place: dice.chance(70).then(|| dice.pick(PLACES).0),
                country: dice.chance(70).then(|| dice.pick(COUNTRIES).0),
                people: dice.subset(PEOPLE.iter().map(|p| p.id), 30).into_keys().collect(),
                countries: dice.subset(COUNTRIES.iter().map(|c| c.0), 30).into_keys().collect(),
            });
        }
        for id in 1..=documents {
            let title = dice.words(3);
            let count = 4 + dice.below(12);
            let body = dice.words(count);
            world.documents.push(Document {
                id,
                title,
                body,
                lang: dice.pick(&[Some("en"), Some("en"), Some("ru"), None]),
                day: dice.chance(88).then(|| random_day(&mut dice)),
                source: dice.chance(80).then(|| dice.pick(SOURCES).0),
                place: dice.chance(60).then(|| dice.pick(PLACES).0),
                byline: dice.pick(&[Some("Madina Orazbek"), Some("Tural Agazade"), None]),
                copy_of: None,
                people: dice.subset(PEOPLE.iter().map(|p| p.id), 30),
                countries: dice.subset(COUNTRIES.iter().map(|c| c.0), 40),
                organizations: dice.subset(ORGANIZATIONS.iter().map(|o| o.0), 30),
                projects: dice.subset(PROJECTS.iter().map(|p| p.0), 25),
                events: dice.subset(1..=documents / 4, 8),
            });
        }
        for id in 1..=documents {
            world.quotes.push(Quote {
                id,
                document: 1 + dice.below(documents as usize) as i64,
                speaker: dice.chance(80).then(|| dice.pick(&[1, 2, 3, 4, 5, 6])),
                verb: dice.pick(&["said", "stressed", "told reporters"]),
                text: dice.words(5),
            });
        }
        world
    }

    /// Some of its documents said to be copies of others; what they hold differs, so that it shows who is left out.
    pub fn with_copies(mut self, seed: u64) -> World {
        let mut dice = Dice(seed);
        let mut originals = Vec::new();
        for document in &mut self.documents {
            if !originals.is_empty() && dice.chance(15) {
                document.copy_of = Some(dice.pick(&originals));
            } else {
                originals.push(document.id);
            }
        }
        self
    }

    /// As if each had been written by itself.
    pub fn without_copies(&self) -> World {
        let mut world = self.clone();
        world.documents.iter_mut().for_each(|document| document.copy_of = None);
        world
    }

    pub fn document(&self, id: i64) -> &Document {
        &self.documents[id as usize - 1]
    }

    /// The archive of this world, in memory.
    pub fn archive(&self) -> Connection {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(include_str!("../../../schema.sql")).expect("schema");
        self.fill(&conn).expect("the world fits the schema");
        conn.execute_batch(COUNTS).expect("counts");
        conn
    }

    fn fill(&self, conn: &Connection) -> rusqlite::Result<()> {
        conn.execute(
            "INSERT INTO imports (id, started, program, extractor_version, status) VALUES (1, '2024-12-01T00:00:00Z', 'test', 1, 'done')",
            [],
        )?;
        for (id, code, iso3, name, demonym, region) in COUNTRIES {
            conn.execute(
                "INSERT INTO countries (id, code, iso3, name, demonym, region, subregion) VALUES (?, ?, ?, ?, ?, 'Asia', ?)",
                params![id, code, iso3, name, demonym, region],
            )?;
            for (alias, how) in [(code, "iso2"), (iso3, "iso3"), (name, "name"), (demonym, "demonym")] {
                alias_row(conn, alias, "country", *id, how)?;
            }
        }
        conn.execute("INSERT INTO regions VALUES (1, 'Central Asia', 'geographic')", [])?;
        alias_row(conn, "Central Asia", "region", 1, "name")?;
        for country in CENTRAL_ASIA {
            conn.execute("INSERT INTO region_countries VALUES (1, ?)", [country])?;
        }
        for (id, name, domain) in SOURCES {
            conn.execute("INSERT INTO sources (id, name, domain) VALUES (?, ?, ?)", params![id, name, domain])?;
        }
        for (id, name, country, key) in PLACES {
            conn.execute(
                "INSERT INTO places (id, name, country, key) VALUES (?, ?, ?, ?)",
                params![id, name, country, key],
            )?;
        }
        for person in PEOPLE {
            conn.execute(
                "INSERT INTO people (id, name, family, country, key) VALUES (?, ?, ?, ?, ?)",
                params![person.id, person.name, person.surname, person.country, person.surname],
            )?;
            alias_row(conn, person.name, "person", person.id, "name")?;
            alias_row(conn, person.surname, "person", person.id, "surname")?;
            for (post, country) in person.roles {
                conn.execute(
                    "INSERT INTO roles (person, title, post, country, basis) VALUES (?1, ?2, ?2, ?3, 'stated')",
                    params![person.id, post, country],
                )?;
            }
        }
        for (id, name, acronym, kind, country) in ORGANIZATIONS {
            conn.execute(
                "INSERT INTO organizations (id, name, acronym, kind, country, key) VALUES (?, ?, ?, ?, ?, ?)",
                params![id, name, acronym, kind, country, name],
            )?;
            alias_row(conn, name, "organization", *id, "name")?;
            if let Some(acronym) = acronym {
                alias_row(conn, acronym, "organization", *id, "acronym")?;
            }
        }
        for (id, name, sector, status, parties) in PROJECTS {
            conn.execute(
                "INSERT INTO projects (id, name, sector, status, key) VALUES (?, ?, ?, ?, ?)",
                params![id, name, sector, status, name],
            )?;
            alias_row(conn, name, "project", *id, "name")?;
            for country in *parties {
                conn.execute("INSERT INTO project_countries VALUES (?, ?, 'stated')", params![id, country])?;
            }
        }
        for event in &self.events {
            conn.execute(
                "INSERT INTO events (id, kind, status, name, date, day, place, country, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    event.id,
                    event.kind,
                    event.status,
                    format!("{} {}", event.kind, event.id),
                    event.day.map(day_text),
                    event.day,
                    event.place,
                    event.country,
                    event.id.to_string()
                ],
            )?;
            for person in &event.people {
                conn.execute("INSERT INTO event_people (event, person) VALUES (?, ?)", params![event.id, person])?;
            }
            for country in &event.countries {
                conn.execute("INSERT INTO event_countries (event, country) VALUES (?, ?)", params![event.id, country])?;
            }
        }
        for document in &self.documents {
            self.fill_document(conn, document)?;
        }
        for quote in &self.quotes {
            conn.execute(
                "INSERT INTO quotes (id, document, day, sentence, speaker, verb, text, kind, start, length, rule, confidence) VALUES (?, ?, ?, 0, ?, ?, ?, 'direct', 0, 1, 'test', 1)",
                params![
                    quote.id,
                    quote.document,
                    self.document(quote.document).day,
                    quote.speaker,
                    quote.verb,
                    quote.text
                ],
            )?;
        }
        conn.execute_batch("INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild'); INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')")
    }

    fn fill_document(&self, conn: &Connection, document: &Document) -> rusqlite::Result<()> {
        conn.execute(
            "INSERT INTO documents (id, title, title_basis, body, lang, published, day, place, source, byline, key, content_hash, words, import, copy_of) VALUES (?, ?, 'record', ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 1, ?)",
            params![
                document.id,
                document.title,
                document.body,
                document.lang,
                document.day.map(day_text),
                document.day,
                document.place,
                document.source,
                document.byline,
                document.id.to_string(),
                document.body.split(' ').count() as i64,
                document.copy_of
            ],
        )?;
        let mut ordinal = 0;
        for (table, column, kind, found) in [
            ("document_people", "person", "person", &document.people),
            ("document_countries", "country", "country", &document.countries),
            ("document_organizations", "organization", "organization", &document.organizations),
            ("document_projects", "project", "project", &document.projects),
            ("document_events", "event", "event", &document.events),
        ] {
            let (extra, value) = if kind == "country" { (", salience", ", 0.5") } else { ("", "") };
            for (id, mentions) in found {
                conn.execute(
                    &format!(
                        "INSERT INTO {table} (document, {column}, day, mentions{extra}) VALUES (?, ?, ?, ?{value})"
                    ),
                    params![document.id, id, document.day, mentions],
                )?;
                conn.execute(
                    "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, 0, 1, 'x', 'literal', 'test', 1)",
                    params![document.id, ordinal, kind, id, sentence_of(document.id, *id)],
                )?;
                ordinal += 1;
            }
        }
        Ok(())
    }
}

/// Every entity of a document stands in one of two sentences.
pub fn sentence_of(document: i64, entity: i64) -> i64 {
    (document + entity) % 2
}

fn random_day(dice: &mut Dice) -> i64 {
    (2022 + dice.below(3) as i64) * 10000 + (1 + dice.below(12) as i64) * 100 + 1 + dice.below(28) as i64
}

pub fn day_text(day: i64) -> String {
    format!("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100)
}

fn alias_row(conn: &Connection, alias: &str, kind: &str, entity: i64, how: &str) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO aliases (norm, kind, entity, how, alias) VALUES (?, ?, ?, ?, ?)",
        params![dateline::text::fold(alias), kind, entity, how, alias],
    )?;
    Ok(())
}

/// All counts of entities, from the links.
pub const COUNTS: &str = "
UPDATE people SET (documents, mentions, first_day, last_day) = (SELECT count(*), coalesce(sum(mentions), 0), min(day), max(day) FROM document_people WHERE person = people.id);
UPDATE people SET (documents_once, mentions_once) = (SELECT count(*), coalesce(sum(mentions), 0) FROM document_people JOIN documents d ON d.id = document WHERE person = people.id AND d.copy_of IS NULL);
UPDATE countries SET (documents, mentions, first_day, last_day) = (SELECT count(*), coalesce(sum(mentions), 0), min(day), max(day) FROM document_countries WHERE country = countries.id);
UPDATE countries SET (documents_once, mentions_once) = (SELECT count(*), coalesce(sum(mentions), 0) FROM document_countries JOIN documents d ON d.id = document WHERE country = countries.id AND d.copy_of IS NULL);
UPDATE organizations SET (documents, mentions, first_day, last_day) = (SELECT count(*), coalesce(sum(mentions), 0), min(day), max(day) FROM document_organizations WHERE organization = organizations.id);
UPDATE organizations SET (documents_once, mentions_once) = (SELECT count(*), coalesce(sum(mentions), 0) FROM document_organizations JOIN documents d ON d.id = document WHERE organization = organizations.id AND d.copy_of IS NULL);
UPDATE projects SET (documents, mentions, first_day, last_day) = (SELECT count(*), coalesce(sum(mentions), 0), min(day), max(day) FROM document_projects WHERE project = projects.id);
UPDATE projects SET (documents_once, mentions_once) = (SELECT count(*), coalesce(sum(mentions), 0) FROM document_projects JOIN documents d ON d.id = document WHERE project = projects.id AND d.copy_of IS NULL);
UPDATE events SET (documents, mentions, first_day, last_day) = (SELECT count(*), coalesce(sum(mentions), 0), min(day), max(day) FROM document_events WHERE event = events.id);
UPDATE events SET (documents_once, mentions_once) = (SELECT count(*), coalesce(sum(mentions), 0) FROM document_events JOIN documents d ON d.id = document WHERE event = events.id AND d.copy_of IS NULL);
";
