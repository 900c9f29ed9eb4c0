//! Lists: rows of a source as they are.

use super::blocks::{Block, BlockColumn, Dress, Order, Sorted, has_snippet};
use super::columns::{Counts, Shape, expression, names};
use super::documents::{self, ByDay, Need, Row};
use super::links::{Link, kind_word, link, table};
use super::ranked::{self, Newest};
use super::{Compiler, Polarity, apart, rows};
use crate::lang::fields::{Shown, Source};
use crate::query::dialect::{TextIndex, Word};
use crate::query::plan::{Direction, OfRow, Set, Step, Tree};
use crate::query::sql::{Sql, sql};
use crate::query::text::Match;

/// Words of a snippet that names no number.
pub const SNIPPET_WORDS: u32 = 16;

/// The rows of a set. The steps say which columns are needed early.
pub fn listing(compiler: &mut Compiler, set: &Set, steps: &[Step]) -> Block {
    let mut block = match set.source {
        Source::Documents => of_documents(compiler, set, steps),
        Source::Quotes => of_quotes(compiler, set, steps),
        _ => of_entities(compiler, set, steps),
    };
    // What rows are compared or sorted by is worth seeing.
    let columns = set.source.info().columns.iter();
    let shown = columns.filter(|c| c.shown == Shown::Always || orders_by(steps, c.name));
    block.shown = shown.map(|c| c.name).collect();
    block
}

fn of_documents(compiler: &mut Compiler, set: &Set, steps: &[Step]) -> Block {
    let reorders = steps.iter().any(|step| matches!(step, Step::Where { .. } | Step::Sort(_)));
    let need = match () {
        () if reorders => Need::Table,
        () if documents::has_text_driver(&set.documents) => Need::Id,
        () => Need::Day,
    };
    let mut walk = documents::walk(compiler, &set.documents, need);
    compiler.why.push(walk.why.clone());
    // Counting needs no row of `documents`, and no order.
    let streams = walk.by_day == ByDay::InOrder && !reorders && !matches!(steps, [Step::Count]);
    if streams && !walk.has_table {
        walk.from.push(Word::Join).push("documents d ON d.id = ").push(walk.row.id);
    }
    let mut carry = Vec::new();
    let mut order = Vec::new();
    let rank = walk.text.clone().map(|text| sql![Word::Rank(TextIndex::Documents, text)]);
    if let Some(rank) = &rank {
        carry.push(("score", rank.clone()));
        order.push(Order { inner: sql!["score"], outer: sql!["k.score"], direction: Direction::Descending });
    } else {
        order.push(Order { inner: sql![walk.row.day], outer: sql!["d.day"], direction: Direction::Descending });
    }
    order.push(Order { inner: sql![walk.row.id], outer: sql!["d.id"], direction: Direction::Descending });
    if let Some(words) = snippet_words(steps)
        && walk.text.is_some()
    {
        carry.push(("snippet", sql![Word::Snippet(TextIndex::Documents, words)]));
    }
    let columns = columns(set.source, steps, rank.as_ref(), |name| match name {
        "rank" if rank.is_some() => sql!["k.score"],
        "snippet" if rank.is_some() => sql!["k.snippet"],
        "snippet" => beginning("d.body", steps),
        name => expression(Source::Documents, name, Counts::Stored),
    });
    let newest = walk.text.filter(|_| !reorders).map(|text| Newest {
        index: TextIndex::Documents,
        text,
        snippet: snippet_words(steps),
        most: ranked::most(compiler, &set.documents),
        copies: ranked::copies_among(&walk.filters, walk.row.id),
    });
    let join = sql![Word::Join, "documents d ON d.id = k.id"];
    let dress = Dress { id: sql![walk.row.id], carry, join, newest, apart: None };
    finish(set.source, steps, columns, walk.from, walk.filters, order, (!streams).then_some(dress))
}

