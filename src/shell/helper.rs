//! What the line editor asks of us: completion, hint, colours, and whether a line is whole.

use std::borrow::Cow;
use std::io::{self, Write};

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};

use super::hint::{self, Hint};
use super::live::{Live, Reader};
use super::names::Names;
use super::{complete, highlight, output, validate};
use crate::query::Options;
use crate::render::Colour;
use crate::render::colour::{HEADER, RULE};
use crate::text::truncate;

/// What a terminal takes for: erase from the cursor to the end of the screen.
const CLEAR_BELOW: &[u8] = b"\x1b[J";

pub struct ShellHelper {
    pub colour: Colour,
    pub names: Option<Names>,
    /// What queries are run with, for what stands under the line.
    pub options: Options,
    /// After an error, what the query should have been, or else what it was: offered on the empty line.
    pub mended: Option<String>,
    pub live: Reader,
}

impl ShellHelper {
    fn live(&self, line: &str) -> Live {
        self.names.as_ref().map_or_else(Live::default, |names| self.live.read(line, names, &self.options))
    }
}

impl Helper for ShellHelper {}

impl Completer for ShellHelper {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line.get(..pos).unwrap_or(line);
        let found = complete::complete(typed, self.names.as_ref());
        if found.candidates.len() > 1 {
            // The editor lists them below without clearing what stands there: the reading of the line.
            let mut out = io::stdout().lock();
            out.write_all(CLEAR_BELOW).and_then(|()| out.flush())?;
        }
        let pairs = found.candidates.into_iter().map(|c| Pair { display: c.display, replacement: c.replacement });
        Ok((found.start, pairs.collect()))
    }
}

impl Hinter for ShellHelper {
    type Hint = Hint;

    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<Hint> {
        if line.is_empty() {
            return self.mended.as_deref().map(|mended| self.looks(Hint::insert(mended)));
        }
        let behind = (pos == line.len()).then(|| hint::hint(line, context)).flatten().map(|hint| self.looks(hint));
        let under = self.live(line).text;
        if under.is_empty() {
            return behind;
        }
        // One line, or the prompt would jump.
        let room = output::width().unwrap_or(80).saturating_sub(3);
        Some(behind.unwrap_or_default().with_under(&format!("  {}", truncate(&under, room))))
    }
}

impl ShellHelper {
    fn looks(&self, hint: Hint) -> Hint {
        if self.colour == Colour::On { hint } else { hint.bracketed() }
    }
}

impl Highlighter for ShellHelper {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        match self.colour {
            Colour::On => highlight::highlight(line, &self.live.wrong(line)).into(),
            Colour::Off => line.into(),
        }
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        self.colour.paint(HEADER, prompt).into()
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        self.colour.paint(RULE, hint).into()
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colour == Colour::On && kind != CmdKind::MoveCursor
    }
}

impl Validator for ShellHelper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match validate::continues(context.input()) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}
