//! Fuzzing with no more than a stable compiler: texts and files of the tests, changed at random.
//!
//! ```text
//! cargo run --example fuzz -- TARGET [SECONDS [SEED]]       lex, parse, compile or import; 60 seconds, seed 1
//! ```
//!
//! A find panics, and the input that did it stands in `fuzz-find` in the current folder. The same seed makes the
//! same inputs. `fuzz/` holds the same targets for libFuzzer, which learns from coverage: `cargo +nightly fuzz run parse`.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest input, in bytes.
const LONGEST: usize = 8_192;

/// Where a find is kept.
const FIND: &str = "fuzz-find";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("", String::as_str);
    let target: fn(&[u8]) = match name {
        "lex" => targets::lex,
        "parse" => targets::parse,
        "compile" => targets::compile,
        "import" => targets::import,
        _ => {
            eprintln!("usage: fuzz lex|parse|compile|import [SECONDS [SEED]]");
            std::process::exit(2);
        }
    };
    let number = |at: usize, usual: u64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (time, seed) = (Duration::from_secs(number(1, 60)), number(2, 1));
    let folder = if name == "import" { "samples/articles" } else { "tests/cases" };
    let seeds = seeds(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), name == "import");
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let start = Instant::now();
    let mut count: u64 = 0;
    while start.elapsed() < time {
        let input = dice.changed(&seeds);
        if std::panic::catch_unwind(|| target(&input)).is_err() {
            fs::write(FIND, &input).expect("the find could not be kept");
            eprintln!("input {count} of seed {seed} is in {FIND}");
            std::process::exit(1);
        }
        count += 1;
    }
    println!("{name}: {count} inputs in {} s, seed {seed}: nothing found", start.elapsed().as_secs());
}

/// Whole files for the import, with a first byte for its kind; single queries for the rest.
fn seeds(folder: &Path, whole: bool) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    for bytes in files.filter_map(|entry| fs::read(entry.path()).ok()) {
        if whole {
            found.extend((0..6).map(|kind| [&[kind], &bytes[..bytes.len().min(LONGEST)]].concat()));
        } else {
            let text = String::from_utf8_lossy(&bytes);
            found
                .extend(text.lines().filter_map(|line| line.strip_prefix("> ")).map(|query| query.as_bytes().to_vec()));
        }
    }
    assert!(!found.is_empty(), "{} holds nothing to begin with", folder.display());
    found
}

/// What has a meaning somewhere.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "«",
    "(",
    ")",
    "|",
    ",",
    ":",
    "..",
    "@",
    "&",
    "$",
    "~",
    "-",
    "*",
    ";",
    "#",
    "\\",
    "\0",
    "\u{202e}",
    "é",
    "里",
    " or ",
    " and ",
    " not ",
    "in (",
    "near(3, ",
    "all(",
    "since:",
    "date:2024-02-29",
    "90d",
    " | by month fill",
    " | top 3 per month",
    " | pairs",
    " | count",
    " | where docs >= ",
    "let a(b) = ",
    "explain ",
    "99999999999999999999",
    "<p>",
    "&amp;",
    "{\"",
    "---\n",
    "\r\n",
];

struct Dice(u64);

impl Dice {
    /// xorshift64
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(input.len() + 1);
            let end = (at + self.below(8)).min(input.len());
            match self.below(6) {
                0 => drop(input.drain(at..end)),
                1 => {
                    let piece = PIECES[self.below(PIECES.len())];
                    input.splice(at..at, piece.bytes());
                }
                2 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len());
                    let to = (from + self.below(40)).min(other.len());
                    input.splice(at..end, other[from..to].iter().copied());
                }
                3 => {
                    let again = input[at..end].to_vec();
                    input.splice(at..at, again);
                }
                4 if at < input.len() => input[at] ^= 1 << self.below(8),
                _ => input.truncate(input.len() - self.below(4).min(input.len())),
            }
        }
        input.truncate(LONGEST);
        input
    }
}
