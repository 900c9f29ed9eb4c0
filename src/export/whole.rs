//! A file that is whole or not there: written under another name, renamed when it is done.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Error, File};

/// What becomes of files that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// They are kept, and nothing is written.
    Keep,
    /// They are replaced, each as a whole.
    Replace,
}

/// A file on its way. When it is dropped, nothing of it is left.
pub struct Unnamed {
    file: NamedTempFile,
    path: PathBuf,
}

impl Unnamed {
    /// Begins the file that will be at `path`, in the same folder.
    pub fn begin(path: &Path) -> Result<Unnamed, Error> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // As any new file, where a temporary one is for its owner alone; the umask is taken off.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.prefix(".dateline-").tempfile_in(folder).map_err(|e| Error::io(path, e))?;
        Ok(Unnamed { file, path: path.to_owned() })
    }

    pub fn writer(&self) -> Result<File, Error> {
        Ok(BufWriter::new(self.file.reopen().map_err(|e| self.failed(e))?))
    }

    /// What to say when it cannot be written.
    pub fn failed(&self, error: io::Error) -> Error {
        Error::io(&self.path, error)
    }

    /// Sees to it that the disk has what was written.
    pub fn settle(&self) -> Result<(), Error> {
        self.file.as_file().sync_all().map_err(|e| self.failed(e))
    }

    /// Gives it its name.
    pub fn name(self, existing: Existing) -> Result<(), Error> {
        let named = match existing {
            Existing::Replace => self.file.persist(&self.path),
            Existing::Keep => self.file.persist_noclobber(&self.path),
        };
        named.map_err(|e| Error::io(&self.path, e.error)).map(drop)
    }
}

/// Refuses to write where something is.
pub fn refuse(path: &Path) -> Result<(), Error> {
    if path.symlink_metadata().is_ok() { Err(Error::Exists(path.to_owned())) } else { Ok(()) }
}

/// Writes a file at once.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Error> {
    if existing == Existing::Keep {
        refuse(path)?;
    }
    let file = Unnamed::begin(path)?;
    let mut out = file.writer()?;
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| file.failed(e))?;
    file.settle()?;
    file.name(existing)
}
