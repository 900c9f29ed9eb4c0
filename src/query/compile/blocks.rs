//! A block is one level of SELECT; the steps of a query change it or wrap it in another.

use super::apart::{self, Apart};
use super::columns::{Shape, Snippet, names};
use super::ranked::{self, Newest};
use super::{Compiler, groups, listing, pairs};
use crate::lang::ast::Comparison;
use crate::lang::fields::Source;
use crate::query::answer::{Column, ColumnKind};
use crate::query::dialect::Word;
use crate::query::plan::{Direction, Key, OfDocument, OfRow, Selection, Set, Step, Tree};
use crate::query::sql::{Param, Sql, sql};

/// One level of SELECT.
#[derive(Clone, Debug)]
pub struct Block {
    pub shape: Shape,
    /// Everything that can be selected, compared, sorted by.
    pub columns: Vec<BlockColumn>,
    pub shown: Vec<&'static str>,
    pub from: Sql,
    pub filters: Vec<Sql>,
    pub order: Vec<Order>,
    /// What `top` sorts by when no `sort` came before it.
    pub best_first: Vec<Order>,
    pub sorted: Sorted,
    /// Rows and how many to skip.
    pub limit: Option<(u64, u64)>,
    pub dress: Option<Dress>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    ByDefault,
    AsAsked,
}

#[derive(Clone, Debug)]
pub struct BlockColumn {
    pub name: &'static str,
    pub kind: ColumnKind,
    /// Where rows are chosen.
    pub inner: Sql,
    /// Where they are dressed.
    pub outer: Sql,
}

impl BlockColumn {
    pub fn same(name: &'static str, kind: ColumnKind, expr: Sql) -> BlockColumn {
        BlockColumn { name, kind, inner: expr.clone(), outer: expr }
    }
}

/// A key to sort by: inside the part that chooses rows, and outside, where they are dressed.
#[derive(Clone, Debug)]
pub struct Order {
    pub inner: Sql,
    pub outer: Sql,
    pub direction: Direction,
}

impl Order {
    pub fn same(expr: Sql, direction: Direction) -> Order {
        Order { inner: expr.clone(), outer: expr, direction }
    }
}

