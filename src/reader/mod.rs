//! One article with its facts and their evidence, or all that is known about one entity: read whole,
//! typed, and ready to be written in any form. Reads only.

pub mod article;
pub mod dossier;
mod facts;
mod find;
pub mod passage;
mod reference;
mod revisions;

pub use article::{Article, article};
pub use dossier::{Dossier, Range, dossier};
pub use facts::Fact;
pub use find::{Lost, find};
pub use reference::{Citation, Ground, Reference};
pub use revisions::{Version, versions};
