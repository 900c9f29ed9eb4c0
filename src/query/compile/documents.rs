//! Sets of documents: which index drives, and what is probed for each document it gives.

use super::links::{Link, kind_word, link, link_of};
use super::{Compiler, Polarity, Truth, either, tree};
use crate::query::dialect::{TextIndex, Word};
use crate::query::plan::{Days, Entities, OfDocument, Places, Selection, Tree};
use crate::query::sql::{Sql, sql};
use crate::query::text::Match;

/// Where a document's values stand inside a statement.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub id: &'static str,
    pub day: &'static str,
}

/// A set of documents as FROM and WHERE: each document once.
#[derive(Clone, Debug)]
pub struct Walk {
    pub from: Sql,
    pub filters: Vec<Sql>,
    pub row: Row,
    /// Whether it comes in order of day without a sort, when read backwards.
    pub by_day: ByDay,
    /// Whether `d` is there.
    pub has_table: bool,
    /// The text that drives it, so that rank and snippets can be had.
    pub text: Option<Match>,
    /// For `explain`: what drives, and why.
    pub why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByDay {
    InOrder,
    Unordered,
}

/// What the caller will read besides the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Id,
    /// `Row::day`
    Day,
    /// The row of `documents`, as `d`.
    Table,
}

/// The index of the documents that are copies, and of no others.
const COPIES: &str = "documents_copies";

/// Ids of the copies, in their order.
pub fn copy_ids() -> Sql {
    sql!["SELECT id FROM documents", Word::By(COPIES), " WHERE copy_of IS NOT NULL"]
}

const TABLE: Row = Row { id: "d.id", day: "d.day" };

/// Compiles a set of documents.
///
/// Positive text drives if there is any, because FTS5 cannot be probed; then the rarest entity,
/// whose index is in order of day; then sets of entities; then an index of `documents`.
pub fn walk(compiler: &mut Compiler, set: &Tree<OfDocument>, need: Need) -> Walk {
    let parts = set.conjuncts();
    let driver = choose(compiler, parts);
    let rest: Vec<&Tree<OfDocument>> =
        parts.iter().enumerate().filter(|(i, _)| driver.part != Some(*i)).map(|(_, p)| p).collect();
    let mut from = Sql::default();
    let mut filters = Vec::new();
    let (mut row, mut by_day, mut text, why) = (TABLE, ByDay::Unordered, None, driver.why);
    let mut joined = false; // whether `d` is there
    match driver.by {
        By::Text(wanted) => {
            from.push("documents_fts");
            filters.push(sql![Word::Holds(TextIndex::Documents, wanted.clone())]);
            row = Row { id: "documents_fts.rowid", day: "d.day" };
            text = Some(wanted.clone());
        }
        By::Entity(entities) => {
            let Link { table, column, index, .. } = link_of(entities.kind);
            from.push(table).push(" k").push(Word::By(index));
            let mut is = sql!["k.", column];
            is.among(&entities.ids);
            filters.push(is);
            row = Row { id: "k.document", day: "k.day" };
            by_day = ByDay::InOrder;
        }
        By::Entities(entities) => {
            let Link { table, column, index, .. } = link_of(entities.kind);
            from.append(&sql![
                "(SELECT DISTINCT x.document, x.day FROM ",
                table,
                " x",
                Word::By(index),
                " WHERE x.",
                column
            ]);
            from.among(&entities.ids).push(") k");
            row = Row { id: "k.document", day: "k.day" };
        }
        By::Has(selection) => {
            let ids = super::ids(compiler, selection);
            match link(selection.set.source) {
                Some(Link { table, column, .. }) => {
                    from.append(&sql![
                        "(SELECT DISTINCT x.document, x.day FROM ",
                        table,
                        " x WHERE x.",
                        column,
                        " IN ("
                    ]);
                    from.append(&ids).push(")) k");
                }
                None => {
                    from.push("(SELECT DISTINCT x.document, x.day FROM quotes x WHERE x.id IN (");
                    from.append(&ids).push(")) k");
                }
            }
            row = Row { id: "k.document", day: "k.day" };
        }
        By::Among(selection) => {
            from.push("(").append(&super::ids(compiler, selection)).push(") k").append(&of_table(need));
            joined = true;
        }
        By::Either(either) => {
            from.append(&either::ids(either)).append(&of_table(need));
            joined = true;
        }
        By::Index { index, .. } => {
            from.push("documents d");
            if let Some(index) = index {
                from.push(Word::By(index));
                by_day = if index == COPIES { ByDay::Unordered } else { ByDay::InOrder };
                if index == COPIES {
                    filters.push(sql!["d.copy_of IS NOT NULL"]);
                }
            }
            joined = true;
        }
    }
    let day_is_of_table = row.day == TABLE.day;
    let table_needed = need == Need::Table
        || (need == Need::Day && day_is_of_table)
        || rest.iter().any(|part| {
            wants_table(part)
                || (day_is_of_table
                    && part.any_leaf(&mut |leaf| matches!(leaf, OfDocument::Days(_) | OfDocument::Undated)))
        });
    if table_needed && !joined {
        from.push(Word::Join).push("documents d");
        if need != Need::Table {
            // What is asked of each document stands in an index; its row holds its text.
            from.push(Word::By("documents_facts"));
        }
        from.push(" ON d.id = ").push(row.id);
    }
    let has_table = table_needed || joined;
    let asks_for_copies = parts.contains(&Tree::Leaf(OfDocument::Copy));
    for part in rest {
        filters.push(match part {
            Tree::Leaf(OfDocument::Mentions(entities)) if text.is_some() && is_listed(entities) => {
                listed(entities, row)
            }
            Tree::Leaf(OfDocument::Text(wanted)) if text.is_none() && asks_for_copies => {
                let holds = Word::Holds(TextIndex::Documents, wanted.clone());
                sql![
                    "EXISTS (SELECT 1 FROM documents_fts WHERE ",
                    holds,
                    " AND documents_fts.rowid = ",
                    row.id,
                    ") IS TRUE"
                ]
            }
            part => condition(compiler, part, row, Polarity::Plain),
        });
    }
    Walk { from, filters, row, by_day, has_table, text, why }
}

