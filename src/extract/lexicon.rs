//! The words by which articles report: verbs with their forms and uses, function words, and the
//! nouns that projects are made of. The tables are in `data/`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Status;

/// What the tables know of one word form; a form can be verb and noun at once ("plan", "visit").
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub class: Option<Class>,
    pub verb: Option<Verb>,
    pub noun: Option<Noun>,
    /// The sector of a project in whose name the word stands.
    pub sector: Option<&'static str>,
}

/// Function words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Determiner,
    Pronoun,
    Preposition,
    Conjunction,
    Subordinator,
    Modal,
    Be,
    Have,
    Do,
    Negation,
    Adverb,
    /// The past of a verb that no table of uses holds: "won", "fell".
    Past,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub lemma: &'static str,
    pub form: Form,
    uses: u32,
    /// The status of a project that it governs.
    pub status: Option<Status>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    /// The past tense, and where they are spelled alike the participle.
    Past,
    Participle,
    Gerund,
}

/// What a verb is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Say,
    Think,
    Point,
    Judge,
    Talk,
    Call,
    Meet,
    Receive,
    Host,
    Hold,
    Gather,
    Attend,
    Visit,
    Invite,
    Delay,
    Stop,
    Sign,
    Enter,
    Strike,
    Discuss,
    Agree,
    Aid,
    Build,
    Trade,
}

/// The names of the uses in `verbs.tsv`, in the order of [`Use`].
const USES: [&str; 24] = [
    "say", "think", "point", "judge", "talk", "call", "meet", "receive", "host", "hold", "gather", "attend", "visit",
    "invite", "delay", "stop", "sign", "enter", "strike", "discuss", "agree", "aid", "build", "trade",
];

impl Verb {
    pub fn is(&self, wanted: Use) -> bool {
        self.uses & (1 << wanted as u32) != 0
    }

    pub fn is_any(&self, wanted: &[Use]) -> bool {
        wanted.iter().any(|u| self.is(*u))
    }

    /// Whether the form can carry a sentence: not a gerund or a bare participle.
    pub fn is_finite(&self) -> bool {
        matches!(self.form, Form::Past | Form::Third | Form::Base)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    pub kind: NounKind,
    /// The sector of a project, or the kind of an event.
    pub field: &'static str,
    pub number: Number,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounKind {
    /// Stands in the world and can be built.
    Works,
    /// An agreement by its name or its object.
    Deal,
    /// A programme, fund, initiative.
    Scheme,
    /// A law or what becomes one: "bill", "executive order".
    Law,
    /// Only under a name of its own an undertaking: "moonshot", "task force".
    Title,
    /// Goods on a route.
    Flow,
    /// An activity on one of these: "expansion".
    Doing,
    /// People come together: "visit", "summit".
    Event,
    /// A policy area: never a project.
    Topic,
    /// People who stand for others: "the leaders".
    Group,
    /// Money: "financing".
    Amount,
    /// What is given to somebody: "equipment".
    Goods,
}

/// The entry of a word in lower case.
pub(super) fn lookup(lower: &str) -> Option<&'static Word> {
    WORDS.get(lower)
}

static WORDS: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let mut words: HashMap<String, Word> = HashMap::new();
    for [class, forms] in rows(include_str!("data/words.tsv")) {
        if let Some(class) = class_named(class) {
            for form in forms.split(' ') {
                words.entry(form.into()).or_default().class = Some(class);
            }
        }
    }
    for [lemma, irregular, uses, status] in rows(include_str!("data/verbs.tsv")) {
        let uses =
            uses.split(',').filter_map(|u| USES.iter().position(|known| *known == u)).fold(0, |set, u| set | 1 << u);
        for (form, spelled) in forms(lemma, irregular) {
            words.entry(spelled).or_default().verb.get_or_insert(Verb {
                lemma,
                form,
                uses,
                status: status_named(status),
            });
        }
    }
    for [kind, field, nouns] in rows(include_str!("data/nouns.tsv")) {
        if let Some(kind) = noun_kind_named(kind) {
            for noun in nouns.split(' ') {
                let noun_of = |number| Noun { kind, field, number };
                words.entry(noun.into()).or_default().noun.get_or_insert(noun_of(Number::Singular));
                words.entry(plural(noun)).or_default().noun.get_or_insert(noun_of(Number::Plural));
            }
        }
    }
    for [sector, cues] in rows(include_str!("data/sectors.tsv")) {
        for cue in cues.split(' ') {
            words.entry(cue.into()).or_default().sector.get_or_insert(sector);
        }
    }
    words
});

/// The rows of a table with `N` columns; `#` begins a comment line.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut row = [""; N];
        let mut columns = line.splitn(N, '\t');
        for cell in &mut row {
            *cell = columns.next()?;
        }
        Some(row)
    })
}

