//! What is published: all that building, reading and testing need, and nothing else.

use std::process::Command;

#[test]
fn the_package_holds_what_is_needed_and_no_more() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["package", "--list", "--allow-dirty", "--offline", "--locked"]);
    let output = cargo.output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).expect("UTF-8").replace('\\', "/");
    let files: Vec<&str> = listed.lines().collect();
    for needed in [
        "schema.sql",
        "src/tagger/data/names.bin",
        "src/tagger/data/clusters.bin",
        "src/tagger/data/MODEL.md",
        "src/gazetteer/data/cities.tsv",
        "src/gazetteer/data/README.md",
        "samples/lexicon.tsv",
        "samples/articles/wire/2022-03-17-baku-working-visit.txt",
        "examples/library.rs",
        "tests/cases/archive/schema-1.sql",
        "docs/licences.md",
        "GRAMMAR.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ] {
        assert!(files.contains(&needed), "{needed} is missing");
    }
    for file in &files {
        let is_ours =
            ["fuzz/", ".ci/", "target/", "tools/peers", "tools/gazetteer"].iter().any(|at| file.starts_with(at));
        assert!(!is_ours, "{file} is of no use to others");
    }
    // What is taken is 10 MB packed; far less unpacked leaves no doubt.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes: u64 = files.iter().filter_map(|file| root.join(file).metadata().ok()).map(|it| it.len()).sum();
    assert!(bytes < 10 << 20, "{bytes} bytes");
}