/// What is asked of the document `k`. Where that stands in an index the row, which holds the text, is not read.
fn of_table(need: Need) -> Sql {
    let mut out = sql![Word::Join, "documents d"];
    if need != Need::Table {
        out.push(Word::By("documents_facts"));
    }
    out.push(" ON d.id = k.id");
    out
}

/// Documents of an entity that are listed beforehand, where a text may find very many more: to look into a short list is
/// four times as fast as to look into an index of all links.
const LISTED: i64 = 5_000;

/// Whether the documents of an entity are so few.
pub fn is_listed(entities: &Entities) -> bool {
    entities.documents <= LISTED
}

fn listed(entities: &Entities, row: Row) -> Sql {
    let Link { table, column, index, .. } = link_of(entities.kind);
    let mut out = sql!["+", row.id, " IN (SELECT x.document FROM ", table, " x", Word::By(index), " WHERE x.", column];
    out.among(&entities.ids).push(")");
    out
}

/// Whether something is asked that only the row of `documents` knows, besides its day.
pub fn wants_table(set: &Tree<OfDocument>) -> bool {
    set.any_leaf(&mut |leaf| {
        matches!(leaf, OfDocument::Lang(_) | OfDocument::Source(_) | OfDocument::Place(_) | OfDocument::Author(_))
    })
}

/// Texts of which it matters how many documents they hit: those that stand beside `or` where nothing else drives.
pub fn texts_to_count(compiler: &Compiler, set: &Tree<OfDocument>) -> Vec<Match> {
    if has_rare_driver(compiler, set) {
        return Vec::new();
    }
    let either =
        set.conjuncts().iter().filter_map(|part| if let Tree::Or(either) = part { Some(either) } else { None });
    let leaves = either.flatten().filter_map(|part| if let Tree::Leaf(leaf) = part { Some(leaf) } else { None });
    leaves.filter_map(|leaf| if let OfDocument::Text(text) = leaf { Some(text.clone()) } else { None }).collect()
}

