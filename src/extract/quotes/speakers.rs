//! Who a noun phrase or a pronoun is.

use std::ops::Range;

use crate::extract::classes::Class::Occupation;
use crate::extract::clauses;
use crate::extract::header::month;
use crate::extract::lexicon::{Class, Form, NounKind, Number, Use};
use crate::extract::parties::signer;
use crate::extract::reading::Reading;
use crate::extract::{Kind, Mention, Sense, Speaker};
use crate::text::{TokenKind, fold};

/// How many sentences back a pronoun looks.
const LOOK_BACK: usize = 8;

/// Who the noun phrase `phrase` names: a person in it, an organization, a role that one person in
/// the text holds, or at least its words.
pub fn speaker_in(reading: &Reading<'_>, phrase: Range<usize>) -> Speaker {
    let phrase = without_time(reading, trim(reading, phrase));
    if phrase.is_empty() {
        return Speaker::Unknown;
    }
    // "I have determined that": whoever signed.
    if reading.is(phrase.start, &["i"]) && phrase.len() == 1 {
        return signer(reading).map_or(Speaker::Unknown, Speaker::Person);
    }
    // Inside somebody's words: whoever they are, the sentence does not say. "I've" is one token.
    let spoken = reading.word(phrase.start).split(['’', '\'']).next().unwrap_or_default();
    if ["we", "i", "you"].iter().any(|word| spoken.eq_ignore_ascii_case(word)) || spoken == "us" {
        return Speaker::Unknown;
    }
    if reading.is(phrase.start, &["who"]) && phrase.len() == 1 {
        return named_before(reading, phrase.start).map_or(Speaker::Unknown, Speaker::Person);
    }
    if let Some(person) = head_person(reading, phrase.clone()) {
        return Speaker::Person(person);
    }
    // "In a statement published in Tbilisi he"
    let last = phrase.end - 1;
    if reading.is_class(phrase.start, Class::Preposition) && reading.is(last, &["he", "she"]) {
        return speaker_in(reading, last..phrase.end);
    }
    if let Some(person) = person_by_surname(reading, phrase.clone()) {
        return Speaker::Person(person);
    }
    if reading.is(phrase.start, &["he", "she"]) {
        return antecedent(reading, phrase.start).map_or(Speaker::Unknown, |(_, p)| Speaker::Person(p));
    }
    if reading.is(phrase.start, &["it"]) && phrase.len() == 1 {
        return organization_before(reading, phrase.start).map_or(Speaker::Unknown, Speaker::Organization);
    }
    if reading.is(phrase.start, &["they", "both"]) && phrase.len() == 1 {
        if let Some(group) = group_before(reading, phrase.start) {
            return Speaker::Described(group);
        }
        // "The Roads Board closed the bridge. They said": a body, as many call it.
        let body = acting_organization(reading, phrase.start).filter(|_| reading.is(phrase.start, &["they"]));
        return body.map_or(Speaker::Described("they".into()), Speaker::Organization);
    }
    if reading.is_class(phrase.start, Class::Pronoun) && phrase.len() > 1 && !reading.is(phrase.start, &["they", "we"])
    {
        return Speaker::Unknown;
    }
    if let Some(person) = person_by_role(reading, phrase.clone()) {
        return Speaker::Person(person);
    }
    if let Some(speaker) = behind_paper(reading, phrase.clone()) {
        return speaker;
    }
    // "In a letter to parliament the agency": whoever stands behind the circumstance.
    if reading.is_class(phrase.start, Class::Preposition) {
        let own = |t: &usize| {
            let opens = reading.is_class(*t, Class::Determiner) || reading.mention(*t).is_some();
            let governed =
                matches!(reading.class(t - 1), Some(Class::Preposition | Class::Determiner | Class::Conjunction));
            opens && !governed && (reading.mention(*t).is_none() || reading.mention(*t) != reading.mention(t - 1))
        };
        let subject = phrase.clone().skip(2).rfind(own);
        return subject.map_or(Speaker::Unknown, |t| speaker_in(reading, t..phrase.end));
    }
    let head = head(reading, phrase.clone());
    // "whom they did not name"; a clause of somebody's words
    let finite = |i: usize| clauses::is_finite(reading, i) && !(i + 1 == head.end && is_paper(reading, i));
    let clause = head.clone().skip(1).any(|i| finite(i) || reading.is_quote(i));
    if reading.is_class(head.start, Class::Subordinator) || clause {
        return Speaker::Unknown;
    }
    if let Some(person) = person_by_calling(reading, head.clone()) {
        return Speaker::Person(person);
    }
    match organization_at_head(reading, head.clone()).or_else(|| organization_by_head(reading, head.clone())) {
        Some(organization) => Speaker::Organization(organization),
        None if !can_speak(reading, head.clone()) => Speaker::Unknown,
        None => Speaker::Described(reading.slice(head).split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whose a paper or a page is that says something: "the mill's statement", "a memo posted by Leyla Guliyeva".
fn behind_paper(reading: &Reading<'_>, phrase: Range<usize>) -> Option<Speaker> {
    const PAPERS: &[&str] = &[
        "statement",
        "website",
        "memo",
        "letter",
        "tweet",
        "post",
        "report",
        "release",
        "communique",
        "communiqué",
        "message",
        "note",
        "site",
        "page",
        "announcement",
        "account",
        "bulletin",
        "opinion",
        "ruling",
    ];
    let paper = phrase.clone().take(12).find(|&i| reading.is(i, PAPERS))?;
    let owner = (phrase.start..paper).rev().find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    let by = (paper + 1..phrase.end.min(paper + 6)).find(|&i| reading.is(i, &["by", "from"]));
    let whose = match (by, owner) {
        (Some(by), _) if by + 1 < phrase.end => by + 1..phrase.end,
        (_, Some(owner)) if owner > phrase.start => phrase.start..owner,
        _ => return None,
    };
    let named = reading.is_capitalised(whose.start);
    match speaker_in(reading, whose) {
        Speaker::Unknown => None,
        Speaker::Described(_) if !named => None,
        speaker => Some(speaker),
    }
}

/// "initial reports" say something, though "reports" is a verb as well.
fn is_paper(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(i, &["reports", "report", "claims", "statements", "estimates", "studies", "polls"])
}

/// Whether words that name nobody can tell of somebody at all: not "must", "no deaths", "marking a third fall".
fn can_speak(reading: &Reading<'_>, head: Range<usize>) -> bool {
    let Some(last) = head.end.checked_sub(1).filter(|last| *last >= head.start) else { return false };
    let verb = |i: usize| {
        reading.verb(i).is_some_and(|v| v.form != Form::Base && reading.noun(i).is_none())
            || matches!(reading.class(i), Some(Class::Modal | Class::Be | Class::Have | Class::Do | Class::Negation))
    };
    let gerund = reading.word(head.start).ends_with("ing") && head.len() > 2 && !reading.is_capitalised(last);
    let empty = |i: usize| {
        clauses::is_adverb(reading, i)
            || reading.is(i, &["always", "often", "never", "ever"])
            || reading.is(i, &["no", "little", "more", "less", "much", "previously", "nothing", "none", "that", "this"])
    };
    let paper = is_paper(reading, last);
    let governed = matches!(reading.class(head.start), Some(Class::Preposition | Class::Subordinator | Class::Past))
        || reading.is(head.start, &["as"])
        || reading.is_class(last, Class::Preposition)
        || reading.is(last, &["you", "i", "we"]);
    !(verb(last) && !paper
        || governed
        || gerund
        || head.len() == 1 && (empty(last) || verb(head.start))
        || reading.is(head.start, &["no", "why", "how"]))
}

/// The first person of a phrase that no preposition hangs on something else: not the one of "the
/// wife of Daniyar Sarsenov".
pub fn head_person(reading: &Reading<'_>, phrase: Range<usize>) -> Option<usize> {
    let people = reading.mentions(phrase.clone()).iter().filter(|m| m.kind == Kind::Person);
    people
        .filter(|m| {
            let first = reading.token_at(m.evidence.span.start);
            let mut i = title_before(reading, m, first).unwrap_or(first);
            // Over the title to what governs it.
            while i > phrase.start && is_title_word(reading, i - 1) {
                i -= 1;
            }
            let owner = reading.kind(reading.token_at(m.evidence.span.end)) == Some(TokenKind::Possessive);
            // "President of Kazakhstan Daniyar Sarsenov": the post hangs on the country, not on the name.
            let post = reading.is(i.saturating_sub(1), &["of"])
                && (reading.mention(i).is_some_and(|m| m.kind != Kind::Person && m.sense != Sense::Demonym)
                    || i < first && is_post(reading, i.saturating_sub(2)));
            let governed = i > phrase.start && reading.is_class(i - 1, Class::Preposition) && !post;
            !governed && !owner
        })
        .find_map(|m| m.entity)
}

/// Where the title right before a person's name begins: "Secretary of State X".
fn title_before(reading: &Reading<'_>, mention: &Mention, name: usize) -> Option<usize> {
    let person = mention.entity.and_then(|p| reading.facts.people.get(p))?;
    let mut titles = person.roles.iter().map(|role| role.evidence.span);
    titles
        .find(|title| title.end <= mention.evidence.span.start && reading.token_at(title.end) == name)
        .map(|title| reading.token_at(title.start))
}

/// Whom "who" at token `at` goes on to tell of: the person named last before it in its sentence.
fn named_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let from = reading.sentence_of(at)?.tokens.start;
    reading.mentions(from..at).iter().rev().find(|m| m.kind == Kind::Person).and_then(|m| m.entity)
}

/// The head of a post that goes on with "of": "Deputy Minister of Roads".
fn is_post(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_capitalised(i)
        && reading.noun(i).is_some_and(|n| n.kind == NounKind::Group && n.number == Number::Singular)
}

/// The one person of the text whose family name the phrase is.
fn person_by_surname(reading: &Reading<'_>, phrase: Range<usize>) -> Option<usize> {
    let name = reading.word(phrase.start);
    if phrase.len() != 1 || !reading.is_capitalised(phrase.start) {
        return None;
    }
    let people = reading.facts.people.iter().take(500).enumerate();
    let mut holders = people.filter(|(_, p)| p.name.rsplit(' ').next() == Some(name)).map(|(p, _)| p);
    let person = holders.next()?;
    holders.next().is_none().then_some(person)
}

fn is_title_word(reading: &Reading<'_>, i: usize) -> bool {
    (reading.is_word(i) || reading.kind(i) == Some(TokenKind::Possessive))
        && (reading.class(i).is_none() || reading.is_class(i, Class::Determiner))
        && reading.entity(i, Kind::Person).is_none()
}

/// The phrase up to its first comma or relative clause, without adverbs at its end.
fn head(reading: &Reading<'_>, phrase: Range<usize>) -> Range<usize> {
    let end = phrase
        .clone()
        .find(|&i| {
            i > phrase.start
                && (matches!(reading.word(i), "," | "(" | "<" | "—" | "–") || reading.is_class(i, Class::Subordinator))
        })
        .unwrap_or(phrase.end);
    phrase.start..end.min(phrase.start + 14)
}

fn organization_at_head(reading: &Reading<'_>, head: Range<usize>) -> Option<usize> {
    let last = head.end.checked_sub(1)?;
    let mention = head.clone().find_map(|i| reading.mention(i).filter(|m| m.kind == Kind::Organization))?;
    // "a UN spokesman", "an official at the ministry" are not the organization.
    let at_end = reading.mention(last) == Some(mention);
    let first = reading.token_at(mention.evidence.span.start);
    let governed = (head.start..first).any(|i| reading.is_class(i, Class::Preposition));
    (at_end && !governed).then_some(mention.entity).flatten()
}

/// The one person in the text whose post a phrase like "the president" or "the Kazakh leader" names.
fn person_by_role(reading: &Reading<'_>, phrase: Range<usize>) -> Option<usize> {
    let head = head(reading, phrase);
    if !reading.is(head.start, &["the"]) {
        return None;
    }
    // "the Minister of Health"
    let of = head.clone().skip(2).find(|&i| reading.is(i, &["of", "for"]));
    let last = of.unwrap_or(head.end).checked_sub(1)?;
    let post = reading.word(last).to_lowercase();
    let vice = last > 0 && reading.is(last - 1, &["vice", "deputy"]);
    let country = reading.mentions(head.clone()).iter().find(|m| m.kind == Kind::Country).and_then(|m| m.entity);
    let code = country.and_then(|c| reading.facts.countries.get(c)).map(|c| c.code);
    let leader = matches!(post.as_str(), "leader" | "head");
    let holds = |p: &usize| {
        let person = &reading.facts.people[*p];
        let fits = person.roles.iter().any(|r| {
            let held = r.post.rsplit(' ').next().unwrap_or_default();
            let vice_held = r.post.starts_with("vice") || r.post.starts_with("deputy");
            held.eq_ignore_ascii_case(&post) && vice == vice_held
                || (leader && matches!(held, "president" | "minister" | "king" | "chancellor"))
        });
        fits && code.is_none_or(|c| person.country == Some(c))
    };
    // The nearest before, since "the president" points back.
    let span = reading.span(head.clone())?;
    let to = reading.facts.mentions.partition_point(|m| m.evidence.span.start < span.start);
    let before = reading.facts.mentions.get(to.saturating_sub(60)..to)?;
    let named = before.iter().rev().filter(|m| m.kind == Kind::Person).filter_map(|m| m.entity).find(holds);
    // Where the text begins with the post alone, the one who is named with it later.
    named.or_else(|| {
        let mut holders = (0..reading.facts.people.len().min(200)).filter(holds);
        let only = holders.next()?;
        holders.next().is_none().then_some(only)
    })
}

/// Whom a calling or an age means that points back: "the actor", "the 21-year-old", "the top Narin diplomat".
fn person_by_calling(reading: &Reading<'_>, head: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 5;
    let last = head.end.checked_sub(1)?;
    let word = reading.word(last).to_lowercase();
    let calling =
        Occupation.has(&word) || matches!(word.as_str(), "official" | "lawmaker") || word.ends_with("year-old");
    let short = (2..=LONGEST).contains(&head.len()) && reading.is(head.start, &["the"]);
    let plain = || head.clone().skip(1).all(|i| reading.word(i) != "," && reading.class(i).is_none());
    (short && calling && plain()).then(|| antecedent(reading, head.start)).flatten().map(|(_, person)| person)
}

/// The person whom "he" or "she" at token `at` means, and where that person was named: the subject
/// of this sentence or of one before, else whoever was named last.
pub fn antecedent(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    if let Some(person) = reading.entity(at, Kind::Person) {
        return Some((at, person));
    }
    let here = reading.sentence_index(at);
    let mut fallback = None;
    for s in (here.saturating_sub(LOOK_BACK)..=here).rev() {
        let sentence = reading.text.sentences().get(s)?;
        let tokens = sentence.tokens.start..sentence.tokens.end.min(at);
        if tokens.is_empty() {
            continue;
        }
        if let Some(person) = inverted(reading, tokens.clone()).or_else(|| source(reading, tokens.clone())) {
            return Some((tokens.start, person));
        }
        let subject = clauses::main_clause(reading, tokens.clone()).map(|(subject, _)| subject);
        if let Some(person) = subject.and_then(|subject| head_person(reading, subject)) {
            return Some((tokens.start, person));
        }
        let last = reading.mentions(tokens.clone()).iter().rev().find(|m| m.kind == Kind::Person && m.entity.is_some());
        fallback = fallback.or(last.and_then(|m| Some((reading.token_at(m.evidence.span.start), m.entity?))));
    }
    fallback
}

/// The person behind a verb of speech: "…, said Leyla Guliyeva, a resident".
fn inverted(reading: &Reading<'_>, tokens: Range<usize>) -> Option<usize> {
    let says = |&i: &usize| {
        reading.verb_for(i, &[Use::Say]).is_some_and(|v| v.is_finite())
            && (reading.word(i - 1) == "," || reading.is_quote(i - 1))
    };
    let verb = tokens.clone().skip(1).find(says)?;
    let phrase = verb + 1..super::phrase_end(reading, verb + 1, tokens.end);
    let person = head_person(reading, phrase.clone())?;
    // "the envoy, who came too, said Sarsenov saw no rival" is no inversion.
    let named = reading.mentions(phrase.clone()).iter().find(|m| m.kind == Kind::Person && m.entity == Some(person))?;
    let behind = reading.token_at(named.evidence.span.end);
    (behind >= tokens.end || !reading.is_word(behind)).then_some(person)
}

/// The person to whom a sentence goes back: "According to Leyla Guliyeva, many stay at home."
fn source(reading: &Reading<'_>, tokens: Range<usize>) -> Option<usize> {
    let mut near = tokens.clone().take(clauses::REACH);
    let at = near.find(|&i| reading.is(i, &["according"]) && reading.is(i + 1, &["to"]))?;
    head_person(reading, at + 2..super::phrase_end(reading, at + 2, tokens.end))
}

/// The people whom "they" means: a plural subject of this sentence or of one before.
fn group_before(reading: &Reading<'_>, at: usize) -> Option<String> {
    let here = reading.sentence_index(at);
    (here.saturating_sub(3)..=here).rev().find_map(|s| {
        let tokens = reading.text.sentences().get(s)?.tokens.clone();
        let (subject, _) = clauses::main_clause(reading, tokens.start..tokens.end.min(at))?;
        let head = head(reading, trim(reading, subject));
        let last = head.end.checked_sub(1)?;
        let plural = reading.noun(last).is_some_and(|n| n.kind == NounKind::Group && n.number == Number::Plural);
        plural.then(|| reading.slice(head).to_owned())
    })
}

/// Which organization "the ministry", "the company" is: of those before whose name has the word the one named
/// most, or for a company the one that acted last.
fn organization_by_head(reading: &Reading<'_>, head: Range<usize>) -> Option<usize> {
    // "the ministry in a statement", "the ministry statement": what it says is its own.
    let end = head.clone().skip(1).find(|&i| reading.is_class(i, Class::Preposition)).unwrap_or(head.end);
    let paper = end > head.start && reading.is(end - 1, &["statement", "communique", "communiqué"]);
    let end = if paper { end - 1 } else { end };
    if !reading.is(head.start, &["the", "this"]) || end != head.start + 2 {
        return None;
    }
    let word = fold(reading.word(head.start + 1));
    let firm = matches!(word.as_str(), "company" | "firm");
    if !firm && !BODY_HEADS.contains(&word.as_str()) {
        return None;
    }
    let span = reading.span(head.clone())?;
    let to = reading.facts.mentions.partition_point(|m| m.evidence.span.start < span.start);
    let before = reading.facts.mentions.get(to.saturating_sub(60)..to)?;
    let named = |o: &usize| {
        let organization = reading.facts.organizations.get(*o);
        organization.is_some_and(|o| fold(&o.name).split(' ').any(|w| w == word))
    };
    let bodies = before.iter().filter(|m| m.kind == Kind::Organization).filter_map(|m| m.entity).filter(named);
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for body in bodies {
        match counted.iter_mut().find(|(known, _)| *known == body) {
            Some((_, times)) => *times += 1,
            None => counted.push((body, 1)),
        }
    }
    // Of those named as often the first, which the report is about.
    let most = counted.iter().rev().max_by_key(|(_, times)| *times).map(|(body, _)| *body);
    most.or_else(|| firm.then(|| acting_organization(reading, head.start)).flatten())
}

/// Nouns by which a report goes on to call a body, folded.
const BODY_HEADS: &[&str] = &[
    "ministry",
    "bank",
    "agency",
    "council",
    "committee",
    "commission",
    "party",
    "union",
    "court",
    "department",
    "authority",
    "fund",
    "foundation",
    "institute",
    "university",
    "association",
    "group",
    "airline",
    "board",
    "senate",
    "parliament",
    "embassy",
    "organization",
    "organisation",
];

/// The organization that was a subject last, at most a few sentences before.
fn acting_organization(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let here = reading.sentence_index(at);
    let acts = |m: &&Mention| {
        let first = reading.token_at(m.evidence.span.start);
        let before = first.saturating_sub(1 + usize::from(reading.is(first.saturating_sub(1), &["the"])));
        let behind = reading.token_at(m.evidence.span.end);
        let governed = first > 0
            && (reading.is_class(before, Class::Preposition)
                || reading.is(before, &["and"]) && reading.is_capitalised(before.saturating_sub(1)));
        // "The ministry on Saturday called": a date may part them.
        let mut near = (behind..behind + 5).take_while(|&t| !matches!(reading.word(t), "," | "." | ";"));
        !governed && near.any(|t| clauses::is_finite(reading, t))
    };
    (here.saturating_sub(LOOK_BACK)..=here).rev().find_map(|s| {
        let tokens = reading.text.sentences().get(s)?.tokens.clone();
        let bodies = reading.mentions(tokens.start..tokens.end.min(at)).iter().rev();
        bodies.filter(|m| m.kind == Kind::Organization).find(acts)?.entity
    })
}

fn organization_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let here = reading.sentence_index(at);
    if let Some(acting) = acting_organization(reading, at) {
        return Some(acting);
    }
    let from = reading.text.sentences().get(here.saturating_sub(2))?.tokens.start;
    reading.mentions(from..at).iter().rev().find(|m| m.kind == Kind::Organization).and_then(|m| m.entity)
}

/// Without the day that stands before or behind it: "On Friday Garagum Gas", "the ministry on 5 June".
fn without_time(reading: &Reading<'_>, phrase: Range<usize>) -> Range<usize> {
    let time =
        |i: usize| month(reading.word(i)).is_some() || reading.word(i).ends_with("day") && reading.is_capitalised(i);
    let part = |i: usize| time(i) || reading.kind(i) == Some(TokenKind::Number);
    let (mut start, mut end) = (phrase.start, phrase.end);
    // "This week, the ministry", "Last week the ministry"
    if let Some(behind) = clauses::time_end(reading, start).filter(|t| *t + 1 < end) {
        start = behind + usize::from(reading.word(behind) == ",");
    }
    // "The previous day, the broadcaster"
    if reading.is(start, &["the", "that"])
        && reading.is(start + 2, &["day", "week", "month", "year", "evening", "morning", "afternoon", "night"])
        && reading.word(start + 3) == ","
        && start + 4 < end
    {
        start += 4;
    }
    if reading.is(start, &["on"]) && part(start + 1) {
        let after = (start + 1..end).find(|&i| !part(i)).unwrap_or(end);
        start = if after < end { after } else { start };
    }
    let on = (start + 1..end).rev().take(4).find(|&i| reading.is(i, &["on"]));
    if let Some(on) = on.filter(|&on| on + 1 < end && (on + 1..end).all(part)) {
        end = on;
    }
    start..end
}

/// Without marks, emphasis and conjunctions at its ends.
fn trim(reading: &Reading<'_>, phrase: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (phrase.start, phrase.end.min(reading.len()));
    let idle = |i: usize| {
        matches!(reading.kind(i), Some(TokenKind::Punct | TokenKind::Quote)) || reading.is_class(i, Class::Conjunction)
    };
    while start < end && idle(start) {
        start += 1;
    }
    while start < end && (idle(end - 1) || clauses::is_adverb(reading, end - 1)) {
        end -= 1;
    }
    start..end
}
