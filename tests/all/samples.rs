//! The samples hold what their README promises.

use std::fs;
use std::path::{Path, PathBuf};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn the_readme_names_every_article_file_and_form() {
    let readme = fs::read_to_string(samples().join("README.md")).unwrap();
    for path in files(&samples().join("articles")) {
        let name = path.strip_prefix(samples().join("articles")).unwrap().to_str().unwrap().to_owned();
        let folder = format!("`{}/*", name.split('/').next().unwrap());
        assert!(readme.contains(&name) || readme.contains(&folder), "samples/README.md does not name {name}");
    }
}

#[test]
fn every_address_is_fictional() {
    for path in files(&samples().join("articles")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (at, _) in text.match_indices("https://") {
            let host = text[at + 8..].split(['/', '"', '<', '\n', ' ']).next().unwrap();
            let known = host.ends_with(".example") || host == "schema.org" || host == "ogp.me";
            assert!(known, "{}: {host}", path.display());
        }
    }
}
