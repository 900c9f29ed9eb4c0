//! From files to documents: formats, the pipeline, progress, quarantine.

pub mod article;
