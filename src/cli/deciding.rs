//! The commands by which a person decides about the facts: types only.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{LexiconArgs, OutputArgs};
use crate::store::decisions::Fact;

pub(super) const FIX_EXAMPLES: &str = "\
Examples:
  dateline fix merge 'Kishida Fumio' 'Fumio Kishida'       the first is the second
  dateline fix merge person/12 person/3                    by number, as queries show them
  dateline fix different 'John Carter' 'John A. Carter'    never joined, at no later import either
  dateline fix rename project/7 'Kendirli fibre line'
  dateline fix alias 'Kassym-Jomart Tokayev' KJT           @KJT finds him
  dateline fix reject doc/12 Georgia                       what was read at this word in document 12 is wrong
  dateline fix assign doc/12 'the minister' 'Aigerim Doskalieva'   these words are she; in a quote: she says it
  dateline fix split 'John Carter' 'John Carter (coach)' doc/12    there it is another of the name
  dateline fix hide doc/12                                 queries pass over the article; nothing is deleted
  dateline fix hide doc/12 'a signing is planned' --only event     … or over one fact; hide quote/7, event/3 too
  dateline fix set doc/12 date 2024-05-02                  or title, byline, lang, url, source
  dateline fix set project/7 sector energy                 or status, kind, country, acronym, date of its kind
  dateline fix list                                        what was decided, and how it stands
  dateline fix undo 7
  dateline fix export > decisions.jsonl                    keep them, or take them to another archive:
  dateline fix import decisions.jsonl";

pub(super) const REEXTRACT_EXAMPLES: &str = "\
Examples:
  dateline reextract --check                 what this version would find that an older one did not
  dateline reextract                         read again what an older version read
  dateline reextract --all --lexicon names.tsv";

pub(super) const REVIEW_EXAMPLES: &str = "\
Examples:
  dateline review                            one question after the other: y, n, a digit, a for a name, l for later, u to undo
  dateline review --format jsonl             the same as rows: who may be one, whose mentions are doubtful
  dateline review --format csv --limit 100";

#[derive(Debug, Args)]
pub struct FixArgs {
    #[command(subcommand)]
    pub action: FixAction,
    /// Say what would become of it, and change nothing.
    #[arg(long, global = true)]
    pub dry_run: bool,
}

/// A name is one as in queries, with or without @: Tokayev, person/12, country/KZ, event/3.
#[derive(Debug, Subcommand)]
pub enum FixAction {
    /// The first is the second: all that is said of it goes there.
    Merge {
        /// Who is no one of their own.
        #[arg(value_name = "NAME")]
        from: String,
        /// Who they are.
        #[arg(value_name = "NAME")]
        into: String,
    },
    /// The two are not one, and no rule may join them.
    Different {
        #[arg(value_name = "NAME")]
        one: String,
        #[arg(value_name = "NAME")]
        other: String,
    },
    /// Call it so.
    Rename {
        #[arg(value_name = "NAME")]
        entity: String,
        #[arg(value_name = "NEW NAME")]
        name: String,
    },
    /// Find it by this name, too.
    Alias {
        #[arg(value_name = "NAME")]
        entity: String,
        #[arg(value_name = "ALIAS")]
        alias: String,
    },
    /// What was read at these words of a document is wrong.
    Reject {
        /// Its number, key, path or URL.
        #[arg(value_name = "DOC")]
        document: String,
        /// As they stand in the text, letter for letter.
        #[arg(value_name = "WORDS")]
        words: String,
        /// Only the Nth place where they stand, counted from 1.
        #[arg(long, value_name = "N")]
        nth: Option<usize>,
    },
    /// Let queries pass over an article, or over facts in it. They stay, and come back when it is undone.
    Hide {
        /// A document by its number, key, path or URL; or a fact by its number: quote/7, event/3, role/5.
        #[arg(value_name = "DOC|FACT")]
        what: String,
        /// Only what was read at these words of the document, letter for letter.
        #[arg(value_name = "WORDS")]
        words: Option<String>,
        /// Only this kind of fact.
        #[arg(long, value_name = "FACT", requires = "words", value_parser = fact)]
        only: Option<Fact>,
        /// Only the Nth place where they stand, counted from 1.
        #[arg(long, value_name = "N", requires = "words")]
        nth: Option<usize>,
    },
    /// These words of a document name somebody else; or, in a quote, somebody else says them.
    Assign {
        /// Its number, key, path or URL.
        #[arg(value_name = "DOC")]
        document: String,
        /// As they stand in the text, letter for letter.
        #[arg(value_name = "WORDS")]
        words: String,
        #[arg(value_name = "NAME")]
        entity: String,
        /// Only the Nth place where they stand, counted from 1.
        #[arg(long, value_name = "N")]
        nth: Option<usize>,
    },
    /// In these documents it is another of the name.
    Split {
        #[arg(value_name = "NAME")]
        entity: String,
        /// What the other is called, new or known.
        #[arg(value_name = "OTHER NAME")]
        name: String,
        #[arg(value_name = "DOC", required = true)]
        documents: Vec<String>,
    },
    /// Set a field of a document or of an entity.
    Set {
        /// A document as doc/12, or a name.
        #[arg(value_name = "DOC|NAME")]
        what: String,
        #[arg(value_name = "FIELD")]
        field: String,
        #[arg(value_name = "VALUE")]
        value: String,
    },
    /// Take a decision back.
    Undo {
        /// Its number, as `dateline fix list` shows it.
        #[arg(value_name = "NUMBER")]
        id: i64,
    },
    /// Show what was decided, and how it stands: applied, orphaned (what it is about is not here), conflict, undone.
    List {
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Write the decisions to stdout as JSON Lines.
    Export,
    /// Take in decisions that `export` wrote. - is stdin.
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

fn fact(word: &str) -> Result<Fact, String> {
    let known = Fact::ALL.map(Fact::as_str);
    let found = Fact::ALL.into_iter().find(|fact| fact.as_str() == word);
    found.ok_or_else(|| format!("these are known: {}", known.join(", ")))
}

#[derive(Debug, Args)]
pub struct ReextractArgs {
    /// Only say what would be gained and lost.
    #[arg(long)]
    pub check: bool,
    /// All articles, not only those that an older version read.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct ReviewArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    /// At most so many rows.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}
