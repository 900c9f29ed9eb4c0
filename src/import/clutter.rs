//! What stands on a page beside its article: consent to cookies, offers to subscribe, players, captions, links to
//! more. It is taken away before the article is looked for, which then has less to be mistaken for.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// Words of a class or an id (`newsletter-signup`, `adSlot`) that name what no article is. An element that has one
/// goes when it holds a small part of the page's text: "paywall" and "share" also name what is around the article.
const BESIDE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "affiliate",
    "authorprofile",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "comment",
    "comments",
    "credit",
    "disclaimer",
    "disqus",
    "donate",
    "follow",
    "footer",
    "hidden",
    "interstitial",
    "jump",
    "login",
    "modal",
    "mostread",
    "nav",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "paywall",
    "player",
    "playlist",
    "podcast",
    "popular",
    "popup",
    "premium",
    "promo",
    "promotion",
    "promoted",
    "readmore",
    "recirc",
    "recirculation",
    "recommended",
    "recommendation",
    "recommendations",
    "register",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signin",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "toolbar",
    "trending",
    "video",
    "widget",
];

/// The same in two words that follow one another.
const BESIDE_BY_TWO: &[[&str; 2]] = &[
    ["about", "author"],
    ["author", "bio"],
    ["author", "profile"],
    ["more", "from"],
    ["more", "in"],
    ["more", "on"],
    ["more", "stories"],
    ["more", "topic"],
    ["more", "topics"],
    ["most", "read"],
    ["most", "viewed"],
    ["read", "also"],
    ["read", "more"],
    ["read", "next"],
    ["screen", "reader"],
    ["see", "also"],
    ["sign", "in"],
    ["sign", "up"],
    ["sr", "only"],
    ["up", "next"],
    ["visually", "hidden"],
];

/// Those that hold no article however long they are, unless a heading of the page is in them: an article on cookies
/// may be marked by its subject.
const CONSENT: &[&str] = &["ccpa", "consent", "cookie", "cookies", "gdpr", "onetrust"];

/// One part in so many of the page's text is small.
const SMALL: usize = 5;

/// Words of an id that says what an element is: longer ones are made of its heading.
const LABEL: usize = 3;

/// A line that the page repeats: how often at least, and how many bytes at most.
const REPEATED: usize = 3;
const SHORT: usize = 60;

/// Takes from a page what stands beside its article.
pub fn remove(document: &Document) {
    document
        .select("script, style, noscript, template, figcaption, dialog, [role='dialog'], [aria-modal='true']")
        .remove();
    let Some(body) = document.body() else { return };
    let lengths = lengths(&body);
    let small = lengths.get(&body.id).copied().unwrap_or_default() / SMALL;
    let beside: Vec<NodeRef> = body.descendants_it().filter(|node| is_beside(node, &lengths, small)).collect();
    for node in beside {
        node.remove_from_parent();
    }
}

/// Bytes of text below each element, in one pass: descendants come after what holds them.
fn lengths(body: &NodeRef) -> HashMap<NodeId, usize> {
    let mut lengths: HashMap<NodeId, usize> = HashMap::new();
    let nodes: Vec<NodeRef> = body.descendants_it().collect();
    for node in nodes.iter().rev() {
        let own = if node.is_text() { node.text().trim().len() } else { 0 };
        let below = own + lengths.get(&node.id).copied().unwrap_or_default();
        if own > 0 {
            lengths.insert(node.id, below);
        }
        if let Some(parent) = node.parent() {
            *lengths.entry(parent.id).or_default() += below;
        }
    }
    lengths
}

fn is_beside(node: &NodeRef, lengths: &HashMap<NodeId, usize>, small: usize) -> bool {
    if !node.is_element() || ["body", "main", "article", "h1", "p"].iter().any(|name| node.has_name(name)) {
        return false;
    }
    let length = lengths.get(&node.id).copied().unwrap_or_default();
    let names =
        [node.class().map(|class| words(&class)), node.id_attr().map(|id| words(&id)).filter(|id| id.len() <= LABEL)];
    names.iter().flatten().any(|words| {
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        has(CONSENT) && !holds_heading(node)
            || length <= small
                && (has(BESIDE) || words.windows(2).any(|pair| BESIDE_BY_TWO.iter().any(|two| pair == two)))
    })
}

fn holds_heading(node: &NodeRef) -> bool {
    node.descendants_it().any(|below| below.has_name("h1") || below.has_name("article"))
}

/// `article-body__adSlot` is article, body, ad, slot. A class of a utility (`md:hidden`) is none.
fn words(names: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in names.split_whitespace().filter(|name| !name.contains(':')) {
        for part in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
            let mut word = String::new();
            let mut after_small = false;
            for c in part.chars() {
                if c.is_ascii_uppercase() && after_small {
                    words.push(std::mem::take(&mut word));
                }
                after_small = c.is_ascii_lowercase();
                word.push(c.to_ascii_lowercase());
            }
            words.push(word);
        }
    }
    words
}

/// A body without the short lines that it says again and again: labels of advertisements and of parts.
pub fn without_repeated(body: &str) -> String {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for line in body.lines() {
        *times.entry(line.trim()).or_default() += 1;
    }
    let label = |line: &str| {
        let line = line.trim();
        !line.is_empty() && line.len() <= SHORT && times[line] >= REPEATED && !line.ends_with(['.', '!', '?', '”', '"'])
    };
    let kept: Vec<&str> = body.lines().filter(|line| !label(line)).collect();
    kept.join("\n")
}
