//! Peers: SQL on the same file, and other programs that answer line by line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::questions::Peer;
use crate::{Outcome, process};

/// Documents beyond which Xapian is not asked to make its index: of a hundred thousand it was not done after three minutes.
const MOST_FOR_XAPIAN: usize = 20_000;

/// How an answer came.
pub struct Answer {
    /// Of the processor.
    pub took: Duration,
    pub rows: u64,
}

/// Those who are there.
pub struct Peers {
    archive: Connection,
    texts: PathBuf,
    programs: Vec<(Peer, Program)>,
    ripgrep: bool,
}

impl Peers {
    /// Starts all that are installed, and says which are not.
    pub fn start(archive: &Path, documents: usize) -> Outcome<Peers> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(archive, flags)?;
        // As the archive's own readers have it.
        conn.pragma_update(None, "cache_size", -65_536)?;
        let mut programs = Vec::new();
        for (peer, script) in [
            (Peer::DuckDb, "duckdb_tables.py"),
            (Peer::Tantivy, "tantivy_texts.py"),
            (Peer::Xapian, "xapian_texts.py"),
            (Peer::SqliteUtils, "sqlite_utils_search.py"),
        ] {
            if peer == Peer::Xapian && documents > MOST_FOR_XAPIAN {
                println!("  {peer:?} is left out: too many documents to index");
                continue;
            }
            match Program::start(script, archive) {
                Ok(program) => programs.push((peer, program)),
                Err(error) => println!("  {peer:?} is left out: {error}"),
            }
        }
        let texts = archive.with_extension("texts");
        let ripgrep = Command::new("rg").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
        if ripgrep {
            write_texts(&conn, &texts)?;
        } else {
            println!("  Ripgrep is left out: it is not installed");
        }
        Ok(Peers { archive: conn, texts, programs, ripgrep })
    }

    /// `None` when the peer is not there.
    pub fn ask(&mut self, peer: Peer, question: &str) -> Outcome<Option<Answer>> {
        match peer {
            Peer::ByHand | Peer::InAndIn => self.sql(question, &[]).map(Some),
            Peer::Fts5Loop => {
                let sql = "SELECT d.published, d.title, d.words FROM documents_fts JOIN documents d ON d.id = documents_fts.rowid \
                           WHERE documents_fts MATCH ? ORDER BY rank LIMIT 50";
                self.sql(sql, &[question]).map(Some)
            }
            Peer::Ripgrep if self.ripgrep => self.count_lines(question).map(Some),
            _ => match self.programs.iter_mut().find(|(known, _)| *known == peer) {
                Some((_, program)) => program.ask(question).map(Some),
                None => Ok(None),
            },
        }
    }

    fn sql(&self, sql: &str, params: &[&str]) -> Outcome<Answer> {
        let begun = process::busy();
        let mut statement = self.archive.prepare(sql)?;
        let width = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        let (mut count, mut seen) = (0, 0);
        while let Some(row) = rows.next()? {
            for at in 0..width {
                seen += usize::from(row.get_ref(at)? == rusqlite::types::ValueRef::Null);
            }
            count += 1;
        }
        std::hint::black_box(seen);
        Ok(Answer { took: process::busy() - begun, rows: count })
    }

    /// The documents that have the words, which `rg` counts; it has to be started for it.
    fn count_lines(&self, words: &str) -> Outcome<Answer> {
        let mut command = Command::new("rg");
        command.args(["-c", "-i", "-w", "-F", words]).arg(&self.texts);
        let (took, said) = process::measured(&command)?;
        Ok(Answer { took, rows: said.trim().parse().unwrap_or(0) })
    }
}

/// A line a document.
fn write_texts(archive: &Connection, path: &Path) -> Outcome<()> {
    if path.exists() {
        return Ok(());
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut statement = archive.prepare("SELECT title || ' ' || replace(body, char(10), ' ') FROM documents")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        writeln!(out, "{}", row.get_ref(0)?.as_str()?)?;
    }
    out.flush()?;
    Ok(())
}

/// A script of tools/peers.
struct Program {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Program {
    fn start(script: &str, archive: &Path) -> Outcome<Program> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let installed = root.join("target/peers/bin/python");
        let python = if installed.exists() { installed } else { "python3".into() };
        let mut child = Command::new(python)
            .arg(root.join("tools/peers").join(script))
            .arg(archive)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("no pipe".into());
        };
        let mut program = Program { child, questions, answers: BufReader::new(answers) };
        match program.line()?.trim() {
            "ready" => Ok(program),
            said => Err(format!("{said} (tools/peers/venv.sh installs what is wanted)").into()),
        }
    }

    fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line)
    }

    fn ask(&mut self, question: &str) -> Outcome<Answer> {
        writeln!(self.questions, "{}", serde_json::to_string(question)?)?;
        self.questions.flush()?;
        let said: serde_json::Value = serde_json::from_str(&self.line()?)?;
        match (said["seconds"].as_f64(), said["rows"].as_u64()) {
            (Some(seconds), Some(rows)) => Ok(Answer { took: Duration::from_secs_f64(seconds), rows }),
            _ => Err(format!("a peer could not answer {question}: {said}").into()),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
