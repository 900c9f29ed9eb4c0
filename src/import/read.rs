//! From a file to its pieces: decompression, the format, where one piece ends and the next begins.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::article::Quarantined;
use super::format::{self, Cut, Format};
use super::limits::{HEAD_BYTES, MAX_ARTICLE_BYTES, MAX_EXPANDED_BYTES, MAX_SKIPPED_BYTES};
use super::unit::{Input, Unit};

/// What reading an input yields: a piece of it, or why one could not be had.
pub type Piece = Result<Unit, Quarantined>;

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    On,
    Stop,
}

/// Reads an input and hands its pieces to `take` in order. `consumed` grows by the bytes read from
/// the disk. What cannot be read is handed over as a refusal: nothing here fails as a whole.
pub fn read(input: &Arc<Input>, consumed: &AtomicU64, take: &mut dyn FnMut(Piece) -> Flow) -> Flow {
    match open(input, consumed) {
        Ok(reader) => pieces(input, reader, take),
        Err(error) => take(Err(whole(input, "read", None, describe(&error)))),
    }
}

fn open<'a>(input: &Input, consumed: &'a AtomicU64) -> io::Result<Box<dyn BufRead + 'a>> {
    let raw: Box<dyn Read> = if input.is_stdin() { Box::new(io::stdin()) } else { Box::new(regular(&input.path)?) };
    let mut raw = BufReader::with_capacity(HEAD_BYTES, Counting { inner: raw, consumed });
    Ok(if raw.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        let expanded = MultiGzDecoder::new(raw).take(MAX_EXPANDED_BYTES);
        Box::new(BufReader::with_capacity(HEAD_BYTES, expanded))
    } else {
        Box::new(raw)
    })
}

/// Opens a file that can be read to its end: a pipe or a device may never end.
fn regular(path: &Path) -> io::Result<File> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("is no ordinary file"));
    }
    File::open(path)
}

fn pieces(input: &Arc<Input>, mut reader: Box<dyn BufRead + '_>, take: &mut dyn FnMut(Piece) -> Flow) -> Flow {
    let mut head = Vec::new();
    // `take` and not one `fill_buf`: a decompressor may give a few bytes at a time.
    if let Err(error) = reader.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head) {
        return take(Err(whole(input, "read", Some(head.len() as u64), describe(&error))));
    }
    if let Some(kind) = binary(&head) {
        return take(Err(whole(input, "decode", Some(0), format!("this is {kind}, not text"))));
    }
    let format = format::tell(&input.path, &head);
    let mut reader = BufReader::new(io::Cursor::new(head).chain(reader));
    match format.cut() {
        Cut::Whole => take(read_whole(input, format, &mut reader)),
        Cut::Lines => lines(input, format, &mut reader, take),
        Cut::Elements => elements(input, format, &mut reader, take),
    }
}

fn read_whole(input: &Arc<Input>, format: &'static dyn Format, reader: &mut dyn Read) -> Piece {
    let mut bytes = Vec::new();
    reader
        .take(MAX_ARTICLE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| whole(input, "read", None, describe(&error)))?;
    if bytes.len() as u64 > MAX_ARTICLE_BYTES {
        return Err(whole(input, "read", Some(MAX_ARTICLE_BYTES), too_long("an article")));
    }
    Ok(Unit { input: Arc::clone(input), format, ordinal: 0, offset: 0, bytes })
}

