//! From bytes to characters: the byte order mark, UTF-8, what the input declares, a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

use super::article::{Candidate, MetaField};
use super::limits::HEAD_BYTES;

/// A text, and how its characters were found.
pub struct Decoded {
    pub text: String,
    encoding: &'static str,
    basis: &'static str,
    flaw: Option<&'static str>,
}

/// An encoding, and how it is known: `bom`, `utf-8` (no other text is valid UTF-8 by chance), `declared`, `detected`.
pub struct Told {
    pub encoding: &'static Encoding,
    pub basis: &'static str,
}

impl Decoded {
    /// What is worth keeping of it: nothing, for sound UTF-8.
    pub fn note(&self, metadata: &mut Vec<Candidate>) {
        if self.encoding != UTF_8.name() || self.flaw.is_some() {
            let value = self.encoding.to_lowercase();
            metadata.push(Candidate { field: MetaField::Encoding, value, basis: self.basis });
        }
        if let Some(flaw) = self.flaw {
            metadata.push(Candidate { field: MetaField::Flaw, value: flaw.into(), basis: "decode" });
        }
    }
}

/// Decodes a text. What is invalid becomes U+FFFD, so this never fails.
///
/// `declared` is the label in the input itself, as in `<meta charset=windows-1251>`; valid UTF-8 is
/// believed over it, since no other text looks like UTF-8 by chance.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Decoded {
    let Told { encoding, basis } = encoding(&bytes, declared);
    let (text, lossy) = match String::from_utf8(bytes) {
        Ok(text) if encoding == UTF_8 => (text, false),
        Ok(text) => lossily(encoding, text.as_bytes()),
        Err(error) => lossily(encoding, error.as_bytes()),
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let flaw = if lossy { Some("undecodable bytes") } else { is_mojibake(&text).then_some("mojibake") };
    Decoded { text, encoding: encoding.name(), basis, flaw }
}

fn lossily(encoding: &'static Encoding, bytes: &[u8]) -> (String, bool) {
    let (text, lossy) = encoding.decode_with_bom_removal(bytes);
    (text.into_owned(), lossy)
}

/// The encoding of `bytes`, which may be the beginning of more.
pub fn encoding(bytes: &[u8], declared: Option<&str>) -> Told {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Told { encoding, basis: "bom" };
    }
    // A sample may end in the middle of a character.
    if std::str::from_utf8(bytes).map_or_else(|e| e.error_len().is_none() && bytes.len() == HEAD_BYTES, |_| true)
        && utf16(bytes).is_none()
    {
        return Told { encoding: UTF_8, basis: "utf-8" };
    }
    match declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        // What is declared as UTF-8 and is none is nearly one, or the label is wrong: that is guessed.
        Some(encoding) if encoding != UTF_8 => Told { encoding, basis: "declared" },
        _ => Told { encoding: guess(bytes), basis: "detected" },
    }
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

/// Whether somebody once took UTF-8 for something else and saved the result: `Ã©` for `é`, `РџРѕ` for `По`.
/// Undone, such a text is valid UTF-8, which no other is by chance.
fn is_mojibake(text: &str) -> bool {
    const ENOUGH: usize = 3;
    if text.is_ascii() {
        return false;
    }
    let head: String = text.chars().take(HEAD_BYTES).collect();
    [WINDOWS_1252, WINDOWS_1251].into_iter().any(|wrong| {
        let (bytes, _, _) = wrong.encode(&head);
        let (mut valid, mut broken) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += chunk.invalid().len();
        }
        valid >= ENOUGH && valid > 4 * broken
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Министр иностранных дел прибыл в столицу с рабочим визитом";

    #[test]
    fn encodings_are_told() {
        let windows = WINDOWS_1251.encode(RUSSIAN).0.into_owned();
        let koi = encoding_rs::KOI8_R.encode(RUSSIAN).0.into_owned();
        let utf16: Vec<u8> = "Minister arrives".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, declared, text, basis) in [
            (b"plain".to_vec(), None, "plain", "utf-8"),
            ("\u{feff}Əliyev".as_bytes().to_vec(), None, "Əliyev", "bom"),
            (b"\xFF\xFEB\0a\0".to_vec(), None, "Ba", "bom"),
            (b"\xFE\xFF\0B\0a".to_vec(), None, "Ba", "bom"),
            (utf16, None, "Minister arrives", "detected"),
            (b"caf\xE9".to_vec(), Some("iso-8859-1"), "café", "declared"),
            ("café".as_bytes().to_vec(), Some("iso-8859-1"), "café", "utf-8"),
            (windows.clone(), None, RUSSIAN, "detected"),
            (windows, Some("utf-8"), RUSSIAN, "detected"),
            (koi.clone(), None, RUSSIAN, "detected"),
            (koi, Some("koi8-r"), RUSSIAN, "declared"),
            (b"\xC9\x99\xC9\x99\xC9\x99 broken \xFF here".to_vec(), None, "əəə broken \u{fffd} here", "detected"),
        ] {
            let decoded = decode(bytes, declared);
            assert_eq!((decoded.text.as_str(), decoded.basis), (text, basis));
        }
    }

    #[test]
    fn what_was_once_decoded_wrongly_is_flagged() {
        let once = |text: &str, wrong: &'static Encoding| wrong.decode(text.as_bytes()).0.into_owned();
        for (text, expected) in [
            (once("It’s a café in the old town – said “he”", WINDOWS_1252), Some("mojibake")),
            (once(RUSSIAN, WINDOWS_1251), Some("mojibake")),
            ("It’s a café in the old town – said “he”".to_owned(), None),
            (RUSSIAN.to_owned(), None),
            ("São Tomé e Príncipe, Curaçao, Réunion: “naïve”".to_owned(), None),
            ("plain".to_owned(), None),
        ] {
            assert_eq!(decode(text.clone().into_bytes(), None).flaw, expected, "{text}");
        }
    }
}