/// Aliases of well-known projects: folded name to folded key.
pub(super) fn project_alias(folded: &str) -> Option<&'static str> {
    static ALIASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let lines = include_str!("data/project-aliases.tsv").lines().filter(|l| !l.starts_with('#'));
        lines
            .flat_map(|line| {
                let key = line.split('\t').next().unwrap_or_default();
                line.split('\t').map(move |alias| (alias, key))
            })
            .collect()
    });
    ALIASES.get(folded).copied()
}

/// All forms of a verb; `irregular` is `-`, the past, or the past and the participle with a comma.
fn forms(lemma: &str, irregular: &str) -> Vec<(Form, String)> {
    let stem = lemma.strip_suffix('e');
    let after_consonant = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let (past, participle) = match irregular {
        "-" => {
            let past = match (after_consonant, stem) {
                (Some(s), _) => format!("{s}ied"),
                (_, Some(_)) => format!("{lemma}d"),
                _ => format!("{lemma}ed"),
            };
            (past.clone(), past)
        }
        both => {
            let (past, participle) = both.split_once(',').unwrap_or((both, both));
            (past.to_owned(), participle.to_owned())
        }
    };
    let third = match after_consonant {
        Some(s) => format!("{s}ies"),
        None if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("sh") || lemma.ends_with("ch") => {
            format!("{lemma}es")
        }
        None => format!("{lemma}s"),
    };
    // The doubled consonant of "planned" returns in "planning".
    let doubled = past.strip_suffix("ed").filter(|s| s.len() == lemma.len() + 1 && s.starts_with(lemma));
    let gerund = match (doubled, stem) {
        (Some(s), _) => format!("{s}ing"),
        (None, Some(s)) if !lemma.ends_with("ee") => format!("{s}ing"),
        _ => format!("{lemma}ing"),
    };
    vec![
        (Form::Base, lemma.to_owned()),
        (Form::Third, third),
        (Form::Past, past),
        (Form::Participle, participle),
        (Form::Gerund, gerund),
    ]
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o'])) {
        Some(s) => format!("{s}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "determiner" => Class::Determiner,
        "pronoun" => Class::Pronoun,
        "preposition" => Class::Preposition,
        "conjunction" => Class::Conjunction,
        "subordinator" => Class::Subordinator,
        "modal" => Class::Modal,
        "be" => Class::Be,
        "have" => Class::Have,
        "do" => Class::Do,
        "negation" => Class::Negation,
        "adverb" => Class::Adverb,
        "past" => Class::Past,
        _ => return None,
    })
}

fn noun_kind_named(name: &str) -> Option<NounKind> {
    Some(match name {
        "works" => NounKind::Works,
        "deal" => NounKind::Deal,
        "scheme" => NounKind::Scheme,
        "law" => NounKind::Law,
        "title" => NounKind::Title,
        "flow" => NounKind::Flow,
        "doing" => NounKind::Doing,
        "event" => NounKind::Event,
        "topic" => NounKind::Topic,
        "group" => NounKind::Group,
        "amount" => NounKind::Amount,
        "goods" => NounKind::Goods,
        _ => return None,
    })
}

fn status_named(name: &str) -> Option<Status> {
    Some(match name {
        "mentioned" => Status::Mentioned,
        "proposed" => Status::Proposed,
        "discussed" => Status::Discussed,
        "agreed" => Status::Agreed,
        "signed" => Status::Signed,
        "launched" => Status::Launched,
        "under_way" => Status::UnderWay,
        "completed" => Status::Completed,
        "suspended" => Status::Suspended,
        "cancelled" => Status::Cancelled,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for (spelled, lemma, form) in [
            ("announced", "announce", Form::Past),
            ("replied", "reply", Form::Past),
            ("planning", "plan", Form::Gerund),
            ("agreeing", "agree", Form::Gerund),
            ("written", "write", Form::Participle),
            ("launches", "launch", Form::Third),
            ("building", "build", Form::Gerund),
        ] {
            let verb = lookup(spelled).and_then(|w| w.verb);
            assert_eq!(verb.map(|v| (v.lemma, v.form)), Some((lemma, form)), "{spelled}");
        }
    }

    #[test]
    fn tables_hold_no_unknown_names() {
        let verbs: Vec<[&str; 4]> = rows(include_str!("data/verbs.tsv")).collect();
        for [lemma, _, uses, status] in verbs {
            assert!(uses.split(',').all(|u| u == "-" || USES.contains(&u)), "{lemma}: {uses}");
            assert!(status == "-" || status_named(status).is_some(), "{lemma}: {status}");
        }
        assert!(rows(include_str!("data/nouns.tsv")).all(|[kind, _, _]: [&str; 3]| noun_kind_named(kind).is_some()));
        assert!(rows(include_str!("data/words.tsv")).all(|[class, _]: [&str; 2]| class_named(class).is_some()));
    }
}
