//! The terms: mentions, sets, `in`, `near`, predicates, text.

use nom::combinator::{cut, map, opt};
use nom::multi::separated_list1;
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::super::Span;
use super::super::ast::{EntityKind, Expr, Mention, SetCall, Spanned, Test, TextForm, Value};
use super::super::diagnostic::Diagnostic;
use super::super::fields::{Field, KINDS, near as near_spellings};
use super::super::lex::{TokenKind, unquote};
use super::super::stream::{Parsed, Stream, fail, token, touching};
use super::{close, expected, name, nested, query, shorten, unexpected};

/// One term, chosen by its first token.
pub(super) fn term(input: Stream<'_>) -> Parsed<'_, Spanned<Expr>> {
    let start = input.here().start;
    let (rest, node) = match input.peek_kind() {
        Some(TokenKind::At) => map(mention, Expr::Mention).parse(input)?,
        Some(TokenKind::Ampersand) => map(set, Expr::Set).parse(input)?,
        Some(TokenKind::Tilde) => inflected(input)?,
        Some(TokenKind::Word) if input.second_kind() == Some(TokenKind::Colon) => predicate(input)?,
        Some(TokenKind::Word) => match input.peek_text().to_ascii_lowercase().as_str() {
            "with" => with(input)?,
            "in" => within_query(input)?,
            "near" => near(input)?,
            "and" | "or" => return fail(dangling(input)),
            _ => text(input)?,
        },
        Some(TokenKind::String | TokenKind::Dollar) => text(input)?,
        _ => return fail(unexpected(input)),
    };
    Ok((rest, Spanned { node, span: start..rest.read_to }))
}

/// WORD | STRING | `$`NAME
pub(super) fn value<'a>(input: Stream<'a>, missing: &str) -> Parsed<'a, Spanned<Value>> {
    let span = input.here();
    let text = input.of(&span);
    let node = match input.peek_kind() {
        Some(TokenKind::Word) => Value::Word(text.to_owned()),
        Some(TokenKind::String) => Value::String(unquote(text)),
        Some(TokenKind::Dollar) => {
            let after = input.take_from(1);
            if !after.touches() {
                return fail(Diagnostic::new("E104", span, "$ wants the parameter's name at once: $country"));
            }
            let (rest, name) = name(after, "$ wants the parameter's name at once: $country")?;
            return Ok((rest, Spanned { node: Value::Parameter(name.node), span: span.start..name.span.end }));
        }
        None => return fail(Diagnostic::new("E104", span, missing)),
        Some(TokenKind::Minus) => return fail(Diagnostic::new("E104", span, format!("{missing}; no - stands here"))),
        Some(_) => return fail(Diagnostic::new("E104", span, missing)),
    };
    Ok((input.take_from(1), Spanned { node, span }))
}

/// `and` or `or` where a term must stand.
fn dangling(input: Stream<'_>) -> Diagnostic {
    let word = input.peek_text();
    let message = format!("`{word}` joins two terms, and one is missing; to search for the word, write \"{word}\"");
    let rest = input.take_from(1);
    Diagnostic::new("E101", input.here(), message).fix(input.here().start..rest.here().start, "")
}

