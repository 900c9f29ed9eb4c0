//! Pages, drawings, networks and maps, each read back by a reader that is not ours.

use dateline::query::answer::ColumnKind::{Date, Elastic, Integer, Real, Snippet, Text};
use dateline::query::answer::Value;
use dateline::render::{self, Colour, Format};

use super::{Answer, Shared, answer, articles, hostile, rendered, text};

fn xml(format: Format, answer: &Answer, read: impl FnOnce(&roxmltree::Document)) {
    let written = rendered(format, 80, Colour::Off, answer);
    let document = roxmltree::Document::parse(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
    read(&document);
}

fn pairs() -> Answer {
    let row = |name: &str, other: &str, docs, first: &str, id, other_id| {
        let ids = [Value::Integer(id), Value::Integer(other_id)];
        [text(name), text(other), Value::Integer(docs), text(first), Value::Null].into_iter().chain(ids).collect()
    };
    answer(
        &[
            ("name", Elastic),
            ("other", Elastic),
            ("docs", Integer),
            ("first", Date),
            ("last", Date),
            ("id", Integer),
            ("other_id", Integer),
        ],
        vec![
            row("Daniyar Sarsenov", "Elchin <b> & \"Mammadzade\" \\", 12, "2023-11-24", 1, 2),
            row("Daniyar Sarsenov", "Elchin \u{0}\u{FFFF}\u{1b}]0;x", 3, "2024-01-02", 1, 3),
            // Another person of the same name is another node.
            row("Daniyar Sarsenov", "Aigerim 里海", 1, "2024-01-02", 4, 5),
        ],
    )
}

const NODES: usize = 5;

#[test]
fn gexf_is_a_network() {
    xml(Format::Gexf, &pairs(), |document| {
        let all = |name: &'static str| {
            document.descendants().filter(move |node| node.has_tag_name(("http://gexf.net/1.3", name)))
        };
        assert_eq!(all("node").count(), NODES);
        let ids: Vec<_> = all("node").filter_map(|node| node.attribute("id")).collect();
        assert!(all("edge").all(|edge| ids.contains(&edge.attribute("source").expect("a source"))));
        let weights: Vec<_> = all("edge").filter_map(|edge| edge.attribute("weight")).collect();
        assert_eq!(weights, ["12", "3", "1"]);
        let labels: Vec<_> = all("node").filter_map(|node| node.attribute("label")).collect();
        assert!(labels.contains(&"Elchin <b> & \"Mammadzade\" \\"), "{labels:?}");
        assert!(labels.contains(&"Aigerim 里海"), "{labels:?}");
    });
}

#[test]
fn graphml_is_a_network() {
    xml(Format::Graphml, &pairs(), |document| {
        let all = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        assert_eq!((all("node").count(), all("edge").count()), (NODES, 3));
        // Every value belongs to a key that is declared.
        let keys: Vec<_> = all("key").filter_map(|key| key.attribute("id")).collect();
        assert!(all("data").all(|data| keys.contains(&data.attribute("key").expect("a key"))));
        let first = all("edge").next().expect("an edge");
        assert_eq!((first.attribute("source"), first.attribute("target")), (Some("1"), Some("2")));
    });
}

#[test]
fn dot_is_a_network() {
    let written = rendered(Format::Dot, 80, Colour::Off, &pairs());
    let mut parser = layout::gv::DotParser::new(&written);
    let graph = parser.process().unwrap_or_else(|error| panic!("{error}\n{written}"));
    let mut builder = layout::gv::GraphBuilder::new();
    builder.visit_graph(&graph);
    assert_eq!(builder.get().num_nodes(), NODES, "{written}");
    let edges = written.lines().filter(|line| line.contains(" -- ")).count();
    assert_eq!(edges, 3);
}

