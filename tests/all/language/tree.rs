//! Trees as S-expressions, for goldens: short, and written by other code than the printer.

use dateline::lang::ast::*;

pub fn statement(statement: &Statement) -> String {
    match statement {
        Statement::Let { name, parameters, query: body } => {
            let parameters: Vec<_> = parameters.iter().map(|p| p.node.as_str()).collect();
            format!("(let {} [{}] {})", name.node, parameters.join(" "), query(body))
        }
        Statement::Explain(body) => format!("(explain {})", query(body)),
        Statement::Why(body) => format!("(why {})", query(body)),
        Statement::Query(body) => query(body),
    }
}

fn query(query: &Query) -> String {
    let source = query.source.as_ref().map_or("_".to_owned(), |source| format!("{:?}", source.node).to_lowercase());
    let filter = query.filter.as_ref().map_or("_".to_owned(), |filter| expr(&filter.node));
    let stages: String = query.stages.iter().map(|stage| format!(" {}", self::stage(&stage.node))).collect();
    format!("(query {source} {filter}{stages})")
}

fn expr(e: &Expr) -> String {
    let all = |terms: &[Spanned<Expr>]| terms.iter().map(|term| expr(&term.node)).collect::<Vec<_>>().join(" ");
    match e {
        Expr::And(terms) => format!("(and {})", all(terms)),
        Expr::Or(terms) => format!("(or {})", all(terms)),
        Expr::Not(inner) => format!("(not {})", expr(&inner.node)),
        Expr::Mention(Mention { kind, name, any }) => {
            let kind = kind.as_ref().map_or(String::new(), |kind| format!("{:?} ", kind.node).to_lowercase());
            format!("(mention {kind}{}{})", value(&name.node), if *any { " any" } else { "" })
        }
        Expr::Set(call) => format!("(set {}{})", call.name.node, values(&call.arguments)),
        Expr::In(inner) => format!("(in {})", query(inner)),
        Expr::Near { distance, terms } => format!("(near {}{})", distance.node, values(terms)),
        Expr::Predicate { field, test } => {
            let field = format!("{:?}", field.node).to_lowercase();
            let end = |end: &Option<Spanned<Value>>| end.as_ref().map_or("_".to_owned(), |end| value(&end.node));
            match test {
                Test::Any(any) => format!("({field}{})", values(any)),
                Test::All(all) => format!("({field} all{})", values(all)),
                Test::Range(from, to) => format!("({field} {} .. {})", end(from), end(to)),
            }
        }
        Expr::Text { value: text, form } => format!("({form:?} {})", value(&text.node)).to_lowercase(),
    }
}

fn value(v: &Value) -> String {
    match v {
        Value::Word(word) => word.clone(),
        Value::String(text) => format!("{text:?}"),
        Value::Parameter(name) => format!("${name}"),
    }
}

fn values(list: &[Spanned<Value>]) -> String {
    list.iter().map(|item| format!(" {}", value(&item.node))).collect()
}

fn stage(s: &Stage) -> String {
    match s {
        Stage::Source(source) => format!("(pivot {source:?})").to_lowercase(),
        Stage::Where { column, comparison, value: right } => {
            format!("(where {} {comparison:?} {})", column.node, value(&right.node))
        }
        Stage::By { buckets, fill } => {
            let buckets: String = buckets.iter().map(|bucket| format!(" {:?}", bucket.node)).collect();
            format!("(by{buckets}{})", if *fill { " fill" } else { "" }).to_lowercase()
        }
        Stage::Sort(keys) => {
            let keys: String = keys
                .iter()
                .map(|key| format!(" {}{}", if key.descending { "-" } else { "" }, key.column.node))
                .collect();
            format!("(sort{keys})")
        }
        Stage::Top { count, per } => {
            let per = per.as_ref().map_or(String::new(), |per| format!(" per {:?}", per.node).to_lowercase());
            format!("(top {}{per})", count.node)
        }
        Stage::Limit { count, offset } => {
            format!(
                "(limit {}{})",
                count.node,
                offset.as_ref().map_or(String::new(), |offset| format!(" {}", offset.node))
            )
        }
        Stage::Select(columns) => {
            format!("(select{})", columns.iter().map(|column| format!(" {}", column.node)).collect::<String>())
        }
        Stage::Snippet(words) => {
            format!("(snippet{})", words.as_ref().map_or(String::new(), |n| format!(" {}", n.node)))
        }
        Stage::Count | Stage::Pairs | Stage::Chart => format!("({s:?})").to_lowercase(),
    }
}
