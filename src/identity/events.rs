//! Keys of an event: two reports that share one are reports of one event.

use super::{organization_key, person_key};
use crate::extract::{Event, EventKind, Facts};
use crate::text::fold;

/// Words of an event's name that do not tell it from others of its day.
const EMPTY_WORDS: [&str; 30] = [
    "the",
    "a",
    "an",
    "of",
    "on",
    "in",
    "at",
    "for",
    "and",
    "first",
    "second",
    "third",
    "inaugural",
    "annual",
    "regular",
    "summit",
    "meeting",
    "conference",
    "forum",
    "session",
    "talks",
    "visit",
    "state",
    "official",
    "working",
    "heads",
    "leaders",
    "level",
    "high",
    "next",
];

/// The keys of an event, the most telling first; none when too little is known to tell it from
/// others. An event needs its full date: reports of two days are two events.
///
/// - a named event: date and what is particular in its name (`SPECA`), and its organizations;
/// - a meeting, call or signing: date and the people, two or more;
/// - a visit: date, visitor and where;
/// - between countries alone: date, place and the countries, two or more.
pub fn event_keys(event: &Event, facts: &Facts) -> Vec<String> {
    let Some(date) = event.date.filter(|date| date.day.is_some()) else { return Vec::new() };
    let kind = kind_group(event.kind);
    let mut keys: Vec<String> = Vec::new();
    let mut add = |what: String| keys.push(format!("{kind}/{date}/{what}"));

    let mut organizations: Vec<String> = event
        .organizations
        .iter()
        .filter_map(|i| facts.organizations.get(*i))
        .map(|o| organization_key(&o.name, o.country))
        .collect();
    organizations.sort_unstable();
    organizations.dedup();
    if let Some(name) = event.name.as_deref().map(particular).filter(|name| !name.is_empty()) {
        add(organization_key(&name, None));
    }
    if event.kind == EventKind::Summit && organizations.len() == 1 {
        add(organizations[0].clone());
    }

    let mut people: Vec<String> =
        event.people.iter().filter_map(|(i, _)| facts.people.get(*i)).map(|p| person_key(&p.name)).collect();
    people.sort_unstable();
    people.dedup();
    let place = event.place.as_deref().map(fold);
    if matches!(event.kind, EventKind::Visit | EventKind::StateVisit) {
        let visitor = event.people.iter().find(|(_, capacity)| *capacity == Some("visitor")).or(event.people.first());
        let visitor = visitor.and_then(|(i, _)| facts.people.get(*i)).map(|p| person_key(&p.name));
        if let Some((visitor, place)) = visitor.zip(place.as_ref()) {
            add(format!("{visitor}>{place}"));
        }
    } else if people.len() >= 2 && event.kind != EventKind::Summit {
        add(people.join("+"));
    }
    if people.is_empty() && event.countries.len() >= 2 {
        let mut countries = event.countries.clone();
        countries.sort_unstable();
        add(format!("{}@{}", countries.join("+"), place.unwrap_or_default()));
    }
    keys
}

/// Reports do not agree on whether a visit was a state visit.
fn kind_group(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Meeting => "meeting",
        EventKind::Visit | EventKind::StateVisit => "visit",
        EventKind::Summit => "summit",
        EventKind::Call => "call",
        EventKind::Signing => "signing",
        EventKind::Statement => "statement",
        EventKind::Other => "other",
    }
}

/// The words of a name that tell it from others of its day: `speca` of "first SPECA Summit in Baku".
fn particular(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(" in ").next().unwrap_or_default().split(' ');
    let told: Vec<&str> =
        words.filter(|word| !EMPTY_WORDS.contains(word) && !word.starts_with(|c: char| c.is_ascii_digit())).collect();
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{EventStatus, Evidence, PartialDate, Person};
    use crate::text::Span;

    fn facts() -> Facts {
        let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
        Facts { people: vec![person("Daniyar Sarsenov"), person("Elchin Mammadzade")], ..Facts::default() }
    }

    fn event(kind: EventKind, day: Option<u8>) -> Event {
        Event {
            kind,
            status: EventStatus::Held,
            name: None,
            date: Some(PartialDate { year: 2023, month: Some(11), day }),
            date_text: None,
            place: None,
            place_index: None,
            people: Vec::new(),
            countries: Vec::new(),
            organizations: Vec::new(),
            parent: None,
            evidence: Evidence { sentence: 0, span: Span::new(0, 1), rule: "test", confidence: 1.0 },
        }
    }

    fn meet(one: &Event, other: &Event) -> bool {
        let keys = event_keys(one, &facts());
        event_keys(other, &facts()).iter().any(|key| keys.contains(key))
    }

    #[test]
    fn reports_of_one_summit_meet() {
        let named = |name: &str, day| Event { name: Some(name.to_owned()), ..event(EventKind::Summit, Some(day)) };
        assert!(meet(&named("first SPECA Summit", 24), &named("SPECA summit in Baku", 24)));
        assert!(!meet(&named("first SPECA Summit", 24), &named("second SPECA Summit", 25)));
        assert!(!meet(&named("SPECA Summit", 24), &named("Economic Forum", 24)));
    }

    #[test]
    fn meetings_are_told_by_day_and_people() {
        let both = Event { people: vec![(0, None), (1, None)], ..event(EventKind::Meeting, Some(24)) };
        let swapped = Event { people: vec![(1, None), (0, None)], ..both.clone() };
        let later = Event { date: Some(PartialDate { year: 2023, month: Some(11), day: Some(25) }), ..both.clone() };
        assert!(meet(&both, &swapped));
        assert!(!meet(&both, &later));
        assert!(!meet(&both, &Event { kind: EventKind::Call, ..both.clone() }));
        assert!(event_keys(&event(EventKind::Meeting, Some(24)), &facts()).is_empty());
        assert!(
            event_keys(&Event { people: both.people.clone(), ..event(EventKind::Meeting, None) }, &facts()).is_empty()
        );
    }

    #[test]
    fn visits_are_told_by_visitor_and_place() {
        let visit = Event {
            people: vec![(0, Some("visitor"))],
            place: Some("Baku".to_owned()),
            ..event(EventKind::Visit, Some(24))
        };
        let state = Event {
            kind: EventKind::StateVisit,
            people: vec![(1, Some("host")), (0, Some("visitor"))],
            ..visit.clone()
        };
        assert!(meet(&visit, &state));
        assert!(!meet(&visit, &Event { place: Some("Tashkent".to_owned()), ..visit.clone() }));
    }
}
