//! Tree to text: the explicit, canonical spelling. `parse(print(tree))` is the same tree.

use super::ast::{
    Comparison, Expr, Mention, Query, Script, SetCall, SortKey, Spanned, Stage, Statement, Test, TextForm, Value,
};
use super::fields::Source;
use super::lex::is_word;

/// One query on one line: `people with @kz and since:90d | top 15`.
pub fn print(query: &Query) -> String {
    let mut out = String::new();
    write_query(&mut out, query);
    out
}

/// One statement, without the `;`.
pub fn print_statement(statement: &Statement) -> String {
    let mut out = String::new();
    match statement {
        Statement::Let { name, parameters, query } => {
            out += "let ";
            out += &name.node;
            if !parameters.is_empty() {
                out.push('(');
                separated(&mut out, ", ", parameters, |out, parameter| *out += &parameter.node);
                out.push(')');
            }
            out += " = ";
            write_query(&mut out, query);
        }
        Statement::Explain(query) => {
            out += "explain ";
            write_query(&mut out, query);
        }
        Statement::Why(query) => {
            out += "why ";
            write_query(&mut out, query);
        }
        Statement::Query(query) => write_query(&mut out, query),
    }
    out
}

/// A script, a statement a line, each ended by `;`.
pub fn print_script(script: &Script) -> String {
    let mut out = String::new();
    if let Some(version) = &script.version {
        out += &format!("dateline {};\n", version.node);
    }
    for statement in &script.statements {
        out += &print_statement(&statement.node);
        out += ";\n";
    }
    out
}

/// What an expression stands beside, which says whether it needs parentheses.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// Nothing, at the head of a query, where sources and statements are words of the language.
    Head,
    /// Nothing, after a source.
    Source,
    And,
    Or,
    Not,
}

fn write_query(out: &mut String, query: &Query) {
    let mut parts = Vec::new();
    if let Some(source) = &query.source {
        parts.push(source.node.name().to_owned());
    }
    if let Some(filter) = &query.filter {
        let mut text = String::new();
        // "people with @kz" reads as what it is.
        let mentions = match &filter.node {
            Expr::And(terms) => terms.first().is_some_and(|term| matches!(term.node, Expr::Mention(_))),
            node => matches!(node, Expr::Mention(_)),
        };
        let beside = match &query.source {
            None => Beside::Head,
            Some(source) if mentions && source.node != Source::Documents => {
                text += "with ";
                Beside::Source
            }
            Some(_) => Beside::Source,
        };
        write_expr(&mut text, &filter.node, beside);
        parts.push(text);
    }
    for stage in &query.stages {
        parts.push(format!("| {}", stage_text(&stage.node)));
    }
    *out += &parts.join(" ");
}

fn write_expr(out: &mut String, expr: &Expr, beside: Beside) {
    match expr {
        Expr::And(terms) | Expr::Or(terms) => {
            let (word, join) = if matches!(expr, Expr::And(_)) { (" and ", Beside::And) } else { (" or ", Beside::Or) };
            let parenthesised = !matches!(beside, Beside::Head | Beside::Source);
            if parenthesised {
                out.push('(');
            }
            for (at, term) in terms.iter().enumerate() {
                if at > 0 {
                    *out += word;
                }
                // The first one still stands at the head of the query.
                let head = at == 0 && beside == Beside::Head && !matches!(term.node, Expr::And(_) | Expr::Or(_));
                write_expr(out, &term.node, if head { Beside::Head } else { join });
            }
            if parenthesised {
                out.push(')');
            }
        }
        Expr::Not(inner) => {
            *out += "not ";
            write_expr(out, &inner.node, Beside::Not);
        }
        Expr::Mention(mention) => write_mention(out, mention),
        Expr::Set(call) => write_set(out, call),
        Expr::In(query) => {
            *out += "in (";
            write_query(out, query);
            out.push(')');
        }
        Expr::Near { distance, terms } => {
            *out += &format!("near({}", distance.node);
            for term in terms {
                *out += ", ";
                write_value(out, &term.node);
            }
            out.push(')');
        }
        Expr::Predicate { field, test } => {
            *out += field.node.name();
            out.push(':');
            write_test(out, test);
        }
        Expr::Text { value, form } => write_text(out, &value.node, *form, beside),
    }
}

