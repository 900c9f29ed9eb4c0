//! What the tour asks.

/// A question as a person would put it, and as a query.
pub struct Stop {
    pub question: &'static str,
    pub query: &'static str,
}

pub const STOPS: [Stop; 8] = [
    Stop {
        question: "Which projects are written about, and how far are they?",
        query: "projects | sort -docs | limit 10",
    },
    Stop {
        question: "What did the papers report about the fibre-optic line, in order?",
        query: "documents \"fibre-optic line\" | sort date | select date, title, source",
    },
    Stop {
        question: "Who appears where Kazakhstan and Azerbaijan are both named?",
        query: "people with @kazakhstan @azerbaijan | sort -docs | limit 8",
    },
    Stop { question: "Who has been foreign minister?", query: "people role:\"foreign minister\" | sort -docs" },
    Stop {
        question: "What did President Sarsenov say?",
        query: "quotes speaker:\"Daniyar Sarsenov\" | sort date | limit 8",
    },
    Stop {
        question: "Which visits and summits were there since 2023, held or not?",
        query: "events kind:visit,state_visit,summit since:2023 | sort date | select date, kind, status, name, place, people",
    },
    Stop {
        question: "Which bodies come up with the corridor?",
        query: "documents corridor* | organizations | where docs >= 2 | sort -docs | limit 8",
    },
    Stop { question: "When was the corridor in the news?", query: "documents corridor* since:2023 | by quarter fill" },
];
