//! Tokens to tree. Knows no archive: whether a field fits its source or a name exists is asked later.
//!
//! ```text
//! script  = ["dateline" INT ";"] { stmt ";" } [stmt]
//! stmt    = "let" NAME ["(" NAME {"," NAME} ")"] "=" query
//!         | ("explain" | "why") query | query
//! query   = [source] [or] {"|" stage}                          one of them at least
//! or      = and {"or" and}                                     parse/filter.rs, from here on
//! and     = unary {["and"] unary}
//! unary   = {"not" | "-"} primary
//! primary = "(" or ")" | mention | "with" (mention | value) | set | "in" "(" query ")"
//!         | "near" "(" INT {"," value} ")" | pred | text
//! mention = "@" [kind "/"] value ["*"]                         parse/term.rs, from here on
//! set     = "&" NAME ["(" list ")"]
//! pred    = FIELD ":" ( "all" "(" list ")" | [value] ".." [value] | list )
//! list    = value ["*"] {"," value ["*"]}
//! text    = value ["*"] | "~" value
//! value   = WORD | STRING | "$" NAME
//! stage   = source | where COL cmp value | by bucket {"," bucket} ["fill"]         parse/stage.rs
//!         | sort ["-"]COL {"," ["-"]COL} | top INT ["per" bucket] | limit INT ["offset" INT]
//!         | select COL {"," COL} | count | snippet [INT] | pairs | chart
//! ```
//!
//! What touches matters where a blank would change the meaning: sigils, `-`, `*`, `..` and the
//! parenthesis of `&name(` and `all(` stick to their word.
//!
//! Every branch is chosen by the next one or two tokens, and what is chosen is not given up again:
//! time is linear, and a message is made where it is known what was meant.

mod filter;
mod stage;
mod term;

use nom::combinator::{cut, opt};
use nom::multi::{many0, separated_list1};
use nom::sequence::preceded;
use nom::{Err, Parser};

use super::Span;
use super::ast::{Query, Script, Spanned, Statement};
use super::diagnostic::Diagnostic;
use super::fields::Source;
use super::lex::{Token, TokenKind, lex};
use super::stream::{Fault, Parsed, Stream, fail, keyword, token, touching};

/// The one language version there is.
pub const VERSION: u32 = 1;

/// Longest text that is read, in bytes. A script of a megabyte was not typed.
pub const MAX_BYTES: usize = 1 << 20;

/// Deepest nesting of parentheses, `in (…)` and negations.
pub const MAX_DEPTH: usize = 64;

/// Most words and signs in one statement.
pub const MAX_TOKENS: usize = 4_000;

/// Most findings that are reported for one text.
pub const MAX_DIAGNOSTICS: usize = 20;