fn of_quotes(compiler: &mut Compiler, set: &Set, steps: &[Step]) -> Block {
    let driving = set.own.conjuncts().iter().position(|part| matches!(part, Tree::Leaf(OfRow::Text(_))));
    let text: Option<&Match> = driving.and_then(|at| match &set.own.conjuncts()[at] {
        Tree::Leaf(OfRow::Text(text)) => Some(text),
        _ => None,
    });
    let mut from = Sql::default();
    let mut filters = Vec::new();
    let mut carry = Vec::new();
    let mut order = Vec::new();
    let rank = text.map(|text| sql![Word::Rank(TextIndex::Quotes, text.clone())]);
    let by_speaker = set.own.conjuncts().iter().any(|part| matches!(part, Tree::Leaf(OfRow::Speaker { .. })));
    if let Some(text) = text {
        let by_number = Word::By("quotes_facts");
        from.append(&sql!["quotes_fts", Word::Join, "quotes e", by_number, " ON e.id = quotes_fts.rowid"]);
        filters.push(sql![Word::Holds(TextIndex::Quotes, text.clone())]);
        carry.push(("score", sql![Word::Rank(TextIndex::Quotes, text.clone())]));
        order.push(Order { inner: sql!["score"], outer: sql!["k.score"], direction: Direction::Descending });
        if let Some(words) = snippet_words(steps) {
            carry.push(("snippet", sql![Word::Snippet(TextIndex::Quotes, words)]));
        }
        compiler.why.push("the text index of the quotes drives".to_owned());
    } else if !set.documents.asks_nothing() && !by_speaker {
        let walk = documents::walk(compiler, &set.documents, Need::Id);
        compiler.why.push(walk.why);
        from.append(&walk.from).append(&sql![Word::Join, "quotes e ON e.document = ", walk.row.id]);
        filters.extend(walk.filters);
    } else {
        from.push("quotes e");
        compiler
            .why
            .push(if by_speaker { "the speaker's quotes drive" } else { "the quotes drive, newest first" }.to_owned());
    }
    let is_walked = text.is_none() && !by_speaker && !set.documents.asks_nothing();
    if !set.documents.is_all() && !is_walked {
        if !set.documents.asks_nothing() {
            from.push(Word::Join).push("documents d ON d.id = e.document");
        }
        let row = Row { id: "e.document", day: "e.day" };
        let parts = set.documents.conjuncts().iter();
        filters.extend(parts.map(|part| documents::condition(compiler, part, row, Polarity::Plain)));
    }
    for (at, part) in set.own.conjuncts().iter().enumerate() {
        if text.is_none() || driving != Some(at) {
            filters.push(rows::condition(compiler, Source::Quotes, part, Polarity::Plain));
        }
    }
    order.push(Order::same(sql!["e.day"], Direction::Descending));
    order.push(Order::same(sql!["e.id"], Direction::Descending));
    let columns = columns(set.source, steps, rank.as_ref(), |name| match name {
        "rank" if text.is_some() => sql!["k.score"],
        "snippet" if text.is_some() => sql!["k.snippet"],
        "snippet" => beginning("e.text", steps),
        name => expression(Source::Quotes, name, Counts::Stored),
    });
    let join = sql![Word::Join, "quotes e ON e.id = k.id"];
    let reorders = steps.iter().any(|step| matches!(step, Step::Where { .. } | Step::Sort(_)));
    let newest = text.filter(|_| !reorders).map(|text| Newest {
        index: TextIndex::Quotes,
        text: text.clone(),
        snippet: snippet_words(steps),
        most: ranked::most_quotes(set),
        copies: ranked::copies_among(&filters, "e.document"),
    });
    let dress = Dress { id: sql!["e.id"], carry, join, newest, apart: None };
    finish(set.source, steps, columns, from, filters, order, Some(dress))
}

