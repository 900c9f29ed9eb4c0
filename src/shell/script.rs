//! Queries and metacommands from a pipe or a file.

use std::path::Path;

use super::command::{self, After};
use super::session::{Session, Trouble};
use super::{meta, validate};
use crate::lang;
use crate::text::printable;

/// Scripts that read scripts, at most.
const DEEPEST: usize = 8;

/// Runs the pieces of a script in order; the first that fails ends it. Queries end with `;`. Where
/// there is none, each line is one, as at the prompt: what is open goes on in the next line.
pub fn run(session: &mut Session, text: &str) -> Result<After, Trouble> {
    for piece in pieces(text) {
        match piece {
            Piece::Queries(queries) => {
                for query in statements(queries) {
                    session.run(query)?;
                }
            }
            Piece::Command(line) => {
                let Some(line) = meta::parse(line) else { continue };
                match command::run(session, line)? {
                    After::Leave => return Ok(After::Leave),
                    After::Edit(_) => return Err(Trouble::Command(".edit is for the prompt".into())),
                    After::Stay | After::Opened => {}
                }
            }
        }
    }
    Ok(After::Stay)
}

/// Runs the script in a file.
pub fn run_file(session: &mut Session, path: &Path) -> Result<After, Trouble> {
    let name = printable(&path.display().to_string());
    if session.depth >= DEEPEST {
        return Err(Trouble::Command(format!("{name}: scripts read one another more than {DEEPEST} deep")));
    }
    let text = std::fs::read_to_string(path).map_err(|error| Trouble::Command(format!("{name}: {error}")))?;
    session.depth += 1;
    let done = run(session, &text);
    session.depth -= 1;
    done
}

/// The queries of a piece: all of it when a `;` parts them, or else one a line.
fn statements(text: &str) -> Vec<&str> {
    if lang::lex(text).iter().any(|token| token.kind == lang::TokenKind::Semicolon) {
        return vec![text];
    }
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let query = text[start..at].trim_end();
        if query.is_empty() || validate::missing(query).is_none() {
            found.push(query);
            start = at;
        }
    }
    found.push(text[start..].trim_end());
    found.retain(|query| {
        lang::lex(query).iter().any(|token| !matches!(token.kind, lang::TokenKind::Space | lang::TokenKind::Comment))
    });
    found
}

/// A piece of a script: the queries between two metacommands, or one metacommand.
#[derive(Debug, PartialEq)]
pub enum Piece<'a> {
    Queries(&'a str),
    Command(&'a str),
}

/// Cuts a script at the lines that are metacommands: those that begin with a dot outside quotes.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0; // of the queries not yet given out
    let mut at = 0;
    let mut quote = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if quote.is_none() && bare.starts_with('.') {
            push_queries(&mut pieces, &text[start..at]);
            pieces.push(Piece::Command(bare));
            start = at + line.len();
        } else {
            quote = open_quote(line, quote);
        }
        at += line.len();
    }
    push_queries(&mut pieces, &text[start..]);
    pieces
}

/// The quote that is still open at the end of `line`, given the one that was at its beginning.
fn open_quote(line: &str, open: Option<char>) -> Option<char> {
    let text: String = open.into_iter().chain(line.chars()).collect();
    let last = lang::lex(&text).pop()?;
    (last.kind == lang::TokenKind::UnclosedString).then(|| text[last.span].chars().next()).flatten()
}

fn push_queries<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.trim().is_empty() {
        pieces.push(Piece::Queries(text));
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Command, Queries};
    use super::*;

    #[test]
    fn without_semicolons_a_line_is_a_query() {
        assert_eq!(statements("@kz\n\npeople in (\n@az\n)\n# the end\n"), ["@kz", "people in (\n@az\n)"]);
        assert_eq!(statements("people\nwith @kz;\n"), ["people\nwith @kz;\n"]);
        assert_eq!(statements("@kz\n(@az"), ["@kz", "(@az"]);
    }

    #[test]
    fn metacommands_stand_on_their_own_line() {
        for (text, expected) in [
            ("", vec![]),
            ("@kz", vec![Queries("@kz")]),
            (".mode csv\n@kz;\n.quit", vec![Command(".mode csv"), Queries("@kz;\n"), Command(".quit")]),
            ("people\n  with @kz\n\n.tables\n", vec![Queries("people\n  with @kz\n\n"), Command(".tables")]),
            ("@kz\n.quit\n", vec![Queries("@kz\n"), Command(".quit")]),
            ("\"a\n.b\n\" «c\n.d»\n.e", vec![Queries("\"a\n.b\n\" «c\n.d»\n"), Command(".e")]),
            (".help \"\n.quit", vec![Command(".help \""), Command(".quit")]),
            ("# first\n.mode csv\n", vec![Queries("# first\n"), Command(".mode csv")]),
        ] {
            assert_eq!(pieces(text), expected, "{text:?}");
        }
    }
}
