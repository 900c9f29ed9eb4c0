//! Whether Enter ends a query or continues it on the next line.

use super::meta;
use crate::lang;

/// What `text` still lacks, in words, when more text could make it whole.
pub fn missing(text: &str) -> Option<String> {
    if meta::parse(text).is_some() || text.trim().is_empty() {
        return None;
    }
    let findings = lang::parse(text).err()?;
    findings.into_iter().find(|finding| finding.is_incomplete(text)).map(|finding| finding.message)
}

/// Whether Enter goes on to another line. On an empty one it gives up waiting: the query is run as it
/// is, and the error shows where it broke off.
pub fn continues(text: &str) -> bool {
    !text.ends_with('\n') && missing(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::{continues, missing};

    #[test]
    fn what_is_open_continues() {
        for text in ["\"fibre optic", "people in (@kz since:2024", "people in (@kz |", "@kz |  # and then"] {
            assert!(missing(text).is_some(), "{text:?}");
        }
        for text in ["", "  ", "people with @kz", "(a) ) ", ".mode (", "sinse:2024"] {
            assert_eq!(missing(text), None, "{text:?}");
        }
        assert!(continues("people in (") && !continues("people in (\n"));
    }
}
