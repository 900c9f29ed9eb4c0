//! Findings about a query, for people and for programs.
//!
//! ```text
//! error[E201]: unknown field `sinse`; did you mean since:?
//!   people with @kz sinse:90d
//!                   ^^^^^
//!   help: people with @kz since:90d
//! ```

use anstyle::{AnsiColor, Style};
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use super::Colour;
use crate::lang::{Diagnostic, Span};
use crate::text::{display_width, printable};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default();

/// Columns of the query that are shown at most; a longer line is cut around the place.
const WINDOW: usize = 96;

/// Columns of them before the place, at most.
const BEFORE: usize = 60;

/// What is wrong with `text`, a block a finding, each ended by a line end. The caret stands under the
/// right column of a terminal, whatever letters come before it.
pub fn diagnostics(text: &str, found: &[Diagnostic], colour: Colour) -> String {
    found.iter().map(|diagnostic| block(text, diagnostic, colour)).collect()
}

/// The same on one line, as a JSON array. `start` and `end` are bytes of `text`, `line` and `column`
/// count from 1, `column` in columns of a terminal.
pub fn diagnostics_json(text: &str, found: &[Diagnostic]) -> String {
    let place = |span: &Span| json!({ "start": span.start, "end": span.end });
    let all: Vec<_> = found
        .iter()
        .map(|diagnostic| {
            let excerpt = Excerpt::new(text, &diagnostic.span);
            json!({
                "code": diagnostic.code,
                "severity": severity(diagnostic),
                "message": diagnostic.message,
                "span": place(&diagnostic.span),
                "line": excerpt.line,
                "column": excerpt.column,
                "hints": diagnostic.hints,
                "fix": diagnostic.fix.as_ref().map(|fix| json!({
                    "span": place(&fix.span),
                    "replacement": fix.replacement,
                })),
            })
        })
        .collect();
    serde_json::Value::Array(all).to_string()
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.is_warning() { "warning" } else { "error" }
}

fn block(text: &str, diagnostic: &Diagnostic, colour: Colour) -> String {
    let style = if diagnostic.is_warning() { WARNING } else { ERROR };
    let head = format!("{}[{}]", severity(diagnostic), diagnostic.code);
    let excerpt = Excerpt::new(text, &diagnostic.span);
    let line = if excerpt.line > 1 { format!(" (line {})", excerpt.line) } else { String::new() };
    let mut out = format!("{}: {}{line}\n", colour.paint(style, &head), printable(&diagnostic.message));
    if !excerpt.shown.trim().is_empty() {
        let carets = colour.paint(style, &"^".repeat(excerpt.carets));
        out += &format!("  {}\n  {}{carets}\n", excerpt.shown, " ".repeat(excerpt.indent));
    }
    let helps = diagnostic.hints.iter().any(|hint| hint.starts_with("help:"));
    for hint in &diagnostic.hints {
        out += &format!("  {}\n", help(&printable(hint), colour));
    }
    // A hint of its own says more than the text mended by machine.
    if let (Some(fixed), false) = (fixed(text, diagnostic), helps) {
        out += &format!("  {}\n", help(&format!("help: {fixed}"), colour));
    }
    out
}

fn help(line: &str, colour: Colour) -> String {
    match line.strip_prefix("help:") {
        Some(rest) => format!("{}{rest}", colour.paint(HELP, "help:")),
        None => line.to_owned(),
    }
}

/// The text with the fix made, when it is one line and not too long to be read.
fn fixed(text: &str, diagnostic: &Diagnostic) -> Option<String> {
    if text.len() > WINDOW * 4 {
        return None;
    }
    let fixed = diagnostic.fix.as_ref()?.apply(text)?;
    let fixed = fixed.trim();
    (!fixed.contains('\n') && !fixed.is_empty() && display_width(fixed) <= WINDOW).then(|| printable(fixed))
}

/// The line that a span begins on, and where in it the caret stands.
struct Excerpt {
    /// From 1.
    line: usize,
    /// From 1, in columns.
    column: usize,
    /// The line, or a window of it.
    shown: String,
    /// Columns of `shown` before the place.
    indent: usize,
    carets: usize,
}

