//! HTML: the article on a page, and what the page says about it.

use std::path::Path;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use super::article::{Candidate, MetaField, Quarantined, RawArticle};
use super::clutter;
use super::cut::size;
use super::decode::decode;
use super::format::{Cut, Format, Parsed, extension};
use super::jsonld;
use super::limits::MAX_HTML_DEPTH;
use super::unit::Unit;

pub struct Html;

impl Format for Html {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    fn recognises(&self, path: &Path, head: &[u8]) -> bool {
        let head = head.trim_ascii_start();
        let begins = |word: &[u8]| head.len() >= word.len() && head[..word.len()].eq_ignore_ascii_case(word);
        begins(b"<!doctype html")
            || begins(b"<html")
            || (begins(b"<?xml") && head.windows(5).take(1024).any(|w| w.eq_ignore_ascii_case(b"<html")))
            || matches!(extension(path).as_str(), "html" | "htm" | "xhtml")
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![article(unit)]
    }
}

fn article(unit: &Unit) -> Result<RawArticle, Quarantined> {
    let charset = unit.served.charset.clone().or_else(|| charset(&unit.bytes));
    let decoded = decode(unit.bytes.clone(), charset.as_deref());
    let mut article = page(unit, &decoded.text)?;
    article.metadata.extend(unit.served.candidate());
    decoded.note(&mut article.metadata);
    Ok(article)
}

/// The article of a page, which is the piece or a part of it.
pub fn page(unit: &Unit, text: &str) -> Result<RawArticle, Quarantined> {
    let limit = unit.input.limits.page_bytes;
    if text.len() as u64 > limit {
        let reason = format!("a page of more than {}: --max-page-bytes allows more", size(limit));
        return Err(unit.refuse("parse", Some(limit), reason));
    }
    if depth(text) > MAX_HTML_DEPTH {
        return Err(unit.refuse("parse", None, too_deep()));
    }
    let document = Document::from(text);
    let mut metadata = metadata(&document);
    metadata.extend(saved_from(text).map(|value| Candidate { field: MetaField::Url, value, basis: "saved" }));
    let stated = stated(&document);
    clutter::remove(&document);
    let marked = marked(&document);
    let body = readable(document).unwrap_or_else(|| whole(text));
    // A page whose parts are wrapped singly loses most of them, and so does one that a script puts together.
    let longer = [stated, marked].into_iter().flatten().find(|other| other.len() > body.len() / 2 * 3);
    let body = clutter::without_repeated(&longer.unwrap_or(body));
    Ok(RawArticle { locator: unit.place(), body, metadata })
}

pub fn too_deep() -> String {
    format!("elements nested more than {MAX_HTML_DEPTH} deep, which no article is")
}

