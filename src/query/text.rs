//! Full text: what is asked, and its spelling for FTS5, in which every term is quoted by us.

/// What a text must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Match {
    /// Words in this order, with nothing between them.
    Phrase {
        /// Where they must stand.
        column: TextColumn,
        /// As it was typed; what separates words is the tokenizer's affair.
        text: String,
        /// How the last word ends.
        ending: Ending,
    },
    /// All phrases within so many words of one another.
    Near {
        /// Words that may stand between them, at most.
        distance: u32,
        /// Two at least.
        phrases: Vec<String>,
    },
    /// Each of them.
    All(Vec<Match>),
    /// One of them at least.
    Any(Vec<Match>),
    /// The first and not the second.
    Except(Box<Match>, Box<Match>),
}

/// Which text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColumn {
    /// Title and body, or the words of a quote.
    Any,
    /// The title alone.
    Title,
}

/// How the last word of a phrase ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// As it was typed.
    Whole,
    /// Whatever follows the last word's letters.
    Prefix,
}

/// Whether FTS5's tokenizer finds a word in it: a term without one would empty every AND around it.
pub fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

impl Match {
    /// In FTS5's own syntax, to be bound as the operand of MATCH.
    pub fn to_fts(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Whether some word may end in any way.
    pub fn has_open_end(&self) -> bool {
        match self {
            Match::Phrase { ending, .. } => *ending == Ending::Prefix,
            Match::Near { .. } => false,
            Match::All(parts) | Match::Any(parts) => parts.iter().any(Match::has_open_end),
            Match::Except(wanted, unwanted) => wanted.has_open_end() || unwanted.has_open_end(),
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Match::Phrase { column, text, ending } => {
                if *column == TextColumn::Title {
                    out.push_str("title : ");
                }
                quote(text, out);
                if *ending == Ending::Prefix {
                    out.push_str(" *");
                }
            }
            Match::Near { distance, phrases } => {
                out.push_str("NEAR(");
                for phrase in phrases {
                    quote(phrase, out);
                    out.push(' ');
                }
                out.push_str(&format!(", {distance})"));
            }
            Match::All(parts) => write_joined(parts, " AND ", out),
            Match::Any(parts) => write_joined(parts, " OR ", out),
            Match::Except(wanted, unwanted) => {
                out.push('(');
                wanted.write(out);
                out.push_str(" NOT ");
                unwanted.write(out);
                out.push(')');
            }
        }
    }
}

fn write_joined(parts: &[Match], operator: &str, out: &mut String) {
    out.push('(');
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push_str(operator);
        }
        part.write(out);
    }
    out.push(')');
}

/// A quoted FTS5 string. NUL would end it early, and stands for nothing that a tokenizer keeps.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\0' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}
