//! Countries that an article is about, against the places that Reuters' editors gave it.

use std::collections::{BTreeSet, HashMap};
use std::io::BufRead;
use std::path::Path;

use dateline::extract::{Context, PartialDate, extract};
use dateline::gazetteer::{self, How};
use dateline::text::{Text, fold, normalise};
use rayon::prelude::*;
use serde::Deserialize;

use crate::labelled::{Failure, f1, open};

/// Salience from which an article counts as being about a country.
const ABOUT: f32 = 0.5;

#[derive(Deserialize)]
struct Article {
    id: String,
    date: Option<String>,
    dateline: Option<String>,
    title: Option<String>,
    text: String,
    places: Vec<String>,
}

type Codes = BTreeSet<&'static str>;

/// Prints micro precision, recall and F1, of all articles and of the halves that alternate: rules that were made
/// on the even ones have to hold on the odd ones.
pub fn measure(file: &Path, with_errors: bool) -> Result<(), Failure> {
    println!("\nCountries an article is about (salience >= {ABOUT}), micro average in percent");
    if !file.exists() {
        println!("{:<26}not there: {}", "reuters-first-half", file.display());
        return Ok(());
    }
    let articles: Vec<Article> =
        open(file)?.lines().map(|line| Ok::<_, Failure>(serde_json::from_str(&line?)?)).collect::<Result<_, _>>()?;
    let found: Vec<Codes> = articles.par_iter().map(about).collect();
    let gold: Vec<Codes> = articles.iter().map(places).collect();
    println!("{:<26}{:<18}{:>8}{:>8}{:>8}", "set", "articles", "P", "R", "F1");
    for (name, step, first) in [("all", 1, 0), ("even", 2, 0), ("odd", 2, 1)] {
        let mut counts = [0; 3];
        for (found, gold) in found.iter().zip(&gold).skip(first).step_by(step) {
            counts[0] += found.intersection(gold).count();
            counts[1] += found.len();
            counts[2] += gold.len();
        }
        let [right, predicted, expected] = counts;
        let percent = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        let (p, r) = (percent(predicted), percent(expected));
        println!("{:<26}{name:<18}{p:>8.1}{r:>8.1}{:>8.1}", "reuters-first-half", f1(counts));
    }
    if with_errors {
        errors(&articles, &found, &gold);
    }
    Ok(())
}

/// The article as it came over the wire: dateline and text in one.
fn body(article: &Article) -> String {
    match &article.dateline {
        Some(dateline) => normalise(&format!("{dateline} {}", article.text)),
        None => normalise(&article.text),
    }
}

fn about(article: &Article) -> Codes {
    let context = Context {
        title: article.title.as_deref(),
        published: article.date.as_deref().and_then(PartialDate::parse),
        ..Context::default()
    };
    let facts = extract(&Text::new(body(article)), &context);
    facts.countries.iter().filter(|c| c.salience >= ABOUT).map(|c| c.code).collect()
}

/// The editors' places that are countries today.
fn places(article: &Article) -> Codes {
    article.places.iter().filter_map(|place| code(place)).collect()
}

/// A country by its name as Reuters wrote it then. States that are gone (`ussr`, `yugoslavia`, `czechoslovakia`,
/// `east-germany`) are none.
fn code(place: &str) -> Option<&'static str> {
    let name = match place {
        "uk" => "united kingdom",
        "usa" => "united states",
        "us-virgin-islands" => "united states virgin islands",
        "trinidad-tobago" => "trinidad and tobago",
        "yemen-arab-republic" | "yemen-demo-republic" => "yemen",
        other => other,
    };
    gazetteer::aliases_of(&fold(&name.replace('-', " ")))
        .find(|alias| alias.how != How::Capital)
        .map(|alias| alias.code)
}

/// Which countries were missed or wrong, how often, with an article for each.
fn errors(articles: &[Article], found: &[Codes], gold: &[Codes]) {
    let mut errors: HashMap<(&str, &str), Vec<&str>> = HashMap::new();
    for ((article, found), gold) in articles.iter().zip(found).zip(gold) {
        for code in gold.difference(found) {
            errors.entry(("missed", code)).or_default().push(&article.id);
        }
        for code in found.difference(gold) {
            errors.entry(("wrong", code)).or_default().push(&article.id);
        }
    }
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    for ((what, code), ids) in errors.into_iter().take(40) {
        println!("    {:>6}  {code} {what}: {}", ids.len(), ids[..ids.len().min(6)].join(" "));
    }
}