/// `@` [kind `/`] value [`*`]
fn mention(input: Stream<'_>) -> Parsed<'_, Mention> {
    let (rest, at) = token(TokenKind::At)(input)?;
    if !rest.touches() {
        return fail(Diagnostic::new("E104", at, "@ wants a name at once: @kz, @\"ilham aliyev\", @person/2"));
    }
    named(rest, "@ wants a name at once: @kz, @\"ilham aliyev\", @person/2")
}

/// `with` (mention | value)
fn with(input: Stream<'_>) -> Parsed<'_, Expr> {
    const MISSING: &str = "with wants who or what is mentioned: with @kz";
    let (rest, span) = token(TokenKind::Word)(input)?;
    let (rest, mention) = match rest.peek_kind() {
        Some(TokenKind::At) => mention(rest)?,
        Some(TokenKind::Word) if rest.second_kind() == Some(TokenKind::Colon) => {
            let message = "a field stands without with: leave it out";
            return fail(Diagnostic::new("E101", span.clone(), message).fix(span.start..rest.here().start, ""));
        }
        Some(TokenKind::Word | TokenKind::String | TokenKind::Dollar) if !rest.at_keyword("not") => {
            named(rest, MISSING)?
        }
        _ => return fail(expected(rest, MISSING)),
    };
    Ok((rest, Expr::Mention(mention)))
}

/// [kind `/`] value [`*`]
fn named<'a>(input: Stream<'a>, missing: &str) -> Parsed<'a, Mention> {
    let (input, kind) = match (input.peek_kind(), input.second_kind()) {
        (Some(TokenKind::Word), Some(TokenKind::Slash)) if input.second_touches() => {
            let word = input.peek_text();
            let Some(node) = EntityKind::named(word) else { return fail(unknown_kind(input)) };
            let kind = Spanned { node, span: input.here() };
            let rest = input.take_from(2);
            if !rest.touches() {
                return fail(Diagnostic::new("E104", kind.span, format!("a name or a number follows {word}/ at once")));
            }
            (rest, Some(kind))
        }
        _ => (input, None),
    };
    let (input, name) = value(input, missing)?;
    let (input, star) = opt(touching(TokenKind::Star)).parse(input)?;
    Ok((input, Mention { kind, name, any: star.is_some() }))
}

fn unknown_kind(input: Stream<'_>) -> Diagnostic {
    let word = input.peek_text();
    let names = KINDS.iter().flat_map(|info| [info.name].into_iter().chain(info.synonyms.iter().copied()));
    let shown = shorten(word);
    let fault = Diagnostic::new(
        "E107",
        input.here(),
        format!("no kind of name `{shown}`: there are person, country, org, project"),
    )
    .hint("a name with a / in it goes in quotes: @\"a/b\"");
    match near_spellings(word, names).first() {
        Some(meant) => fault.fix(input.here(), *meant),
        None => fault,
    }
}

/// `&` NAME [`(` list `)`]; the parenthesis of a call sticks to the name.
fn set(input: Stream<'_>) -> Parsed<'_, SetCall> {
    let (input, _) = token(TokenKind::Ampersand)(input)?;
    let (input, name) = name(input, "& wants the name of a saved query: &corridor")?;
    let (input, open) = opt(touching(TokenKind::Open)).parse(input)?;
    let Some(open) = open else { return Ok((input, SetCall { name, arguments: Vec::new() })) };
    if input.peek_kind() == Some(TokenKind::Close) {
        return Ok((input.take_from(1), SetCall { name, arguments: Vec::new() }));
    }
    let (input, arguments) = list(input, &open, "a value of the saved query's parameter is missing")?;
    let (input, _) = close(input, &open)?;
    Ok((input, SetCall { name, arguments }))
}

/// `in (` query `)`
fn within_query(input: Stream<'_>) -> Parsed<'_, Expr> {
    let word = input.here();
    let (open, inside) =
        opened(input, "in takes a query: people in (@kz); for a place write place:baku; the word itself is \"in\"")?;
    if inside.at_end() {
        return fail(super::unclosed(inside, &open));
    }
    let (rest, query) = nested(inside, word, query)?;
    let (rest, _) = close(rest, &open)?;
    Ok((rest, Expr::In(Box::new(query))))
}

/// `near (` INT {`,` value} `)`
fn near(input: Stream<'_>) -> Parsed<'_, Expr> {
    const SHAPE: &str = "near takes a distance and two words or more: near(5, oil, pipeline)";
    let word = input.here();
    let (open, inside) =
        opened(input, "near takes a distance and words: near(5, oil, pipeline); the word itself is \"near\"")?;
    if inside.at_end() {
        return fail(super::unclosed(inside, &open));
    }
    let (rest, distance) = number(inside, SHAPE)?;
    let mut terms = Vec::new();
    let mut rest = rest;
    while let (next, Some(_)) = opt(token(TokenKind::Comma)).parse(rest)? {
        let (next, term) = value(next, SHAPE)?;
        terms.push(term);
        rest = next;
    }
    if rest.peek_kind() == Some(TokenKind::Star) {
        let message = "near() takes whole words and phrases: leave the * out";
        return fail(Diagnostic::new("E101", rest.here(), message).fix(rest.here(), ""));
    }
    let (rest, end) = close(rest, &open)?;
    if terms.len() < 2 {
        return fail(Diagnostic::new("E104", word.start..end.end, SHAPE));
    }
    Ok((rest, Expr::Near { distance, terms }))
}

/// The word and the parenthesis after it: its span, and what follows.
fn opened<'a>(input: Stream<'a>, shape: &str) -> Result<(Span, Stream<'a>), nom::Err<super::Fault>> {
    let word = input.here();
    let after = input.take_from(1);
    match after.peek_kind() {
        Some(TokenKind::Open) => Ok((after.here(), after.take_from(1))),
        None => fail(expected(after, shape)),
        Some(_) => fail(Diagnostic::new("E101", word, shape)),
    }
}

/// A whole number without a sign.
pub(super) fn number<'a, T: std::str::FromStr>(input: Stream<'a>, missing: &str) -> Parsed<'a, Spanned<T>> {
    let span = input.here();
    let text = input.peek_text();
    if input.peek_kind() != Some(TokenKind::Word) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return fail(expected(input, missing));
    }
    match text.parse() {
        Ok(node) => Ok((input.take_from(1), Spanned { node, span })),
        Err(_) => fail(Diagnostic::new("E404", span, format!("the number {} is too large", shorten(text)))),
    }
}