/// The same rows where nobody looks at what is counted of them: all entities are there, in whatever documents.
pub fn uncounted(set: &Set) -> Set {
    let is_entity = link(set.source).is_some();
    let documents = if is_entity && set.documents.asks_nothing() { Tree::all() } else { set.documents.clone() };
    Set { documents, ..set.clone() }
}

fn of_entities(compiler: &mut Compiler, set: &Set, steps: &[Step]) -> Block {
    let source = set.source;
    let counts = match () {
        () if set.documents.is_all() => Counts::Stored,
        () if set.documents.asks_nothing() => Counts::StoredOnce,
        () => Counts::Gathered,
    };
    let mut from = Sql::default();
    let mut filters = Vec::new();
    let mut carry = Vec::new();
    let mut kinds = None;
    // The first of what is counted are chosen by what was counted alone: only their own rows are read.
    let is_cut = |step: &Step| matches!(step, Step::Top { per: None, .. } | Step::Limit { .. });
    let chosen_by_count =
        counts == Counts::Gathered && source != Source::Events && !steps.is_empty() && steps.iter().all(is_cut);
    if let (Counts::Gathered, Some(link)) = (counts, link(source)) {
        from = gathered(compiler, set, &link, steps);
        if !chosen_by_count {
            from.append(&sql![Word::Join, table(source), " e ON e.id = k.id"]);
        }
        carry = ["docs", "mentions", "first", "last"].map(|name| (name, sql!["k.", name])).to_vec();
        if names_column(steps, "lift") {
            carry.push(("size", sql!["k.size"]));
        }
    } else {
        from.push(table(source)).push(" e");
        let why = if set.own.is_all() {
            "all rows are read, the most reported first"
        } else {
            "what the rows must be like drives"
        };
        compiler.why.push(if source == Source::Events { "the events' own indexes drive" } else { why }.to_owned());
        if !set.named.is_empty() {
            let mut not_named = sql!["e.id NOT IN "];
            not_named.list(set.named.iter().copied());
            filters.push(not_named);
        }
    }
    if counts != Counts::Gathered {
        kinds = apart::kinds(compiler, set, filters.len());
        for part in set.own.conjuncts() {
            filters.push(rows::condition(compiler, source, part, Polarity::Plain));
        }
        if source != Source::Countries {
            // What was merged into another has no documents left.
            // With the plus it is no reason to read them in the order of this count.
            filters.push(sql![if counts == Counts::Stored { "e.documents > 0" } else { "+e.documents > 0" }]);
        }
    }
    let id = sql![if chosen_by_count { "k.id" } else { "e.id" }];
    let order = if source == Source::Events {
        vec![Order::same(sql!["e.day"], Direction::Descending), Order::same(sql!["e.id"], Direction::Descending)]
    } else {
        vec![
            Order::same(expression(source, "docs", counts), Direction::Descending),
            Order { inner: id.clone(), outer: sql!["e.id"], direction: Direction::Ascending },
        ]
    };
    let columns = columns(source, steps, None, |name| match name {
        "lift" if counts == Counts::Gathered && set.documents.counts_once() => {
            let copies = sql!["(SELECT count(*) FROM (", documents::copy_ids(), ") y)"];
            lift("e.documents_once", sql!["(", all_documents(), " - ", copies, ")"])
        }
        "lift" if counts == Counts::Gathered => lift("e.documents", all_documents()),
        "lift" => {
            sql!["CASE WHEN ", expression(source, "docs", counts), " >= 3 THEN ", REAL_ONE, " END"]
        }
        "snippet" => sql!["NULL"],
        "role" if source == Source::People => role(&set.own),
        name => expression(source, name, counts),
    });
    let join = sql![Word::Join, table(source), " e ON e.id = k.id"];
    let dress = Dress { id, carry, join, newest: None, apart: kinds };
    finish(source, steps, columns, from, filters, order, Some(dress))
}

