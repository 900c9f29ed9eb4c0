//! What a page says of itself in JSON-LD: schema.org's NewsArticle and its kin.

use serde_json::{Map, Value};

use super::article::{Candidate, MetaField};
use super::fields::plain;

/// Objects inside one another that are looked into: `@graph`, `mainEntity`, lists.
const MAX_DEPTH: usize = 6;

/// Candidates of the article that a script describes; none when it describes something else, or is broken.
pub fn candidates(script: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let script = script.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    if let Ok(value) = serde_json::from_str::<Value>(script) {
        look(&value, 0, &mut found);
    }
    found
}

/// The text of the article that a script holds, if it holds it.
pub fn body(script: &str) -> Option<String> {
    let value = serde_json::from_str::<Value>(script.trim()).ok()?;
    find_body(&value, 0)
}

fn find_body(value: &Value, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find_body(item, depth + 1)),
        Value::Object(object) if is_article(object) => object.get("articleBody")?.as_str().map(str::to_owned),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|name| find_body(object.get(*name)?, depth + 1)),
        _ => None,
    }
}

fn look(value: &Value, depth: usize, found: &mut Vec<Candidate>) {
    if depth > MAX_DEPTH || !found.is_empty() {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| look(item, depth + 1, found)),
        Value::Object(object) if is_article(object) => take(object, found),
        Value::Object(object) => {
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                if let Some(inner) = object.get(name) {
                    look(inner, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let names = |value: &Value| -> bool {
        value.as_str().is_some_and(|name| name.ends_with("Article") || name.ends_with("Posting") || name == "Report")
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(names),
        Some(name) => names(name),
        None => false,
    }
}

fn take(object: &Map<String, Value>, found: &mut Vec<Candidate>) {
    const FIELDS: [(MetaField, &str); 9] = [
        (MetaField::Title, "headline"),
        (MetaField::Title, "name"),
        (MetaField::Date, "datePublished"),
        (MetaField::Date, "dateCreated"),
        (MetaField::Author, "author"),
        (MetaField::Site, "publisher"),
        (MetaField::Url, "url"),
        (MetaField::Lang, "inLanguage"),
        (MetaField::Description, "description"),
    ];
    for (field, name) in FIELDS {
        if let Some(value) = object.get(name).and_then(plain) {
            found.push(Candidate { field, value, basis: "json-ld" });
        }
    }
    let page = object.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    if let Some(url) = page {
        found.push(Candidate { field: MetaField::Url, value: url.to_owned(), basis: "json-ld" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_wherever_it_stands() {
        let article = r#"{"@type": ["NewsArticle"], "headline": "Port reopens", "datePublished": "2023-01-26",
            "author": [{"name": "A"}, {"name": "B"}], "publisher": {"name": "Khazar Telegraph"}}"#;
        for script in [
            article.to_owned(),
            format!("[{article}]"),
            format!(r#"{{"@graph": [{{"@type": "WebSite", "name": "x"}}, {article}]}}"#),
        ] {
            let found = candidates(&script);
            let values: Vec<&str> = found.iter().map(|c| c.value.as_str()).collect();
            assert_eq!(values, ["Port reopens", "2023-01-26", "A, B", "Khazar Telegraph"]);
        }
    }

    #[test]
    fn the_text_of_an_article_is_found() {
        let script = r#"{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "articleBody": "It opened."}]}"#;
        assert_eq!(body(script).as_deref(), Some("It opened."));
        assert_eq!(body(&script.replace("NewsArticle", "Recipe")), None);
        assert_eq!(body(&"[".repeat(100_000)), None);
    }

    #[test]
    fn what_is_no_article_gives_nothing() {
        for script in ["", "{", "null", r#"{"@type": "WebSite", "name": "x"}"#, &"[".repeat(100_000)] {
            assert!(candidates(script).is_empty());
        }
    }
}