/// Choose rows by id first, then fetch what is shown of the few that were chosen. Without it SQLite
/// computes every column of every row before it sorts.
#[derive(Clone, Debug)]
pub struct Dress {
    /// The id where rows are chosen.
    pub id: Sql,
    /// What must be carried out from there.
    pub carry: Vec<(&'static str, Sql)>,
    /// ` CROSS JOIN people e ON e.id = k.id`
    pub join: Sql,
    /// The bound within which what was found by text is ranked.
    pub newest: Option<Newest>,
    /// Kinds of rows, of which an index has each in order, and not all.
    pub apart: Option<Apart>,
}

/// A finished statement.
#[derive(Clone, Debug)]
pub struct Statement {
    pub sql: Sql,
    pub columns: Vec<Column>,
    /// How many of them, at the end, are there only because someone asked for them beside the query.
    pub added: usize,
    /// What each row is one of; `None` for groups, pairs and counts.
    pub source: Option<Source>,
    /// Rows to show when the limit was ours and not the query's: one more is fetched to know of a cut.
    pub default_limit: Option<u64>,
    /// How many rows are looked for to be ranked, where that is asked. Behind the columns of each row stands how many were
    /// found, and how many of these are copies.
    pub ranked: Option<u64>,
}

/// Compiles a whole query. `default_limit` holds for lists that set none themselves; the columns `also` are
/// shown wherever the rows have them.
pub fn statement(
    compiler: &mut Compiler,
    selection: &Selection,
    default_limit: Option<u64>,
    also: &[&'static str],
) -> Statement {
    let mut block = block(compiler, selection);
    let hidden = also.iter().filter(|name| !block.shown.contains(name));
    let hidden: Vec<_> = hidden.filter(|name| block.columns.iter().any(|column| column.name == **name)).collect();
    let added = hidden.len();
    block.shown.extend(hidden);
    let is_list = matches!(block.shape, Shape::Listing { .. });
    let is_cut = selection.steps.iter().any(|step| matches!(step, Step::Top { .. } | Step::Limit { .. }));
    let default_limit = default_limit.filter(|_| is_list && !is_cut && block.limit.is_none());
    if let Some(limit) = default_limit {
        block.limit = Some((limit.saturating_add(1), 0));
    }
    let columns = block
        .shown
        .iter()
        .filter_map(|name| block.columns.iter().find(|column| column.name == *name))
        .map(|column| Column { name: column.name.to_owned(), kind: column.kind })
        .collect();
    let source = match block.shape {
        Shape::Listing { source, .. } => Some(source),
        _ => None,
    };
    let ranked = ranked::bound(&block).map(|(_, newest)| newest.most);
    Statement { sql: render(&block, &block.shown), columns, added, source, default_limit, ranked }
}

/// The ids of a selection, as a subquery with one column `id`.
pub fn ids(compiler: &mut Compiler, selection: &Selection) -> Sql {
    let mut block = if selection.steps.is_empty() {
        listing::listing(compiler, &listing::uncounted(&selection.set), &[])
    } else {
        block(compiler, selection)
    };
    if block.limit.is_none() {
        block.order.clear();
    }
    render_ids(&block)
}

fn block(compiler: &mut Compiler, selection: &Selection) -> Block {
    // Grouping starts from the rows that the steps before it leave.
    let grouping = selection.steps.iter().position(|step| matches!(step, Step::By { .. } | Step::Pairs));
    let (mut block, rest) = match grouping {
        None if selection.steps == [Step::Count] => {
            (listing::listing(compiler, &listing::uncounted(&selection.set), &selection.steps), &selection.steps[..])
        }
        None => (listing::listing(compiler, &selection.set, &selection.steps), &selection.steps[..]),
        Some(at) => {
            let set = narrowed(&selection.set, &selection.steps[..at]);
            let block = match &selection.steps[at] {
                Step::By { buckets, fill } => groups::groups(compiler, &set, buckets, *fill),
                _ => pairs::pairs(compiler, &set),
            };
            (block, &selection.steps[at + 1..])
        }
    };
    for step in rest {
        block = apply(block, step);
    }
    block
}

/// A set with the steps that came before a grouping folded into it.
fn narrowed(set: &Set, steps: &[Step]) -> Set {
    let mut set = set.clone();
    if steps.iter().all(|step| matches!(step, Step::Select(_) | Step::Snippet(_) | Step::Sort(_))) {
        return set;
    }
    let inner = Box::new(Selection { set: set.clone(), steps: steps.to_vec() });
    if set.source == Source::Documents {
        set.documents = Tree::and([set.documents, Tree::Leaf(OfDocument::Among(inner))]);
    } else {
        set.own = Tree::and([set.own, Tree::Leaf(OfRow::Among(inner))]);
    }
    set
}

fn apply(block: Block, step: &Step) -> Block {
    let mut block = match step {
        Step::Select(_) | Step::Snippet(_) => block,
        Step::Count => block, // counts ids up to the limit, and fetches nothing of their rows
        _ if block.limit.is_some() => wrap(block),
        _ => block,
    };
    match step {
        Step::Where { column, comparison, value } => {
            if let Some(column) = block.columns.iter().find(|known| known.name == *column) {
                let filter = compare(&column.inner, *comparison, value);
                block.filters.push(filter);
            }
        }
        Step::Sort(keys) => {
            let mut order: Vec<Order> = keys.iter().filter_map(|key| sort_key(&block, key)).collect();
            order.append(&mut block.order); // the default order breaks ties, so that pages are stable
            block.order = order;
            block.sorted = Sorted::AsAsked;
        }
        Step::Top { count, per: None } => {
            if block.sorted == Sorted::ByDefault {
                block.order = block.best_first.clone();
            }
            block.limit = Some((*count, 0));
        }
        Step::Top { count, per: Some(bucket) } => block = top_per(block, *count, bucket.name()),
        Step::Limit { count, offset } => block.limit = Some((*count, *offset)),
        Step::Select(names) => block.shown = names.clone(),
        Step::Snippet(_) => {
            // A quotation is its own context: shown twice it would leave no room for either.
            block.shown.retain(|name| *name != "text");
            block.shown.push("snippet");
        }
        Step::Count => block = count(&block),
        Step::By { .. } | Step::Pairs => {} // the resolver lets at most one through, and it comes first
    }
    block
}

fn compare(expr: &Sql, comparison: Comparison, value: &Param) -> Sql {
    let mut out = Sql::default();
    if comparison == Comparison::Contains {
        // In its own collation, of which each dialect folds ASCII letters alone.
        out.push(Word::Place).push("lower(CAST(").append(expr).push(" AS TEXT)), ");
        out.bind(lower(value)).push(") > 0");
        return out;
    }
    out.push("(").append(expr).push(match comparison {
        Comparison::Equal => ") = ",
        Comparison::NotEqual => ") IS DISTINCT FROM ",
        Comparison::Less => ") < ",
        Comparison::LessOrEqual => ") <= ",
        Comparison::Greater => ") > ",
        _ => ") >= ",
    });
    out.bind(value.clone());
    out
}

fn lower(value: &Param) -> Param {
    match value {
        Param::Text(text) => Param::Text(text.to_ascii_lowercase()),
        number => number.clone(),
    }
}

fn sort_key(block: &Block, key: &Key) -> Option<Order> {
    let column = block.columns.iter().find(|column| column.name == key.column)?;
    let wrapped = |expr: &Sql| match column.kind {
        ColumnKind::Text | ColumnKind::Codes | ColumnKind::Elastic => {
            sql![Word::Caseless, "(", expr, ")", Word::CaselessEnd]
        }
        _ => sql!["(", expr, ")"],
    };
    Some(Order { inner: wrapped(&column.inner), outer: wrapped(&column.outer), direction: key.direction })
}

/// The block as a table `t` with its columns by name and its order as `o0`, `o1` …
pub fn wrap(block: Block) -> Block {
    let kept = names_kept(&block);
    let mut inner = Sql::of("(");
    inner.append(&render_with_order(&block, &kept, &Sql::default())).push(") t");
    rewrapped(block, inner, Vec::new())
}

/// The first `count` rows of each bucket.
fn top_per(block: Block, count: u64, bucket: &'static str) -> Block {
    let mut block = block;
    let by_default = block.sorted == Sorted::ByDefault;
    let within = if by_default { block.best_first.clone() } else { block.order.clone() };
    let Some(column) = block.columns.iter().find(|column| column.name == bucket) else { return block };
    let mut number = Sql::of(", row_number() OVER (PARTITION BY ");
    number.append(&column.outer).push(" ORDER BY ");
    push_order(&mut number, &within, if block.dress.is_some() { Side::Outer } else { Side::Inner });
    number.push(") AS n");
    if by_default {
        // Buckets stay in their order, and inside each the best comes first.
        let first = block.order.first().cloned();
        block.order = first.into_iter().chain(within).collect();
    }
    let kept = names_kept(&block);
    let mut inner = Sql::of("(");
    inner.append(&render_with_order(&block, &kept, &number)).push(") t");
    let mut filter = sql!["t.n <= "];
    filter.bind(i64::try_from(count).unwrap_or(i64::MAX));
    rewrapped(block, inner, vec![filter])
}

fn names_kept(block: &Block) -> Vec<&'static str> {
    block.columns.iter().map(|column| column.name).collect()
}

fn rewrapped(block: Block, from: Sql, filters: Vec<Sql>) -> Block {
    let columns = block
        .columns
        .iter()
        .map(|column| BlockColumn::same(column.name, column.kind, sql!["t.\"", column.name, "\""]))
        .collect();
    let order: Vec<Order> = block
        .order
        .iter()
        .zip(ORDER_NAMES)
        .map(|(order, name)| Order::same(sql!["t.", *name], order.direction))
        .collect();
    Block {
        shape: block.shape,
        columns,
        shown: block.shown,
        from,
        filters,
        best_first: order.clone(),
        order,
        sorted: block.sorted,
        limit: None,
        dress: None,
    }
}

pub const ORDER_NAMES: &[&str] = &["o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9", "o10", "o11"];

fn count(block: &Block) -> Block {
    let mut from = Sql::of("(");
    let mut plain = block.clone();
    plain.order.clear(); // so many rows are so many in any order
    from.append(&render_ids(&plain)).push(") t");
    let columns = names(&Shape::Counted)
        .into_iter()
        .map(|(name, kind)| BlockColumn::same(name, kind, Sql::of("count(*)")))
        .collect();
    Block {
        shape: Shape::Counted,
        columns,
        shown: vec!["count"],
        from,
        filters: Vec::new(),
        order: Vec::new(),
        best_first: Vec::new(),
        sorted: Sorted::ByDefault,
        limit: None,
        dress: None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Inner,
    Outer,
}

fn push_order(out: &mut Sql, order: &[Order], side: Side) {
    for (i, key) in order.iter().enumerate() {
        if i > 0 {
            out.push(", ");
        }
        out.append(if side == Side::Inner { &key.inner } else { &key.outer });
        out.push(key.direction.word());
    }
}

pub fn push_tail(out: &mut Sql, block: &Block) {
    if !block.order.is_empty() {
        out.push(" ORDER BY ");
        push_order(out, &block.order, Side::Inner);
    }
    push_limit(out, block);
}

pub fn push_limit(out: &mut Sql, block: &Block) {
    if let Some((count, offset)) = block.limit {
        out.push(" LIMIT ").bind(i64::try_from(count).unwrap_or(i64::MAX));
        if offset > 0 {
            out.push(" OFFSET ").bind(i64::try_from(offset).unwrap_or(i64::MAX));
        }
    }
}

fn select_list(out: &mut Sql, block: &Block, shown: &[&'static str]) {
    let columns = shown.iter().filter_map(|name| block.columns.iter().find(|column| column.name == *name));
    for (i, column) in columns.enumerate() {
        if i > 0 {
            out.push(", ");
        }
        out.append(&column.outer).push(" AS \"").push(column.name).push("\"");
    }
}

/// The statement that gives these columns and, where it has a bound, how many rows were ranked.
pub fn render(block: &Block, shown: &[&'static str]) -> Sql {
    let mut out = Sql::of("SELECT ");
    select_list(&mut out, block, shown);
    if ranked::bound(block).is_some() {
        out.append(&ranked::counts());
    }
    out.push(" FROM ");
    match &block.dress {
        None => {
            out.append(&block.from).filters(&block.filters);
            push_tail(&mut out, block);
        }
        Some(dress) => {
            out.push("(").append(&chosen(block, dress)).push(") k").append(&dress.join);
            if !block.order.is_empty() {
                out.push(" ORDER BY ");
                push_order(&mut out, &block.order, Side::Outer);
            }
        }
    }
    out
}

/// The part that chooses rows: their ids and what is carried with them.
fn chosen(block: &Block, dress: &Dress) -> Sql {
    if let Some((dress, newest)) = ranked::bound(block) {
        return ranked::best(block, dress, newest);
    }
    if let Some(of_each) = apart::first_of_each(block, dress) {
        return of_each;
    }
    let mut out = Sql::of("SELECT ");
    out.append(&dress.id).push(" AS id");
    for (name, expr) in &dress.carry {
        out.push(", ").append(expr).push(" AS ").push(name);
    }
    out.push(" FROM ").append(&block.from).filters(&block.filters);
    if block.limit.is_some() {
        push_tail(&mut out, block);
    }
    out
}

/// As `render`, with the order's keys as columns and something more behind them.
fn render_with_order(block: &Block, shown: &[&'static str], more: &Sql) -> Sql {
    let mut out = Sql::of("SELECT ");
    select_list(&mut out, block, shown);
    let side = if block.dress.is_some() { Side::Outer } else { Side::Inner };
    for (key, name) in block.order.iter().zip(ORDER_NAMES) {
        out.push(", ").append(if side == Side::Outer { &key.outer } else { &key.inner }).push(" AS ").push(name);
    }
    out.append(more).push(" FROM ");
    match &block.dress {
        None => {
            out.append(&block.from).filters(&block.filters);
            if block.limit.is_some() {
                push_tail(&mut out, block);
            }
        }
        Some(dress) => {
            out.push("(").append(&chosen(block, dress)).push(") k").append(&dress.join);
        }
    }
    out
}

fn render_ids(block: &Block) -> Sql {
    if let Some((dress, newest)) = ranked::bound(block) {
        return sql![
            "SELECT id FROM (",
            ranked::best(block, dress, &Newest { snippet: None, ..newest.clone() }),
            ") t"
        ];
    }
    let mut out = Sql::of("SELECT ");
    if let Some(dress) = block.dress.as_ref().filter(|_| block.order.is_empty() || block.limit.is_some()) {
        // Carried values are computed only where the order asks for them.
        let score = dress.carry.iter().find(|(name, _)| *name == "score" && !block.order.is_empty());
        out.append(&dress.id).push(" AS id");
        if let Some((name, expr)) = score {
            out.push(", ").append(expr).push(" AS ").push(name);
        }
        out.push(" FROM ").append(&block.from).filters(&block.filters);
        push_tail(&mut out, block);
        return if score.is_some() { sql!["SELECT id FROM (", out, ") t"] } else { out };
    }
    match block.columns.iter().find(|column| column.name == "id") {
        Some(id) => out.append(&id.inner).push(" AS id"),
        None => out.push("1 AS id"),
    };
    out.push(" FROM ").append(&block.from).filters(&block.filters);
    push_tail(&mut out, block);
    out
}

/// The columns of a shape that is no listing, each with its expression.
pub fn columns_of(shape: &Shape, expr: impl Fn(&'static str) -> Sql) -> Vec<BlockColumn> {
    names(shape).into_iter().map(|(name, kind)| BlockColumn::same(name, kind, expr(name))).collect()
}

/// Whether a listing of these steps shows words around the hit.
pub fn has_snippet(steps: &[Step]) -> Snippet {
    if steps.iter().any(|step| matches!(step, Step::Snippet(_))) { Snippet::Present } else { Snippet::Absent }
}
