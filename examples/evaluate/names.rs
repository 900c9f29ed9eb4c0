//! Names of people, places and organizations against sets whose spans were labelled.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use dateline::extract::{Context, extract, record};
use dateline::tagger;
use dateline::tagger::labels::NameKind;
use dateline::text::Span;
use rayon::prelude::*;

use crate::labelled::{Document, Failure, f1, read_documents, spans_of};

/// The sets and their files; a star marks those that the tagger was trained on.
pub const SETS: &[(&str, &str)] = &[
    ("worldwide-dev", "worldwide-dev.jsonl.gz"),
    ("uner-pud", "uner-pud.jsonl.gz"),
    ("re3d", "re3d.jsonl.gz"),
    ("crossner-politics-dev*", "crossner-politics-dev.jsonl.gz"),
    ("crossner-politics-train*", "crossner-politics-train.jsonl.gz"),
    ("wikigold*", "wikigold.tsv.gz"),
    ("uner-ewt*", "uner_ewt_dt.tsv.gz"),
];

/// The kinds that are scored, in the order of `NameKind`.
const KINDS: [&str; 3] = ["person", "place", "organization"];

/// What is measured.
pub enum System {
    /// The whole extractor: tagger, gazetteers and rules.
    Extractor,
    /// The tagger alone.
    Tagger,
    /// Somebody else's program.
    Peer { name: String, command: String },
}

type Names = Vec<(Span, NameKind)>;

/// Prints a row for each system. A set or a peer that is not there is said and left out.
pub fn measure(set: &str, file: &Path, systems: &[System], with_errors: bool) -> Result<(), Failure> {
    if !file.exists() {
        println!("{set:<26}not there: {}", file.display());
        return Ok(());
    }
    let documents = read_documents(file)?;
    for system in systems {
        let (name, found) = match system {
            System::Extractor => ("dateline", documents.par_iter().map(extracted).collect()),
            System::Tagger => ("  its tagger", documents.par_iter().map(tagged).collect()),
            System::Peer { name, command } => match ask(command, &documents) {
                Ok(found) => (name.as_str(), found),
                Err(reason) => {
                    println!("{set:<26}{name:<18}left out: {reason}");
                    continue;
                }
            },
        };
        row(set, name, &documents, &found);
        if with_errors && matches!(system, System::Extractor) {
            errors(&documents, &found);
        }
    }
    Ok(())
}

fn extracted(document: &Document) -> Names {
    let facts = extract(&document.text, &Context::default());
    spans_of(document.text.body(), &record(&document.text, &facts)["ents"])
}

fn tagged(document: &Document) -> Names {
    tagger::names(&document.text).into_iter().map(|name| (name.span, name.kind)).collect()
}

/// Runs a peer over all texts. Its process is fed from a thread of its own, so that neither waits for the other.
fn ask(command: &str, documents: &[Document]) -> Result<Vec<Names>, Failure> {
    let mut words = command.split_whitespace();
    let mut child = Command::new(words.next().ok_or("no command")?)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (mut questions, answers) = match (child.stdin.take(), child.stdout.take()) {
        (Some(stdin), Some(stdout)) => (stdin, BufReader::new(stdout)),
        _ => return Err("no pipes".into()),
    };
    let found = std::thread::scope(|scope| -> Result<Vec<Names>, Failure> {
        scope.spawn(move || {
            for document in documents {
                if writeln!(questions, "{}", serde_json::json!({"text": document.text.body()})).is_err() {
                    return; // it ended early, which the count of its answers tells
                }
            }
        });
        let mut found = Vec::with_capacity(documents.len());
        for (document, line) in documents.iter().zip(answers.lines()) {
            found.push(spans_of(document.text.body(), &serde_json::from_str(&line?)?));
        }
        Ok(found)
    })?;
    child.wait()?;
    if found.len() < documents.len() {
        return Err(format!("{} answers to {} texts", found.len(), documents.len()).into());
    }
    Ok(found)
}

fn row(set: &str, system: &str, documents: &[Document], found: &[Names]) {
    let mut counts = [[0; 3]; KINDS.len()]; // by kind: right, predicted, gold
    for (document, found) in documents.iter().zip(found) {
        for (_, kind) in document.names.iter().filter(|(_, kind)| (*kind as usize) < KINDS.len()) {
            counts[*kind as usize][2] += 1;
        }
        for name in found.iter().filter(|(_, kind)| (*kind as usize) < KINDS.len()) {
            counts[name.1 as usize][1] += 1;
            counts[name.1 as usize][0] += usize::from(document.names.contains(name));
        }
    }
    let all = counts.iter().fold([0; 3], |sum, c| [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]);
    let [people, places, organizations] = counts.map(f1);
    println!("{set:<26}{system:<18}{people:>8.1}{places:>8.1}{organizations:>8.1}{:>8.1}", f1(all));
}

/// Counts what kinds of errors the extractor makes, the most frequent names of each as examples.
fn errors(documents: &[Document], found: &[Names]) {
    let mut errors: HashMap<String, HashMap<&str, usize>> = HashMap::new();
    let scored = |names: &[(Span, NameKind)]| -> Names {
        names.iter().copied().filter(|(_, kind)| (*kind as usize) < KINDS.len()).collect()
    };
    for (document, found) in documents.iter().zip(found) {
        let overlapping = |span: Span, names: &[(Span, NameKind)]| {
            names.iter().copied().find(|(other, _)| other.start < span.end && span.start < other.end)
        };
        let mut count = |what: String, span: Span| {
            *errors.entry(what).or_default().entry(document.text.slice(span)).or_default() += 1;
        };
        let (found, gold) = (scored(found), &document.names);
        for &(span, kind) in scored(gold).iter().filter(|name| !found.contains(name)) {
            let kind = KINDS[kind as usize];
            match overlapping(span, &found) {
                None => count(format!("{kind} missed"), span),
                Some((other, as_kind)) if other == span => {
                    count(format!("{kind} taken for a {}", KINDS[as_kind as usize]), span)
                }
                Some(_) => count(format!("{kind} with other bounds"), span),
            }
        }
        for &(span, kind) in found.iter().filter(|(span, _)| overlapping(*span, gold).is_none()) {
            count(format!("{} where none is", KINDS[kind as usize]), span);
        }
    }
    let mut errors: Vec<_> =
        errors.into_iter().map(|(what, names)| (names.values().sum::<usize>(), what, names)).collect();
    errors.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (count, what, names) in errors {
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let examples: Vec<_> =
            names.iter().take(12).map(|(name, n)| format!("{} {n}", name.replace('\n', " "))).collect();
        println!("    {count:>6}  {what}: {}", examples.join(", "));
    }
}
