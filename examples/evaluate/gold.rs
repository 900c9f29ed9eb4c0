//! All kinds of facts against articles labelled by hand, scored by the script that comes with them.

use std::io::{BufRead, Write};
use std::path::Path;
use std::process::Command;

use dateline::extract::{Context, PartialDate, extract, record};
use dateline::text::{Text, normalise};
use serde_json::Value;

use crate::labelled::{Failure, open};

/// Prints precision, recall and F1 of every kind of fact, and the accuracies on what was matched. The matching of
/// projects, events and quotations is defined by `score.py` beside the set, which is run for it.
pub fn measure(folder: &Path, with_errors: bool) -> Result<(), Failure> {
    println!("\nFacts of articles labelled by hand, in percent (scored by {})", folder.join("score.py").display());
    let (gold, scorer) = (folder.join("gold-dev.jsonl"), folder.join("score.py"));
    for file in [&gold, &scorer] {
        if !file.exists() {
            println!("{:<26}not there: {}", "gold-dev", file.display());
            return Ok(());
        }
    }
    let mut predictions = tempfile::NamedTempFile::new()?;
    for line in open(&gold)?.lines() {
        writeln!(predictions, "{}", predicted(&serde_json::from_str(&line?)?))?;
    }
    let mut command = Command::new("python3");
    command.arg(&scorer).arg(&gold).arg(predictions.path()).arg("--json");
    if with_errors {
        command.arg("--errors");
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(reason) => {
            println!("{:<26}left out: python3: {reason}", "gold-dev");
            return Ok(());
        }
    };
    if !output.status.success() {
        return Err(format!("score.py: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    table(&serde_json::from_slice(&output.stdout)?);
    Ok(())
}

fn predicted(article: &Value) -> Value {
    let text = Text::new(normalise(article["text"].as_str().unwrap_or_default()));
    let published = article["date"].as_str().and_then(PartialDate::parse);
    let context = Context { title: article["title"].as_str(), published, ..Context::default() };
    let mut line = record(&text, &extract(&text, &context));
    line["id"] = article["id"].clone();
    line
}

fn table(scores: &Value) {
    let percent = |value: &Value| value.as_f64().map_or("-".to_owned(), |v| format!("{:.1}", 100.0 * v));
    println!("{:<26}{:<18}{:>8}{:>8}{:>8}", "kind", "expected", "P", "R", "F1");
    for (kind, score) in scores["prf"].as_object().into_iter().flatten() {
        let [p, r, f1] = ["P", "R", "F1"].map(|of| percent(&score[of]));
        println!("{kind:<26}{:<18}{p:>8}{r:>8}{f1:>8}", score["gold"].to_string());
    }
    println!("{:<26}{:<18}{:>24}", "of what was matched", "matched", "accuracy");
    for (kind, score) in scores["accuracy"].as_object().into_iter().flatten() {
        println!("{kind:<26}{:<18}{:>24}", score["matched"].to_string(), percent(&score["acc"]));
    }
    for error in scores["errors"].as_array().into_iter().flatten() {
        let [id, kind, sign, item] = ["id", "kind", "sign", "item"].map(|of| error[of].as_str().unwrap_or_default());
        println!("    {sign} {id} {kind}: {item}");
    }
}