/// The address that SingleFile notes in a comment at the head of a page that it saved.
fn saved_from(text: &str) -> Option<String> {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let note = text[..end].split_once("Page saved with SingleFile")?.1;
    let url = note.split_once("url:")?.1.split_whitespace().next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// How many bytes of a piece of HTML are not tags, roughly.
pub fn plain_length(text: &str) -> usize {
    text.split('<').map(|part| part.split_once('>').map_or(0, |(_, words)| words.trim().len())).sum()
}

/// Whether a text of unknown form is a piece of HTML.
pub fn is_html(text: &str) -> bool {
    text.contains("</p>") || text.contains("<br") || text.contains("</div>")
}

/// The words of a piece of HTML, paragraphs apart.
pub fn plain(text: &str) -> String {
    let document = Document::from(text);
    document.select("script, style, noscript, template").remove();
    document.formatted_text().to_string()
}

/// The text that the page gives to search engines.
fn stated(document: &Document) -> Option<String> {
    let scripts = document.select("script[type*='ld+json']");
    let body = scripts.iter().take(20).find_map(|script| jsonld::body(&script.text()))?;
    Some(if is_html(&body) || body.contains('&') { plain(&body) } else { body })
}

/// What stands in paragraphs of the element that the page itself marks as its article, the longest if there are
/// several: lists of links to others mark each of them, too.
fn marked(document: &Document) -> Option<String> {
    let articles = document.select("[itemprop='articleBody'], article");
    let article = articles.nodes().iter().take(50).max_by_key(|node| node.normalized_char_count())?;
    let (mut texts, mut lists, mut until) = (Vec::new(), 0, None);
    for node in article.descendants_it() {
        // What is inside of a paragraph or an item is part of it.
        if until.is_some_and(|paragraph| node.ancestors_it(None).any(|above| above.id == paragraph)) {
            continue;
        }
        if ["p", "h2", "h3", "h4", "li", "blockquote"].iter().any(|name| node.has_name(name)) {
            until = Some(node.id);
            let text = node.formatted_text().trim().to_owned();
            lists += if node.has_name("li") { text.len() } else { 0 };
            texts.push(text);
        }
    }
    texts.retain(|text| !text.is_empty());
    // References at the end of a paper, and menus.
    let length: usize = texts.iter().map(String::len).sum();
    Some(texts.join("\n\n")).filter(|_| lists <= length / 4)
}

/// What a reader would call the article.
fn readable(document: Document) -> Option<String> {
    let config = Config {
        disable_json_ld: true, // read by ourselves
        max_elements_to_parse: 100_000,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    Some(article.text_content.to_string()).filter(|text| !text.trim().is_empty())
}

/// For a page too plain to have an article told from the rest.
fn whole(text: &str) -> String {
    let document = Document::from(text);
    document.select("script, style, noscript, template, nav, header, footer, aside, form, title").remove();
    document.formatted_text().to_string()
}

/// Candidates, best basis first: JSON-LD, OpenGraph, Dublin Core, Parse.ly, Sailthru, microdata, the page itself.
fn metadata(document: &Document) -> Vec<Candidate> {
    let mut found = Vec::new();
    for script in document.select("script[type*='ld+json']").iter().take(20) {
        found.extend(jsonld::candidates(&script.text()));
    }
    // Scripts hold no entities, yet many sites write them there: `&#039;`.
    for candidate in found.iter_mut().filter(|c| c.value.contains('&') && c.value.contains(';')) {
        candidate.value = plain(&candidate.value);
    }
    let mut add = |field, value: Option<String>, basis| {
        found.extend(value.filter(|v| !v.trim().is_empty()).map(|value| Candidate { field, value, basis }));
    };
    for (selector, field, basis) in META {
        for meta in document.select(selector).iter().take(5) {
            let value = ["content", "datetime", "href"].iter().find_map(|name| meta.attr(name));
            add(*field, value.map(|v| v.to_string()), basis);
        }
    }
    for author in document.select("[itemprop='author']").iter().take(5) {
        // A person within the article, by name; else its own text.
        let name = author.select_single("[itemprop='name']");
        let from = if name.exists() { name } else { author };
        let value = from.attr("content").map_or_else(|| from.text().to_string(), |content| content.to_string());
        add(MetaField::Author, Some(value), "microdata");
    }
    let headings = document.select("h1");
    add(MetaField::Title, (headings.length() == 1).then(|| headings.text().to_string()), "html");
    add(MetaField::Title, Some(document.select_single("head title").text().to_string()), "html");
    add(MetaField::Lang, document.select_single("html").attr("lang").map(|v| v.to_string()), "html");
    found
}

const META: &[(&str, MetaField, &str)] = &[
    ("meta[property='og:title']", MetaField::Title, "opengraph"),
    ("meta[property='article:published_time']", MetaField::Date, "opengraph"),
    ("meta[property='og:article:published_time']", MetaField::Date, "opengraph"),
    ("meta[property='article:author']", MetaField::Author, "opengraph"),
    ("meta[property='og:site_name']", MetaField::Site, "opengraph"),
    ("meta[property='og:url']", MetaField::Url, "opengraph"),
    ("meta[property='og:description']", MetaField::Description, "opengraph"),
    ("meta[property='og:locale']", MetaField::Lang, "opengraph"),
    ("meta[name='dc.title' i], meta[name='dcterms.title' i]", MetaField::Title, "dublin-core"),
    (
        "meta[name='dc.date.issued' i], meta[name='dcterms.issued' i], meta[name='dc.date' i], \
         meta[name='dcterms.date' i], meta[name='dcterms.created' i]",
        MetaField::Date,
        "dublin-core",
    ),
    ("meta[name='dc.creator' i], meta[name='dcterms.creator' i]", MetaField::Author, "dublin-core"),
    ("meta[name='dc.publisher' i], meta[name='dcterms.publisher' i]", MetaField::Site, "dublin-core"),
    ("meta[name='parsely-title' i]", MetaField::Title, "parsely"),
    ("meta[name='parsely-pub-date' i]", MetaField::Date, "parsely"),
    ("meta[name='parsely-author' i]", MetaField::Author, "parsely"),
    ("meta[name='parsely-link' i]", MetaField::Url, "parsely"),
    ("meta[name='sailthru.title' i]", MetaField::Title, "sailthru"),
    ("meta[name='sailthru.date' i]", MetaField::Date, "sailthru"),
    ("meta[name='sailthru.author' i]", MetaField::Author, "sailthru"),
    ("meta[itemprop='headline']", MetaField::Title, "microdata"),
    ("meta[itemprop='datePublished'], time[itemprop='datePublished']", MetaField::Date, "microdata"),
    ("meta[name='date' i], meta[name='pubdate' i], meta[name='publish-date' i]", MetaField::Date, "html"),
    ("article time[datetime], time[pubdate]", MetaField::Date, "html"),
    ("meta[name='author' i]", MetaField::Author, "html"),
    ("meta[name='application-name' i]", MetaField::Site, "html"),
    ("link[rel='canonical']", MetaField::Url, "html"),
    ("meta[name='description' i]", MetaField::Description, "html"),
];

/// The label in `<meta charset=…>`, `content="…; charset=…"` or `<?xml encoding=…?>`.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let at = ["charset=", "encoding="].iter().find_map(|name| head.find(name).map(|at| at + name.len()))?;
    let label = head[at..].trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).unwrap_or(label.len());
    Some(label[..end].to_owned()).filter(|l| !l.is_empty())
}

