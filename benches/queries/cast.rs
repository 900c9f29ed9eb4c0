//! Who the questions are about: the frequent and the rare of the archive at hand.

use rusqlite::Connection;

use crate::Outcome;

/// What stands in a question for an entity or a word: `{country}` is `country/US`, `{country!}` is `US`,
/// `{country#}` its id.
pub struct Cast {
    parts: Vec<Part>,
}

/// Articles that several publishers print are counted once, by whoever is asked.
const COPIES: &str = "(SELECT id FROM documents INDEXED BY documents_copies WHERE copy_of IS NOT NULL)";

struct Part {
    placeholder: &'static str,
    stable: String,
    id: i64,
    /// For the person who reads the figures.
    told: String,
}

impl Cast {
    pub fn choose(archive: &Connection, documents: usize) -> Outcome<Cast> {
        let mut parts = Vec::new();
        let rare = documents as i64 / 500;
        let nearest = |share: i64| format!("abs(documents - {share})");
        for (placeholder, kind, table, by) in [
            ("country", "country", "countries", "-documents".to_owned()),
            ("second country", "country", "countries", "-documents LIMIT 1 OFFSET 1".to_owned()),
            ("rare country", "country", "countries", nearest(rare)),
            ("person", "person", "people", "-documents".to_owned()),
            ("rare person", "person", "people", nearest(rare / 4)),
            ("organization", "org", "organizations", "-documents".to_owned()),
            ("project", "project", "projects", "-documents".to_owned()),
        ] {
            let code = if kind == "country" { "code" } else { "id" };
            let limit = if by.contains("LIMIT") { "" } else { ", id LIMIT 1" };
            let sql =
                format!("SELECT id, {code}, name, documents FROM {table} WHERE documents > 0 ORDER BY {by}{limit}");
            let row = |row: &rusqlite::Row<'_>| {
                let code: rusqlite::types::Value = row.get(1)?;
                let code = match code {
                    rusqlite::types::Value::Text(code) => code,
                    _ => row.get::<_, i64>(1)?.to_string(),
                };
                Ok((row.get::<_, i64>(0)?, code, row.get::<_, String>(2)?, row.get::<_, i64>(3)?))
            };
            let (id, code, name, documents) = archive.query_row(&sql, [], row)?;
            let told = format!("{placeholder} = {name}, {documents} documents");
            parts.push(Part { placeholder, stable: format!("{kind}/{code}"), id, told });
        }
        for (placeholder, word) in [("common", "said"), ("middling", "energy"), ("rare", "pipeline")] {
            let sql = "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH ?";
            let documents: i64 = archive.query_row(sql, [word], |row| row.get(0))?;
            let told = format!("{placeholder} word = {word}, {documents} documents");
            parts.push(Part { placeholder, stable: word.to_owned(), id: documents, told });
        }
        Ok(Cast { parts })
    }

    /// The text with everyone in place.
    pub fn fill(&self, text: &str) -> String {
        let text = text.replace("{copies}", COPIES);
        self.parts.iter().fold(text, |text, part| {
            let text = text.replace(&format!("{{{}}}", part.placeholder), &part.stable);
            let text =
                text.replace(&format!("{{{}!}}", part.placeholder), part.stable.rsplit('/').next().unwrap_or(""));
            text.replace(&format!("{{{}#}}", part.placeholder), &part.id.to_string())
        })
    }

    pub fn told(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.told.as_str())
    }
}
