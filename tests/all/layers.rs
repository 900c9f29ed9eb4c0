//! Who may use whom: a module uses only those above it in the reading order of src/lib.rs.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which `src/lib.rs` names them.
fn reading_order(source: &Path) -> Vec<String> {
    let lib = fs::read_to_string(source.join("lib.rs")).expect("src/lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod "));
    names.map(|rest| rest.split(';').next().expect("a name").to_owned()).collect()
}

/// All Rust files of a module, whether it is one file or a folder.
fn files(source: &Path, module: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![source.join(module)];
    let single = source.join(format!("{module}.rs"));
    if single.is_file() {
        found.push(single);
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// Modules named by `crate::NAME` or `crate::{NAME, …}`, comments and tests aside: the tests at the
/// end of a file may build what they need from anywhere.
fn used(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or(code);
    let mut names = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, marker) in line.match_indices("crate::") {
            let rest = &line[at + marker.len()..];
            let list = rest.strip_prefix('{').map_or(rest, |inner| inner.split('}').next().unwrap_or(inner));
            let parts: Vec<&str> = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
            for part in parts {
                let name: String = part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                names.push(name);
            }
        }
    }
    names
}

#[test]
fn modules_use_only_those_above_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = reading_order(&source);
    assert!(order.len() > 8, "the reading order was not found: {order:?}");
    let mut wrong = Vec::new();
    for (level, module) in order.iter().enumerate() {
        for file in files(&source, module) {
            for name in used(&fs::read_to_string(&file).expect("a source file")) {
                if order.iter().position(|m| *m == name).is_some_and(|other| other > level) {
                    wrong.push(format!("{} uses crate::{name}, which stands below {module}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_modules_know_neither_sqlite_nor_files() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in ["text", "gazetteer", "tagger", "extract", "identity", "lang"] {
        for file in files(&source, module) {
            let code = fs::read_to_string(&file).expect("a source file");
            let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or(&code);
            for word in ["rusqlite", "std::fs", "std::io", "std::env", "std::net", "std::process"] {
                assert!(!code.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}

#[test]
fn no_file_holds_two_subjects() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in reading_order(&source) {
        for file in files(&source, &module) {
            let lines = fs::read_to_string(&file).expect("a source file").lines().count();
            assert!(lines <= 500, "{} has {lines} lines: split it", file.display());
        }
    }
}
