//! What was typed before: a file per archive, since a query of one archive means little in another.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

/// Where the history of the archive at `db` is kept: under the XDG state directory, named by the
/// hash of the archive's full path. `None` when there is no home to keep it in or it cannot be made:
/// the shell works without.
pub fn file(db: &Path) -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir()).join("dateline").join("history");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join(name(&std::fs::canonicalize(db).unwrap_or_else(|_| db.to_owned()))))
}

fn name(path: &Path) -> String {
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_archive_has_its_own() {
        assert_ne!(name(Path::new("/a/archive.db")), name(Path::new("/b/archive.db")));
        assert_eq!(name(Path::new("/a/archive.db")).len(), 16);
    }
}
