//! What cannot be in an archive yet, told without asking it.
//!
//! A new article is looked up by its place, its text, its key and four bands, and of each the answer is mostly that there is no
//! such thing. A run that began on an archive without documents knows all that can be there, and keeps it in a Bloom filter.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::Connection;

use crate::store::article::Article;

/// By what an article is looked up.
#[derive(Clone, Copy, Hash)]
pub(super) enum By<'a> {
    /// A path, a record, a URL.
    Locator(&'a str),
    /// The hash of title and body.
    Content(&'a str),
    /// `documents.key`
    Key(&'a str),
    /// Number of a band of the near hash, and what it is.
    Band(usize, u32),
}

/// Bits of one block: what is added sets bits in one of them only, which is a line of the processor's cache.
const BLOCK: usize = 512;

/// Blocks, 8 MiB of bits in all. A million articles fill a third of the bits, and one in a hundred is looked up in vain; of
/// many more each is looked up, as it would be without.
const BLOCKS: usize = 1 << 17;

/// Bits for each thing that is added.
const BITS: u32 = 4;

/// What a run has met; by default it knows nothing, and anything may be there.
#[derive(Default)]
pub(super) struct Seen {
    blocks: Option<Vec<[u64; BLOCK / 64]>>,
}

impl Seen {
    /// For a run that begins: it knows all of an archive without documents, and nothing of any other.
    pub fn begin(conn: &Connection) -> rusqlite::Result<Seen> {
        let any = conn.prepare("SELECT 1 FROM documents LIMIT 1")?.exists([])?;
        Ok(Seen { blocks: (!any).then(|| vec![[0; BLOCK / 64]; BLOCKS]) })
    }

    /// To be called when another program has written.
    pub fn forget(&mut self) {
        self.blocks = None;
    }

    /// Whether the archive may have a document by this; if not, it has none.
    pub fn may_be(&self, by: By<'_>) -> bool {
        let Some(blocks) = &self.blocks else { return true };
        let (block, bits) = place(by);
        bits.into_iter().all(|bit| blocks[block][bit / 64] >> (bit % 64) & 1 == 1)
    }

    pub fn add(&mut self, by: By<'_>) {
        let Some(blocks) = &mut self.blocks else { return };
        let (block, bits) = place(by);
        bits.into_iter().for_each(|bit| blocks[block][bit / 64] |= 1 << (bit % 64));
    }

    /// Notes all by which the article can be found but its key.
    pub fn add_article(&mut self, article: &Article) {
        self.add(By::Locator(&article.locator.text));
        article.url.iter().for_each(|url| self.add(By::Locator(url)));
        self.add(By::Content(&article.content_hash));
        let bands = article.near_hash.into_iter().flatten().enumerate();
        bands.for_each(|(number, band)| self.add(By::Band(number, band)));
    }
}

/// The block, and the bits in it.
fn place(by: By<'_>) -> (usize, [usize; BITS as usize]) {
    let mut hasher = DefaultHasher::new();
    by.hash(&mut hasher);
    let hash = hasher.finish();
    let bits = std::array::from_fn(|i| (hash >> (9 * i)) as usize % BLOCK);
    ((hash >> (9 * BITS)) as usize % BLOCKS, bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_may_be_there_and_hardly_anything_else() {
        let conn = Connection::open_in_memory().expect("a database");
        conn.execute_batch("CREATE TABLE documents (id INTEGER PRIMARY KEY)").expect("a table");
        let mut seen = Seen::begin(&conn).expect("begun");
        let name = |i: usize| format!("folder/{i}.txt");
        (0..100_000).for_each(|i| seen.add(By::Locator(&name(i))));
        assert!((0..100_000).all(|i| seen.may_be(By::Locator(&name(i)))));
        let wrong = (100_000..200_000).filter(|i| seen.may_be(By::Locator(&name(*i)))).count();
        assert!(wrong < 100, "{wrong} of 100,000 are taken for known");
        assert!(!seen.may_be(By::Content(&name(1))), "a text is no place");
        seen.forget();
        assert!(seen.may_be(By::Band(3, 7)));
        conn.execute_batch("INSERT INTO documents VALUES (1)").expect("a row");
        assert!(Seen::begin(&conn).expect("begun").may_be(By::Key("another's")));
    }
}