/// Reads a script: any number of statements, each ended by `;`.
///
/// # Errors
/// All that is wrong, in text order: what the lexer could not take, or else the first thing wrong in
/// each statement.
pub fn parse(text: &str) -> Result<Script, Vec<Diagnostic>> {
    if text.len() > MAX_BYTES {
        let message = format!("the query is {} bytes long, and {MAX_BYTES} is the limit", text.len());
        return Err(vec![Diagnostic::new("E401", 0..0, message)]);
    }
    let mut tokens = lex(text);
    tokens.retain(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
    let lexical: Vec<_> = tokens.iter().filter_map(|token| lexical(text, token)).take(MAX_DIAGNOSTICS).collect();
    if !lexical.is_empty() {
        return Err(lexical);
    }
    let mut script = Script { version: None, statements: Vec::new() };
    let mut wrong = Vec::new();
    for (at, tokens) in tokens.split_inclusive(|token| token.kind == TokenKind::Semicolon).enumerate() {
        let read_to = tokens.first().map_or(0, |token| token.span.start);
        let (tokens, ended) = match tokens {
            [inner @ .., last] if last.kind == TokenKind::Semicolon => (inner, true),
            _ => (tokens, false),
        };
        let input = Stream { text, tokens, read_to, depth: 0 };
        match version(input) {
            Some(found) if at == 0 && ended => match found {
                Ok(version) => script.version = Some(version),
                Err(diagnostic) => wrong.push(diagnostic),
            },
            _ if input.at_end() => {}
            _ => match statement(input) {
                Ok((_, statement)) => script.statements.push(statement),
                Err(Err::Error(Fault(diagnostic)) | Err::Failure(Fault(diagnostic))) => wrong.push(*diagnostic),
                Err(Err::Incomplete(_)) => {} // no parser here streams
            },
        }
    }
    wrong.truncate(MAX_DIAGNOSTICS);
    if wrong.is_empty() { Ok(script) } else { Err(wrong) }
}

/// Reads one query: no `let`, no `explain`.
///
/// # Errors
/// As [`parse`], and when the text holds anything but one query.
pub fn parse_query(text: &str) -> Result<Query, Vec<Diagnostic>> {
    let mut statements = parse(text)?.statements.into_iter();
    let all = 0..text.len();
    let diagnostic = match (statements.next(), statements.next()) {
        (Some(Spanned { node: Statement::Query(query), .. }), None) => return Ok(query),
        (None, _) => Diagnostic::new("E112", text.len()..text.len(), "a query is missing").hint("@kz since:90d"),
        (Some(Spanned { node: Statement::Query(_), .. }), Some(second)) => {
            Diagnostic::new("E113", second.span, "one query is wanted here, and this is a second one")
        }
        (Some(_), _) => Diagnostic::new("E113", all, "a query is wanted here, without let, explain or why"),
    };
    Err(vec![diagnostic])
}

/// What is wrong with a token wherever it stands.
fn lexical(text: &str, token: &Token) -> Option<Diagnostic> {
    let span = token.span.clone();
    let found = text.get(span.clone()).unwrap_or_default();
    let control = found.char_indices().find(|(_, c)| super::lex::is_control(*c));
    if let (Some((at, c)), true) = (control, token.kind != TokenKind::Comment) {
        let at = span.start + at;
        let message = format!("the control character U+{:04X} cannot be searched for: leave it out", u32::from(c));
        return Some(Diagnostic::new("E106", at..at + c.len_utf8(), message).fix(at..at + c.len_utf8(), ""));
    }
    match token.kind {
        TokenKind::UnclosedString => {
            let quote: String = found.chars().take(1).collect();
            let message =
                format!("the quote {quote} is never closed: add {} at the end of the phrase", closing(&quote));
            let fault = Diagnostic::new("E110", span.start..span.start + quote.len(), message);
            Some(if found.len() > quote.len() { fault.fix(span.end..span.end, closing(&quote)) } else { fault })
        }
        TokenKind::Stray => Some(stray(text, span, found)),
        _ => None,
    }
}

fn closing(quote: &str) -> &str {
    match quote {
        "“" | "„" => "”",
        "‘" => "’",
        "«" => "»",
        other => other,
    }
}

fn stray(text: &str, span: Span, found: &str) -> Diagnostic {
    let sticks = text.get(span.end..).and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_whitespace());
    match found {
        "–" | "—" | "−" if sticks => {
            Diagnostic::new("E105", span.clone(), format!("`{found}` is a dash: type - to exclude")).fix(span, "-")
        }
        "&" => {
            Diagnostic::new("E105", span.clone(), "a space means and; & calls a saved query: &name").fix(span, "and")
        }
        "!" => Diagnostic::new("E105", span.clone(), "type - or not to exclude").fix(span, "-"),
        _ => {
            let message = format!("`{found}` means nothing here: leave it out, or put the phrase in quotes");
            Diagnostic::new("E105", span.clone(), message).fix(span, "")
        }
    }
}

