//! Where in a query the cursor stands, judged by the tokens before it: a half-typed line has no tree.

use std::ops::Range;

use crate::lang::ast::EntityKind;
use crate::lang::fields::{Field, FieldType, Source, StageWord};
use crate::lang::{Token, TokenKind, lex};

/// What may be typed at the cursor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// The beginning of a statement: a source, a condition, `let`, `explain`, `why`.
    Statement,
    /// The beginning of a query inside another.
    Query,
    /// Among the conditions of a query for this source.
    Condition(Source),
    /// After `@` or `with`; the kind when it was given.
    Mention(Option<EntityKind>),
    /// After `field:`, in a query for this source.
    Value(Source, Field),
    /// After `|`
    Stage,
    /// After `where`, `sort`, `select`.
    Column(Source),
    /// After `by` or `per`.
    Bucket(Source),
    /// After the words of this stage, where `|` or the stage's last words may follow.
    InStage(StageWord),
    /// After `&`: the name of a saved query.
    Saved,
    /// A number, a name of one's own: nothing to offer.
    Free,
}

/// The place at the end of `text`, and the bytes of the word that is being typed there.
pub fn place(text: &str) -> (Place, Range<usize>) {
    let tokens = lex(text);
    let (typed, before) = match tokens.split_last() {
        Some((last, before)) if is_typed(last.kind) => (last.span.clone(), before),
        _ => (text.len()..text.len(), &tokens[..]),
    };
    let mut scopes = vec![Scope::new(Before::Statement)];
    let significant = before.iter().filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
    for token in significant {
        read(&mut scopes, token, &text[token.span.clone()]);
    }
    (scopes.last().map_or(Place::Free, Scope::place), typed)
}

/// Whether a token at the end of the text may still grow.
fn is_typed(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::UnclosedString)
}

/// A query, or a parenthesis in it.
#[derive(Clone, Copy)]
struct Scope {
    source: Source,
    stage: Option<StageWord>,
    before: Before,
}

/// What was read last, as far as it decides what comes next.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing of the statement yet.
    Statement,
    /// Nothing of the query yet, but it is inside another.
    Query,
    /// `@` or `with`
    Mention,
    /// `@` and a word, which a `/` would make a kind.
    Named(Option<EntityKind>),
    Kind(EntityKind),
    /// A word that a `:` would make a field.
    Word(Option<Field>),
    /// `field:` and what belongs to its list.
    Field(Field),
    FieldValue(Field),
    Pipe,
    /// A stage's word, or a comma in its list.
    List,
    /// `in` or `near`
    Function,
    /// `&`
    Saved,
    /// `$` or `let`
    OwnName,
    Other,
}

impl Scope {
    fn new(before: Before) -> Scope {
        Scope { source: Source::Documents, stage: None, before }
    }

    fn place(&self) -> Place {
        match (self.before, self.stage) {
            (Before::Statement, _) => Place::Statement,
            (Before::Query, _) => Place::Query,
            (Before::Mention, _) => Place::Mention(None),
            (Before::Kind(kind), _) => Place::Mention(Some(kind)),
            (Before::Field(field), _) => Place::Value(self.source, field),
            (Before::Pipe, _) => Place::Stage,
            (Before::List, Some(StageWord::Where | StageWord::Sort | StageWord::Select)) => Place::Column(self.source),
            (Before::List, Some(StageWord::By | StageWord::Top)) => Place::Bucket(self.source),
            (Before::Saved, _) => Place::Saved,
            (Before::Function | Before::OwnName, _) => Place::Free,
            (_, Some(stage)) => Place::InStage(stage),
            (_, None) => Place::Condition(self.source),
        }
    }
}