/// One, as a number with a point: what is multiplied with it is no longer divided as a whole one.
const REAL_ONE: &str = "CAST(1 AS DOUBLE PRECISION)";

fn all_documents() -> Sql {
    sql!["(SELECT count(*) FROM documents", Word::By("documents_day"), ")"]
}

/// How much more often than in the whole archive, where an entity is in so many of so many documents.
fn lift(documents: &'static str, of: Sql) -> Sql {
    let mut lift = sql!["CASE WHEN k.docs >= 3 THEN (k.docs * ", REAL_ONE, " / k.size) / "];
    lift.append(&sql!["(", documents, " * ", REAL_ONE, " / ", of, ") END"]);
    lift
}

/// The post to speak of: one that was asked for, else the one that stands best and was told last.
fn role(own: &Tree<OfRow>) -> Sql {
    let mut asked = Vec::new();
    posts(own, &mut asked);
    let mut out = Sql::of("(SELECT post FROM roles WHERE person = e.id ORDER BY ");
    if !asked.is_empty() {
        out.push("standing <> 'doubtful' AND post").among(&asked).push(Word::Descending).push(", ");
    }
    for key in ["standing", "last_day", "id"] {
        out.push(key).push(Word::Descending).push(if key == "id" { " LIMIT 1)" } else { ", " });
    }
    out
}

/// The posts that a condition asks for without denying them.
fn posts(own: &Tree<OfRow>, asked: &mut Vec<String>) {
    match own {
        Tree::And(parts) | Tree::Or(parts) => parts.iter().for_each(|part| posts(part, asked)),
        Tree::Leaf(OfRow::Post { posts, .. }) => asked.extend(posts.iter().cloned()),
        Tree::Not(_) | Tree::Leaf(_) => {}
    }
}

/// `k`: the entities of a set of documents, with what is counted of them there.
fn gathered(compiler: &mut Compiler, set: &Set, link: &Link, steps: &[Step]) -> Sql {
    let mut out =
        sql!["(SELECT l.", link.column, " AS id, count(*) AS docs, CAST(sum(l.mentions) AS BIGINT) AS mentions, "];
    out.push("min(l.day) AS first, max(l.day) AS last");
    if names_column(steps, "lift") {
        let whole = documents::walk(compiler, &set.documents, Need::Id);
        out.push(", (SELECT count(*) FROM ").append(&whole.from).filters(&whole.filters).push(") AS size");
    }
    let (from, filters) = reports(compiler, set, link);
    out.push(" FROM ").append(&from).filters(&filters);
    out.append(&sql![" GROUP BY l.", link.column, ") k"]);
    out
}

/// `l`: each document of a set with each entity of it that the set lets through.
///
/// The documents drive where something rare is asked of them; else the entities do, whose links are
/// in order of day.
pub fn reports(compiler: &mut Compiler, set: &Set, link: &Link) -> (Sql, Vec<Sql>) {
    let mut filters = Vec::new();
    let mut from;
    if documents::has_rare_driver(compiler, &set.documents) || (set.own.is_all() && !set.documents.asks_nothing()) {
        let walk = documents::walk(compiler, &set.documents, Need::Id);
        compiler.why.push(walk.why.clone());
        from = walk.from;
        filters = walk.filters;
        from.append(&sql![Word::Join, link.table, " l ON l.document = ", walk.row.id]);
        if !set.own.is_all() {
            from.append(&sql![Word::Join, link.entities, " e ON e.id = l.", link.column]);
        }
    } else {
        compiler.why.push("what the rows must be like drives: nothing rarer is asked of the documents".to_owned());
        from = match set.own.is_all() {
            true => sql![link.table, " l", Word::By(link.index)],
            false => sql![link.entities, " e", Word::Join, link.table, " l ON l.", link.column, " = e.id"],
        };
        if documents::wants_table(&set.documents) {
            from.push(Word::Join).push("documents d ON d.id = l.document");
        }
        if !set.documents.is_all() {
            let row = Row { id: "l.document", day: "l.day" };
            filters.push(documents::condition(compiler, &set.documents, row, Polarity::Plain));
        }
    }
    if !set.own.is_all() {
        filters.push(own_condition(compiler, set));
    }
    if !set.named.is_empty() {
        let mut not_named = sql!["l.", link.column, " NOT IN "];
        not_named.list(set.named.iter().copied());
        filters.push(not_named);
    }
    filters.extend(set.beside.iter().map(|entities| beside(set.source, link, entities)));
    (from, filters)
}