/// FIELD `:` (`all (` list `)` | [value] `..` [value] | list)
fn predicate(input: Stream<'_>) -> Parsed<'_, Expr> {
    let span = input.here();
    let word = input.of(&span);
    if !input.second_touches() {
        let colon = input.take_from(1);
        let fault = unexpected(colon);
        return fail(match Field::named(word) {
            Some(_) => fault.fix(span.end..colon.here().start, ""),
            None => fault,
        });
    }
    let Some(node) = Field::named(word) else { return fail(unknown_field(&span, word)) };
    let missing = format!("{word}: wants a value: {}", example(node));
    let (rest, test) = cut(|input| test(input, &missing)).parse(input.take_from(2))?;
    Ok((rest, Expr::Predicate { field: Spanned { node, span }, test }))
}

fn test<'a>(input: Stream<'a>, missing: &str) -> Parsed<'a, Test> {
    if input.peek_text().eq_ignore_ascii_case("all")
        && input.second_kind() == Some(TokenKind::Open)
        && input.second_touches()
    {
        let inside = input.take_from(1);
        let open = inside.here();
        let (rest, values) = list(inside.take_from(1), &open, "all wants values: country:all(kz, az)")?;
        let (rest, _) = close(rest, &open)?;
        return Ok((rest, Test::All(values)));
    }
    if let (rest, Some(dots)) = opt(token(TokenKind::DotDot)).parse(input)? {
        if !rest.touches() {
            return fail(
                Diagnostic::new("E104", dots, "a range has a date at one end: date:2023..2024, date:2023..")
                    .hint("a range is written without blanks"),
            );
        }
        let (rest, to) = value(rest, missing)?;
        return Ok((rest, Test::Range(None, Some(to))));
    }
    if input.peek_kind() == Some(TokenKind::Open) {
        let message = "values of a field are listed by commas, without parentheses: country:kz,az; all of them is country:all(kz, az)";
        return fail(Diagnostic::new("E101", input.here(), message));
    }
    let (rest, first) = meant(input, missing)?;
    if rest.peek_kind() == Some(TokenKind::DotDot) {
        return range(rest, first);
    }
    let (rest, first) = starred(rest, first)?;
    let mut values = vec![first];
    let item =
        |input| meant(input, "a value is missing after the comma").and_then(|(rest, found)| starred(rest, found));
    let more = preceded(token(TokenKind::Comma), cut(separated_list1(token(TokenKind::Comma), cut(item))));
    let (rest, more) = opt(more).parse(rest)?;
    values.extend(more.unwrap_or_default());
    Ok((rest, Test::Any(values)))
}

/// A value of a field, which may be written as a mention is: `speaker:@sarsenov`, `speaker:@person/3`. The field says
/// of what kind it is, so that nothing of the sign is kept.
fn meant<'a>(input: Stream<'a>, missing: &str) -> Parsed<'a, Spanned<Value>> {
    let (rest, Some(_)) = opt(token(TokenKind::At)).parse(input)? else { return value(input, missing) };
    let is_kind = rest.second_kind() == Some(TokenKind::Slash) && EntityKind::named(rest.peek_text()).is_some();
    value(if is_kind { rest.take_from(2) } else { rest }, missing)
}

