//! One article with everything that was found in it.

use rusqlite::{Connection, Result, Row};
use serde::Serialize;

use super::passage::{Passage, Passages};

/// An article, its text and its facts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Article {
    /// Row of `documents`: good for this archive alone.
    pub id: i64,
    /// Stable across archives.
    pub key: String,
    /// Headline, or what stands for it: see `title_basis`.
    pub title: String,
    /// Where the title was read: json-ld, html, first-sentence …
    pub title_basis: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    pub published: Option<String>,
    /// Where the date was read: json-ld, dateline, url …
    pub published_basis: Option<String>,
    /// HH:MM:SS as written.
    pub published_time: Option<String>,
    /// +05:00, Z or a name, as written.
    pub published_zone: Option<String>,
    /// As written: `ASTANA, Nov. 24`.
    pub dateline: Option<String>,
    /// City that it was filed from, as the archive calls it.
    pub place: Option<String>,
    /// Name of the publisher.
    pub source: Option<String>,
    /// Agency or press service that the text credits.
    pub credited: Option<String>,
    /// Who is named as its author.
    pub byline: Option<String>,
    /// ISO 639-1; `None` is unknown.
    pub lang: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// How many the body has.
    pub words: i64,
    /// The earlier document that this one repeats.
    pub copy_of: Option<i64>,
    /// The decision by which queries pass over it; its facts are taken out.
    pub hidden_by: Option<i64>,
    /// Paths and URLs at which it was read.
    pub read_at: Vec<String>,
    /// Normalised, paragraphs parted by empty lines; what characters are counted in.
    pub body: String,
    /// The most mentioned first.
    pub people: Vec<Person>,
    /// The most mentioned first.
    pub countries: Vec<Named>,
    /// The most mentioned first.
    pub organizations: Vec<Named>,
    /// The most mentioned first, each with what is said of it.
    pub projects: Vec<Project>,
    /// In the order in which they were found.
    pub events: Vec<Event>,
    /// In the order of the text.
    pub quotes: Vec<Quote>,
    /// Every place where an entity is named, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// An entity that the article names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    /// As it can be typed behind `@`: `country/KZ`.
    pub entity: String,
    /// As the archive calls it, in this article or not.
    pub name: String,
    /// Times that the article names it.
    pub mentions: i64,
}

/// Someone whom the article names, with the posts that it gives them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// Who, with a count.
    #[serde(flatten)]
    pub named: Named,
    /// In the order of the text; empty when none is told.
    pub roles: Vec<Role>,
}

/// A post that the article gives someone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Role {
    /// As written.
    pub title: String,
    /// What it comes to: president, foreign minister.
    pub post: String,
    /// Country or organization of the post.
    pub of: Option<String>,
    /// Where the post is told.
    #[serde(flatten)]
    pub passage: Passage,
}

/// An undertaking that the article reports on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Project {
    /// Which, with a count.
    #[serde(flatten)]
    pub named: Named,
    /// As in schema.sql: transport, energy …
    pub sector: String,
    /// In the order of the text.
    pub reports: Vec<ProjectReport>,
}

/// What one sentence says has become of a project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProjectReport {
    /// proposed, signed, under_way …: as in schema.sql.
    pub status: String,
    /// asserted, planned, conditional, negated.
    pub modality: String,
    /// The governing verb as written.
    pub verb: Option<String>,
    /// YYYY, YYYY-MM or YYYY-MM-DD for which it holds, when stated.
    pub as_of: Option<String>,
    /// In whole units of `currency`.
    pub amount: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The noun phrase that names the project.
    #[serde(flatten)]
    pub passage: Passage,
}

/// Something that the article tells as happened or to come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Row of `events`; other articles may report the same.
    pub event: i64,
    /// meeting, visit, summit …: as in schema.sql.
    pub kind: String,
    /// held, planned, invited, postponed, cancelled: as this article says.
    pub status: String,
    /// As named, or made from its kind and participants.
    pub name: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    pub date: Option<String>,
    /// As the archive calls it, or as written where it does not know it.
    pub place: Option<String>,
    /// Who took part: people, then countries.
    pub participants: Vec<String>,
    /// The words that tell it.
    #[serde(flatten)]
    pub passage: Passage,
}

/// What the article has someone say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// A name, or the words that stand for one: "the minister".
    pub speaker: Option<String>,
    /// Of saying, as written.
    pub verb: Option<String>,
    /// Without the marks; paragraphs parted by empty lines.
    pub text: String,
    /// direct or indirect.
    pub kind: String,
    /// The words said.
    #[serde(flatten)]
    pub passage: Passage,
}

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// person, country, organization, place, project, event.
    pub kind: String,
    /// `None` where it is unknown who or what is meant.
    pub entity: Option<String>,
    /// As the archive calls what is meant; `None` where that is unknown.
    pub name: Option<String>,
    /// literal, demonym, metonym, embedded, anaphor.
    pub sense: String,
    /// The surface.
    #[serde(flatten)]
    pub passage: Passage,
}

