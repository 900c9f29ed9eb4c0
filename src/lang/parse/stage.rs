//! What stands after a `|`.

use nom::combinator::{cut, opt};
use nom::multi::separated_list1;
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::super::ast::{Comparison, SortKey, Spanned, Stage};
use super::super::diagnostic::Diagnostic;
use super::super::fields::{BUCKETS, Bucket, SOURCES, STAGES, Source, StageWord, near};
use super::super::lex::TokenKind;
use super::super::stream::{Parsed, Stream, fail, keyword, token};
use super::term::{number, value};
use super::{expected, shorten, unexpected};

/// One stage, chosen by its word, to the next `|` or the end.
pub(super) fn stage(input: Stream<'_>) -> Parsed<'_, Spanned<Stage>> {
    let start = input.here();
    let word = input.peek_text();
    if input.peek_kind() != Some(TokenKind::Word) {
        return fail(expected(input, "a stage follows the |: | top 10, | by month, | people"));
    }
    let rest = input.take_from(1);
    let (rest, node) = match (Source::named(word), StageWord::named(word)) {
        (Some(source), _) => (rest, Stage::Source(source)),
        (None, Some(stage)) => cut(|input| operands(input, stage)).parse(rest)?,
        (None, None) => return fail(unknown(input)),
    };
    match rest.peek_kind() {
        None | Some(TokenKind::Pipe | TokenKind::Close) => {
            Ok((rest, Spanned { node, span: start.start..rest.read_to }))
        }
        Some(_) => fail(left_over(rest, &node)),
    }
}

fn operands(input: Stream<'_>, stage: StageWord) -> Parsed<'_, Stage> {
    match stage {
        StageWord::Where => comparison(input),
        StageWord::By => by(input),
        StageWord::Sort => separated_list1(token(TokenKind::Comma), cut(sort_key)).map(Stage::Sort).parse(input),
        StageWord::Top => {
            let (input, count) = number(input, "top takes a number: | top 10")?;
            let (input, per) = opt(preceded(keyword("per"), cut(bucket))).parse(input)?;
            Ok((input, Stage::Top { count, per }))
        }
        StageWord::Limit => {
            let (input, count) = number(input, "limit takes a number: | limit 20")?;
            let (input, word) = opt(keyword("offset")).parse(input)?;
            let Some(_) = word else { return Ok((input, Stage::Limit { count, offset: None })) };
            let (input, offset) = number(input, "offset takes a number: | limit 20 offset 40")?;
            Ok((input, Stage::Limit { count, offset: Some(offset) }))
        }
        StageWord::Select => separated_list1(token(TokenKind::Comma), cut(column)).map(Stage::Select).parse(input),
        StageWord::Count => Ok((input, Stage::Count)),
        StageWord::Snippet => match input.peek_kind() {
            None | Some(TokenKind::Pipe | TokenKind::Close) => Ok((input, Stage::Snippet(None))),
            Some(_) => {
                let (input, words) = number(input, "snippet takes a number of words: | snippet 12")?;
                Ok((input, Stage::Snippet(Some(words))))
            }
        },
        StageWord::Pairs => Ok((input, Stage::Pairs)),
        StageWord::Chart => Ok((input, Stage::Chart)),
    }
}

/// COL cmp value
fn comparison(input: Stream<'_>) -> Parsed<'_, Stage> {
    let (input, column) = column(input)?;
    let comparison = match (input.peek_kind(), input.peek_text()) {
        (Some(TokenKind::Tilde), _) => Comparison::Contains,
        (Some(TokenKind::Comparison), "=" | "==") => Comparison::Equal,
        (Some(TokenKind::Comparison), "!=" | "<>") => Comparison::NotEqual,
        (Some(TokenKind::Comparison), "<") => Comparison::Less,
        (Some(TokenKind::Comparison), "<=") => Comparison::LessOrEqual,
        (Some(TokenKind::Comparison), ">") => Comparison::Greater,
        (Some(TokenKind::Comparison), ">=") => Comparison::GreaterOrEqual,
        _ => return fail(expected(input, "where compares a column by = != < <= > >= or ~: | where docs >= 5")),
    };
    let (input, value) = value(input.take_from(1), "a value follows the comparison: | where docs >= 5")?;
    Ok((input, Stage::Where { column, comparison, value }))
}

/// bucket {`,` bucket} [`fill`]
fn by(input: Stream<'_>) -> Parsed<'_, Stage> {
    let (input, buckets) = separated_list1(token(TokenKind::Comma), cut(bucket)).parse(input)?;
    let (input, fill) = opt(keyword("fill")).parse(input)?;
    Ok((input, Stage::By { buckets, fill: fill.is_some() }))
}

fn bucket(input: Stream<'_>) -> Parsed<'_, Spanned<Bucket>> {
    let names = || BUCKETS.iter().map(|info| info.name).collect::<Vec<_>>().join(" ");
    let Ok((rest, span)) = token(TokenKind::Word)(input) else {
        return fail(expected(input, &format!("a bucket follows: {}", names())));
    };
    let word = input.of(&span);
    match Bucket::named(word) {
        Some(node) => Ok((rest, Spanned { node, span })),
        None => {
            let spellings =
                BUCKETS.iter().flat_map(|info| [info.name].into_iter().chain(info.synonyms.iter().copied()));
            let fault =
                Diagnostic::new("E204", span.clone(), format!("no bucket `{}`: there are {}", shorten(word), names()));
            fail(match near(word, spellings).first() {
                Some(meant) => fault.hint(format!("did you mean {meant}?")).fix(span, *meant),
                None => fault,
            })
        }
    }
}

fn column(input: Stream<'_>) -> Parsed<'_, Spanned<String>> {
    match token(TokenKind::Word)(input) {
        Ok((rest, span)) => Ok((rest, Spanned { node: input.of(&span).to_owned(), span })),
        Err(_) => fail(expected(input, "the name of a column stands here, such as title, name or docs")),
    }
}

/// [`-`]COL
fn sort_key(input: Stream<'_>) -> Parsed<'_, SortKey> {
    let (input, minus) = opt(token(TokenKind::Minus)).parse(input)?;
    let (rest, column) = column(input)?;
    if minus.is_none() && (rest.at_keyword("desc") || rest.at_keyword("asc")) {
        let sign = if rest.at_keyword("desc") { "-" } else { "" };
        let fix = format!("{sign}{}", column.node);
        return fail(
            Diagnostic::new("E109", rest.here(), format!("a - before the column sorts downward: sort {fix}"))
                .fix(column.span.start..rest.here().end, fix),
        );
    }
    Ok((rest, SortKey { column, descending: minus.is_some() }))
}

fn unknown(input: Stream<'_>) -> Diagnostic {
    let word = input.peek_text();
    let names = STAGES.iter().map(|info| info.name).chain(SOURCES.iter().map(|info| info.name));
    let message = format!("no stage `{}`", shorten(word));
    match near(word, names).first() {
        Some(meant) => {
            Diagnostic::new("E108", input.here(), format!("{message}; did you mean {meant}?")).fix(input.here(), *meant)
        }
        None => Diagnostic::new("E108", input.here(), message)
            .hint(format!("stages: {}", STAGES.iter().map(|info| info.name).collect::<Vec<_>>().join(" ")))
            .hint("a source is a stage too: | people"),
    }
}

/// Words after a stage that is complete.
fn left_over(input: Stream<'_>, stage: &Stage) -> Diagnostic {
    let here = input.here();
    match stage {
        Stage::Where { .. } if input.at_keyword("and") => {
            Diagnostic::new("E109", here.clone(), "where makes one comparison; a further one is a stage: | where")
                .fix(here, "| where")
        }
        Stage::Where { .. } if input.at_keyword("or") => Diagnostic::new(
            "E109",
            here,
            "where makes one comparison; either of two is asked before the |, as (a or b)",
        ),
        Stage::Source(source) => {
            let name = source.name();
            let message = format!("| {name} stands alone: rows are filtered by | where, documents before the |");
            Diagnostic::new("E109", here, message).hint(format!("| {name} | where docs >= 5"))
        }
        Stage::By { fill: false, .. } | Stage::Sort(_) | Stage::Select(_)
            if input.peek_kind() == Some(TokenKind::Word) =>
        {
            let word = shorten(input.peek_text());
            Diagnostic::new("E109", here.clone(), format!("a comma separates `{word}` from what is before it"))
                .fix(input.read_to..here.start, ", ")
        }
        _ => match input.peek_kind() {
            Some(TokenKind::Word | TokenKind::String) => {
                let message =
                    format!("unexpected `{}`: the stage is complete, and | begins another", shorten(input.peek_text()));
                Diagnostic::new("E109", here, message)
            }
            _ => unexpected(input),
        },
    }
}
