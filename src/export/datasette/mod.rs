//! Metadata that makes Datasette a finished page: `datasette archive.db -m metadata.json`.

mod pages;
mod questions;

use serde_json::{Map, Value, json};

use super::model::{self, Column, Table};
use pages::{HIDDEN, PAGES, SEARCHED, STYLE, UNITS};

/// The metadata for an archive that Datasette serves under `database`, the name of its file without the ending.
/// It says nothing of what the archive holds now, so it stays good after the next import.
pub fn metadata(database: &str) -> rusqlite::Result<Value> {
    let mut tables: Map<String, Value> =
        model::tables()?.into_iter().map(|table| (table.name.clone(), described(&table))).collect();
    for hidden in HIDDEN {
        entry(&mut tables, hidden)["hidden"] = Value::Bool(true);
    }
    let queries: Map<String, Value> = questions::all()
        .into_iter()
        .map(|question| {
            let about = json!({
                "title": question.title,
                "description": question.about,
                "sql": question.sql,
                "hide_sql": true,
            });
            (question.name.to_owned(), about)
        })
        .collect();
    Ok(json!({
        "title": "News archive",
        "description": "Articles and what was found in them: people and their posts, countries, organizations, projects, \
                        events and quotations, each with the sentence that it rests on.",
        "extra_css_urls": [format!("data:text/css,{}", STYLE.replace(' ', "%20"))],
        "databases": {
            database: {
                "description": "Begin with a question below, or with a view: articles, person_roles, project_timeline, \
                                meetings, quotations. A fact is what a program read: look at its sentence and its confidence.",
                "tables": tables,
                "queries": queries,
            }
        }
    }))
}

fn entry<'a>(tables: &'a mut Map<String, Value>, name: &str) -> &'a mut Value {
    tables.entry(name).or_insert_with(|| json!({}))
}

fn described(table: &Table) -> Value {
    let mut about = json!({ "description": table.about });
    let columns: Map<String, Value> = table
        .columns
        .iter()
        .filter(|column| !column.about.is_empty())
        .map(|column| (column.name.clone(), Value::from(column.about.as_str())))
        .collect();
    about["columns"] = Value::Object(columns);
    if let Some(page) = PAGES.iter().find(|page| page.table == table.name) {
        about["title"] = Value::from(page.title);
        about["facets"] = page.facets.into();
        if let Some(label) = page.label {
            about["label_column"] = Value::from(label);
        }
        match page.sort.map(|sort| sort.strip_prefix('-').ok_or(sort)) {
            Some(Ok(downwards)) => about["sort_desc"] = Value::from(downwards),
            Some(Err(upwards)) => about["sort"] = Value::from(upwards),
            None => {}
        }
    }
    if let Some((_, index, key)) = SEARCHED.iter().find(|(searched, _, _)| *searched == table.name) {
        about["fts_table"] = Value::from(*index);
        about["fts_pk"] = Value::from(*key);
    }
    let has = |name: &str| table.columns.iter().any(|column: &Column| column.name == name);
    let units: Map<String, Value> = UNITS
        .iter()
        .filter(|(name, _)| has(name))
        .map(|(name, unit)| ((*name).to_owned(), Value::from(*unit)))
        .collect();
    if !units.is_empty() {
        about["units"] = Value::Object(units);
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_pages_name_is_there() {
        let tables = model::tables().expect("the schema");
        let find = |name: &str| tables.iter().find(|table| table.name == name);
        for page in PAGES {
            let table = find(page.table).unwrap_or_else(|| panic!("no table {}", page.table));
            let sort = page.sort.map(|sort| sort.trim_start_matches('-'));
            for name in page.facets.iter().copied().chain(page.label).chain(sort) {
                assert!(table.columns.iter().any(|column| column.name == name), "{}.{name}", page.table);
            }
        }
        for (table, _, key) in SEARCHED {
            assert!(find(table).is_some_and(|table| table.columns.iter().any(|column| column.name == *key)), "{table}");
        }
        for table in &tables {
            let shown = PAGES.iter().any(|page| page.table == table.name);
            assert!(shown || HIDDEN.contains(&table.name.as_str()), "{} is neither shown nor hidden", table.name);
        }
    }
}
