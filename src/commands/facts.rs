//! `dateline facts`: what the extractor finds, without an archive.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Failure;
use crate::cli::{FactsArgs, Globals};
use crate::extract::{Context, PartialDate, extract, record};
use crate::gazetteer::Lexicon;
use crate::text::{Text, normalise};

/// Longest article that is read, in bytes: a line or a whole file. More is an error, not a crash.
const MAX_ARTICLE: u64 = 256 << 20;

/// Prints one line of JSON per article to standard output. Lines that are no articles are told on
/// standard error by their number, and counted in the failure at the end.
pub fn run(_globals: &Globals, args: &FactsArgs) -> Result<(), Failure> {
    let unreadable = |error: io::Error| Failure::Archive(format!("cannot read {}: {error}", args.path.display()));
    let lexicon = super::lexicon::read(&args.lexicon)?;
    let mut input = open(&args.path).map_err(unreadable)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let wrong = if holds_records(&args.path, &mut input).map_err(unreadable)? {
        records(&mut input, &mut out, &args.path, &lexicon)?
    } else {
        article(&mut input, &mut out, &args.path, &lexicon)?
    };
    unless_closed(out.flush())?;
    if wrong == 0 { Ok(()) } else { Err(Failure::Quarantined(wrong)) }
}

/// A file or standard input, unpacked when it begins as gzip does.
fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let raw: Box<dyn Read> = if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut raw = BufReader::new(raw);
    if raw.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        return Ok(Box::new(BufReader::new(MultiGzDecoder::new(raw))));
    }
    Ok(Box::new(raw))
}

/// Whether the input is JSON Lines: by its name, or because it begins as an object does.
fn holds_records(path: &Path, input: &mut dyn BufRead) -> io::Result<bool> {
    let name = path.to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return Ok(true);
    }
    let start = input.fill_buf()?;
    let start = start.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(start);
    Ok(start.trim_ascii_start().starts_with(b"{"))
}

/// One article of a JSON Lines input; what else an object holds is left aside.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    date: Option<String>,
    title: Option<String>,
    url: Option<String>,
    text: String,
}

/// Every line on its own; gives the number of lines that could not be taken.
fn records(input: &mut dyn BufRead, out: &mut dyn Write, path: &Path, lexicon: &Lexicon) -> Result<u64, Failure> {
    let mut wrong = 0;
    let mut line = Vec::new();
    for number in 1u64.. {
        line.clear();
        let read = input.take(MAX_ARTICLE).read_until(b'\n', &mut line);
        let reason = match read {
            Ok(0) => break,
            Ok(length) if length as u64 == MAX_ARTICLE => {
                complain(path, number, "the line is too long");
                return Ok(wrong + 1);
            }
            Err(error) => {
                complain(path, number, &error.to_string());
                return Ok(wrong + 1);
            }
            Ok(_) if line.trim_ascii().is_empty() => continue,
            Ok(_) => {
                match serde_json::from_slice::<Record>(line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&line)) {
                    Ok(record) => {
                        let published = record.date.as_deref().and_then(PartialDate::parse);
                        let (title, url) = (record.title.as_deref(), record.url.as_deref());
                        let context = Context { title, published, source: None, url, lexicon: Some(lexicon) };
                        print(out, record.id, record.text, &context)?;
                        continue;
                    }
                    Err(error) => format!("not an article {{id, date, title, text}}: {error}"),
                }
            }
        };
        complain(path, number, &reason);
        wrong += 1;
    }
    Ok(wrong)
}

/// The whole input as one article.
fn article(input: &mut dyn BufRead, out: &mut dyn Write, path: &Path, lexicon: &Lexicon) -> Result<u64, Failure> {
    let mut bytes = Vec::new();
    let reason = match input.take(MAX_ARTICLE).read_to_end(&mut bytes) {
        Ok(length) if length as u64 == MAX_ARTICLE => "the article is too long".to_owned(),
        Ok(_) => {
            let body = normalise(&String::from_utf8_lossy(&bytes));
            let context = Context { lexicon: Some(lexicon), ..Context::default() };
            print(out, json!(path.to_string_lossy()), body, &context)?;
            return Ok(0);
        }
        Err(error) => error.to_string(),
    };
    Err(Failure::Archive(format!("cannot read {}: {reason}", path.display())))
}

fn print(out: &mut dyn Write, id: Value, body: String, context: &Context<'_>) -> Result<(), Failure> {
    let text = Text::new(body);
    let mut line = record(&text, &extract(&text, context));
    line["id"] = id;
    unless_closed(writeln!(out, "{line}"))
}

fn complain(path: &Path, line: u64, reason: &str) {
    eprintln!("{}:{line}: {reason}", path.display());
}

/// A reader that has seen enough (`| head`) is no failure.
fn unless_closed(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Archive(format!("cannot write: {error}")))
        }
        _ => Ok(()),
    }
}