/// Whether full text would drive.
pub fn has_text_driver(set: &Tree<OfDocument>) -> bool {
    set.conjuncts().iter().any(|part| matches!(part, Tree::Leaf(OfDocument::Text(_))))
}

/// Whether something other than an index of `documents` would drive.
pub fn has_rare_driver(compiler: &Compiler, set: &Tree<OfDocument>) -> bool {
    !matches!(choose(compiler, set.conjuncts()).by, By::Index { .. })
}

struct Driver<'p> {
    by: By<'p>,
    /// The conjunct that the driver itself answers.
    part: Option<usize>,
    why: String,
}

enum By<'p> {
    Text(&'p Match),
    /// One entity: its index is in order of day.
    Entity(&'p Entities),
    Entities(&'p Entities),
    Has(&'p Selection),
    Among(&'p Selection),
    /// Any of these.
    Either(&'p [Tree<OfDocument>]),
    Index {
        index: Option<&'static str>,
    },
}

fn choose<'p>(compiler: &Compiler, parts: &'p [Tree<OfDocument>]) -> Driver<'p> {
    let about_documents = compiler.about_documents;
    let leaves = || {
        parts
            .iter()
            .enumerate()
            .filter_map(|(i, part)| if let Tree::Leaf(leaf) = part { Some((i, leaf)) } else { None })
    };
    let asks_for_copies = leaves().any(|(_, leaf)| *leaf == OfDocument::Copy);
    let few = leaves().find_map(|(i, leaf)| match leaf {
        OfDocument::Mentions(entities) if is_listed(entities) => Some((i, entities)),
        _ => None,
    });
    for (i, leaf) in leaves() {
        if let OfDocument::Text(text) = leaf {
            // Which of the documents of an entity are copies is told soon, and of the few that are, what they say.
            if let Some((i, entities)) = few.filter(|_| asks_for_copies) {
                let why = format!("{} drives: few of its documents are copies", entities.label);
                return Driver { by: By::Entities(entities), part: Some(i), why };
            }
            let why = "the text index drives: full text cannot be probed document by document".to_owned();
            return Driver { by: By::Text(text), part: Some(i), why };
        }
    }
    let rarest = leaves()
        .filter_map(|(i, leaf)| if let OfDocument::Mentions(entities) = leaf { Some((i, entities)) } else { None })
        .min_by_key(|(_, entities)| (entities.documents, entities.ids.len()));
    // To ask a copy what it mentions takes some times as long as to ask a document whether it is a copy, of which one
    // in some dozens is.
    const ASKED: i64 = 4;
    let is_rarer = rarest.is_some_and(|(_, entities)| entities.documents.saturating_mul(ASKED) <= about_documents)
        || either::rare(compiler, parts).is_some()
        || leaves().any(|(_, leaf)| matches!(leaf, OfDocument::Among(_) | OfDocument::Has(_)));
    if let Some((i, _)) = leaves().find(|(_, leaf)| **leaf == OfDocument::Copy).filter(|_| !is_rarer) {
        let why = "the copies drive: they are few".to_owned();
        return Driver { by: By::Index { index: Some(COPIES) }, part: Some(i), why };
    }
    // Several entities give their documents in no order: where they are in much of the archive it is
    // quicker to read by date and look at each.
    const FREQUENT: i64 = 8;
    let is_frequent =
        |entities: &Entities| entities.ids.len() > 1 && entities.documents.saturating_mul(FREQUENT) > about_documents;
    if let Some((i, entities)) = rarest.filter(|(_, entities)| !is_frequent(entities)) {
        let label = &entities.label;
        let count = entities.documents;
        let mentioned = leaves().filter(|(_, leaf)| matches!(leaf, OfDocument::Mentions(_))).count();
        let rarest = if mentioned > 1 { "the rarest of what is mentioned, " } else { "" };
        let order = if entities.ids.len() == 1 { "read newest first" } else { "then sorted" };
        let why = format!("{label} drives: {rarest}{count} documents, {order}");
        let by = if entities.ids.len() == 1 { By::Entity(entities) } else { By::Entities(entities) };
        return Driver { by, part: Some(i), why };
    }
    if let Some((i, either)) = either::rare(compiler, parts) {
        let why = "what stands beside or drives: the documents of either part are few".to_owned();
        return Driver { by: By::Either(either), part: Some(i), why };
    }
    for (i, leaf) in leaves() {
        match leaf {
            OfDocument::Among(selection) => {
                let why = "the inner query drives: its documents are read one by one".to_owned();
                return Driver { by: By::Among(selection), part: Some(i), why };
            }
            OfDocument::Has(selection) => {
                let why = "the inner query drives: the documents of what it gives are read".to_owned();
                return Driver { by: By::Has(selection), part: Some(i), why };
            }
            _ => {}
        }
    }
    let (index, what) = leaves()
        .find_map(|(_, leaf)| match leaf {
            OfDocument::Newer(_) => Some((None, "the documents' ids drive: only new ones are read")),
            OfDocument::Source(sources) if sources.ids.len() == 1 => {
                Some((Some("documents_source"), "the source's documents drive, newest first"))
            }
            OfDocument::Place(places) if places.ids.len() == 1 && places.countries.is_empty() => {
                Some((Some("documents_place"), "the place's documents drive, newest first"))
            }
            OfDocument::Lang(langs) if langs.len() == 1 => {
                Some((Some("documents_lang"), "the language's documents drive, newest first"))
            }
            _ => None,
        })
        .unwrap_or((Some("documents_day"), "the date index drives: nothing rarer is asked for"));
    Driver { by: By::Index { index }, part: None, why: what.to_owned() }
}

/// A condition on the document at `row`. `d` must be there for what only `documents` knows.
pub fn condition(compiler: &mut Compiler, set: &Tree<OfDocument>, row: Row, polarity: Polarity) -> Sql {
    tree(set, polarity, &mut |leaf, polarity| {
        let mut sql = probe(compiler, leaf, row);
        if polarity == Polarity::Plain && is_look_up(leaf) {
            // Of an EXISTS that stands alone SQLite makes a join, and may read the document's row before it.
            sql.push(" IS TRUE");
        }
        polarity.settle(sql, truth(leaf))
    })
}

/// That the document of this id is a copy: a look into a small index.
pub fn is_copy(id: &'static str) -> Sql {
    sql![
        "EXISTS (SELECT 1 FROM documents again",
        Word::By(COPIES),
        " WHERE again.id = ",
        id,
        " AND again.copy_of IS NOT NULL)"
    ]
}

fn truth(leaf: &OfDocument) -> Truth {
    match leaf {
        OfDocument::Days(_)
        | OfDocument::Lang(_)
        | OfDocument::Source(_)
        | OfDocument::Place(_)
        | OfDocument::Author(_) => Truth::MayBeUnknown,
        _ => Truth::Known,
    }
}

/// Whether the condition is an EXISTS.
fn is_look_up(leaf: &OfDocument) -> bool {
    matches!(
        leaf,
        OfDocument::Mentions(_)
            | OfDocument::Together(_)
            | OfDocument::EventKind(_)
            | OfDocument::Copy
            | OfDocument::Has(_)
    )
}

fn probe(compiler: &mut Compiler, leaf: &OfDocument, row: Row) -> Sql {
    let mut out = Sql::default();
    match leaf {
        OfDocument::Mentions(entities) => {
            let Link { table, column, .. } = link_of(entities.kind);
            out = sql!["EXISTS (SELECT 1 FROM ", table, " x WHERE x.document = ", row.id, " AND x.", column];
            out.among(&entities.ids).push(")");
        }
        OfDocument::Together(all) => {
            for (i, entities) in all.iter().enumerate() {
                if i == 0 {
                    out = sql!["EXISTS (SELECT 1 FROM mentions m WHERE m.document = ", row.id, " AND "];
                    out.append(&mention_is("m", entities));
                } else {
                    out.push(" AND EXISTS (SELECT 1 FROM mentions n WHERE n.document = m.document AND n.sentence = m.sentence AND ");
                    out.append(&mention_is("n", entities)).push(")");
                }
            }
            out.push(")");
        }
        OfDocument::Text(text) => {
            // The unary plus keeps SQLite from reading documents in the order of this list.
            let holds = Word::Holds(TextIndex::Documents, text.clone());
            out = sql!["+", row.id, " IN (SELECT rowid FROM documents_fts WHERE ", holds, ")"];
        }
        OfDocument::Days(days) => out = within(row.day, *days),
        OfDocument::Undated => out = sql![row.day, " IS NULL"],
        OfDocument::Lang(langs) => {
            out.push("d.lang").among(langs);
        }
        OfDocument::Source(sources) => {
            out.push("d.source").among(&sources.ids);
        }
        OfDocument::Place(places) => out = in_places("d.place", places),
        OfDocument::Author(names) => {
            let parts: Vec<Sql> = names.iter().map(|name| contains("d.byline", name)).collect();
            out.push("(").join(&parts, " OR ").push(")");
        }
        OfDocument::EventKind(kinds) => {
            out = sql![
                "EXISTS (SELECT 1 FROM document_events x JOIN events v ON v.id = x.event WHERE x.document = ",
                row.id,
                " AND v.kind"
            ];
            out.among(kinds).push(")");
        }
        OfDocument::Newer(id) => {
            out.push(row.id).push(" > ").bind(*id);
        }
        OfDocument::Copy => out = is_copy(row.id),
        // With the plus the list is looked at for each document; without it FTS5 would be asked anew for each of the list.
        OfDocument::Hidden => out = sql!["+", row.id, " IN (SELECT document FROM hidden_documents)"],
        OfDocument::Has(selection) => {
            let ids = super::ids(compiler, selection);
            out = match link(selection.set.source) {
                Some(Link { table, column, .. }) => {
                    sql!["EXISTS (SELECT 1 FROM ", table, " x WHERE x.document = ", row.id, " AND x.", column, " IN ("]
                }
                None => sql!["EXISTS (SELECT 1 FROM quotes x WHERE x.document = ", row.id, " AND x.id IN ("],
            };
            out.append(&ids).push("))");
        }
        OfDocument::Among(selection) => {
            out = sql!["+", row.id, " IN ("];
            out.append(&super::ids(compiler, selection)).push(")");
        }
    }
    out
}

/// `alias` is a row of `mentions` that names one of these.
pub fn mention_is(alias: &'static str, entities: &Entities) -> Sql {
    let mut out = sql![alias, ".kind = '", kind_word(entities.kind), "' AND ", alias, ".entity"];
    out.among(&entities.ids);
    out
}

/// A day column inside half-open bounds.
pub fn within(day: &'static str, days: Days) -> Sql {
    let mut out = Sql::default();
    out.push("(").push(day).push(" IS NOT NULL");
    if let Some(from) = days.from {
        out.push(" AND ").push(day).push(" >= ").bind(from);
    }
    if let Some(to) = days.to {
        out.push(" AND ").push(day).push(" < ").bind(to);
    }
    out.push(")");
    out
}

/// A place column that is one of these places, or lies in one of these countries.
pub fn in_places(column: &'static str, places: &Places) -> Sql {
    let mut out = Sql::default();
    if places.countries.is_empty() {
        out.push(column).among(&places.ids);
        return out;
    }
    out.push("(").push(column).push(" IN (SELECT id FROM places WHERE country").among(&places.countries).push(")");
    if !places.ids.is_empty() {
        out.push(" OR ").push(column).among(&places.ids);
    }
    out.push(")");
    out
}

/// A text column that contains these characters, ignoring the case of ASCII letters.
pub fn contains(column: &'static str, text: &str) -> Sql {
    let mut out = sql![Word::Place, "lower(", column, "), "];
    out.bind(text.to_ascii_lowercase()).push(") > 0");
    out
}
