//! The facts of an article one by one, each with what it says and why it is believed.

use serde::Serialize;

use super::article::Article;
use super::passage::Passage;

/// A fact: flat, so that a line of JSON holds all of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact<'a> {
    /// Row of `documents`.
    pub document: i64,
    /// mention, role, project, event, quote.
    pub fact: &'static str,
    /// In words: `person Daniyar Sarsenov`, `status signed`.
    pub says: String,
    /// As it can be typed behind `@`, where it is about an entity that can.
    pub entity: Option<&'a str>,
    /// Where it stands, and why it is believed.
    #[serde(flatten)]
    pub passage: &'a Passage,
}

impl Article {
    /// Every fact, in the order of the text; a mention comes before what is told of it.
    pub fn facts(&self) -> Vec<Fact<'_>> {
        let mut facts = Vec::new();
        let mut add = |fact, says, entity, passage| facts.push(Fact { document: self.id, fact, says, entity, passage });
        for mention in &self.mentions {
            let name = mention.name.as_deref().unwrap_or("(unknown which)");
            let sense = if mention.sense == "literal" { String::new() } else { format!(" ({})", mention.sense) };
            add("mention", format!("{} {name}{sense}", mention.kind), mention.entity.as_deref(), &mention.passage);
        }
        for person in &self.people {
            for role in &person.roles {
                let of = role.of.as_ref().map_or_else(String::new, |of| format!(" · {of}"));
                let says = format!("{}: {}{of}", person.named.name, role.post);
                add("role", says, Some(&person.named.entity), &role.passage);
            }
        }
        for project in &self.projects {
            for report in &project.reports {
                let says = format!("{}: {}", project.named.name, report.says());
                add("project", says, Some(&project.named.entity), &report.passage);
            }
        }
        for event in &self.events {
            add("event", format!("{}: {}", event.name, event.says()), None, &event.passage);
        }
        for quote in &self.quotes {
            let speaker = quote.speaker.as_deref().unwrap_or("nobody named");
            add("quote", format!("{} speech of {speaker}", quote.kind), None, &quote.passage);
        }
        facts.sort_by_key(|fact| (fact.passage.sentence, fact.passage.start));
        facts
    }
}

impl super::article::ProjectReport {
    /// `signed (planned), 300 million USD`
    pub fn says(&self) -> String {
        let mut says = self.status.replace('_', " ");
        if self.modality != "asserted" {
            says += &format!(" ({})", self.modality);
        }
        if let Some(date) = &self.as_of {
            says += &format!(", as of {date}");
        }
        if let Some(amount) = self.amount {
            says += &format!(", {} {}", money(amount), self.currency.as_deref().unwrap_or("of some currency"));
        }
        says
    }
}

impl super::article::Event {
    /// `visit, held, 2023-05-02, Baku`
    pub fn says(&self) -> String {
        let kind = self.kind.replace('_', " ");
        let parts = [Some(kind.as_str()), Some(&self.status), self.date.as_deref(), self.place.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// `3.2 billion`, `15 million`, `800`.
pub fn money(amount: f64) -> String {
    let short = |value: f64, word: &str| format!("{} {word}", trimmed(value));
    match amount {
        _ if amount.abs() >= 1e12 => short(amount / 1e12, "trillion"),
        _ if amount.abs() >= 1e9 => short(amount / 1e9, "billion"),
        _ if amount.abs() >= 1e6 => short(amount / 1e6, "million"),
        _ => trimmed(amount),
    }
}

fn trimmed(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn money_is_short() {
        assert_eq!(
            [3.2e9, 15e6, 800.0, 1.5e12].map(super::money),
            ["3.2 billion", "15 million", "800", "1.5 trillion"]
        );
    }
}
