//! WARC, the format of web archives: the pages among what a crawler stored.

use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

use super::cut::{Flow, Piece, describe, too_long, whole};
use super::format::{Cut, Format, Parsed};
use super::limits::MAX_HEADER_BYTES;
use super::unit::{Input, Served, Unit};
use super::{html, text};

pub struct Warc;

impl Format for Warc {
    fn cut(&self) -> Cut {
        Cut::Responses
    }

    fn recognises(&self, _path: &Path, head: &[u8]) -> bool {
        head.starts_with(b"WARC/")
    }

    /// Never asked: the pieces are pages and have a page's format.
    fn parse(&self, unit: &Unit) -> Parsed {
        vec![Err(unit.refuse("parse", Some(0), "a web archive inside a web archive"))]
    }
}

/// The pages and texts of a web archive. Images, redirects, requests and the like are passed over.
pub fn responses(input: &Arc<Input>, reader: &mut dyn BufRead, take: &mut dyn FnMut(Piece) -> Flow) -> Flow {
    let (mut offset, mut ordinal) = (0u64, 0u64);
    loop {
        let begin = offset;
        let piece = match record(input, reader, &mut offset, ordinal) {
            Ok(Record::End) => return Flow::On,
            Ok(Record::Page(piece)) => *piece,
            Ok(Record::Other) => continue,
            // Where the next record begins is not known any more.
            Err(reason) => return take(Err(whole(input, "read", Some(begin), reason))),
        };
        ordinal += 1;
        if take(piece) == Flow::Stop {
            return Flow::Stop;
        }
    }
}

enum Record {
    Page(Box<Piece>),
    Other,
    End,
}

fn record(input: &Arc<Input>, reader: &mut dyn BufRead, offset: &mut u64, ordinal: u64) -> Result<Record, String> {
    let Some(header) = header(reader, offset)? else { return Ok(Record::End) };
    let field = |name: &str| value(&header, name);
    let length: u64 = field("content-length")
        .and_then(|length| length.parse().ok())
        .ok_or("a record without a length: what follows was not read")?;
    let begin = *offset;
    *offset = offset.saturating_add(length);
    let kind = field("warc-type").unwrap_or_default().to_ascii_lowercase();
    let url = field("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
    let media = field("content-type").unwrap_or_default().to_ascii_lowercase();
    let wanted = match kind.as_str() {
        "response" => media.starts_with("application/http"),
        "resource" | "conversion" => is_page(&media),
        _ => false,
    };
    let mut block = Vec::new();
    let limit = input.limits.document_bytes;
    let kept = if wanted { length.min(limit.saturating_add(1)) } else { 0 };
    let read = reader.take(kept).read_to_end(&mut block).map_err(|error| describe(&error))?;
    let skipped =
        io::copy(&mut reader.take(length - read as u64), &mut io::sink()).map_err(|error| describe(&error))?;
    if read as u64 + skipped < length {
        return Err("the last record is cut off".into());
    }
    if !wanted {
        return Ok(Record::Other);
    }
    let too_large = length > limit;
    let page = if kind == "response" { payload(block, limit) } else { Payload::of(&media, block) };
    let (mut unit, flaw) = match page {
        None => return Ok(Record::Other),
        Some(Payload { media, bytes, flaw }) => {
            let format: &'static dyn Format =
                if media.starts_with("text/plain") { &text::PlainText } else { &html::Html };
            let charset = media.split_once("charset=").map(|(_, label)| label.trim_matches(['"', ' ', ';']).to_owned());
            let served = Served { url, charset };
            (Unit { input: Arc::clone(input), format, ordinal, offset: begin, bytes, served }, flaw)
        }
    };
    let flaw = if too_large { Some(too_long("a page", limit)) } else { flaw };
    Ok(Record::Page(Box::new(match flaw {
        Some(flaw) => {
            unit.bytes.clear();
            Err(unit.refuse("read", Some(0), flaw))
        }
        None => Ok(unit),
    })))
}

/// The lines of the next record's header; `None` at the end.
fn header(reader: &mut dyn BufRead, offset: &mut u64) -> Result<Option<String>, String> {
    let mut header = Vec::new();
    let mut bounded = reader.take(MAX_HEADER_BYTES);
    loop {
        let before = header.len();
        let read = bounded.read_until(b'\n', &mut header).map_err(|error| describe(&error))?;
        *offset += read as u64;
        let line = header.get(before..).unwrap_or_default().trim_ascii();
        match (read, header.trim_ascii().is_empty()) {
            (0, true) => return Ok(None),
            (0, false) => return Err("the last record is cut off".into()),
            _ if !header.trim_ascii_start().starts_with(b"WARC/") && !line.is_empty() => {
                return Err("no record of a web archive begins here: what follows was not read".into());
            }
            (_, true) => header.clear(),
            _ if line.is_empty() => return Ok(Some(String::from_utf8_lossy(&header).into_owned())),
            _ => {}
        }
    }
}

/// The value of a field of a header, by its name in lower case.
fn value<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let fields = header.lines().filter_map(|line| line.split_once(':'));
    fields.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
}

