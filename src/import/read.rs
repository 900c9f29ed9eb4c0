//! From a file to its pieces: what it is packed in, the format, and who cuts it.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::cut::{self, Flow, Piece, describe, whole};
use super::format::{self, Cut};
use super::limits::HEAD_BYTES;
use super::packed::{self, Allowance};
use super::unit::Input;
use super::{mail, table, warc};

/// Reads an input and hands its pieces to `take` in order. `consumed` grows by the bytes read from
/// the disk. What cannot be read is handed over as a refusal: nothing here fails as a whole.
pub fn read(input: &Arc<Input>, consumed: &AtomicU64, take: &mut dyn FnMut(Piece) -> Flow) -> Flow {
    if input.is_stdin() {
        let reader = Counting { inner: io::stdin(), consumed };
        return pieces(input, Box::new(reader), &Allowance::new(None, input.limits), take);
    }
    match regular(&input.path) {
        Ok((file, size)) => {
            let mut reader = Counting { inner: file, consumed };
            let allowance = Allowance::new(Some(size), input.limits);
            // A ZIP file is read from its end; a file on disk need not be in memory for that.
            match packed::is_zip_file(&mut reader) {
                Ok(true) => packed::zip_members(input, BufReader::new(reader), &allowance, take),
                Ok(false) => pieces(input, Box::new(reader), &allowance, take),
                Err(error) => take(Err(whole(input, "read", None, describe(&error)))),
            }
        }
        Err(error) => take(Err(whole(input, "read", None, describe(&error)))),
    }
}

/// Opens a file that can be read to its end: a pipe or a device may never end. With its size in bytes.
fn regular(path: &Path) -> io::Result<(File, u64)> {
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("is no ordinary file"));
    }
    Ok((File::open(path)?, metadata.len()))
}

/// The pieces of what `reader` gives, whatever it is packed in.
pub(super) fn pieces(
    input: &Arc<Input>,
    mut reader: Box<dyn Read + '_>,
    allowance: &Allowance,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let mut head = Vec::new();
    // `take` and not one `read`: a decompressor may give a few bytes at a time.
    if let Err(error) = reader.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head) {
        return take(Err(whole(input, "read", Some(head.len() as u64), describe(&error))));
    }
    if let Some(packing) = packed::tell(&input.path, &head) {
        let rest = Box::new(Cursor::new(head).chain(reader));
        return packed::unpack(packing, input, rest, allowance, take);
    }
    if let Some(kind) = binary(&head) {
        return take(Err(whole(input, "decode", Some(0), format!("this is {kind}, not text"))));
    }
    let format = format::tell(&input.path, &head);
    let sample = head.clone();
    let mut reader = BufReader::with_capacity(HEAD_BYTES, Cursor::new(head).chain(reader));
    match format.cut() {
        Cut::Whole => take(cut::read_whole(input, format, &mut reader)),
        Cut::Lines => cut::lines(input, format, &mut reader, take),
        Cut::Elements => cut::elements(input, format, &mut reader, take),
        Cut::Rows => table::rows(input, &sample, reader, take),
        Cut::Messages => mail::messages(input, format, &mut reader, take),
        Cut::Responses => warc::responses(input, &mut reader, take),
    }
}

/// What a file that is surely no text is.
fn binary(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF"),
        (b"Rar!", "a RAR archive"),
        (b"filedesc://", "an ARC file, from before there was WARC"),
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

impl<R: Seek> Seek for Counting<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
