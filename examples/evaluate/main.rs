//! Measures the extractor on labelled sets and prints one table.
//!
//! ```text
//! cargo run --release --example evaluate [-- DIR] [--peer NAME=COMMAND]… [--only SET]…
//! ```
//!
//! DIR (by default `../shared/data`) holds the sets, in folders `gold`, `ner` and `documents`; one that is not there
//! is named and left out. A peer is any command that reads `{"text"}` as JSON Lines and answers each with a line
//! `[[start, end, "PER" | "LOC" | "ORG"], …]` in code points: see `tools/peers`. `docs/evaluation.md` explains the
//! figures and keeps the last ones.

#[path = "../labelled/mod.rs"]
mod labelled;

mod gold;
mod names;
mod reuters;

use std::path::PathBuf;

use clap::Parser;
use labelled::Failure;
use names::System;

#[derive(Parser)]
struct Args {
    #[arg(default_value = "../shared/data")]
    data: PathBuf,
    /// A peer to measure on the same texts.
    #[arg(long = "peer", value_name = "NAME=COMMAND")]
    peers: Vec<String>,
    /// Only the set of this name: gold, reuters, worldwide-dev …
    #[arg(long, value_name = "SET")]
    only: Vec<String>,
    /// Say for these sets what was missed and what was wrong, and how often.
    #[arg(long)]
    errors: bool,
}

fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let wanted = |set: &str| args.only.is_empty() || args.only.iter().any(|only| only == set);
    let mut systems = vec![System::Extractor, System::Tagger];
    for peer in &args.peers {
        let (name, command) = peer.split_once('=').ok_or("--peer NAME=COMMAND")?;
        systems.push(System::Peer { name: name.to_owned(), command: command.to_owned() });
    }

    println!("Names: exact spans, F1 in percent");
    println!("{:<26}{:<18}{:>8}{:>8}{:>8}{:>8}", "set", "system", "people", "places", "organ.", "all");
    for (set, file) in names::SETS.iter().filter(|(set, _)| wanted(set)) {
        names::measure(set, &args.data.join("ner").join(file), &systems, args.errors)?;
    }
    println!("* the tagger was trained on this set");
    if wanted("reuters") {
        reuters::measure(&args.data.join("documents/reuters-first-half.jsonl.gz"), args.errors)?;
    }
    if wanted("gold") {
        gold::measure(&args.data.join("gold"), args.errors)?;
    }
    Ok(())
}