struct Payload {
    media: String,
    bytes: Vec<u8>,
    /// Why it cannot be read.
    flaw: Option<String>,
}

impl Payload {
    fn of(media: &str, bytes: Vec<u8>) -> Option<Payload> {
        is_page(media).then(|| Payload { media: media.to_owned(), bytes, flaw: None })
    }
}

fn is_page(media: &str) -> bool {
    ["text/html", "application/xhtml", "text/plain"].iter().any(|page| media.starts_with(page))
}

/// The page in a stored answer of a web server; `None` for what is no page, or no success.
fn payload(block: Vec<u8>, limit: u64) -> Option<Payload> {
    let (end, gap) = [b"\r\n\r\n".as_slice(), b"\n\n"]
        .iter()
        .filter_map(|gap| Some((block.windows(gap.len()).position(|w| w == *gap)?, gap.len())))
        .min()?;
    let header = String::from_utf8_lossy(&block[..end]).into_owned();
    if header.split_ascii_whitespace().nth(1) != Some("200") {
        return None;
    }
    let field = |name: &str| value(&header, name).unwrap_or_default().to_ascii_lowercase();
    let media = field("content-type");
    let bytes = block.get(end + gap..).unwrap_or_default();
    let bytes = match field("transfer-encoding").as_str() {
        // Some crawlers keep the header of what they have already put together.
        "chunked" => joined(bytes).unwrap_or_else(|| bytes.to_vec()),
        _ => bytes.to_vec(),
    };
    let mut payload = Payload::of(&media, bytes)?;
    let packed: Box<dyn Read> = match field("content-encoding").as_str() {
        "gzip" | "x-gzip" if payload.bytes.starts_with(&[0x1F, 0x8B]) => {
            Box::new(MultiGzDecoder::new(&payload.bytes[..]))
        }
        "deflate" => Box::new(ZlibDecoder::new(&payload.bytes[..])),
        "" | "identity" | "gzip" | "x-gzip" => return Some(payload),
        other => {
            payload.flaw = Some(format!("the page is stored compressed in a way that is not known here: {other:.20}"));
            return Some(payload);
        }
    };
    let mut unpacked = Vec::new();
    let read = packed.take(limit.saturating_add(1)).read_to_end(&mut unpacked).map_err(|error| describe(&error));
    payload.flaw = match read {
        Err(reason) => Some(reason),
        Ok(length) if length as u64 > limit => Some(too_long("a page", limit)),
        Ok(_) => None,
    };
    payload.bytes = unpacked;
    Some(payload)
}

/// Chunks put together: a length in hexadecimal, so many bytes, and so on to a length of nought.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(rest.len());
    loop {
        let end = rest.iter().take(64).position(|b| *b == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(joined(b"4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\n\r\n"), Some(b"Wikipedia ".to_vec()));
        for broken in [&b""[..], b"zz\r\nno", b"ffffffffffffffff\r\nshort", b"5\r\nabc"] {
            assert_eq!(joined(broken), None);
        }
    }

    #[test]
    fn what_is_no_page_is_passed_over() {
        let answer =
            |head: &str| payload(format!("HTTP/1.1 {head}\r\n\r\n<p>Text").into_bytes(), 1 << 20).map(|p| p.bytes);
        assert_eq!(answer("200 OK\r\nContent-Type: text/html"), Some(b"<p>Text".to_vec()));
        for head in ["404 Not Found\r\nContent-Type: text/html", "200 OK\r\nContent-Type: image/png", "200 OK", ""] {
            assert_eq!(answer(head), None, "{head}");
        }
    }
}