/// What the rows themselves must be like, of `e`.
pub fn own_condition(compiler: &mut Compiler, set: &Set) -> Sql {
    rows::condition(compiler, set.source, &set.own, Polarity::Plain)
}

/// `l` is named in a sentence that names one of these too.
pub fn beside(source: Source, link: &Link, entities: &crate::query::plan::Entities) -> Sql {
    let kind = source.entity().map_or("event", kind_word);
    let mut out = sql![
        "EXISTS (SELECT 1 FROM mentions m JOIN mentions n ON n.document = m.document AND n.sentence = m.sentence WHERE m.document = l.document AND m.kind = '",
        kind,
        "' AND m.entity = l.",
        link.column,
        " AND "
    ];
    out.append(&documents::mention_is("n", entities)).push(")");
    out
}

fn finish(
    source: Source,
    steps: &[Step],
    columns: Vec<BlockColumn>,
    from: Sql,
    filters: Vec<Sql>,
    order: Vec<Order>,
    dress: Option<Dress>,
) -> Block {
    Block {
        shape: Shape::Listing { source, snippet: has_snippet(steps) },
        columns,
        shown: Vec::new(),
        from,
        filters,
        best_first: order.clone(),
        order,
        sorted: Sorted::ByDefault,
        limit: None,
        dress,
    }
}

/// The columns that can be of use: `lift` and `snippet` only where a step names them, for they cost.
///
/// `rank` is what it is where rows are chosen, and not yet a column.
fn columns(source: Source, steps: &[Step], rank: Option<&Sql>, expr: impl Fn(&'static str) -> Sql) -> Vec<BlockColumn> {
    names(&Shape::Listing { source, snippet: has_snippet(steps) })
        .into_iter()
        .filter(|(name, _)| *name != "lift" || names_column(steps, name))
        .map(|(name, kind)| {
            let outer = expr(name);
            let inner = match rank {
                Some(rank) if name == "rank" => rank.clone(),
                _ => outer.clone(),
            };
            BlockColumn { name, kind, inner, outer }
        })
        .collect()
}

fn names_column(steps: &[Step], column: &str) -> bool {
    let selects = |step: &Step| matches!(step, Step::Select(names) if names.contains(&column));
    orders_by(steps, column) || steps.iter().any(selects)
}

fn orders_by(steps: &[Step], column: &str) -> bool {
    steps.iter().any(|step| match step {
        Step::Where { column: named, .. } => *named == column,
        Step::Sort(keys) => keys.iter().any(|key| key.column == column),
        _ => false,
    })
}

fn snippet_words(steps: &[Step]) -> Option<u32> {
    // FTS5 takes 64 words at most.
    steps.iter().find_map(|step| if let Step::Snippet(words) = step { Some((*words).clamp(1, 64)) } else { None })
}

/// Where nothing was searched for: how the text begins, by the usual length of words.
fn beginning(column: &'static str, steps: &[Step]) -> Sql {
    let characters = i64::from(snippet_words(steps).unwrap_or(SNIPPET_WORDS)) * 7;
    let mut out = sql!["rtrim(substr(", column, ", 1, "];
    out.bind(characters).append(&sql![")) || CASE WHEN length(", column, ") > "]);
    out.bind(characters).push(" THEN '…' ELSE '' END");
    out
}
