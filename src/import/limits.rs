//! How much of anything an import takes. What comes from outside is bounded here and nowhere else.

/// The bounds that a user may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one article as read, markup included.
    pub document_bytes: u64,
    /// Bytes of one page of HTML.
    pub page_bytes: u64,
    /// Bytes of one input after decompression.
    pub unpacked_bytes: u64,
    /// How many times its size an input may unpack to, beyond its first 64 MiB.
    pub unpacked_ratio: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            document_bytes: MAX_ARTICLE_BYTES,
            page_bytes: MAX_HTML_BYTES,
            unpacked_bytes: MAX_EXPANDED_BYTES,
            unpacked_ratio: MAX_EXPANSION,
        }
    }
}

/// Bytes of one article as read, markup included. No article is longer; a longer input is some other thing.
pub const MAX_ARTICLE_BYTES: u64 = 32 << 20;

/// Bytes that one record of a stream may have before the rest of the stream is given up: a line that
/// long is no longer skipped but taken for a compression bomb.
pub const MAX_SKIPPED_BYTES: u64 = 1 << 30;

/// Bytes of one input after decompression.
pub const MAX_EXPANDED_BYTES: u64 = 64 << 30;

/// Bytes by which the format and the character set are told.
pub const HEAD_BYTES: usize = 64 << 10;

/// Characters of a title, a name of an author and the like.
pub const MAX_FIELD_CHARS: usize = 500;

/// Candidates for title, date and so on of one article.
pub const MAX_CANDIDATES: usize = 64;

/// A batch is closed at so many bytes as read, or so many articles: what one transaction writes, and
/// a few of which are in memory at a time. Another import waits five seconds for one to end.
pub const BATCH_BYTES: usize = 8 << 20;
pub const BATCH_ARTICLES: usize = 4096;

/// Stack of a thread that parses and extracts.
pub const WORKER_STACK: usize = 64 << 20;

/// Bytes of the YAML before an article.
pub const MAX_FRONT_MATTER_BYTES: usize = 64 << 10;

/// Elements inside one another in HTML. Parsers take time in the square of the depth, and browsers stop at 512.
pub const MAX_HTML_DEPTH: usize = 512;

/// Bytes of one page of HTML: its tree takes twenty times as much.
pub const MAX_HTML_BYTES: u64 = 8 << 20;

/// How often packings may stand inside one another: a ZIP in a tar in gzip is three.
pub const MAX_NESTING: usize = 4;

/// Bytes that one input may unpack to before it is asked how many times its size that is, and how many
/// times is too many: text packs to a tenth, a bomb to a thousandth or less.
pub const FREE_EXPANSION: u64 = 64 << 20;
pub const MAX_EXPANSION: u64 = 200;

/// Bytes of a ZIP file that must be held in memory, since it stands inside another archive or comes through a pipe.
pub const MAX_ZIP_IN_MEMORY: u64 = 128 << 20;

/// Bytes of the header of a stored response or of a table.
pub const MAX_HEADER_BYTES: u64 = 256 << 10;
