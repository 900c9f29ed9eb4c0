//! Where one piece of an input ends and the next begins, for inputs that are lines of text.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use super::article::Quarantined;
use super::format::Format;
use super::limits::MAX_SKIPPED_BYTES;
use super::unit::{Input, Served, Unit};

/// What reading an input yields: a piece of it, or why one could not be had.
pub type Piece = Result<Unit, Quarantined>;

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    On,
    Stop,
}

/// The input as one piece.
pub fn read_whole(input: &Arc<Input>, format: &'static dyn Format, reader: &mut dyn Read) -> Piece {
    let limit = input.limits.document_bytes;
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| whole(input, "read", None, describe(&error)))?;
    if bytes.len() as u64 > limit {
        return Err(whole(input, "read", Some(limit), too_long("an article", limit)));
    }
    Ok(Unit { input: Arc::clone(input), format, ordinal: 0, offset: 0, bytes, served: Served::default() })
}

/// A piece a line.
pub fn lines(
    input: &Arc<Input>,
    format: &'static dyn Format,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let limit = input.limits.document_bytes;
    let mut offset = 0;
    let mut ordinal = 0;
    loop {
        let mut bytes = Vec::new();
        let length = match Read::take(&mut *reader, limit.saturating_add(1)).read_until(b'\n', &mut bytes) {
            Ok(0) => return Flow::On,
            Ok(length) => length as u64,
            Err(error) => return take(Err(whole(input, "read", Some(offset), describe(&error)))),
        };
        let unit = Unit { input: Arc::clone(input), format, ordinal, offset, bytes, served: Served::default() };
        offset += length;
        ordinal += 1;
        if length > limit {
            let skipped = skip_line(reader);
            let refusal = unit.refuse("read", None, too_long("a record", limit));
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
pub fn elements(
    input: &Arc<Input>,
    format: &'static dyn Format,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let limit = input.limits.document_bytes;
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
                let offset = offset + i as u64;
                unit = Some(Unit { input, format, ordinal, offset, bytes: Vec::new(), served: Served::default() });
                ordinal += 1;
            }
            let ends = depth == 1 && !in_string && matches!(byte, b',' | b']');
            if ends {
                finished.extend(unit.take());
            }
            if let Some(unit) = unit.as_mut().filter(|u| u.bytes.len() as u64 <= limit) {
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
            let piece = if unit.bytes.len() as u64 > limit {
                Err(unit.refuse("read", None, too_long("a record", limit)))
            } else {
                Ok(unit)
            };
            if take(piece) == Flow::Stop {
                return Flow::Stop;
            }
        }
    }
}

pub fn too_long(what: &str, limit: u64) -> String {
    format!("longer than the {} that {what} may have: split it, or raise --max-document-bytes", size(limit))
}

/// Bytes, in the largest unit of which they are some.
pub fn size(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 20 => format!("{} MiB", b >> 20),
        b if b >= 1 << 10 => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}

/// A refusal of the input from here on.
pub fn whole(input: &Input, stage: &'static str, position: Option<u64>, reason: String) -> Quarantined {
    Quarantined { locator: input.locator.clone(), stage, position, reason }
}

/// What went wrong while reading, for a person.
pub fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        io::ErrorKind::UnexpectedEof => "the compressed data end too early: the file is cut off".into(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => format!("the compressed data are damaged: {error}"),
        _ => error.to_string(),
    }
}
