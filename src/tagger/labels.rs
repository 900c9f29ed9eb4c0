//! The labels of the tagger: beginning and inside of each kind of name.

/// What a tagged name is. `Misc` (nationalities, works, events) is learnt so that it is not taken
/// for the others; callers mostly drop it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// Someone.
    Person,
    /// A city, a country, a river.
    Place,
    /// A body, a company, a team.
    Organization,
    /// Nationalities, works, occasions.
    Misc,
}

/// Number of labels: outside, and beginning and inside of four kinds.
pub const LABELS: usize = 9;

/// The label of a token outside any name.
pub const OUTSIDE: usize = 0;

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Place, NameKind::Organization, NameKind::Misc];

/// The label with which a name of this kind begins; the next one continues it.
pub fn begin(kind: NameKind) -> usize {
    1 + 2 * KINDS.iter().position(|k| *k == kind).unwrap_or(0)
}

/// The kind of a label, and whether it begins a name; `None` outside.
pub fn kind_of(label: usize) -> Option<(NameKind, bool)> {
    (label != OUTSIDE).then(|| (KINDS[(label - 1) / 2], label % 2 == 1))
}

/// Whether `to` may follow `from`: what continues a name must have one of its kind before it.
pub fn may_follow(from: usize, to: usize) -> bool {
    to == OUTSIDE || to % 2 == 1 || from == to || from + 1 == to
}
