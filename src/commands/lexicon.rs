//! Reading the user's lexicons, for the commands that extract.

use super::Failure;
use crate::cli::LexiconArgs;
use crate::gazetteer::Lexicon;

/// All tables in one.
pub fn read(args: &LexiconArgs) -> Result<Lexicon, Failure> {
    let mut lexicon = Lexicon::default();
    for path in &args.files {
        let named = |reason: String| Failure::Usage(format!("--lexicon {}:{reason}", path.display()));
        let table = std::fs::read_to_string(path).map_err(|error| named(format!(" {error}")))?;
        lexicon.add(&table).map_err(named)?;
    }
    Ok(lexicon)
}
