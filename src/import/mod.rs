//! From files to documents: formats, the pipeline, progress, quarantine.

pub mod article;
mod dates;
mod decode;
mod format;
mod json;
mod limits;
mod metadata;
mod pipeline;
mod prepare;
mod progress;
mod read;
mod summary;
mod text;
mod unit;
mod walk;

pub use pipeline::{Done, ImportError, Options, import};
pub use prepare::Extraction;
pub use progress::Voice;
pub use summary::summary;
