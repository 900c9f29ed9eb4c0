//! From files to documents: formats, the pipeline, progress, quarantine.

pub mod article;
mod dates;
mod decode;
mod fields;
mod format;
mod html;
mod json;
mod jsonld;
mod limits;
mod markdown;
mod markup;
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
