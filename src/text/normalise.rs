//! The form in which bodies and titles are kept.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Brings a text from outside into the form in which it is stored: NFC, lines ended by `\n`, control
/// characters (NUL, escape …) dropped except newline and tab, no-break and other odd spaces made
/// plain, blanks cut from the ends of lines, at most one empty line in a row, none at either end.
///
/// A blank at the very start goes too, so offsets are those of the result, not of the input.
pub fn normalise(text: &str) -> String {
    let composed: String;
    let text = if text.is_ascii() || is_nfc(text) {
        text
    } else {
        composed = text.nfc().collect();
        &composed
    };
    let mut out = String::with_capacity(text.len());
    let mut newlines = 0;
    let mut blanks = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let plain = plain(rest.as_bytes());
        if plain > 0 {
            begin(&mut out, &mut newlines, &mut blanks);
            out.push_str(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '\r' if rest.starts_with('\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' | '\u{85}' => {
                newlines += 1;
                blanks.clear();
            }
            ' ' | '\t' => blanks.push(c),
            _ if c.is_whitespace() => blanks.push(' '),
            '\u{FEFF}' | '\u{200B}' | '\u{00AD}' => {} // marks that no reader sees
            _ if c.is_control() => {}
            _ => {
                begin(&mut out, &mut newlines, &mut blanks);
                out.push(c);
            }
        }
    }
    out
}

/// Bytes at the start that stay as they are: visible ASCII with single spaces in between, which is nearly all of most texts.
fn plain(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        let word = bytes[end..].iter().position(|byte| !byte.is_ascii_graphic()).unwrap_or(bytes.len() - end);
        if word == 0 {
            // The space before belongs to what follows.
            return end.saturating_sub(1);
        }
        end += word;
        if bytes.get(end) != Some(&b' ') {
            return end;
        }
        end += 1;
    }
}

/// Writes the white space that came before what is seen next, none at the very beginning.
fn begin(out: &mut String, newlines: &mut usize, blanks: &mut String) {
    if !out.is_empty() {
        out.extend(std::iter::repeat_n('\n', (*newlines).min(2)));
        out.push_str(blanks);
    }
    *newlines = 0;
    blanks.clear();
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn forms_meet() {
        for (given, kept) in [
            ("", ""),
            (" \n\t ", ""),
            (" date\r\n\r\n\r\nbody \n", "date\n\nbody"),
            ("a\0b\u{1b}[31mc", "ab[31mc"),
            ("e\u{301}", "é"),
            ("10\u{a0}km", "10 km"),
            ("one\rtwo", "one\ntwo"),
        ] {
            assert_eq!(normalise(given), kept, "{given:?}");
        }
    }

    #[test]
    fn twice_is_once() {
        let once = normalise("  a\u{a0}\n \n\n b\tc\u{301} ");
        assert_eq!(normalise(&once), once);
    }
}
