//! Which files of a folder are new or changed, and have lain still long enough to be whole.
//!
//! The folder is looked at again and again: that works on every system and on network drives, where notices of
//! changes do not come through. Nothing here asks the clock.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use glob::{MatchOptions, Pattern};
use walkdir::WalkDir;

/// What is seen of a file from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Length of the file.
    pub bytes: u64,
    /// `None` where the file system does not tell.
    pub modified: Option<SystemTime>,
}

/// A folder that is watched.
#[derive(Debug)]
pub struct Watch {
    /// How long a file must not have changed.
    settle: Duration,
    files: HashMap<PathBuf, File>,
}

#[derive(Debug)]
struct File {
    look: Look,
    /// When it was first seen so.
    since: Duration,
    /// Given out as it is.
    taken: bool,
}

impl Watch {
    /// A file is taken when it has looked the same for `settle`.
    pub fn new(settle: Duration) -> Watch {
        Watch { settle, files: HashMap::new() }
    }

    /// What is there at the time `now`, counted from any moment. Gives the files to read, in order of their names:
    /// each once, and again when it has changed.
    pub fn poll(&mut self, found: Vec<(PathBuf, Look)>, now: Duration) -> Vec<PathBuf> {
        let mut before = std::mem::take(&mut self.files);
        let mut ready = Vec::new();
        for (path, look) in found {
            let known = before.remove(&path).filter(|file| file.look == look);
            let mut file = known.unwrap_or(File { look, since: now, taken: false });
            if !file.taken && now.saturating_sub(file.since) >= self.settle {
                file.taken = true;
                ready.push(path.clone());
            }
            self.files.insert(path, file);
        }
        ready.sort();
        ready
    }

    /// These could not be read now: they are given out again.
    pub fn give_back(&mut self, paths: &[PathBuf]) {
        for path in paths {
            self.files.entry(path.clone()).and_modify(|file| file.taken = false);
        }
    }
}

/// The files below a folder but for hidden ones and those whose name or path in it fits a pattern.
pub fn look(folder: &Path, ignored: &[Pattern]) -> Vec<(PathBuf, Look)> {
    let options =
        MatchOptions { case_sensitive: true, require_literal_separator: false, require_literal_leading_dot: false };
    let passed_over = |path: &Path| {
        let within = path.strip_prefix(folder).unwrap_or(path);
        let name = within.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('.')
            || ignored.iter().any(|p| p.matches_with(&name, options) || p.matches_path_with(within, options))
    };
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    entries
        .filter_entry(|entry| entry.depth() == 0 || !passed_over(entry.path()))
        // What has gone again since the folder was listed is no matter.
        .filter_map(|entry| {
            let entry = entry.ok().filter(|entry| entry.file_type().is_file())?;
            let metadata = entry.metadata().ok()?;
            Some((entry.into_path(), Look { bytes: metadata.len(), modified: metadata.modified().ok() }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(files: &[(&str, u64)]) -> Vec<(PathBuf, Look)> {
        files.iter().map(|(name, bytes)| (PathBuf::from(name), Look { bytes: *bytes, modified: None })).collect()
    }

    #[test]
    fn a_file_is_read_once_it_lies_still_and_again_when_it_changes() {
        let mut watch = Watch::new(Duration::from_secs(2));
        for (second, files, expected) in [
            (0, vec![("a", 1), ("b", 5)], ""),
            (1, vec![("a", 2), ("b", 5)], ""),
            (2, vec![("a", 2), ("b", 5)], "b"),
            (3, vec![("b", 5), ("a", 2)], "a"),
            (4, vec![("a", 2), ("b", 5)], ""),
            (5, vec![("b", 6)], ""),
            (7, vec![("a", 2), ("b", 6)], "b"),
            (9, vec![("a", 2), ("b", 6)], "a"),
        ] {
            let ready = watch.poll(seen(&files), Duration::from_secs(second));
            let names: Vec<_> = ready.iter().map(|path| path.to_string_lossy()).collect();
            assert_eq!(names.join(" "), expected, "after {second} s");
        }
        watch.give_back(&[PathBuf::from("a")]);
        assert_eq!(watch.poll(seen(&[("a", 2)]), Duration::from_secs(9)), [PathBuf::from("a")]);
    }

    #[test]
    fn hidden_and_ignored_files_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.txt", "a.txt.part", ".b.txt", "drafts/c.txt", "done/d.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, "x").expect("written");
        }
        let ignored = ["*.part", "drafts"].map(|pattern| Pattern::new(pattern).expect("a pattern"));
        let mut found: Vec<PathBuf> = look(folder.path(), &ignored).into_iter().map(|(path, _)| path).collect();
        found.sort();
        assert_eq!(found, [folder.path().join("a.txt"), folder.path().join("done/d.txt")]);
    }
}
