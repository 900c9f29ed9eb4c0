//! What a person wants done whenever the shell opens: a script in our own language.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Whether it is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Init {
    Run,
    Skip,
}

/// `dateline/init.dtl` under the XDG configuration directory; `None` when there is no such file.
pub fn file() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("dateline").join("init.dtl")).filter(|path| path.is_file())
}
