//! What an input may be packed in: gzip, Zstandard, tar, ZIP, inside one another.
//!
//! Nothing is ever written to the disk, so a member's name is a label and cannot lead anywhere. What
//! unpacks without end is stopped by an allowance that all layers of one input share.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::article::Quarantined;
use super::cut::{Flow, Piece, describe, size, whole};
use super::limits::{FREE_EXPANSION, Limits, MAX_NESTING, MAX_ZIP_IN_MEMORY};
use super::read::pieces;
use super::unit::Input;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstandard,
    Tar,
    Zip,
}

const ZIP: &[u8] = b"PK\x03\x04";

/// What an input that begins like this is packed in.
pub fn tell(path: &Path, head: &[u8]) -> Option<Packing> {
    let tar =
        head.get(257..262) == Some(b"ustar") || (path.extension().is_some_and(|e| e == "tar") && head.len() > 512);
    match head {
        _ if head.starts_with(&[0x1F, 0x8B]) => Some(Packing::Gzip),
        _ if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => Some(Packing::Zstandard),
        _ if head.starts_with(ZIP) => Some(Packing::Zip),
        _ => tar.then_some(Packing::Tar),
    }
}

/// Whether a file begins as a ZIP file does; it stands at its beginning afterwards.
pub fn is_zip_file(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(ZIP.len() as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(head == ZIP)
}

/// The pieces of what is packed in `reader`.
pub fn unpack(
    packing: Packing,
    input: &Arc<Input>,
    reader: Box<dyn Read + '_>,
    allowance: &Allowance,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let Some(_layer) = allowance.enter() else {
        let reason = format!("archives inside one another more than {MAX_NESTING} deep: unpack it first");
        return take(Err(whole(input, "read", Some(0), reason)));
    };
    match packing {
        Packing::Gzip => {
            let unpacked = MultiGzDecoder::new(BufReader::new(reader));
            pieces(input, Box::new(allowance.watch(unpacked)), allowance, take)
        }
        Packing::Zstandard => {
            let unpacked = Frames { source: Some(BufReader::new(reader)), frame: None };
            pieces(input, Box::new(allowance.watch(unpacked)), allowance, take)
        }
        Packing::Tar => tar_members(input, reader, allowance, take),
        Packing::Zip => {
            let mut bytes = Vec::new();
            match reader.take(MAX_ZIP_IN_MEMORY + 1).read_to_end(&mut bytes) {
                Err(error) => take(Err(whole(input, "read", None, describe(&error)))),
                Ok(length) if length as u64 > MAX_ZIP_IN_MEMORY => {
                    let reason = format!(
                        "a ZIP of more than {} MiB that comes through a pipe or inside another archive: save it as a file first",
                        MAX_ZIP_IN_MEMORY >> 20
                    );
                    take(Err(whole(input, "read", Some(MAX_ZIP_IN_MEMORY), reason)))
                }
                Ok(_) => members_of_zip(input, Cursor::new(bytes), allowance, take),
            }
        }
    }
}

/// The pieces of a ZIP file on disk.
pub fn zip_members(
    input: &Arc<Input>,
    file: impl Read + Seek,
    allowance: &Allowance,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let Some(_layer) = allowance.enter() else { return Flow::On };
    members_of_zip(input, file, allowance, take)
}

fn members_of_zip(
    input: &Arc<Input>,
    file: impl Read + Seek,
    allowance: &Allowance,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => return take(Err(whole(input, "read", Some(0), format!("the ZIP is damaged: {error}")))),
    };
    if let Some(reason) = office(&mut archive) {
        return take(Err(whole(input, "decode", Some(0), reason.into())));
    }
    for index in 0..archive.len() {
        let flow = match archive.by_index(index) {
            Ok(member) if member.is_file() => {
                let name = String::from_utf8_lossy(member.name_raw()).into_owned();
                if is_clutter(&name) {
                    continue;
                }
                let member_input = Arc::new(input.member(&name));
                pieces(&member_input, Box::new(allowance.watch(member)), allowance, take)
            }
            Ok(_) => continue,
            Err(error) => take(Err(locked_or_damaged(input, index, &error))),
        };
        if flow == Flow::Stop || allowance.is_spent() {
            return flow;
        }
    }
    Flow::On
}

fn locked_or_damaged(input: &Input, index: usize, error: &ZipError) -> Quarantined {
    let reason = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "it is locked with a password".to_owned(),
        error => format!("it cannot be unpacked: {error}"),
    };
    whole(&input.member(&format!("{}", index + 1)), "read", None, reason)
}