impl Excerpt {
    /// A span that is none of this text is shown at its end.
    fn new(text: &str, span: &Span) -> Excerpt {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[..line_start].matches('\n').count() + 1;

        let before = &text[line_start..start];
        let from = fitting(before.graphemes(true).rev(), BEFORE);
        let cut_before = before.len() - from;
        let mut shown = if cut_before > 0 { "…".to_owned() } else { String::new() };
        shown += &printable(&before[cut_before..]);
        let indent = display_width(&shown);

        let rest = &text[start..line_end];
        let to = fitting(rest.graphemes(true), WINDOW - indent.min(WINDOW - 1));
        let marked = to.min(end - start);
        shown += &printable(&rest[..to]);
        if to < rest.len() {
            shown.push('…');
        }
        let carets = display_width(&printable(&rest[..floor(rest, marked)])).max(1);
        let column = display_width(&printable(before)) + 1;
        Excerpt { line, column, shown: shown.trim_end().to_owned(), indent, carets }
    }
}

/// Bytes of the first of `clusters` that together take at most `columns` columns.
fn fitting<'a>(clusters: impl Iterator<Item = &'a str>, columns: usize) -> usize {
    let mut used = 0;
    clusters
        .take_while(|cluster| {
            used += display_width(&printable(cluster));
            used <= columns
        })
        .map(str::len)
        .sum()
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::parse;

    fn check(text: &str, expected: &str) {
        let wrong = parse(text).expect_err("a wrong query");
        assert_eq!(diagnostics(text, &wrong, Colour::Off), expected, "{text}");
    }

    #[test]
    fn the_caret_stands_under_its_column() {
        check(
            "people sinse:90d",
            "error[E201]: unknown field `sinse`; did you mean since:?\n  people sinse:90d\n         ^^^^^\n  help: people since:90d\n",
        );
        // Two columns a letter, and a combining mark none.
        check(
            "北京 e\u{301} sinse:90d",
            "error[E201]: unknown field `sinse`; did you mean since:?\n  北京 e\u{301} sinse:90d\n         ^^^^^\n  help: 北京 e\u{301} since:90d\n",
        );
        check(
            "北京:1",
            "error[E201]: unknown field `北京`\n  北京:1\n  ^^^^\n  a : makes a field of the word before it; to search for text with a : in it, use quotes\n",
        );
    }

    #[test]
    fn the_line_is_shown_and_cut() {
        check(
            "@kz\n  and \tsinse:1;",
            "error[E201]: unknown field `sinse`; did you mean since:? (line 2)\n    and  sinse:1;\n         ^^^^^\n",
        );
        let long = format!("{} sinse:1 {}", "a ".repeat(500), "b ".repeat(500));
        let wrong = parse(&long).expect_err("a wrong query");
        let shown = diagnostics(&long, &wrong, Colour::Off);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[1].starts_with("  …a a") || lines[1].starts_with("  … a"), "{}", lines[1]);
        assert!(lines[1].ends_with('…') && display_width(lines[1]) <= WINDOW + 4, "{}", lines[1]);
        assert_eq!(lines[1].find("sinse").map(|at| display_width(&lines[1][..at])), lines[2].find('^'));
    }

    #[test]
    fn what_could_move_a_cursor_is_shown() {
        check(
            "a\u{1b}b \u{202e}",
            "error[E106]: the control character U+001B cannot be searched for: leave it out\n  a␛b \u{fffd}\n   ^\n  help: ab \u{fffd}\n\
             error[E106]: the control character U+202E cannot be searched for: leave it out\n  a␛b \u{fffd}\n      ^\n  help: a␛b\n",
        );
    }

    #[test]
    fn programs_get_the_same() {
        let wrong = parse("é sinse:1").expect_err("a wrong query");
        assert_eq!(
            diagnostics_json("é sinse:1", &wrong),
            r#"[{"code":"E201","column":3,"fix":{"replacement":"since","span":{"end":8,"start":3}},"hints":[],"line":1,"message":"unknown field `sinse`; did you mean since:?","severity":"error","span":{"end":8,"start":3}}]"#
        );
    }

    #[test]
    fn no_span_is_out_of_place() {
        for span in [0..0, 3..9, 1..1, 900..901, 2..3] {
            let found = [Diagnostic::new("E101", span, "x")];
            assert!(diagnostics("aé\n北", &found, Colour::On).contains("E101"));
            assert!(diagnostics("", &found, Colour::Off).starts_with("error[E101]: x\n"));
        }
        let huge = "x".repeat(10_000_000);
        assert!(diagnostics(&huge, &[Diagnostic::new("E401", 0..0, "long")], Colour::Off).len() < 500);
    }
}
