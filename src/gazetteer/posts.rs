//! Posts and the grammar of titles: `Deputy Prime Minister`, `former Minister of Energy`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Match;
use super::index::{fold_onto, is_acronym, runs_on};
use super::table::{list, rows};
use crate::text::{Case, Text, TokenKind, fold};

pub(super) const POSTS: &str = include_str!("data/posts.tsv");
pub(super) const PORTFOLIOS: &str = include_str!("data/portfolios.tsv");

/// A post, without what modifies it.
#[derive(Debug, PartialEq)]
pub struct Post {
    /// Normalised: `president`, `minister`, `secretary general`.
    pub post: &'static str,
    pub kind: PostKind,
    /// May stand directly before a name: `President Tokayev`, but not `head of state Tokayev`.
    pub before_name: bool,
    /// Also an ordinary word: `head`, `general`, `leader`.
    pub common: bool,
    /// As written, singular.
    pub forms: Vec<&'static str>,
    pub plurals: Vec<&'static str>,
}

/// What sort of post it is: whether a bare country before or behind it is whose post it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PostKind {
    State,
    Government,
    Minister,
    Royal,
    Clergy,
    Law,
    International,
    Diplomat,
    Spokesperson,
    /// Of whatever body is named with it: chairman, director, head.
    Body,
    Local,
    Legislator,
    Party,
    Military,
    Police,
    Company,
    Academic,
    Media,
    Sport,
    Other,
}

/// A title as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Normalised, with what modifies it: `deputy prime minister`, `foreign minister`.
    pub post: String,
    pub head: &'static Post,
    pub number: Number,
    pub standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Singular,
    Plural,
}

/// Whether the post is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Current,
    Former,
    Acting,
    /// Chosen, not yet in office.
    Elect,
}

/// Words before a post that stay part of it.
const RANKS: [&str; 9] =
    ["deputy", "vice", "first", "second", "assistant", "associate", "senior", "executive", "honorary"];

/// Words before a post that say when it was held, or nothing that matters.
const STANDINGS: [(&str, Standing); 20] = [
    ("former", Standing::Former),
    ("ex", Standing::Former),
    ("then", Standing::Former),
    ("late", Standing::Former),
    ("ousted", Standing::Former),
    ("deposed", Standing::Former),
    ("previous", Standing::Former),
    ("past", Standing::Former),
    ("outgoing", Standing::Current),
    ("current", Standing::Current),
    ("incumbent", Standing::Current),
    ("new", Standing::Current),
    ("newly appointed", Standing::Current),
    ("acting", Standing::Acting),
    ("interim", Standing::Acting),
    ("caretaker", Standing::Acting),
    ("transitional", Standing::Acting),
    ("incoming", Standing::Elect),
    ("designate", Standing::Elect),
    ("newly elected", Standing::Current),
];

/// Most folded words that are looked at from a token on.
const MAX_WORDS: usize = 16;

static TABLE: LazyLock<Vec<Post>> = LazyLock::new(|| {
    rows::<6>(POSTS)
        .filter_map(|[post, kind, before, common, forms, plurals]| {
            Some(Post {
                post,
                kind: kind_named(kind)?,
                before_name: before == "1",
                common: common == "1",
                forms: list(forms),
                plurals: list(plurals),
            })
        })
        .collect()
});

/// Folded form → number of the post, form as written, number.
static FORMS: LazyLock<HashMap<String, (usize, &'static str, Number)>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (i, post) in posts().iter().enumerate() {
        for (number, written) in [(Number::Singular, &post.forms), (Number::Plural, &post.plurals)] {
            for form in written {
                forms.entry(fold(form)).or_insert((i, *form, number));
            }
        }
    }
    forms
});

/// Folded form → portfolio.
static PORTFOLIO_FORMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let forms =
        rows::<2>(PORTFOLIOS).flat_map(|[portfolio, forms]| list(forms).into_iter().map(move |f| (f, portfolio)));
    forms.map(|(form, portfolio)| (fold(form), portfolio)).collect()
});

