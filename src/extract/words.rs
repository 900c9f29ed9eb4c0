//! The words by which kinds, senses and the like are written in the archive (schema.sql) and in JSON.

use std::fmt;

use super::{Basis, EventKind, EventStatus, Kind, Modality, QuoteKind, Sense, Status};

/// Gives each variant of an enumeration its word.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        impl $name {
            /// The word for it in the archive and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

words! {
    Kind { Person = "person", Country = "country", Organization = "organization", Place = "place", Project = "project", Event = "event" }
    Sense { Literal = "literal", Demonym = "demonym", Metonym = "metonym", Embedded = "embedded", Anaphor = "anaphor" }
    Basis { Stated = "stated", Inferred = "inferred" }
    Status {
        Mentioned = "mentioned", Proposed = "proposed", Discussed = "discussed", Agreed = "agreed", Signed = "signed",
        Launched = "launched", UnderWay = "under_way", Completed = "completed", Suspended = "suspended", Cancelled = "cancelled",
    }
    Modality { Asserted = "asserted", Planned = "planned", Conditional = "conditional", Negated = "negated" }
    EventKind {
        Meeting = "meeting", Visit = "visit", StateVisit = "state_visit", Summit = "summit", Call = "call",
        Signing = "signing", Statement = "statement", Other = "other",
    }
    EventStatus { Held = "held", Planned = "planned", Invited = "invited", Postponed = "postponed", Cancelled = "cancelled" }
    QuoteKind { Direct = "direct", Indirect = "indirect" }
}