fn lines(
    input: &Arc<Input>,
    format: &'static dyn Format,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let mut offset = 0;
    let mut ordinal = 0;
    loop {
        let mut bytes = Vec::new();
        let length = match Read::take(&mut *reader, MAX_ARTICLE_BYTES + 1).read_until(b'\n', &mut bytes) {
            Ok(0) => return Flow::On,
            Ok(length) => length as u64,
            Err(error) => return take(Err(whole(input, "read", Some(offset), describe(&error)))),
        };
        let unit = Unit { input: Arc::clone(input), format, ordinal, offset, bytes };
        offset += length;
        ordinal += 1;
        if length > MAX_ARTICLE_BYTES {
            let skipped = skip_line(reader);
            let refusal = unit.refuse("read", None, too_long("a record"));
            drop(unit);
            if take(Err(refusal)) == Flow::Stop {
                return Flow::Stop;
            }
            match skipped {
                Ok(Some(skipped)) => offset += skipped,
                Ok(None) => {
                    let reason = "a line of more than 1 GiB: the rest of the input was not read";
                    return take(Err(whole(input, "read", Some(offset), reason.into())));
                }
                Err(error) => return take(Err(whole(input, "read", Some(offset), describe(&error)))),
            }
        } else if !unit.bytes.iter().all(u8::is_ascii_whitespace) && take(Ok(unit)) == Flow::Stop {
            return Flow::Stop;
        }
    }
}

/// Reads up to the end of the line and drops it. `None` when it has no end within reason.
fn skip_line(reader: &mut dyn BufRead) -> io::Result<Option<u64>> {
    let mut skipped = 0u64;
    while skipped < MAX_SKIPPED_BYTES {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(Some(skipped));
        }
        let end = buffer.iter().position(|b| *b == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        skipped += used as u64;
        if end.is_some() {
            return Ok(Some(skipped));
        }
    }
    Ok(None)
}

/// Cuts `[ {…}, {…} ]` into its elements by brackets and strings alone; what is inside is the
/// format's business.
fn elements(
    input: &Arc<Input>,
    format: &'static dyn Format,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let mut unit: Option<Unit> = None;
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    let (mut ordinal, mut offset) = (0, 0u64);
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) => return take(Err(whole(input, "read", Some(offset), describe(&error)))),
        };
        if buffer.is_empty() {
            let Some(unit) = unit else { return Flow::On };
            return take(Err(unit.refuse("parse", None, "the array ends in the middle of this element")));
        }
        let used = buffer.len();
        let mut finished = Vec::new();
        for (i, &byte) in buffer.iter().enumerate() {
            let begins = unit.is_none() && depth == 1 && !byte.is_ascii_whitespace() && !matches!(byte, b',' | b']');
            if begins {
                let input = Arc::clone(input);
                unit = Some(Unit { input, format, ordinal, offset: offset + i as u64, bytes: Vec::new() });
                ordinal += 1;
            }
            let ends = depth == 1 && !in_string && matches!(byte, b',' | b']');
            if ends {
                finished.extend(unit.take());
            }
            if let Some(unit) = unit.as_mut().filter(|u| u.bytes.len() as u64 <= MAX_ARTICLE_BYTES) {
                unit.bytes.push(byte);
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'[' | b'{' if !in_string => depth += 1,
                b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        reader.consume(used);
        offset += used as u64;
        for unit in finished {
            let piece = if unit.bytes.len() as u64 > MAX_ARTICLE_BYTES {
                Err(unit.refuse("read", None, too_long("a record")))
            } else {
                Ok(unit)
            };
            if take(piece) == Flow::Stop {
                return Flow::Stop;
            }
        }
    }
}

fn too_long(what: &str) -> String {
    format!("longer than the {} MiB that {what} may have: split it first", MAX_ARTICLE_BYTES >> 20)
}

fn whole(input: &Input, stage: &'static str, position: Option<u64>, reason: String) -> Quarantined {
    Quarantined { locator: input.locator.clone(), stage, position, reason }
}

fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        io::ErrorKind::UnexpectedEof => "the compressed data end too early: the file is cut off".into(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => format!("the compressed data are damaged: {error}"),
        _ => error.to_string(),
    }
}

/// What a file that is surely no text is.
fn binary(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x7FELF", "a program"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"BZh9", "bzip2-compressed"),
    ];
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Some(kind);
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return None; // UTF-16, which is full of NUL
    }
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    (odd * 10 > head.len()).then_some("binary data")
}

/// Counts what passes.
struct Counting<'a, R> {
    inner: R,
    consumed: &'a AtomicU64,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.consumed.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
