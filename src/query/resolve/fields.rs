//! `field:…`: what each field asks, by its type.

use super::Resolver;
use super::filter::{Leaf, any_of, document, row, text_leaf};
use super::names::{Choice, Typed};
use crate::lang::Span;
use crate::lang::ast::{EntityKind, Spanned, Test, Value};
use crate::lang::dates;
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::{Field, FieldInfo, FieldType, Role, Source, one_of};
use crate::query::plan::{Days, Entities, Ids, OfDocument, OfRow, Places, Said, Tree};
use crate::query::sql;
use crate::query::text::{Ending, Match, TextColumn, has_word};
use crate::text::fold;

impl Resolver<'_> {
    pub fn predicate(&mut self, source: Source, field: &Spanned<Field>, test: &Test, span: &Span) -> Tree<Leaf> {
        let Some(role) = source.field(field.node) else {
            self.no_such_field(source, field);
            return Tree::all();
        };
        let info = role.info();
        if matches!(info.ty, FieldType::Date | FieldType::DateBound) {
            return self.days(role, info, test, span);
        }
        let values = match test {
            Test::Any(values) | Test::All(values) => values,
            Test::Range(..) => {
                let name = field.node.name();
                self.refuse(
                    "E203",
                    span.clone(),
                    format!("{name}: takes no range; ranges are for dates: date:2023..2024"),
                );
                return Tree::all();
            }
        };
        match test {
            Test::All(_) => Tree::and(
                values
                    .iter()
                    .map(|value| self.one_of_values(source, role, std::slice::from_ref(value), span))
                    .collect::<Vec<_>>(),
            ),
            _ => self.one_of_values(source, role, values, span),
        }
    }

    fn no_such_field(&mut self, source: Source, field: &Spanned<Field>) {
        let name = field.node.name();
        let message = format!("{} have no field {name}:", source.name());
        let mut finding = Diagnostic::new("E202", field.span.clone(), message);
        let fields: Vec<String> = source.fields().map(|role| format!("{}:", role.info().field.name())).collect();
        finding = finding.hint(format!("{} have {}", source.name(), fields.join(" ")));
        let kind = EntityKind::named(name);
        if let Some(kind) = kind {
            finding = finding.hint(format!("for documents that mention it, write @{}/…", kind.name()));
        } else if let Some(other) =
            Source::ALL.iter().find(|other| matches!(other.field(field.node), Some(Role::Own(_))))
        {
            finding = finding.hint(format!("{} have it: in ({} {name}:…)", other.name(), other.name()));
        }
        self.errors.push(finding);
    }

    /// Any of the values.
    fn one_of_values(&mut self, source: Source, role: Role, values: &[Spanned<Value>], span: &Span) -> Tree<Leaf> {
        let info = role.info();
        match info.ty {
            FieldType::Words => self.words(source, role, values),
            FieldType::Entity(kind) => self.entity_field(source, info, kind, values),
            FieldType::OneOf(known) => {
                let chosen: Vec<&'static str> =
                    values.iter().filter_map(|value| self.known_word(info, known, value)).collect();
                if chosen.is_empty() {
                    return Tree::all();
                }
                self.chosen(source, info, chosen, span)
            }
            FieldType::SavedQuery => self.newer(values),
            FieldType::Name => self.name_field(source, role, values),
            FieldType::Date | FieldType::DateBound => Tree::all(),
        }
    }

    fn chosen(&mut self, source: Source, info: &FieldInfo, mut chosen: Vec<&'static str>, span: &Span) -> Tree<Leaf> {
        match info.field {
            Field::Kind if source == Source::Events || source == Source::Documents => {
                if chosen.contains(&"visit") && !chosen.contains(&"state_visit") {
                    self.reading("kind:visit = visit, state_visit".to_owned());
                    chosen.push("state_visit");
                }
                match source {
                    Source::Events => row(OfRow::Kind(chosen)),
                    _ => document(OfDocument::EventKind(chosen)),
                }
            }
            Field::Kind => row(OfRow::Kind(chosen)),
            Field::Sector => row(OfRow::Sector(chosen)),
            Field::Status => row(OfRow::Status(chosen)),
            Field::Duplicates => {
                self.refuse(
                    "E205",
                    span.clone(),
                    "duplicates:all stands beside all other conditions, not under or or not",
                );
                Tree::all()
            }
            Field::Within => {
                self.refuse("E205", span.clone(), "within:sentence stands beside @names, not under or, not or all()");
                Tree::all()
            }
            _ => Tree::all(),
        }
    }

    pub fn known_word(
        &mut self,
        info: &FieldInfo,
        known: &'static [&'static str],
        value: &Spanned<Value>,
    ) -> Option<&'static str> {
        let text = self.value(value);
        if let Some(word) = one_of(known, &text.replace(' ', "_")) {
            return Some(word);
        }
        let folded = fold(text);
        let mut beginning = known.iter().filter(|word| folded.len() >= 3 && word.starts_with(&folded));
        if let (Some(word), None) = (beginning.next(), beginning.next()) {
            self.reading(format!("{}:{text} = {word}", info.field.name()));
            return Some(word);
        }
        let message = format!("`{text}` is no {}: there are {}", info.field.name(), known.join(", "));
        let sigil = format!("{}:", info.field.name());
        let typed = Typed { name: text, span: value.span.clone(), sigil: &sigil };
        self.not_among("E203", message, &typed, known.iter().copied());
        None
    }

    fn words(&mut self, source: Source, role: Role, values: &[Spanned<Value>]) -> Tree<Leaf> {
        let column = if role.info().field == Field::Title { TextColumn::Title } else { TextColumn::Any };
        let mut phrases = Vec::new();
        for value in values {
            let text = self.value(value);
            let (text, ending) = match (&value.node, text.strip_suffix('*')) {
                (Value::Word(_), Some(start)) => (start, Ending::Prefix),
                _ => (text, Ending::Whole),
            };
            if !has_word(text) {
                let message = "nothing to search for: there is no letter or digit in it";
                self.refuse("E206", value.span.clone(), message);
                continue;
            }
            phrases.push(Match::Phrase { column, text: text.to_owned(), ending });
        }
        let found = if phrases.len() == 1 { phrases.remove(0) } else { Match::Any(phrases) };
        match role {
            Role::Own(info) if info.field == Field::Text => text_leaf(source, found),
            _ => document(OfDocument::Text(found)),
        }
    }

    fn entity_field(
        &mut self,
        source: Source,
        info: &FieldInfo,
        kind: EntityKind,
        values: &[Spanned<Value>],
    ) -> Tree<Leaf> {
        let sigil = format!("{}:", info.field.name());
        let mut found = Vec::new();
        let mut organizations = Vec::new();
        for value in values {
            let name = self.value(value);
            let (name, choice) = match (&value.node, name.strip_suffix('*')) {
                (Value::Word(_), Some(start)) => (start, Choice::Any),
                _ => (name, Choice::One),
            };
            let typed = Typed { name, span: value.span.clone(), sigil: &sigil };
            // Bodies speak as well: who is no person may be one.
            if info.field == Field::Speaker && self.nobody_called(name) {
                if let Some(of_kind) = self.entities(&typed, Some(EntityKind::Organization), choice) {
                    organizations.extend(of_kind.into_iter().flat_map(|entities| entities.ids));
                }
                continue;
            }
            found.extend(self.entities(&typed, Some(kind), choice).unwrap_or_default());
        }
        if source == Source::Documents {
            // One list of entities, so that any of them can drive.
            let mut merged: Vec<Entities> = Vec::new();
            for entities in found {
                match merged.first_mut() {
                    Some(first) => {
                        first.ids.extend(entities.ids);
                        first.documents += entities.documents;
                        first.label = format!("{} or {}", first.label, entities.label);
                    }
                    None => merged.push(entities),
                }
            }
            return any_of(merged);
        }
        let ids = || found.iter().flat_map(|entities| entities.ids.iter().copied()).collect::<Vec<i64>>();
        match info.field {
            Field::Country => row(OfRow::Country(Ids { ids: ids(), label: typed_words(values) })),
            Field::Speaker => row(OfRow::Speaker { people: ids(), organizations, label: typed_words(values) }),
            _ => {
                let label = found.iter().map(|entities| entities.label.as_str()).collect::<Vec<_>>().join(" or ");
                let documents = found.iter().map(|entities| entities.documents).sum();
                let said = Said::Named;
                row(OfRow::Party(Entities { kind, ids: ids(), documents, label, said }))
            }
        }
    }

    pub fn nobody_called(&mut self, name: &str) -> bool {
        let found = super::super::catalogue::candidates(self.archive, name, &[EntityKind::Person]);
        let is_number = name.bytes().all(|b| b.is_ascii_digit());
        let bodies = super::super::catalogue::candidates(self.archive, name, &[EntityKind::Organization]);
        !is_number
            && self.read(found).is_some_and(|found| found.is_empty())
            && self.read(bodies).is_some_and(|found| !found.is_empty())
    }

    fn name_field(&mut self, source: Source, role: Role, values: &[Spanned<Value>]) -> Tree<Leaf> {
        let info = role.info();
        let sigil = format!("{}:", info.field.name());
        let mut words: Vec<String> = Vec::new();
        let mut ids: Vec<i64> = Vec::new();
        let mut places = Places::default();
        for value in values {
            let typed = Typed { name: self.value(value), span: value.span.clone(), sigil: &sigil };
            match info.field {
                Field::Source => ids.extend(self.sources(&typed).unwrap_or_default()),
                Field::Region => ids.extend(self.region(&typed).unwrap_or_default()),
                Field::Role => words.extend(self.posts(&typed).unwrap_or_default()),
                Field::Place => {
                    if let Some(found) = self.places(&typed) {
                        places.ids.extend(found.ids);
                        places.countries.extend(found.countries);
                    }
                }
                Field::Lang => words.push(typed.name.to_lowercase()),
                Field::Name if fold(typed.name).is_empty() => {
                    self.refuse("E206", typed.span, "nothing to search for: there is no letter or digit in it");
                }
                Field::Name => words.push(fold(typed.name)),
                _ => words.push(typed.name.to_owned()),
            }
        }
        places.label = typed_words(values);
        match info.field {
            Field::Source => document(OfDocument::Source(Ids { ids, label: typed_words(values) })),
            Field::Lang => document(OfDocument::Lang(words)),
            Field::Author => document(OfDocument::Author(words)),
            Field::Place if source == Source::Events => row(OfRow::Place(places)),
            Field::Place => document(OfDocument::Place(places)),
            Field::Region => row(OfRow::Id(Ids { ids, label: typed_words(values) })),
            Field::Role => row(OfRow::Post { posts: words, of: Vec::new() }),
            Field::Verb => row(OfRow::Verb(words)),
            _ if source == Source::Documents => document(OfDocument::Author(words)),
            _ => row(OfRow::Name(words)),
        }
    }

    /// `new:NAME`: ids above the last one that the saved query saw.
    fn newer(&mut self, values: &[Spanned<Value>]) -> Tree<Leaf> {
        let mut newest: Option<i64> = None;
        for value in values {
            let name = self.value(value);
            let mut sql = sql!["SELECT last_document FROM saved_queries WHERE name = "];
            sql.bind(name);
            let seen = self.archive.first(&sql, |row| row.integer(0));
            match self.read(seen).flatten() {
                Some(last) => newest = Some(newest.map_or(last, |newest| newest.min(last))),
                // It has never run here.
                None if self.definitions.is_some_and(|known| known.contains_key(name)) => newest = Some(0),
                None => {
                    let message = format!("no saved query `{name}`");
                    let typed = Typed { name, span: value.span.clone(), sigil: "new:" };
                    let known = self.read(super::super::saved(self.archive)).unwrap_or_default();
                    self.not_among("E304", message, &typed, known.iter().map(|saved| saved.name.as_str()));
                }
            }
        }
        newest.map_or_else(Tree::all, |last| document(OfDocument::Newer(last)))
    }

    fn days(&mut self, role: Role, info: &FieldInfo, test: &Test, span: &Span) -> Tree<Leaf> {
        let field = info.field;
        let is_event = matches!(role, Role::Own(_)) && !std::ptr::eq(info, document_field(field));
        let leaf = |days: dates::Days| {
            let days = Days { from: days.from.map(i64::from), to: days.to.map(i64::from) };
            if is_event { row(OfRow::Days(days)) } else { document(OfDocument::Days(days)) }
        };
        match test {
            Test::Range(from, to) => {
                if info.ty == FieldType::DateBound {
                    let message = format!("{}: takes one date; a range is date:FROM..TO", field.name());
                    self.refuse("E203", span.clone(), message);
                    return Tree::all();
                }
                let from_text = from.as_ref().map(|value| self.value(value).to_owned());
                let to_text = to.as_ref().map(|value| self.value(value).to_owned());
                match dates::resolve_range(from_text.as_deref(), to_text.as_deref(), self.today) {
                    Ok(days) => {
                        let typed = format!("{}..{}", from_text.unwrap_or_default(), to_text.unwrap_or_default());
                        self.reading_of_days(field, &typed, days);
                        leaf(days)
                    }
                    Err(refusal) => {
                        self.refuse_date(refusal, span.clone(), None);
                        Tree::all()
                    }
                }
            }
            Test::All(_) => {
                let message = format!("{}: takes no all(): no document has two dates", field.name());
                self.refuse("E203", span.clone(), message);
                Tree::all()
            }
            Test::Any(values) if info.ty == FieldType::DateBound && values.len() > 1 => {
                self.refuse("E203", span.clone(), format!("{}: takes one date", field.name()));
                Tree::all()
            }
            Test::Any(values) => {
                let mut any = Vec::new();
                for value in values {
                    let text = self.value(value);
                    match dates::resolve_field(field, text, self.today) {
                        Ok(days) => {
                            self.reading_of_days(field, text, days);
                            any.push(leaf(days));
                        }
                        Err(refusal) => self.refuse_date(refusal, value.span.clone(), Some(text)),
                    }
                }
                match any.len() {
                    0 => Tree::all(),
                    1 => any.remove(0),
                    _ => Tree::Or(any),
                }
            }
        }
    }

    fn refuse_date(&mut self, refusal: dates::Refusal, span: Span, text: Option<&str>) {
        let mut finding = Diagnostic::new("E207", span.clone(), refusal.message);
        if let (Some(suggestion), Some(_)) = (refusal.suggestion, text) {
            finding = finding.fix(span, suggestion);
        }
        self.errors.push(finding);
    }

    /// Says what a relative date was taken for. A date written out is what it says.
    fn reading_of_days(&mut self, field: Field, typed: &str, days: dates::Days) {
        if typed.split("..").all(|part| part.chars().all(|c| c.is_ascii_digit() || c == '-')) {
            return;
        }
        let bound = |day: i32| format!("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
        let text = match (days.from, days.to) {
            (Some(from), Some(to)) => format!("from {}, before {}", bound(from), bound(to)),
            (Some(from), None) => format!("from {}", bound(from)),
            (None, Some(to)) => format!("before {}", bound(to)),
            (None, None) => "any day".to_owned(),
        };
        self.reading(format!("{}:{typed} = {text}", field.name()));
    }
}

/// The values as typed, for what is said about the query.
fn typed_words(values: &[Spanned<Value>]) -> String {
    let words = values.iter().map(|value| match &value.node {
        Value::Word(text) | Value::String(text) | Value::Parameter(text) => text.as_str(),
    });
    words.collect::<Vec<_>>().join(" or ")
}

fn document_field(field: Field) -> *const FieldInfo {
    match Source::Documents.field(field) {
        Some(role) => role.info(),
        None => std::ptr::null(),
    }
}
