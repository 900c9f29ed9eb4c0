//! Pairs as a network: who is named together, as nodes and weighted edges.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::unfit;
use super::xml::escaped;
use crate::query::answer::{Column, Sink, Value};

/// Which two, by number: names alone would make one node of two people who share a name.
pub const COLUMNS: &[&str] = &["id", "other_id"];

/// What a network is written by.
type Writer = fn(&Graph, &mut dyn Write) -> io::Result<()>;

/// Nodes and edges. All are held until the end, because every format wants the nodes first.
#[derive(Default)]
pub struct Graph {
    /// Labels by key, the keys being ids or, without ids, the names themselves.
    nodes: BTreeMap<String, String>,
    edges: Vec<Edge>,
}

struct Edge {
    from: String,
    to: String,
    /// Documents that name both.
    weight: i64,
    first: String,
    last: String,
}

pub struct Network<'a> {
    write: Writer,
    out: Box<dyn Write + 'a>,
    places: Places,
    graph: Graph,
}

/// Where in a row everything stands.
#[derive(Default)]
struct Places {
    name: usize,
    other: usize,
    ids: Option<(usize, usize)>,
    weight: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
}

impl<'a> Network<'a> {
    pub fn new(write: Writer, out: Box<dyn Write + 'a>) -> Network<'a> {
        Network { write, out, places: Places::default(), graph: Graph::default() }
    }
}

impl Sink for Network<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        let (Some(name), Some(other)) = (at("name"), at("other")) else {
            return Err(unfit("a network is made of pairs: people with @kz | pairs"));
        };
        let ids = at(COLUMNS[0]).zip(at(COLUMNS[1]));
        self.places = Places { name, other, ids, weight: at("docs"), first: at("first"), last: at("last") };
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let text = |at: Option<usize>| match at.and_then(|at| row.get(at)) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Integer(number)) => number.to_string(),
            Some(Value::Real(number)) => number.to_string(),
            _ => String::new(),
        };
        let places = &self.places;
        let (name, other) = (text(Some(places.name)), text(Some(places.other)));
        let (from, to) = match places.ids {
            Some((a, b)) => (text(Some(a)), text(Some(b))),
            None => (name.clone(), other.clone()),
        };
        let weight = text(places.weight).parse().unwrap_or(1);
        let (first, last) = (text(places.first), text(places.last));
        self.graph.nodes.insert(from.clone(), name);
        self.graph.nodes.insert(to.clone(), other);
        self.graph.edges.push(Edge { from, to, weight, first, last });
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        (self.write)(&self.graph, &mut self.out)?;
        self.out.flush()
    }
}

/// GEXF 1.3.
pub fn gexf(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "<graph defaultedgetype=\"undirected\">\n<attributes class=\"edge\">")?;
    writeln!(out, "<attribute id=\"first\" title=\"first\" type=\"string\"/>")?;
    writeln!(out, "<attribute id=\"last\" title=\"last\" type=\"string\"/>\n</attributes>\n<nodes>")?;
    for (key, label) in &graph.nodes {
        writeln!(out, "<node id=\"{}\" label=\"{}\"/>", escaped(key), escaped(label))?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (id, edge) in graph.edges.iter().enumerate() {
        let (from, to) = (escaped(&edge.from), escaped(&edge.to));
        write!(out, "<edge id=\"{id}\" source=\"{from}\" target=\"{to}\" weight=\"{}\"><attvalues>", edge.weight)?;
        for (name, value) in edge.days() {
            write!(out, "<attvalue for=\"{name}\" value=\"{}\"/>", escaped(value))?;
        }
        writeln!(out, "</attvalues></edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

pub fn graphml(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(out, "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>")?;
    writeln!(out, "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"long\"/>")?;
    for name in ["first", "last"] {
        writeln!(out, "<key id=\"{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"string\"/>")?;
    }
    writeln!(out, "<graph edgedefault=\"undirected\">")?;
    for (key, label) in &graph.nodes {
        writeln!(out, "<node id=\"{}\"><data key=\"label\">{}</data></node>", escaped(key), escaped(label))?;
    }
    for edge in &graph.edges {
        let (from, to) = (escaped(&edge.from), escaped(&edge.to));
        write!(out, "<edge source=\"{from}\" target=\"{to}\"><data key=\"weight\">{}</data>", edge.weight)?;
        for (name, value) in edge.days() {
            write!(out, "<data key=\"{name}\">{}</data>", escaped(value))?;
        }
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

pub fn dot(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "graph {{")?;
    for (key, label) in &graph.nodes {
        writeln!(out, "  {} [label={}];", quoted(key), quoted(label))?;
    }
    for edge in &graph.edges {
        write!(out, "  {} -- {} [weight={}", quoted(&edge.from), quoted(&edge.to), edge.weight)?;
        for (name, value) in edge.days() {
            write!(out, ", {name}={}", quoted(value))?;
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

impl Edge {
    /// Days of the first and the last document that names both, where they are known.
    fn days(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("first", self.first.as_str()), ("last", self.last.as_str())].into_iter().filter(|(_, day)| !day.is_empty())
    }
}

/// A string of DOT. A backslash means something to Graphviz in labels: two of them are one.
fn quoted(text: &str) -> String {
    format!("\"{}\"", crate::text::printable(text).replace('\\', "\\\\").replace('"', "\\\""))
}