/// How deep elements are nested, at most, told without building the tree: a parser would take time in
/// its square. Elements that need no end tag or close one another are not counted.
pub fn depth(text: &str) -> usize {
    const UNCOUNTED: [&str; 32] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "html", "head",
        "body", "rp", "rt", "colgroup",
    ];
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len()).min(32);
        let Some(name) = name.get(..length).filter(|n| n.starts_with(|c: char| c.is_ascii_alphabetic())) else {
            continue;
        };
        let name = name.to_ascii_lowercase();
        if UNCOUNTED.contains(&name.as_str()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else if matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
            // What is inside is no markup.
            let end = format!("</{name}");
            let found = rest.as_bytes().windows(end.len()).position(|w| w.eq_ignore_ascii_case(end.as_bytes()));
            rest = found.and_then(|at| rest.get(at + end.len()..)).unwrap_or_default();
        } else {
            let tag = rest.find(['<', '>']).map_or(rest, |end| &rest[..end]);
            depth += usize::from(!tag.ends_with('/'));
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_told() {
        for (text, expected) in [
            ("", 0),
            ("a < b <", 0),
            ("<div><p>one<p>two</div><div>x</div>", 1),
            ("<div><span><b>x</b></span></div>", 3),
            ("<script>'<div><div>'</script><div>", 1),
            ("<!-- <div><div> --><br><br/><svg/>", 0),
            ("<script><div>", 0),
        ] {
            assert_eq!(depth(text), expected, "{text}");
        }
        assert_eq!(depth(&"<div>".repeat(1_000_000)), 1_000_000);
        assert!(depth(&"<a".repeat(1_000_000)) > 0);
    }

    #[test]
    fn charsets_are_declared() {
        for (html, expected) in [
            ("<meta charset=\"windows-1251\">", Some("windows-1251")),
            ("<meta http-equiv=x content='text/html; charset=KOI8-R'>", Some("koi8-r")),
            ("<p>", None),
        ] {
            assert_eq!(charset(html.as_bytes()).as_deref(), expected);
        }
    }
}