fn kind_named(name: &str) -> Option<PostKind> {
    Some(match name {
        "state" => PostKind::State,
        "government" => PostKind::Government,
        "minister" => PostKind::Minister,
        "royal" => PostKind::Royal,
        "clergy" => PostKind::Clergy,
        "law" => PostKind::Law,
        "international" => PostKind::International,
        "diplomat" => PostKind::Diplomat,
        "spokesperson" => PostKind::Spokesperson,
        "body" => PostKind::Body,
        "local" => PostKind::Local,
        "legislator" => PostKind::Legislator,
        "party" => PostKind::Party,
        "military" => PostKind::Military,
        "police" => PostKind::Police,
        "company" => PostKind::Company,
        "academic" => PostKind::Academic,
        "media" => PostKind::Media,
        "sport" => PostKind::Sport,
        "other" => PostKind::Other,
        _ => return None,
    })
}

/// All posts.
pub fn posts() -> &'static [Post] {
    &TABLE
}

/// The usual name of a folded portfolio: `foreign` of `foreign affairs`.
pub fn portfolio(folded: &str) -> Option<&'static str> {
    PORTFOLIO_FORMS.get(folded).copied()
}

/// The longest title that begins at `token`, in small letters or capitals: `[modifier …] post` or
/// `portfolio minister` or `minister of portfolio`. What follows (`of Azerbaijan`) is not part of it.
pub fn match_post(text: &Text, token: usize) -> Option<Match<Title>> {
    if !may_begin(text, token) {
        return None;
    }
    let words = read(text, token);
    let (standing, after_standing) = standing(&words);
    let ranks = words[after_standing..].iter().take_while(|w| RANKS.contains(&w.folded.as_str())).count();
    // "Deputy" and "Associate" are posts of their own where none follows: try with fewer modifiers.
    (0..=ranks).rev().find_map(|ranks| {
        let start = after_standing + ranks;
        let prefix: Vec<&str> = words[after_standing..start].iter().map(|w| w.folded.as_str()).collect();
        let parsed = with_portfolio_before(&words, start).or_else(|| plain(&words, start))?;
        let post = if prefix.is_empty() { parsed.post } else { format!("{} {}", prefix.join(" "), parsed.post) };
        let (tokens, standing) = match words.get(parsed.words) {
            Some(elect) if matches!(elect.folded.as_str(), "elect" | "designate") && elect.tokens > 0 => {
                (elect.tokens, Standing::Elect)
            }
            _ => (words[parsed.words - 1].tokens, standing),
        };
        (tokens > 0)
            .then_some(Match { tokens, what: Title { post, head: parsed.head, number: parsed.number, standing } })
    })
}

struct Parsed {
    post: String,
    head: &'static Post,
    number: Number,
    /// Words from the start of the title to its end.
    words: usize,
}

/// A folded word of the text.
struct Word {
    folded: String,
    /// Tokens up to and with it; 0 inside a token.
    tokens: usize,
    capitals: bool,
}

/// The words from `token` on; a comma is one.
fn read(text: &Text, token: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for at in token..text.tokens().len() {
        let this = &text.tokens()[at];
        if words.len() >= MAX_WORDS || (at > token && !runs_on(text, at)) {
            break;
        }
        let surface = text.word(at);
        match this.kind {
            TokenKind::Word => {
                let folded = fold(surface);
                let parts: Vec<&str> = folded.split(' ').collect();
                for (i, word) in parts.iter().enumerate() {
                    // A title may end inside "President-elect".
                    let ends = parts[i + 1..].iter().all(|rest| matches!(*rest, "elect" | "designate"));
                    let tokens = if ends { at + 1 - token } else { 0 };
                    let capitals = matches!(this.case, Case::Upper | Case::Initial);
                    words.push(Word { folded: (*word).to_owned(), tokens, capitals });
                }
            }
            TokenKind::Punct if surface == "," && at > token => {
                words.push(Word { folded: ",".to_owned(), tokens: at + 1 - token, capitals: false });
            }
            TokenKind::Punct if surface == "." && at > token && text.word(at - 1).len() <= 4 => {
                // "Lt. Gen.": the point belongs to the word.
                if let Some(last) = words.last_mut() {
                    last.tokens = at + 1 - token;
                }
            }
            _ => break,
        }
    }
    words
}

