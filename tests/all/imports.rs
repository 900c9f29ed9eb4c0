//! Formats, idempotence, quarantine, hostile inputs.