/// What a ZIP that is a document and no archive is.
fn office<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<&'static str> {
    let has = |archive: &ZipArchive<R>, name: &str| archive.index_for_name(name).is_some();
    if has(archive, "[Content_Types].xml") || has(archive, "META-INF/manifest.xml") {
        return Some("this is an office document, not text: save it as HTML or text first");
    }
    has(archive, "META-INF/container.xml").then_some("this is an electronic book, not an article")
}

fn tar_members(
    input: &Arc<Input>,
    reader: Box<dyn Read + '_>,
    allowance: &Allowance,
    take: &mut dyn FnMut(Piece) -> Flow,
) -> Flow {
    let mut archive = tar::Archive::new(reader);
    let damaged = |error: io::Error| whole(input, "read", None, format!("the tar is damaged: {error}"));
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return take(Err(damaged(error))),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            // What follows a broken header cannot be found.
            Err(error) => return take(Err(damaged(error))),
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || is_clutter(&name) {
            continue;
        }
        let member = Arc::new(input.member(&name));
        let entry = Exactly { left: entry.size(), inner: entry };
        if pieces(&member, Box::new(allowance.watch(entry)), allowance, take) == Flow::Stop {
            return Flow::Stop;
        }
        if allowance.is_spent() {
            break;
        }
    }
    Flow::On
}

/// A reader that must have so many bytes: a tar that is cut off ends in the middle of a member without a word.
struct Exactly<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Exactly<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

/// What the systems that pack archives leave in them; hidden files, as in folders.
fn is_clutter(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && !matches!(part, "." | "..")))
}

/// Zstandard frames one after another, as a parallel compressor writes them.
struct Frames<R: BufRead> {
    source: Option<R>,
    frame: Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.source = self.frame.take().map(StreamingDecoder::into_inner);
            }
            let Some(mut source) = self.source.take() else { return Ok(0) };
            if source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let damaged = |error| io::Error::new(io::ErrorKind::InvalidData, format!("{error}"));
            self.frame = Some(StreamingDecoder::new(source).map_err(damaged)?);
        }
    }
}

/// How much one input may unpack to, and how deep.
pub struct Allowance {
    /// Bytes on disk, where they are known.
    size: Option<u64>,
    limits: Limits,
    unpacked: Cell<u64>,
    depth: Cell<usize>,
}

impl Allowance {
    /// `size` is that of the input on disk, in bytes; a stream has none.
    pub fn new(size: Option<u64>, limits: Limits) -> Allowance {
        Allowance { size, limits, unpacked: Cell::new(0), depth: Cell::new(0) }
    }

    /// Nothing more may be unpacked.
    pub fn is_spent(&self) -> bool {
        let unpacked = self.unpacked.get();
        let Limits { unpacked_bytes, unpacked_ratio, .. } = self.limits;
        let expected = self.size.map_or(unpacked_bytes, |size| size.saturating_mul(unpacked_ratio));
        unpacked > FREE_EXPANSION.max(expected).min(unpacked_bytes)
    }

    fn watch<'a, R: Read + 'a>(&'a self, inner: R) -> Watched<'a, R> {
        Watched { inner, allowance: self }
    }

    /// One layer deeper, until the guard is dropped; `None` when it would be one too many.
    fn enter(&self) -> Option<Layer<'_>> {
        (self.depth.get() < MAX_NESTING).then(|| {
            self.depth.set(self.depth.get() + 1);
            Layer(self)
        })
    }
}

struct Layer<'a>(&'a Allowance);

impl Drop for Layer<'_> {
    fn drop(&mut self) {
        self.0.depth.set(self.0.depth.get() - 1);
    }
}

/// Counts what is unpacked against the allowance.
struct Watched<'a, R> {
    inner: R,
    allowance: &'a Allowance,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.allowance.is_spent() {
            let Limits { unpacked_bytes, unpacked_ratio, .. } = self.allowance.limits;
            let reason = if self.allowance.unpacked.get() > unpacked_bytes {
                format!("it unpacks to more than {}: --max-unpacked-bytes allows more", size(unpacked_bytes))
            } else {
                format!(
                    "it unpacks to more than {unpacked_ratio} times its size, which no text does: taken for a compression \
                     bomb (--max-unpacked-ratio allows more)"
                )
            };
            return Err(io::Error::other(reason));
        }
        let read = self.inner.read(buffer)?;
        self.allowance.unpacked.set(self.allowance.unpacked.get() + read as u64);
        Ok(read)
    }
}
