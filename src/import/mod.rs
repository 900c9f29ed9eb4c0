//! From files to documents: formats, the pipeline, progress, quarantine.

pub mod article;
mod cut;
mod dates;
mod decode;
mod feed;
mod fields;
mod format;
mod html;
mod json;
mod jsonld;
mod limits;
mod mail;
mod markdown;
mod markup;
mod metadata;
mod packed;
mod pipeline;
mod prepare;
mod progress;
mod read;
mod reextract;
mod summary;
mod table;
mod text;
mod unit;
mod walk;
mod warc;
mod watch;

pub use fields::Mapping;
pub use limits::Limits;
pub use pipeline::{Done, ImportError, Options, import};
pub use prepare::Extraction;
pub use progress::Voice;
pub use reextract::{Difference, Differences, Effect, Reextraction, reextract};
pub use summary::summary;
pub use watch::{Look, Watch, look};
