//! What dependencies and data may be used under, and the Rust that they need: docs/licences.md, held to.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use spdx::{Expression, ParseMode};

const TABLES: &str = include_str!("../../docs/licences.md");

fn cargo(arguments: &[&str]) -> Output {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().expect("cargo starts")
}

/// The manifests of all crates; of this system's alone where others have not been fetched.
fn packages() -> Vec<Value> {
    let all = ["metadata", "--offline", "--locked", "--format-version", "1"];
    let mut output = cargo(&all);
    if !output.status.success() {
        let rustc = Command::new("rustc").arg("-vV").output().expect("rustc starts");
        let said = String::from_utf8(rustc.stdout).expect("UTF-8");
        let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
        output = cargo(&[&all[..], &["--filter-platform", host]].concat());
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// `name version`
fn called(package: &Value) -> String {
    format!("{} {}", package["name"].as_str().expect("a name"), package["version"].as_str().expect("a version"))
}

/// Whether these licences alone meet an expression of them; an old one has `/` for `OR`.
fn is_met(expression: &str, allowed: &[&str]) -> bool {
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|parsed| {
        parsed.evaluate(|asked| {
            asked.addition.is_none() && asked.license.id().is_some_and(|id| allowed.contains(&id.name))
        })
    })
}

#[test]
fn every_crate_may_be_used() {
    let allowed: Vec<&str> =
        TABLES.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(name, _)| name).collect();
    assert!(allowed.contains(&"MIT"), "the table was not found");
    for licence in &allowed {
        assert!(spdx::license_id(licence).is_some(), "{licence} is no SPDX name");
    }
    let packages = packages();
    assert!(packages.len() > 200);
    let licence = |package: &Value| package["license"].as_str().unwrap_or("none stated").to_owned();
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !is_met(&licence(package), &allowed))
        .map(|package| format!("{}: {}", called(package), licence(package)))
        .collect();
    assert!(wrong.is_empty(), "not met by docs/licences.md:\n{}", wrong.join("\n"));
}

#[test]
fn expressions_are_understood() {
    let allowed = ["MIT", "Unicode-3.0"];
    for met in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in ["Apache-2.0", "MIT AND GPL-3.0-only", "MIT AND (Apache-2.0 OR ISC)", "", "none stated"] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn data_is_named_with_its_licences() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src/gazetteer/data", "src/tagger/data"] {
        let entries = root.join(folder).read_dir().expect("a folder");
        let names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
        let told = names.iter().find(|name| name.ends_with(".md")).expect("a file that tells where the data is from");
        let text = std::fs::read_to_string(root.join(folder).join(told)).expect("a text");
        assert!(TABLES.contains(&format!("{folder}/{told}")), "docs/licences.md does not lead to {folder}/{told}");
        for name in names.iter().filter(|name| *name != told) {
            assert!(text.contains(&format!("`{name}`")), "{folder}/{told} does not tell of {name}");
        }
        for licence in ["CC BY 4.0", "CC BY-SA 4.0", "MIT", "PDDL", "ODbL", "CC0"] {
            assert!(!text.contains(licence) || TABLES.contains(licence), "docs/licences.md does not name {licence}");
        }
    }
}

/// Numbers of a version, of which the last may be left out.
fn version(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = text.split('.').map(|number| number.parse().expect("a number")).collect();
    numbers.resize(3, 0);
    numbers
}

#[test]
fn no_crate_needs_a_newer_rust_than_is_promised() {
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = packages();
    let needed = |package: &Value| package["rust_version"].as_str().map(version);
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| needed(package).is_some_and(|needed| needed > promised))
        .map(|package| format!("{} needs {}", called(package), package["rust_version"]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let others = packages.iter().filter(|package| package["name"] != "dateline");
    assert_eq!(others.filter_map(needed).max(), Some(promised), "an older Rust would do as well");
}