fn read(scopes: &mut Vec<Scope>, token: &Token, text: &str) {
    let Some(scope) = scopes.last_mut() else { return };
    scope.before = match token.kind {
        TokenKind::Semicolon => {
            *scopes = vec![Scope::new(Before::Statement)];
            return;
        }
        TokenKind::Open => {
            let inner = match scope.before {
                Before::Function => Scope::new(Before::Query),
                Before::Field(field) | Before::FieldValue(field) => Scope { before: Before::Field(field), ..*scope },
                _ => Scope { before: Before::Other, ..*scope },
            };
            scopes.push(inner);
            return;
        }
        TokenKind::Close => {
            if scopes.len() > 1 {
                scopes.pop();
            }
            if let Some(outer) = scopes.last_mut() {
                outer.before = Before::Other;
            }
            return;
        }
        TokenKind::Pipe => {
            scope.stage = None;
            Before::Pipe
        }
        TokenKind::At => match scope.before {
            Before::Field(field) => Before::Field(field), // a mark that a field's value may have
            _ => Before::Mention,
        },
        TokenKind::Ampersand => Before::Saved,
        TokenKind::Dollar => Before::OwnName,
        TokenKind::Slash => match scope.before {
            Before::Named(Some(kind)) => Before::Kind(kind),
            _ => Before::Other,
        },
        TokenKind::Colon => match scope.before {
            Before::Word(Some(field)) => Before::Field(field),
            _ => Before::Other,
        },
        TokenKind::DotDot | TokenKind::Comma => match (scope.before, scope.stage) {
            (Before::FieldValue(field) | Before::Field(field), _) => Before::Field(field),
            (_, Some(_)) => Before::List,
            _ => Before::Other,
        },
        TokenKind::Minus if scope.before == Before::List => Before::List,
        TokenKind::Comparison if text == "=" && scope.stage.is_none() => Before::Query,
        TokenKind::Word => word(scope, text),
        _ if text == "&" => Before::Saved, // nothing typed behind it yet
        _ => value(scope.before),
    };
}

fn word(scope: &mut Scope, text: &str) -> Before {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    match scope.before {
        Before::Mention => Before::Named(EntityKind::named(text)),
        Before::Field(_) | Before::Kind(_) | Before::Saved | Before::OwnName => value(scope.before),
        Before::Pipe => stage(scope, text),
        Before::Statement if is("explain") || is("why") => Before::Statement,
        Before::Statement if is("let") => Before::OwnName,
        Before::Statement | Before::Query if Source::named(text).is_some() => {
            scope.source = Source::named(text).unwrap_or(scope.source);
            Before::Other
        }
        _ if scope.stage.is_some() => {
            if is("per") {
                Before::List
            } else {
                Before::Other
            }
        }
        _ if is("with") => Before::Mention,
        _ if is("in") || is("near") => Before::Function,
        _ => Before::Word(Field::named(text)),
    }
}

fn stage(scope: &mut Scope, text: &str) -> Before {
    if let Some(source) = Source::named(text) {
        scope.source = source;
        return Before::Other;
    }
    scope.stage = StageWord::named(text);
    match scope.stage {
        Some(StageWord::Where | StageWord::Sort | StageWord::Select | StageWord::By) => Before::List,
        _ => Before::Other,
    }
}

/// After a value of a field a comma or `..` may carry on its list.
fn value(before: Before) -> Before {
    match before {
        Before::Field(field) => Before::FieldValue(field),
        _ => Before::Other,
    }
}

/// What stands after `field:` in a query for `source`.
pub fn field_type(source: Source, field: Field) -> Option<FieldType> {
    source.field(field).map(|role| role.info().ty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Place, typed: &str) {
        let (place, span) = place(text);
        assert_eq!((place, &text[span]), (expected, typed), "{text:?}");
    }

    #[test]
    fn each_place_is_known() {
        use Source::{Documents, Organizations, People, Projects};
        check("", Place::Statement, "");
        check("peo", Place::Statement, "peo");
        check("explain peo", Place::Statement, "peo");
        check("people ", Place::Condition(People), "");
        check("people with ka", Place::Mention(None), "ka");
        check("@", Place::Mention(None), "");
        check("quotes speaker:@sar", Place::Value(Source::Quotes, Field::Speaker), "sar");
        check("people in (&", Place::Saved, "");
        check("people in (&cor", Place::Saved, "cor");
        check("@\"ilham al", Place::Mention(None), "\"ilham al");
        check("@person/al", Place::Mention(Some(EntityKind::Person)), "al");
        check("people role:", Place::Value(People, Field::Role), "");
        check("projects status:signed,la", Place::Value(Projects, Field::Status), "la");
        check("projects country:all(kz, ", Place::Value(Projects, Field::Country), "");
        check("date:2023..", Place::Value(Documents, Field::Date), "");
        check("@kz | ", Place::Stage, "");
        check("@kz | organizations | where do", Place::Column(Organizations), "do");
        check("@kz | sort -", Place::Column(Documents), "");
        check("@kz | by month, pe", Place::Bucket(Documents), "pe");
        check("@kz | top 3 per ", Place::Bucket(Documents), "");
        check("@kz | by month ", Place::InStage(StageWord::By), "");
        check("people in (@kz) and not in (or", Place::Query, "or");
        check("people in (docs @kz) si", Place::Condition(People), "si");
        check("(gas or o", Place::Condition(Documents), "o");
        check("let x = peo", Place::Query, "peo");
        check("let x", Place::Free, "x");
        check("@kz; pro", Place::Statement, "pro");
        check("near(", Place::Query, "");
    }
}
