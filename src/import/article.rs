//! What a format reader makes of its input: an article as it was found, before any extraction.

/// One article as read. Text is decoded but not yet normalised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawArticle {
    /// Where it was found: a path, `path#record`, or `-`.
    pub locator: String,
    /// The body as plain text; markup is gone.
    pub body: String,
    /// Candidates, best basis first within a field.
    pub metadata: Vec<Candidate>,
}

/// A candidate for a document's title, date, author and so on, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What it is a candidate for.
    pub field: MetaField,
    /// As found: a date is not read yet.
    pub value: String,
    /// `json-ld`, `opengraph`, `front-matter`, `record`, `feed`, `mail`, `mhtml`, `html`, `header`, `url`, `dateline`, `file`, `first-sentence`
    pub basis: &'static str,
}

/// What a candidate may be for. The archive has the same words in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MetaField {
    /// Headline.
    Title,
    /// Of publication.
    Date,
    /// Byline: who wrote it.
    Author,
    /// Name of the publisher.
    Site,
    /// Where it stands on the web.
    Url,
    /// Language, as the page declares it.
    Lang,
    /// Teaser or summary.
    Description,
    /// The character encoding, where it is not UTF-8.
    Encoding,
    /// What is wrong with the text as it came: `mojibake`, `undecodable bytes`.
    Flaw,
}

/// An input that could not be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// A path, `path#record`, or `-`.
    pub locator: String,
    /// As in schema.sql: `read`, `decode`, `parse`, `normalise`, `extract`, `store`.
    pub stage: &'static str,
    /// Byte of the input where it went wrong, when known.
    pub position: Option<u64>,
    /// In words, with what to do.
    pub reason: String,
}
