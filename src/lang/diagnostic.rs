//! What is wrong with a query, as data: a stable code, a span, a message that says what to type.
//! How it looks is the renderer's business.

use super::Span;
use serde::Serialize;

/// One finding. Codes: E1xx syntax, E2xx types and fields, E3xx names, E4xx limits, W4xx warnings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagnostic {
    /// `E201`
    pub code: &'static str,
    /// One line, without the code: what is wrong and what to type instead.
    pub message: String,
    /// Bytes of the query text it is about; empty at the end of the text.
    pub span: Span,
    /// Further lines: candidates, hints. Each stands alone.
    pub hints: Vec<String>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
}

/// Replace `span` by `replacement`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// Bytes of the query text; empty where something is put in.
    pub span: Span,
    /// Query text that would be right there.
    pub replacement: String,
}

impl Diagnostic {
    /// Without hints and fix, which [`Diagnostic::hint`] and [`Diagnostic::fix`] add.
    pub fn new(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, message: message.into(), span, hints: Vec::new(), fix: None }
    }

    /// Adds a line that says what to do, or what else could be meant.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// Sets the change that would make it right; there is one at most.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// Warnings do not stop a query.
    pub fn is_warning(&self) -> bool {
        self.code.starts_with('W')
    }

    /// Whether more text could mend it: an open quote or parenthesis, or an end where something must
    /// follow, unless a `;` has ended the query. A shell asks for another line instead of reporting it.
    pub fn is_incomplete(&self, text: &str) -> bool {
        match self.code {
            "E110" => true,
            "E111" | "E112" => !text.trim_end().ends_with(';'),
            _ => false,
        }
    }
}

impl Fix {
    /// The text with the change made. `None` when the span is not one of this text.
    pub fn apply(&self, text: &str) -> Option<String> {
        let before = text.get(..self.span.start)?;
        let after = text.get(self.span.end..)?;
        Some(format!("{before}{}{after}", self.replacement))
    }
}