/// A word of a field's list with the `*` that touches it, which stays a part of it: `title:trans*`.
fn starred<'a>(input: Stream<'a>, found: Spanned<Value>) -> Parsed<'a, Spanned<Value>> {
    let (rest, Some(star)) = opt(touching(TokenKind::Star)).parse(input)? else { return Ok((input, found)) };
    match found.node {
        Value::Word(word) => Ok((rest, Spanned { node: Value::Word(word + "*"), span: found.span.start..star.end })),
        _ => {
            let message = "in a field, a * goes with a word, not with a phrase or a parameter: title:trans*";
            fail(Diagnostic::new("E101", star.clone(), message).fix(star, ""))
        }
    }
}

/// What follows FROM: `..` [TO], all without blanks, since `date:2023.. 2024` could mean two things.
fn range(input: Stream<'_>, from: Spanned<Value>) -> Parsed<'_, Test> {
    let dots = input.here();
    let rest = input.take_from(1);
    let digit = |input: Stream<'_>| input.peek_text().starts_with(|c: char| c.is_ascii_digit());
    if !input.touches() || (!rest.touches() && digit(rest)) {
        return fail(
            Diagnostic::new("E101", dots, "a range is written without blanks: 2023..2024")
                .fix(from.span.end..rest.here().start, ".."),
        );
    }
    let is_value = matches!(rest.peek_kind(), Some(TokenKind::Word | TokenKind::String | TokenKind::Dollar));
    if !rest.touches() || !is_value {
        return Ok((rest, Test::Range(Some(from), None)));
    }
    let (rest, to) = value(rest, "a range has a date at its end")?;
    Ok((rest, Test::Range(Some(from), Some(to))))
}

/// value {`,` value} inside the parenthesis at `open`.
fn list<'a>(input: Stream<'a>, open: &Span, missing: &str) -> Parsed<'a, Vec<Spanned<Value>>> {
    let item = |input: Stream<'a>| match input.at_end() {
        true => fail(super::unclosed(input, open)),
        false => meant(input, missing).and_then(|(rest, found)| starred(rest, found)),
    };
    separated_list1(token(TokenKind::Comma), cut(item)).parse(input)
}

/// A value of the field to show; fields are on several sources, and any example will do.
fn example(field: Field) -> &'static str {
    super::super::fields::SOURCES
        .iter()
        .flat_map(|source| source.fields)
        .find(|info| info.field == field)
        .map_or("kz", |info| info.example)
}

fn unknown_field(span: &Span, word: &str) -> Diagnostic {
    let names = Field::all().flat_map(|field| field.spellings().iter().copied());
    let found = near_spellings(word, names);
    let shown = shorten(word);
    match found.first() {
        Some(first) => {
            let list: Vec<String> = found.iter().map(|name| format!("{name}:")).collect();
            let message = format!("unknown field `{shown}`; did you mean {}?", list.join(" or "));
            Diagnostic::new("E201", span.clone(), message).fix(span.clone(), *first)
        }
        None => Diagnostic::new("E201", span.clone(), format!("unknown field `{shown}`"))
            .hint("a : makes a field of the word before it; to search for text with a : in it, use quotes"),
    }
}

/// `~` value
fn inflected(input: Stream<'_>) -> Parsed<'_, Expr> {
    const MISSING: &str = "~ wants a word at once: ~sign finds signs, signed, signing";
    let (rest, span) = token(TokenKind::Tilde)(input)?;
    if !rest.touches() {
        return fail(Diagnostic::new("E104", span, MISSING));
    }
    let (rest, value) = value(rest, MISSING)?;
    Ok((rest, Expr::Text { value, form: TextForm::Inflected }))
}

/// value [`*`]
fn text(input: Stream<'_>) -> Parsed<'_, Expr> {
    let (rest, value) = value(input, "a word or a phrase is missing")?;
    let (rest, star) = opt(touching(TokenKind::Star)).parse(rest)?;
    let form = if star.is_some() { TextForm::Prefix } else { TextForm::Exact };
    Ok((rest, Expr::Text { value, form }))
}