/// `dateline 1`, when that is all there is.
fn version(input: Stream<'_>) -> Option<Result<Spanned<u32>, Diagnostic>> {
    let [head, number] = input.tokens else { return None };
    let digits = input.of(&number.span);
    if !input.of(&head.span).eq_ignore_ascii_case("dateline") || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let span = number.span.clone();
    Some(match digits.parse() {
        Ok(VERSION) => Ok(Spanned { node: VERSION, span }),
        _ => {
            let message = format!("this program knows version {VERSION} of the language, not {digits}");
            Err(Diagnostic::new("E114", span.clone(), message).fix(span, VERSION.to_string()))
        }
    })
}

fn statement(input: Stream<'_>) -> Parsed<'_, Spanned<Statement>> {
    let start = input.here().start;
    if input.tokens.len() > MAX_TOKENS {
        let message =
            format!("the statement has {} words and signs, and {MAX_TOKENS} is the limit", input.tokens.len());
        return fail(Diagnostic::new("E403", input.here(), message));
    }
    let (rest, node) = match input.peek_text().to_ascii_lowercase().as_str() {
        "let" if input.at_keyword("let") => definition(input)?,
        "explain" if input.at_keyword("explain") => {
            preceded(keyword("explain"), query).map(Statement::Explain).parse(input)?
        }
        "why" if input.at_keyword("why") => preceded(keyword("why"), query).map(Statement::Why).parse(input)?,
        _ => query.map(Statement::Query).parse(input)?,
    };
    match rest.peek_kind() {
        None => Ok((rest, Spanned { node, span: start..rest.read_to })),
        Some(TokenKind::Close) => fail(
            Diagnostic::new(
                "E101",
                rest.here(),
                "this ) closes nothing: leave it out, or open a parenthesis before it",
            )
            .fix(rest.here(), ""),
        ),
        Some(_) => fail(unexpected(rest)),
    }
}

/// `let NAME(NAMES) = QUERY`
fn definition(input: Stream<'_>) -> Parsed<'_, Statement> {
    let (input, _) = keyword("let")(input)?;
    let (input, name) = name(input, "a saved query has a name: let corridor = …")?;
    let (input, parameters) = match touching(TokenKind::Open)(input) {
        Ok((input, open)) => {
            let parameter = |input| self::name(input, "names of parameters stand here: let corridor(a, b) = …");
            let (input, parameters) = separated_list1(token(TokenKind::Comma), cut(parameter)).parse(input)?;
            let (input, _) = close(input, &open)?;
            (input, parameters)
        }
        Err(_) => (input, Vec::new()),
    };
    for (at, parameter) in parameters.iter().enumerate() {
        if parameters[..at].contains(parameter) {
            let message = format!("the parameter `{}` is named twice", parameter.node);
            return fail(Diagnostic::new("E115", parameter.span.clone(), message));
        }
    }
    let input = match input.peek_text() {
        "=" => nom::Input::take_from(&input, 1),
        _ => {
            let fault = expected(input, "an = and the query follow the name");
            return fail(fault.hint("let corridor(a, b) = @$a @$b (corridor or route)"));
        }
    };
    let (input, query) = query(input)?;
    Ok((input, Statement::Let { name, parameters, query }))
}

/// `[source] [or] {"|" stage}`, not empty.
fn query(input: Stream<'_>) -> Parsed<'_, Query> {
    if input.at_end() || input.peek_kind() == Some(TokenKind::Close) {
        return fail(expected(input, "a query follows here").hint("@kz since:90d"));
    }
    let (input, source) = opt(source).parse(input)?;
    let (input, filter) = match input.peek_kind() {
        None | Some(TokenKind::Pipe | TokenKind::Close) => (input, None),
        Some(_) => filter::or.map(Some).parse(input)?,
    };
    let (input, stages) = many0(preceded(token(TokenKind::Pipe), stage::stage)).parse(input)?;
    Ok((input, Query { source, filter, stages }))
}

/// A source's name, when it is no field's: `people`, but not `source:…`.
fn source(input: Stream<'_>) -> Parsed<'_, Spanned<Source>> {
    let (rest, span) = token(TokenKind::Word)(input)?;
    match Source::named(input.peek_text()) {
        Some(node) if rest.peek_kind() != Some(TokenKind::Colon) => Ok((rest, Spanned { node, span })),
        _ => Err(Err::Error(Fault(Box::new(unexpected(input))))),
    }
}

/// A name of a saved query or a parameter: letters, digits, `_` and `-`.
fn name<'a>(input: Stream<'a>, missing: &'static str) -> Parsed<'a, Spanned<String>> {
    let Ok((rest, span)) = token(TokenKind::Word)(input) else { return fail(expected(input, missing)) };
    let word = input.of(&span);
    if !word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
        return fail(Diagnostic::new("E115", span, format!("`{word}` is no name: use letters, digits, _ and -")));
    }
    Ok((rest, Spanned { node: word.to_owned(), span }))
}

/// The `)` of the parenthesis at `open`.
fn close<'a>(input: Stream<'a>, open: &Span) -> Parsed<'a, Span> {
    match input.peek_kind() {
        Some(TokenKind::Close) => token(TokenKind::Close)(input),
        None => fail(unclosed(input, open)),
        Some(TokenKind::Pipe) => {
            let message = "stages stand behind the closing parenthesis; only in (…) takes a query with stages";
            fail(Diagnostic::new("E101", input.here(), message))
        }
        Some(_) => fail(expected(input, "a comma or the closing ) belongs here")),
    }
}

fn unclosed(input: Stream<'_>, open: &Span) -> Diagnostic {
    let fault = Diagnostic::new("E111", open.clone(), "this ( is never closed: add )");
    // Closing it at once would leave it empty, which is no better.
    if input.read_to > open.end { fault.fix(input.read_to..input.read_to, ")") } else { fault }
}

/// Runs `inner` one level deeper; `open` is what made it deeper.
fn nested<'a, T>(input: Stream<'a>, open: Span, inner: impl Fn(Stream<'a>) -> Parsed<'a, T>) -> Parsed<'a, T> {
    if input.depth >= MAX_DEPTH {
        return fail(Diagnostic::new("E402", open, format!("nested deeper than {MAX_DEPTH}: split it with let")));
    }
    let (rest, found) = inner(Stream { depth: input.depth + 1, ..input })?;
    Ok((Stream { depth: input.depth, ..rest }, found))
}

