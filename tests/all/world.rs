//! The samples as an archive, made once for all tests that ask it. They change nothing in it but the queries that scripts save.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;

static ARCHIVE: OnceLock<PathBuf> = OnceLock::new();

/// Where it is.
pub fn archive() -> &'static Path {
    ARCHIVE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("world-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("archive.db");
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles");
        let import = dateline().arg("--db").arg(&file).arg("import").arg("--quiet").arg(samples).output();
        let status = import.expect("the program starts").status.code();
        assert_eq!(status, Some(4), "all but the malformed sample go in");
        file
    })
}

/// The program, with nothing of the caller's environment.
pub fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear();
    command
}
