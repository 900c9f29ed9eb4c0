//! From bytes to characters: the byte order mark, what the input declares, UTF-8, a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes a text. What is invalid becomes U+FFFD, so this never fails.
///
/// `declared` is the label in the input itself, as in `<meta charset=windows-1251>`; valid UTF-8 is
/// believed over it, since no other text looks like UTF-8 by chance.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    let encoding = declared.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or_else(|| guess(&bytes));
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    // A UTF-8 text with a few broken bytes is still one.
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if valid > 2 * broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: every other byte of Latin text is NUL.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let nul = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 2;
    let most = head.len() * 3 / 5;
    if head.len() < 8 {
        None
    } else if nul(1) > most && nul(0) < head.len() / 10 {
        Some(UTF_16LE)
    } else if nul(0) > most && nul(1) < head.len() / 10 {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings_are_told() {
        let (cyrillic, _, _) =
            encoding_rs::WINDOWS_1251.encode("Министр иностранных дел прибыл в столицу с рабочим визитом");
        for (bytes, declared, text) in [
            (b"plain".to_vec(), None, "plain"),
            ("\u{feff}Əliyev".as_bytes().to_vec(), None, "Əliyev"),
            (b"\xFF\xFEB\0a\0".to_vec(), None, "Ba"),
            (b"\xFE\xFF\0B\0a".to_vec(), None, "Ba"),
            (b"caf\xE9".to_vec(), Some("iso-8859-1"), "café"),
            ("café".as_bytes().to_vec(), Some("iso-8859-1"), "café"),
            (cyrillic.to_vec(), None, "Министр иностранных дел прибыл в столицу с рабочим визитом"),
            (b"\xC9\x99\xC9\x99\xC9\x99 broken \xFF here".to_vec(), None, "əəə broken \u{fffd} here"),
        ] {
            assert_eq!(decode(bytes, declared), text);
        }
    }
}