/// Something is missing: at the end of the text the query is only unfinished.
fn expected(input: Stream<'_>, message: &str) -> Diagnostic {
    if input.at_end() {
        return Diagnostic::new("E112", input.here(), format!("the query ends too early: {message}"));
    }
    Diagnostic::new("E101", input.here(), format!("unexpected `{}`: {message}", shorten(input.peek_text())))
}

/// A token that fits nowhere here, with what was probably meant by it.
fn unexpected(input: Stream<'_>) -> Diagnostic {
    let found = shorten(input.peek_text());
    let message = match input.peek_kind() {
        Some(TokenKind::Comma) => "a comma lists values of a field (country:kz,az); between terms write or".to_owned(),
        Some(TokenKind::Colon) => {
            "a : follows a field's name at once: since:90d; to search for it, use quotes".to_owned()
        }
        Some(TokenKind::Comparison) => {
            format!("`{found}` compares columns: | where docs >= 5; dates have since: and until:")
        }
        Some(TokenKind::Star) => "a * sticks to the end of a word or a name: trans*, @aliyev*".to_owned(),
        Some(TokenKind::DotDot) => "a range stands in a field: date:2023..2024".to_owned(),
        Some(TokenKind::Close) => "this ) has nothing before it".to_owned(),
        Some(TokenKind::Pipe) => "a | begins a stage, and here a term is missing".to_owned(),
        Some(TokenKind::Slash) => "a / stands after the kind of a name: @person/2".to_owned(),
        None => "the query ends too early".to_owned(),
        _ => format!("unexpected `{found}`"),
    };
    let code = if input.at_end() { "E112" } else { "E101" };
    Diagnostic::new(code, input.here(), message)
}

/// Text of the query for a message: no message is made long by a long query.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
