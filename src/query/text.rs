//! Full text: what is asked, and its spelling for FTS5, in which every term is quoted by us.

/// What a text must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Match {
    Phrase {
        column: TextColumn,
        text: String,
        ending: Ending,
    },
    /// All phrases within so many words of one another.
    Near {
        distance: u32,
        phrases: Vec<String>,
    },
    All(Vec<Match>),
    Any(Vec<Match>),
    /// The first and not the second.
    Except(Box<Match>, Box<Match>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColumn {
    Any,
    Title,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
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