fn write_mention(out: &mut String, mention: &Mention) {
    out.push('@');
    if let Some(kind) = &mention.kind {
        *out += kind.node.name();
        out.push('/');
    }
    match &mention.name.node {
        // Without a kind, what is before a / would be taken for one.
        Value::Word(word) if word.contains('/') && mention.kind.is_none() => write_string(out, word),
        name => write_value(out, name),
    }
    if mention.any {
        out.push('*');
    }
}

fn write_set(out: &mut String, call: &SetCall) {
    out.push('&');
    *out += &call.name.node;
    if !call.arguments.is_empty() {
        out.push('(');
        write_list(out, ", ", &call.arguments);
        out.push(')');
    }
}

fn write_test(out: &mut String, test: &Test) {
    match test {
        Test::Any(values) => write_list(out, ",", values),
        Test::All(values) => {
            *out += "all(";
            write_list(out, ", ", values);
            out.push(')');
        }
        Test::Range(from, to) => {
            if let Some(from) = from {
                match &from.node {
                    Value::Word(word) if word.ends_with('.') => write_string(out, word),
                    from => write_value(out, from),
                }
            }
            *out += "..";
            if let Some(to) = to {
                write_value(out, &to.node);
            }
        }
    }
}

fn write_text(out: &mut String, value: &Value, form: TextForm, beside: Beside) {
    const RESERVED: [&str; 6] = ["and", "or", "not", "with", "in", "near"];
    const AT_HEAD: [&str; 3] = ["let", "explain", "why"];
    let is_one_of = |words: &[&str], word: &str| words.iter().any(|reserved| reserved.eq_ignore_ascii_case(word));
    if form == TextForm::Inflected {
        out.push('~');
        write_value(out, value);
        return;
    }
    let star = if form == TextForm::Prefix { "*" } else { "" };
    match value {
        Value::Word(word) if is_one_of(&RESERVED, word) => {
            write_string(out, word);
            *out += star;
        }
        Value::Word(word) if beside == Beside::Head && (Source::named(word).is_some() || is_one_of(&AT_HEAD, word)) => {
            *out += &format!("({word}{star})");
        }
        value => {
            write_value(out, value);
            *out += star;
        }
    }
}

fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::Word(word) if is_word(word) => *out += word,
        Value::Word(text) | Value::String(text) => write_string(out, text),
        Value::Parameter(name) => {
            out.push('$');
            *out += name;
        }
    }
}

/// In straight quotes, with `"` and `\` escaped.
fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

fn write_list(out: &mut String, separator: &str, values: &[Spanned<Value>]) {
    separated(out, separator, values, |out, value| match &value.node {
        Value::Word(word) if word.strip_suffix('*').is_some_and(is_word) => *out += word,
        value => write_value(out, value),
    });
}

fn stage_text(stage: &Stage) -> String {
    let mut out = String::new();
    match stage {
        Stage::Source(source) => out += source.name(),
        Stage::Where { column, comparison, value } => {
            out += &format!("where {} {} ", column.node, sign(*comparison));
            write_value(&mut out, &value.node);
        }
        Stage::By { buckets, fill } => {
            out += "by ";
            separated(&mut out, ", ", buckets, |out, bucket| *out += bucket.node.name());
            if *fill {
                out += " fill";
            }
        }
        Stage::Sort(keys) => {
            out += "sort ";
            separated(&mut out, ", ", keys, |out, SortKey { column, descending }| {
                if *descending {
                    out.push('-');
                }
                *out += &column.node;
            });
        }
        Stage::Top { count, per } => {
            out += &format!("top {}", count.node);
            if let Some(per) = per {
                out += &format!(" per {}", per.node.name());
            }
        }
        Stage::Limit { count, offset } => {
            out += &format!("limit {}", count.node);
            if let Some(offset) = offset {
                out += &format!(" offset {}", offset.node);
            }
        }
        Stage::Select(columns) => {
            out += "select ";
            separated(&mut out, ", ", columns, |out, column| *out += &column.node);
        }
        Stage::Count => out += "count",
        Stage::Snippet(None) => out += "snippet",
        Stage::Snippet(Some(words)) => out += &format!("snippet {}", words.node),
        Stage::Pairs => out += "pairs",
        Stage::Chart => out += "chart",
    }
    out
}

/// As it is written in a query.
pub fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
        Comparison::Contains => "~",
    }
}

fn separated<T>(out: &mut String, separator: &str, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            *out += separator;
        }
        write(out, item);
    }
}
