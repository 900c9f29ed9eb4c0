//! Which files an import reads: the paths as given, folders walked in the order of their names.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::article::Quarantined;
use super::fields::Mapping;
use super::limits::Limits;
use super::unit::Input;

/// What was found to read, in a fixed order, each file once.
#[derive(Default)]
pub struct Found {
    pub inputs: Vec<Input>,
    /// Bytes on disk of all of them, for the progress bar.
    pub bytes: u64,
    /// What cannot be read.
    pub refused: Vec<Quarantined>,
    /// What was passed over on purpose, in words.
    pub notes: Vec<String>,
}

/// Looks for the files under `paths`. Hidden files and folders below a given one are passed over;
/// links are followed, and one that leads back to a folder above it is passed over with a note.
pub fn walk(paths: &[PathBuf], mapping: &Arc<Mapping>, limits: Limits) -> Found {
    let mut found = Found::default();
    let mut seen = HashSet::new();
    let input = |path, locator| Input { path, locator, mapping: Arc::clone(mapping), limits };
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(PathBuf::from("-")) {
                found.inputs.push(input(path.clone(), "-".into()));
            }
            continue;
        }
        let entries = WalkDir::new(path).follow_links(true).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|e| e.depth() == 0 || !is_hidden(e)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => add(&mut found, &mut seen, entry.into_path(), &input),
                Err(error) => refuse(&mut found, path, &error),
            }
        }
    }
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn add(found: &mut Found, seen: &mut HashSet<PathBuf>, path: PathBuf, input: &dyn Fn(PathBuf, String) -> Input) {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.clone());
    if !seen.insert(absolute.clone()) {
        return;
    }
    found.bytes += path.metadata().map_or(0, |m| m.len());
    let locator = absolute.to_string_lossy().into_owned();
    found.inputs.push(input(path, locator));
}

fn refuse(found: &mut Found, given: &Path, error: &walkdir::Error) {
    let path = error.path().unwrap_or(given);
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned();
    if let Some(ancestor) = error.loop_ancestor() {
        found.notes.push(format!("{path} leads back to {}: passed over", ancestor.display()));
        return;
    }
    let reason = match error.io_error().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::NotFound) => "there is no such file or folder".to_owned(),
        Some(std::io::ErrorKind::PermissionDenied) => "no permission to read it".to_owned(),
        _ => error.to_string(),
    };
    found.refused.push(Quarantined { locator: path, stage: "read", position: None, reason });
}
