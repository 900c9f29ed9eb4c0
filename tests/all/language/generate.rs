//! Trees that the parser can make, and texts that look like queries.

use dateline::lang::ast::*;
use dateline::lang::fields::{BUCKETS, Bucket, Field, Source};
use dateline::lang::is_word;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn at<T>(node: T) -> Spanned<T> {
    Spanned { node, span: 0..0 }
}

pub fn script() -> impl Strategy<Value = Script> {
    (any::<bool>(), vec(statement(), 0..3)).prop_map(|(version, statements)| Script {
        version: version.then(|| at(1)),
        statements: statements.into_iter().map(at).collect(),
    })
}

fn statement() -> impl Strategy<Value = Statement> {
    prop_oneof![
        6 => query().prop_map(Statement::Query),
        1 => query().prop_map(Statement::Explain),
        1 => query().prop_map(Statement::Why),
        2 => (name(), proptest::collection::btree_set(name(), 0..3), query()).prop_map(|(name, parameters, query)| {
            Statement::Let { name: at(name), parameters: parameters.into_iter().map(at).collect(), query }
        }),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    query_of(expr().boxed())
}

fn query_of(filter: BoxedStrategy<Expr>) -> impl Strategy<Value = Query> {
    (option::of(source()), option::of(filter), vec(stage(), 0..3)).prop_filter_map(
        "not empty",
        |(source, filter, stages)| {
            let empty = source.is_none() && filter.is_none() && stages.is_empty();
            let (source, filter) = (source.map(at), filter.map(at));
            (!empty).then(|| Query { source, filter, stages: stages.into_iter().map(at).collect() })
        },
    )
}

/// Words of the language among them, since those are what the printer must guard.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9_əқ北][a-zA-Z0-9.'&/–-]{0,8}",
        2 => prop::sample::select(vec![
            "and", "OR", "not", "with", "in", "near", "people", "docs", "quotes", "let", "explain", "why", "dateline", "all",
            "person", "1", "2024-10", "U.S.", "C#", "fill", "per", "offset", "date", "where",
        ]).prop_map(str::to_owned),
    ]
    .prop_filter("one word", |word| is_word(word))
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z_][a-zA-Z0-9_]{0,6}"
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => word().prop_map(Value::Word),
        2 => any_string().prop_map(Value::String),
        1 => name().prop_map(Value::Parameter),
    ]
}

/// Anything that is no control character; quotes and backslashes often.
fn any_string() -> impl Strategy<Value = String> {
    prop_oneof!["[^\\p{Cc}\\p{Cf}]{0,8}", "[a \"\\\\“”«»'‘’#;|)(]{0,8}"]
}

fn values(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Spanned<Value>>> {
    vec(value().prop_map(at), count)
}

/// As in `title:trans*,"a b"`.
fn list(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Spanned<Value>>> {
    let starred = word().prop_map(|word| Value::Word(word + "*"));
    vec(prop_oneof![4 => value(), 1 => starred].prop_map(at), count)
}

fn source() -> impl Strategy<Value = Source> {
    prop::sample::select(Source::ALL.to_vec())
}

fn bucket() -> impl Strategy<Value = Spanned<Bucket>> {
    prop::sample::select(BUCKETS.iter().map(|info| info.what).collect::<Vec<_>>()).prop_map(at)
}

fn expr() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let flat = |join: fn(Vec<Spanned<Expr>>) -> Expr| {
            move |terms: Vec<Expr>| {
                // An `and` in an `and` is one `and`: the parser makes none, so neither does this.
                let mut out = Vec::new();
                for term in terms {
                    match (term, join(Vec::new())) {
                        (Expr::And(inner), Expr::And(_)) | (Expr::Or(inner), Expr::Or(_)) => out.extend(inner),
                        (other, _) => out.push(at(other)),
                    }
                }
                join(out)
            }
        };
        prop_oneof![
            3 => vec(inner.clone(), 2..4).prop_map(flat(Expr::And)),
            3 => vec(inner.clone(), 2..4).prop_map(flat(Expr::Or)),
            2 => inner.clone().prop_map(|inner| Expr::Not(Box::new(at(inner)))),
            1 => query_of(inner).prop_map(|query| Expr::In(Box::new(query))),
        ]
    })
}

fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        3 => mention().prop_map(Expr::Mention),
        1 => (name(), list(0..3)).prop_map(|(name, arguments)| Expr::Set(SetCall { name: at(name), arguments })),
        1 => (any::<u32>(), values(2..4)).prop_map(|(distance, terms)| Expr::Near { distance: at(distance), terms }),
        3 => (prop::sample::select(Field::all().collect::<Vec<_>>()), test())
            .prop_map(|(field, test)| Expr::Predicate { field: at(field), test }),
        4 => text(),
    ]
}

fn mention() -> impl Strategy<Value = Mention> {
    let kind = prop::sample::select(vec![
        EntityKind::Person,
        EntityKind::Country,
        EntityKind::Organization,
        EntityKind::Project,
    ]);
    (option::of(kind), value(), any::<bool>())
        .prop_filter("without a kind, a / ends one", |(kind, name, _)| {
            kind.is_some() || !matches!(name, Value::Word(word) if word.contains('/'))
        })
        .prop_map(|(kind, name, any)| Mention { kind: kind.map(at), name: at(name), any })
}

fn test() -> impl Strategy<Value = Test> {
    let end = || {
        value()
            .prop_filter("no dot before ..", |value| !matches!(value, Value::Word(word) if word.ends_with('.')))
            .prop_map(at)
    };
    prop_oneof![
        3 => list(1..4).prop_map(Test::Any),
        1 => list(1..4).prop_map(Test::All),
        1 => end().prop_map(|from| Test::Range(Some(from), None)),
        1 => end().prop_map(|to| Test::Range(None, Some(to))),
        1 => (end(), end()).prop_map(|(from, to)| Test::Range(Some(from), Some(to))),
    ]
}

fn text() -> impl Strategy<Value = Expr> {
    let form = prop::sample::select(vec![TextForm::Exact, TextForm::Prefix, TextForm::Inflected]);
    (value(), form)
        .prop_filter("a reserved word is text only in quotes", |(value, form)| {
            let reserved = ["and", "or", "not", "with", "in", "near"];
            let is_reserved = |word: &str| reserved.iter().any(|r| r.eq_ignore_ascii_case(word));
            *form == TextForm::Inflected || !matches!(value, Value::Word(word) if is_reserved(word))
        })
        .prop_map(|(value, form)| Expr::Text { value: at(value), form })
}

fn stage() -> impl Strategy<Value = Stage> {
    let comparison = prop::sample::select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
        Comparison::Contains,
    ]);
    let key = (word(), any::<bool>()).prop_map(|(column, descending)| SortKey { column: at(column), descending });
    prop_oneof![
        source().prop_map(Stage::Source),
        (word(), comparison, value()).prop_map(|(column, comparison, value)| Stage::Where {
            column: at(column),
            comparison,
            value: at(value)
        }),
        (vec(bucket(), 1..3), any::<bool>()).prop_map(|(buckets, fill)| Stage::By { buckets, fill }),
        vec(key, 1..3).prop_map(Stage::Sort),
        (any::<u64>(), option::of(bucket())).prop_map(|(count, per)| Stage::Top { count: at(count), per }),
        (any::<u64>(), option::of(any::<u64>()))
            .prop_map(|(count, offset)| Stage::Limit { count: at(count), offset: offset.map(at) }),
        vec(word().prop_map(at), 1..3).prop_map(Stage::Select),
        Just(Stage::Count),
        option::of(any::<u32>()).prop_map(|words| Stage::Snippet(words.map(at))),
        Just(Stage::Pairs),
        Just(Stage::Chart),
    ]
}

/// Pieces of queries in any order: mostly wrong, sometimes right in ways no one thought of.
pub fn query_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "people", "docs", "quotes", "@", "kz", "person", "/", "\"a b\"", "“q”", "'x'", "\"", "(", ")", "and", "or",
        "not", "-", "with", "in", "near", "(5,", ",", "country:", "since:", "date:", "all", "..", "2024", "2024-10",
        "*", "~", "&", "$", "x", "|", "top", "by", "month", "fill", "per", "sort", "where", "docs", ">=", "=", "5",
        "limit", "offset", "select", "count", "snippet", "pairs", "chart", "let", "explain", "why", ";", "dateline",
        "1", "#", "\n", "'", "’", "U.S.", "\\", "\u{0}", "—", "сам", "\u{202e}",
    ]);
    vec((piece, prop::sample::select(vec!["", " ", " "])), 0..12)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
}