/// networkx reads what we write, where it is installed: `pip install networkx`.
#[test]
fn networkx_reads_the_networks() {
    let code = "import sys, networkx as n\nread = {'gexf': n.read_gexf, 'graphml': n.read_graphml}[sys.argv[1]]\n\
                g = read(sys.argv[2])\nprint(len(g), g.size(), sorted(d.get('weight') for _, _, d in g.edges(data=True)))";
    let python = |arguments: &[&str]| std::process::Command::new("python3").args(arguments).output();
    if !python(&["-c", "import networkx"]).is_ok_and(|output| output.status.success()) {
        println!("SKIPPED: python3 with networkx is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for format in [Format::Gexf, Format::Graphml] {
        let path = folder.path().join("network");
        std::fs::write(&path, rendered(format, 80, Colour::Off, &pairs())).expect("a file");
        let output = python(&["-c", code, format.name(), path.to_str().expect("a path")]).expect("python");
        let said = String::from_utf8_lossy(&output.stdout);
        let numbers = said.replace(".0", "");
        assert_eq!(numbers.trim(), "5 3 [1, 3, 12]", "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn cities() -> Answer {
    answer(
        &[("place", Text), ("docs", Integer), ("latitude", Real), ("longitude", Real)],
        vec![
            vec![text("Baku"), Value::Integer(7), Value::Real(40.3777), Value::Real(49.892)],
            vec![text("\"No\\where\""), Value::Integer(1), Value::Null, Value::Null],
        ],
    )
}

#[test]
fn geojson_is_points() {
    let written = rendered(Format::Geojson, 80, Colour::Off, &cities());
    let features = geojson::FeatureCollection::try_from(written.parse::<geojson::GeoJson>().expect(&written));
    let features = features.expect("a collection").features;
    let point = features[0].geometry.as_ref().map(|geometry| geometry.value.clone());
    let geojson::GeometryValue::Point { coordinates } = point.expect("a place") else { panic!("no point: {written}") };
    assert_eq!(coordinates.as_slice(), [49.892, 40.3777], "longitude first");
    assert!(features[1].geometry.is_none());
    assert_eq!(features[0].property("docs").and_then(|docs| docs.as_i64()), Some(7));
    assert_eq!(features[1].property("place").and_then(|place| place.as_str()), Some("\"No\\where\""));
    let empty = answer(&[("latitude", Real), ("longitude", Real)], Vec::new());
    assert!(rendered(Format::Geojson, 80, Colour::Off, &empty).parse::<geojson::GeoJson>().is_ok());
}

#[test]
fn svg_draws_in_proportion() {
    let months = [("2024-01", 10), ("2024-02", 0), ("2024-03", 5)];
    let rows = |month: (&str, i64)| vec![text(month.0), Value::Integer(month.1)];
    let timeline = answer(&[("month", Date), ("docs", Integer)], months.map(rows).to_vec());
    let bars = answer(&[("source", Elastic), ("docs", Integer)], months.map(rows).to_vec());
    for (drawn, side, other) in [(&timeline, "height", "width"), (&bars, "width", "height")] {
        xml(Format::Svg, drawn, |document| {
            let is_bar = |node: &roxmltree::Node| node.has_tag_name(("http://www.w3.org/2000/svg", "rect"));
            let number = |node: roxmltree::Node, name: &str| node.attribute(name)?.parse::<f64>().ok();
            let bars: Vec<_> = document.descendants().filter(is_bar).filter(|bar| bar.has_children()).collect();
            let lengths: Vec<f64> = bars.iter().filter_map(|bar| number(*bar, side)).collect();
            assert_eq!(lengths.len(), 3);
            assert!(
                lengths[0] > 100.0 && lengths[1] == 0.0 && (lengths[0] - 2.0 * lengths[2]).abs() < 0.1,
                "{lengths:?}"
            );
            assert!(bars.iter().all(|bar| number(*bar, other).is_some_and(|length| length > 1.0)));
            // Nothing lies outside the picture.
            let root = document.root_element();
            let inside = |node: &roxmltree::Node, at: &str, size: &str| {
                let end = number(*node, at).unwrap_or(0.0) + number(*node, size).unwrap_or(0.0);
                end <= number(root, size).expect("a size") + 0.01
            };
            assert!(bars.iter().all(|bar| inside(bar, "x", "width") && inside(bar, "y", "height")));
        });
    }
}

#[test]
fn html_is_a_table() {
    let written = rendered(Format::Html, 80, Colour::Off, &articles());
    let page = dom_query::Document::from(written.as_str());
    assert_eq!(page.select("tbody tr").length(), 3);
    assert_eq!(page.select("thead th").length(), 5);
    assert_eq!(page.select("tbody tr:nth-child(1) td.n").length(), 2);
    assert_eq!(page.select("td b, script, img").length(), 0, "an article brings in no markup");
    assert!(
        page.select("tbody").text().contains("Café talks | <b>off</b> *the* record")
            || written.contains("&lt;b&gt;off&lt;/b&gt;")
    );
    let hits = answer(&[("snippet", Snippet)], vec![vec![text("<i>one\u{2}hit\u{3}")]]);
    let page = dom_query::Document::from(rendered(Format::Html, 80, Colour::Off, &hits).as_str());
    assert_eq!((page.select("mark").text().as_ref(), page.select("i").length()), ("hit", 0));
}

/// Rows that a format cannot show are refused before a byte is written.
#[test]
fn what_cannot_be_drawn_is_refused() {
    for (format, columns) in [
        (Format::Svg, articles().columns[..3].to_vec()),
        (Format::Gexf, articles().columns),
        (Format::Graphml, articles().columns),
        (Format::Dot, hostile().columns),
        (Format::Geojson, articles().columns),
    ] {
        let out = Shared::default();
        let refused = render::sink(format, None, Colour::Off, Box::new(out.clone())).begin(&columns);
        assert_eq!(refused.map_err(|error| error.kind()), Err(std::io::ErrorKind::InvalidInput), "{format:?}");
        assert!(out.0.lock().expect("no other thread").is_empty());
    }
}