/// Reads the document of that number.
///
/// # Errors
/// SQLite's, also when there is no such document.
pub fn article(conn: &Connection, id: i64) -> Result<Article> {
    let mut article = conn.query_row(
        "SELECT d.id, d.key, d.title, d.title_basis, d.published, d.published_basis, d.published_time, d.published_zone,
                d.dateline, p.name, s.name, d.credited, d.byline, d.lang, d.url, d.words, d.copy_of, d.body,
                (SELECT decision FROM hidden_documents WHERE document = d.id)
         FROM documents d LEFT JOIN places p ON p.id = d.place LEFT JOIN sources s ON s.id = d.source WHERE d.id = ?",
        [id],
        bare,
    )?;
    let body = std::mem::take(&mut article.body);
    let reader = Reader { conn, id, passages: Passages::read(conn, id, &body)? };
    article.read_at =
        reader.rows("SELECT locator FROM document_locators WHERE document = ? ORDER BY locator", |row| row.get(0))?;
    article.people = reader.people()?;
    article.countries = reader.rows(
        "SELECT 'country/' || e.code, e.name, m.mentions FROM document_countries m JOIN countries e ON e.id = m.country
         WHERE m.document = ? ORDER BY m.mentions DESC, e.name",
        named,
    )?;
    article.organizations = reader.rows(
        "SELECT 'org/' || e.id, e.name, m.mentions FROM document_organizations m JOIN organizations e ON e.id = m.organization
         WHERE m.document = ? ORDER BY m.mentions DESC, e.name",
        named,
    )?;
    article.projects = reader.projects()?;
    article.events = reader.events()?;
    article.quotes = reader.quotes()?;
    article.mentions = reader.mentions()?;
    drop(reader);
    article.body = body;
    Ok(article)
}

fn bare(row: &Row<'_>) -> Result<Article> {
    Ok(Article {
        id: row.get(0)?,
        key: row.get(1)?,
        title: row.get(2)?,
        title_basis: row.get(3)?,
        published: row.get(4)?,
        published_basis: row.get(5)?,
        published_time: row.get(6)?,
        published_zone: row.get(7)?,
        dateline: row.get(8)?,
        place: row.get(9)?,
        source: row.get(10)?,
        credited: row.get(11)?,
        byline: row.get(12)?,
        lang: row.get(13)?,
        url: row.get(14)?,
        words: row.get(15)?,
        copy_of: row.get(16)?,
        body: row.get(17)?,
        hidden_by: row.get(18)?,
        read_at: Vec::new(),
        people: Vec::new(),
        countries: Vec::new(),
        organizations: Vec::new(),
        projects: Vec::new(),
        events: Vec::new(),
        quotes: Vec::new(),
        mentions: Vec::new(),
    })
}

fn named(row: &Row<'_>) -> Result<Named> {
    Ok(Named { entity: row.get(0)?, name: row.get(1)?, mentions: row.get(2)? })
}

struct Reader<'a> {
    conn: &'a Connection,
    id: i64,
    passages: Passages<'a>,
}