/// Whether the token is the first word of some title: spares every other token the rest.
fn may_begin(text: &Text, token: usize) -> bool {
    static FIRST: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let forms = FORMS.keys().chain(PORTFOLIO_FORMS.keys()).map(String::as_str);
        let modifiers = RANKS.into_iter().chain(STANDINGS.iter().map(|(word, _)| *word));
        forms.chain(modifiers).filter_map(|form| form.split(' ').next()).map(str::to_owned).collect()
    });
    if text.tokens().get(token).is_none_or(|token| token.kind != TokenKind::Word) {
        return false;
    }
    let mut folded = String::new();
    fold_onto(&mut folded, text.word(token));
    folded.split(' ').next().is_some_and(|word| FIRST.contains(word))
}

/// When the post was held, and how many words say so.
fn standing(words: &[Word]) -> (Standing, usize) {
    let mut standing = Standing::Current;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let two = words.get(at + 1).map(|next| format!("{} {}", word.folded, next.folded));
        if let Some((_, found)) = STANDINGS.iter().find(|(form, _)| Some(*form) == two.as_deref()) {
            (standing, at) = (*found, at + 2);
        } else if let Some((_, found)) = STANDINGS.iter().find(|(form, _)| *form == word.folded) {
            (standing, at) = (if standing == Standing::Current { *found } else { standing }, at + 1);
        } else {
            break;
        }
    }
    (standing, at)
}

/// `Energy Minister`, `Foreign Ministers`, `defence secretary`
fn with_portfolio_before(words: &[Word], start: usize) -> Option<Parsed> {
    let (portfolio, end) = portfolios(words, start)?;
    let (head, number) = match words.get(end)?.folded.as_str() {
        "minister" => ("minister", Number::Singular),
        "ministers" => ("minister", Number::Plural),
        "secretary" => ("secretary", Number::Singular),
        "secretaries" => ("secretary", Number::Plural),
        _ => return None,
    };
    let head = posts().iter().find(|post| post.post == head)?;
    let post = format!("{portfolio} {}", head.post);
    Some(Parsed { post, head, number, words: end + 1 })
}

/// The longest form of a post at `start`, with the portfolio of a minister or secretary behind it.
fn plain(words: &[Word], start: usize) -> Option<Parsed> {
    let (number, form, head, end) = longest(words, start, |form| FORMS.get(form).copied())
        .map(|((i, form, number), end)| (number, form, &posts()[i], end))?;
    if is_acronym(form) && !words[start..end].iter().all(|word| word.capitals) {
        return None;
    }
    if head.kind == PostKind::Minister && matches!(head.post, "minister" | "secretary") {
        let of = words.get(end).filter(|word| matches!(word.folded.as_str(), "of" | "for"));
        if let Some((portfolio, after)) = of.and_then(|_| portfolios(words, end + 1)) {
            return Some(Parsed { post: format!("{portfolio} {}", head.post), head, number, words: after });
        }
    }
    Some(Parsed { post: head.post.to_owned(), head, number, words: end })
}

/// Portfolios joined by "and" and commas: `trade, industry and energy`.
fn portfolios(words: &[Word], start: usize) -> Option<(String, usize)> {
    let one = |at: usize| longest(words, at, |form| PORTFOLIO_FORMS.get(form).copied());
    let skip_the = |at: usize| at + usize::from(words.get(at).is_some_and(|word| word.folded == "the"));
    let (first, mut end) = one(start).or_else(|| one(skip_the(start)))?;
    let mut name = first.to_owned();
    while let Some(joint) = words.get(end).filter(|word| matches!(word.folded.as_str(), "and" | ",")) {
        let after_comma = joint.folded == "," && words.get(end + 1).is_some_and(|word| word.folded == "and");
        let next = end + 1 + usize::from(after_comma);
        let Some((more, after)) = one(next) else { break };
        name.push_str(if joint.folded == "," && !after_comma { ", " } else { " and " });
        name.push_str(more);
        end = after;
    }
    Some((name, end))
}

