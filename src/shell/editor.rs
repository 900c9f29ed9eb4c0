//! A query in the person's own editor.

use std::io::{self, Write};

use super::pager::shell;
use super::session::Trouble;

/// `$VISUAL`, `$EDITOR`, or what every system has.
fn command() -> String {
    let chosen = |name| std::env::var(name).ok().filter(|value: &String| !value.trim().is_empty());
    chosen("VISUAL").or_else(|| chosen("EDITOR")).unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.into())
}

/// What `text` has become when the editor is left.
///
/// # Errors
/// [`Trouble::Command`] when the editor cannot be started or ends with a failure, with what to set.
pub fn edit(text: &str) -> Result<String, Trouble> {
    let editor = command();
    let failed = |what: String| Trouble::Command(format!("{editor}: {what}: set VISUAL or EDITOR to another"));
    let unwritten = |error: io::Error| failed(error.to_string());
    let mut file = tempfile::Builder::new().prefix("query-").suffix(".dtl").tempfile().map_err(unwritten)?;
    writeln!(file, "{text}").and_then(|()| file.flush()).map_err(unwritten)?;
    // The path goes as an argument of its own: nothing in it is read as a command.
    let status = shell(&format!("{editor} \"$1\"")).arg("sh").arg(file.path()).status().map_err(unwritten)?;
    if !status.success() {
        return Err(failed(status.to_string()));
    }
    let edited = std::fs::read_to_string(file.path()).map_err(unwritten)?;
    Ok(edited.trim_end().to_owned())
}