impl Reader<'_> {
    fn rows<T>(&self, sql: &'static str, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        self.conn.prepare_cached(sql)?.query_map([self.id], read)?.collect()
    }

    fn people(&self) -> Result<Vec<Person>> {
        let roles = self.rows(
            "SELECT r.person, r.title, r.post, coalesce(o.name, r.organization_name, c.name), t.sentence, t.start, t.length, t.rule, t.confidence
             FROM role_reports t JOIN roles r ON r.id = t.role LEFT JOIN countries c ON c.id = r.country
             LEFT JOIN organizations o ON o.id = r.organization WHERE t.document = ? ORDER BY t.ordinal",
            |row| {
                let role = Role {
                    title: row.get(1)?,
                    post: row.get(2)?,
                    of: row.get(3)?,
                    passage: self.passages.of(row, 4)?,
                };
                Ok((row.get::<_, i64>(0)?, role))
            },
        )?;
        let people = self.rows(
            "SELECT 'person/' || e.id, e.name, m.mentions, e.id FROM document_people m JOIN people e ON e.id = m.person
             WHERE m.document = ? ORDER BY m.mentions DESC, e.name",
            |row| Ok((row.get::<_, i64>(3)?, Person { named: named(row)?, roles: Vec::new() })),
        )?;
        Ok(grouped(people, roles, |person| &mut person.roles))
    }

    fn projects(&self) -> Result<Vec<Project>> {
        let reports = self.rows(
            "SELECT project, status, modality, verb, as_of, amount, currency, sentence, start, length, rule, confidence
             FROM project_reports WHERE document = ? ORDER BY ordinal",
            |row| {
                let report = ProjectReport {
                    status: row.get(1)?,
                    modality: row.get(2)?,
                    verb: row.get(3)?,
                    as_of: row.get(4)?,
                    amount: row.get(5)?,
                    currency: row.get(6)?,
                    passage: self.passages.of(row, 7)?,
                };
                Ok((row.get::<_, i64>(0)?, report))
            },
        )?;
        let projects = self.rows(
            "SELECT 'project/' || e.id, e.name, m.mentions, e.id, e.sector FROM document_projects m JOIN projects e ON e.id = m.project
             WHERE m.document = ? ORDER BY m.mentions DESC, e.name",
            |row| Ok((row.get::<_, i64>(3)?, Project { named: named(row)?, sector: row.get(4)?, reports: Vec::new() })),
        )?;
        Ok(grouped(projects, reports, |project| &mut project.reports))
    }

    fn events(&self) -> Result<Vec<Event>> {
        let mut events: Vec<Event> = self.rows(
            "SELECT e.id, e.kind, r.status, e.name, coalesce(r.date, e.date), coalesce(p.name, r.place_text),
                    r.sentence, r.start, r.length, r.rule, r.confidence
             FROM event_reports r JOIN events e ON e.id = r.event LEFT JOIN places p ON p.id = e.place
             WHERE r.document = ? ORDER BY r.ordinal",
            |row| {
                Ok(Event {
                    event: row.get(0)?,
                    kind: row.get(1)?,
                    status: row.get(2)?,
                    name: row.get(3)?,
                    date: row.get(4)?,
                    place: row.get(5)?,
                    participants: Vec::new(),
                    passage: self.passages.of(row, 6)?,
                })
            },
        )?;
        for event in &mut events {
            event.participants = participants(self.conn, event.event)?;
        }
        Ok(events)
    }

    fn quotes(&self) -> Result<Vec<Quote>> {
        self.rows(
            "SELECT coalesce(p.name, o.name, q.speaker_text), q.verb, q.text, q.kind,
                    q.sentence, q.start, q.length, q.rule, q.confidence
             FROM quotes q LEFT JOIN people p ON p.id = q.speaker LEFT JOIN organizations o ON o.id = q.speaker_organization
             WHERE q.document = ? ORDER BY q.start, q.id",
            |row| {
                Ok(Quote {
                    speaker: row.get(0)?,
                    verb: row.get(1)?,
                    text: row.get(2)?,
                    kind: row.get(3)?,
                    passage: self.passages.of(row, 4)?,
                })
            },
        )
    }

    fn mentions(&self) -> Result<Vec<Mention>> {
        self.rows(
            "SELECT m.kind,
                    CASE m.kind WHEN 'country' THEN 'country/' || c.code WHEN 'organization' THEN 'org/' || m.entity
                                ELSE m.kind || '/' || m.entity END,
                    coalesce(c.name, p.name, o.name, j.name, l.name, e.name), m.sense,
                    m.sentence, m.start, m.length, m.rule, m.confidence
             FROM mentions m
             LEFT JOIN countries c ON m.kind = 'country' AND c.id = m.entity
             LEFT JOIN people p ON m.kind = 'person' AND p.id = m.entity
             LEFT JOIN organizations o ON m.kind = 'organization' AND o.id = m.entity
             LEFT JOIN projects j ON m.kind = 'project' AND j.id = m.entity
             LEFT JOIN places l ON m.kind = 'place' AND l.id = m.entity
             LEFT JOIN events e ON m.kind = 'event' AND e.id = m.entity
             WHERE m.document = ? ORDER BY m.start, m.length DESC, m.ordinal",
            |row| {
                Ok(Mention {
                    kind: row.get(0)?,
                    entity: row.get(1)?,
                    name: row.get(2)?,
                    sense: row.get(3)?,
                    passage: self.passages.of(row, 4)?,
                })
            },
        )
    }
}

/// Who took part in an event: people, then countries.
pub(super) fn participants(conn: &Connection, event: i64) -> Result<Vec<String>> {
    conn.prepare_cached(
        "SELECT name FROM (
           SELECT p.name, 0 AS rank FROM event_people x JOIN people p ON p.id = x.person WHERE x.event = ?1
           UNION ALL
           SELECT c.name, 1 FROM event_countries x JOIN countries c ON c.id = x.country WHERE x.event = ?1)
         ORDER BY rank, name",
    )?
    .query_map([event], |row| row.get(0))?
    .collect()
}

/// Each thing with the reports of its number.
fn grouped<T, R>(things: Vec<(i64, T)>, reports: Vec<(i64, R)>, of: impl Fn(&mut T) -> &mut Vec<R>) -> Vec<T> {
    let places: std::collections::HashMap<i64, usize> =
        things.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let mut things: Vec<T> = things.into_iter().map(|(_, thing)| thing).collect();
    for (id, report) in reports {
        if let Some(&at) = places.get(&id) {
            of(&mut things[at]).push(report);
        }
    }
    things
}