/// The value of the longest run of words from `start` on that has one, and where the run ends.
fn longest<T>(words: &[Word], start: usize, value: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let mut best = None;
    let mut form = String::new();
    for (at, word) in words.iter().enumerate().skip(start).take(8) {
        if !form.is_empty() {
            form.push(' ');
        }
        form.push_str(&word.folded);
        if word.tokens > 0 {
            best = value(&form).map(|found| (found, at + 1)).or(best);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::table::assert_complete;

    /// The title at the start of `body`: words it takes, the post, its number and standing.
    fn title(body: &str) -> Option<(String, String, Number, Standing)> {
        let text = Text::new(body);
        let found = match_post(&text, 0)?;
        let span = text.tokens()[0].span.join(text.tokens()[found.tokens - 1].span);
        Some((text.slice(span).to_owned(), found.what.post, found.what.number, found.what.standing))
    }

    #[test]
    fn the_tables_are_whole() {
        assert_complete::<6>(POSTS);
        assert_complete::<2>(PORTFOLIOS);
        assert_eq!(rows::<6>(POSTS).count(), posts().len(), "a kind is unknown");
        for post in posts() {
            assert!(!post.forms.is_empty(), "{post:?}");
        }
    }

    #[test]
    fn titles_are_normalised() {
        for (body, words, post) in [
            ("President Daniyar Sarsenov", "President", "president"),
            ("Prime Minister of Hungary", "Prime Minister", "prime minister"),
            ("First Deputy Prime Minister Sarsenov", "First Deputy Prime Minister", "first deputy prime minister"),
            ("Vice-President Sarsenov", "Vice-President", "vice president"),
            ("Minister of Foreign Affairs of Azerbaijan", "Minister of Foreign Affairs", "foreign minister"),
            ("foreign minister Elchin", "foreign minister", "foreign minister"),
            ("Deputy Foreign Minister", "Deputy Foreign Minister", "deputy foreign minister"),
            ("Energy Minister Elchin", "Energy Minister", "energy minister"),
            (
                "Minister of Trade, Industry and Energy Kim",
                "Minister of Trade, Industry and Energy",
                "trade, industry and energy minister",
            ),
            ("Minister for the Economy, who", "Minister for the Economy", "economy minister"),
            ("Defense Secretary X", "Defense Secretary", "defence secretary"),
            ("Secretary of State X", "Secretary of State", "secretary of state"),
            ("Secretary-General of the UN", "Secretary-General", "secretary general"),
            ("Deputy Aigerim Doskalieva", "Deputy", "deputy"),
            ("spokeswoman Aigerim", "spokeswoman", "spokesperson"),
            ("Lt. Gen. Sarsenov", "Lt. Gen.", "lieutenant general"),
            ("Prime\nMinister X", "Prime\nMinister", "prime minister"),
            ("CEO Aigerim", "CEO", "chief executive"),
            ("Chief of the General Staff X", "Chief of the General Staff", "chief of the general staff"),
        ] {
            let (found, normal, number, standing) = title(body).expect(body);
            assert_eq!((found.as_str(), normal.as_str()), (words, post), "{body}");
            assert_eq!((number, standing), (Number::Singular, Standing::Current), "{body}");
        }
    }

    #[test]
    fn standing_and_number_are_told() {
        let of = |body| title(body).map(|(_, post, number, standing)| (post, number, standing)).expect(body);
        assert_eq!(of("former President X"), ("president".into(), Number::Singular, Standing::Former));
        assert_eq!(of("ex-Prime Minister X"), ("prime minister".into(), Number::Singular, Standing::Former));
        assert_eq!(of("Acting Foreign Minister X"), ("foreign minister".into(), Number::Singular, Standing::Acting));
        assert_eq!(of("Presidents A and B"), ("president".into(), Number::Plural, Standing::Current));
        assert_eq!(of("foreign ministers of"), ("foreign minister".into(), Number::Plural, Standing::Current));
        assert_eq!(of("President-elect X"), ("president".into(), Number::Singular, Standing::Elect));
    }

    #[test]
    fn words_are_no_titles() {
        for body in ["first time", "pm today", "presidential palace", "Azerbaijan", "energy prices", "mp", "the head"] {
            assert_eq!(title(body), None, "{body}");
        }
    }
}
