//! Text on a terminal: how wide it is, and what of it may be shown.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal.
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// `text` on one line, with everything that could move a cursor, change colours or reverse the
/// reading order made visible: articles come from strangers, and a terminal obeys what it is sent.
/// Newlines and tabs become a space, other controls their picture (␛), bidirectional controls U+FFFD.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' | '\r' => ' ',
            '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
            '\u{7F}' => '␡',
            '\u{80}'..='\u{9F}' => '\u{FFFD}',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => '\u{FFFD}',
            _ => c,
        })
        .collect()
}

/// Cuts `text` to at most `columns` columns between grapheme clusters; a cut is marked by `…`,
/// which is counted.
pub fn truncate(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let width = cluster.width();
        if used + width + 1 > columns {
            break;
        }
        out.push_str(cluster);
        used += width;
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_marked_and_fit() {
        assert_eq!(truncate("Baku", 4), "Baku");
        assert_eq!(truncate("Baku Summit", 6), "Baku …");
        assert_eq!(truncate("北京会议", 5), "北京…");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn no_escape_passes() {
        assert_eq!(printable("a\u{1b}[2Jb\nc\u{202e}d\u{9b}"), "a␛[2Jb c\u{fffd}d\u{fffd}");
    }
}
