//! Every format by its exact output.

mod drawn;

use std::io::Write;
use std::sync::{Arc, Mutex};

use dateline::query::answer::ColumnKind::{Date, Elastic, Integer, Real, Snippet, Text};
use dateline::query::answer::{Column, ColumnKind, Value};
use dateline::render::{self, Colour, Format};
use dateline::text::display_width;
use expect_test::{Expect, expect};

/// A writer whose bytes outlive the sink that fills it.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no other thread").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The only caller of the renderers' interface.
fn rendered(format: Format, width: usize, colour: Colour, answer: &Answer) -> String {
    let out = Shared::default();
    let mut sink = render::sink(format, Some(width), colour, Box::new(out.clone()));
    sink.begin(&answer.columns).expect("begin");
    answer.rows.iter().for_each(|row| sink.row(row).expect("row"));
    sink.end().expect("end");
    drop(sink);
    let bytes = out.0.lock().expect("no other thread").clone();
    String::from_utf8(bytes).expect("output is UTF-8")
}

fn check(format: Format, width: usize, answer: &Answer, expected: &Expect) {
    let text = rendered(format, width, Colour::Off, answer);
    if matches!(format, Format::Table | Format::Record) {
        let over = text.lines().find(|line| display_width(line) > width);
        assert_eq!(over, None, "a line is wider than {width} columns");
    }
    expected.assert_eq(&text);
}

struct Answer {
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
}

fn answer(columns: &[(&str, ColumnKind)], rows: Vec<Vec<Value>>) -> Answer {
    Answer { columns: columns.iter().map(|&(name, kind)| Column { name: name.into(), kind }).collect(), rows }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn articles() -> Answer {
    answer(
        &[("date", Date), ("title", Elastic), ("source", Text), ("words", Integer), ("lift", Real)],
        vec![
            vec![
                text("2024-10-05"),
                text("Ministers of four Caspian states agree on the route of the fibre-optic line, and name a date"),
                text("Steppe Courier"),
                Value::Integer(412),
                Value::Real(3.456),
            ],
            vec![text("2023-11"), text("里海会议在巴库开幕"), Value::Null, Value::Integer(88), Value::Real(12.0)],
            vec![
                Value::Null,
                text("Cafe\u{301} talks | <b>off</b> *the* record"),
                text("a\tb\\c"),
                Value::Null,
                Value::Null,
            ],
        ],
    )
}

fn hostile() -> Answer {
    answer(
        &[("title", Elastic), ("body", Snippet)],
        vec![vec![text("\u{1b}[2Jred\u{9b}31m\0"), text("one\ntwo \u{202e}\u{2}hit\u{3}\r\n")]],
    )
}

#[test]
fn table_at_80() {
    check(
        Format::Table,
        80,
        &articles(),
        &expect![[r#"
            date        title                                   source          words   lift
            ──────────  ──────────────────────────────────────  ──────────────  ─────  ─────
            2024-10-05  Ministers of four Caspian states agre…  Steppe Courier    412   3.46
            2023-11     里海会议在巴库开幕                                         88  12.00
                        Café talks | <b>off</b> *the* record    a b\c
        "#]],
    );
}

#[test]
fn table_at_200() {
    check(
        Format::Table,
        200,
        &articles(),
        &expect![[r#"
        date        title                                                                                         source          words   lift
        ──────────  ────────────────────────────────────────────────────────────────────────────────────────────  ──────────────  ─────  ─────
        2024-10-05  Ministers of four Caspian states agree on the route of the fibre-optic line, and name a date  Steppe Courier    412   3.46
        2023-11     里海会议在巴库开幕                                                                                               88  12.00
                    Café talks | <b>off</b> *the* record                                                          a b\c
    "#]],
    );
}

#[test]
fn a_table_that_cannot_fit_becomes_records() {
    check(
        Format::Table,
        40,
        &articles(),
        &expect![[r#"
            ── 1 ───────────────────────────────────
            date    2024-10-05
            title   Ministers of four Caspian states
                    agree on the route of the
                    fibre-optic line, and name a
                    date
            source  Steppe Courier
            words   412
            lift    3.46
            ── 2 ───────────────────────────────────
            date    2023-11
            title   里海会议在巴库开幕
            source
            words   88
            lift    12.00
            ── 3 ───────────────────────────────────
            date
            title   Café talks | <b>off</b> *the*
                    record
            source  a b\c
            words
            lift
        "#]],
    );
}

#[test]
fn record() {
    check(
        Format::Record,
        60,
        &hostile(),
        &expect![[r#"
            ── 1 ───────────────────────────────────────────────────────
            title  ␛[2Jred�31m␀
            body   one
                   two �*hit*
        "#]],
    );
}

#[test]
fn tsv() {
    check(
        Format::Tsv,
        80,
        &articles(),
        &expect![[r#"
            date	title	source	words	lift
            2024-10-05	Ministers of four Caspian states agree on the route of the fibre-optic line, and name a date	Steppe Courier	412	3.46
            2023-11	里海会议在巴库开幕		88	12.00
            	Café talks | <b>off</b> *the* record	a\tb\\c		
        "#]],
    );
}

#[test]
fn csv() {
    check(
        Format::Csv,
        80,
        &articles(),
        &expect![[r#"
            date,title,source,words,lift
            2024-10-05,"Ministers of four Caspian states agree on the route of the fibre-optic line, and name a date",Steppe Courier,412,3.46
            2023-11,里海会议在巴库开幕,,88,12.00
            ,Café talks | <b>off</b> *the* record,a	b\c,,
        "#]],
    );
}

#[test]
fn json() {
    check(
        Format::Json,
        80,
        &articles(),
        &expect![[r#"
        [
        {"date":"2024-10-05","title":"Ministers of four Caspian states agree on the route of the fibre-optic line, and name a date","source":"Steppe Courier","words":412,"lift":3.456},
        {"date":"2023-11","title":"里海会议在巴库开幕","source":null,"words":88,"lift":12.0},
        {"date":null,"title":"Café talks | <b>off</b> *the* record","source":"a\tb\\c","words":null,"lift":null}
        ]
    "#]],
    );
}

#[test]
fn jsonl() {
    check(
        Format::Jsonl,
        80,
        &hostile(),
        &expect![[r#"
        {"title":"\u001b[2Jred\u009b31m\u0000","body":"one\ntwo \u202ehit\r\n"}
    "#]],
    );
}

#[test]
fn markdown() {
    check(
        Format::Markdown,
        80,
        &articles(),
        &expect![[r#"
        | date | title | source | words | lift |
        | --- | --- | --- | ---: | ---: |
        | 2024-10-05 | Ministers of four Caspian states agree on the route of the fibre-optic line, and name a date | Steppe Courier | 412 | 3.46 |
        | 2023-11 | 里海会议在巴库开幕 |  | 88 | 12.00 |
        |  | Café talks \| &lt;b&gt;off&lt;/b&gt; \*the\* record | a b\\c |  |  |
    "#]],
    );
}

#[test]
fn markdown_of_hits() {
    check(
        Format::Markdown,
        80,
        &hostile(),
        &expect![[r#"
        | title | body |
        | --- | --- |
        | ␛\[2Jred�31m␀ | one two �**hit**   |
    "#]],
    );
}

#[test]
fn json_without_rows_is_an_empty_array() {
    check(
        Format::Json,
        80,
        &answer(&[("docs", Integer)], vec![]),
        &expect![[r#"
        []
    "#]],
    );
}

#[test]
fn keys_that_repeat_stay_apart() {
    let twice = answer(&[("n", Integer), ("n", Integer)], vec![vec![Value::Integer(1), Value::Integer(2)]]);
    check(
        Format::Jsonl,
        80,
        &twice,
        &expect![[r#"
        {"n":1,"n_2":2}
    "#]],
    );
}

#[test]
fn infinity_is_null_in_json() {
    let answer = answer(&[("x", Real)], vec![vec![Value::Real(f64::INFINITY)], vec![Value::Real(0.5)]]);
    check(
        Format::Jsonl,
        80,
        &answer,
        &expect![[r#"
        {"x":null}
        {"x":0.5}
    "#]],
    );
}

/// Widths are fixed by the first rows; what comes later is cut and marked, a number never is.
#[test]
fn late_rows_keep_to_the_columns() {
    let mut rows = vec![vec![text("short"), Value::Integer(7)]; 256];
    rows.push(vec![text("much longer than before"), Value::Integer(1_234_567)]);
    let text = rendered(Format::Table, 80, Colour::Off, &answer(&[("name", Text), ("docs", Integer)], rows));
    expect!["much…  1234567"].assert_eq(text.lines().last().expect("a last line"));
}

#[test]
fn no_format_lets_a_control_character_through() {
    for format in
        [Format::Table, Format::Record, Format::Tsv, Format::Csv, Format::Json, Format::Jsonl, Format::Markdown]
    {
        let text = rendered(format, 80, Colour::Off, &hostile());
        let raw = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'));
        assert_eq!(raw, None, "{format:?}: {text:?}");
    }
}

#[test]
fn colour_adds_escapes_and_nothing_else() {
    let plain = rendered(Format::Table, 80, Colour::Off, &articles());
    let painted = rendered(Format::Table, 80, Colour::On, &articles());
    assert_ne!(painted, plain);
    assert_eq!(anstream::adapter::strip_str(&painted).to_string(), plain);
}

/// A closed pipe is an error of the writer that callers can tell from any other.
#[test]
fn a_closed_pipe_is_reported_as_such() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in [Format::Table, Format::Csv, Format::Jsonl] {
        let mut sink = render::sink(format, None, Colour::Off, Box::new(Closed));
        let answer = articles();
        let result = sink
            .begin(&answer.columns)
            .and_then(|()| answer.rows.iter().try_for_each(|row| sink.row(row)))
            .and_then(|()| sink.end());
        assert_eq!(result.expect_err("nothing can be written").kind(), std::io::ErrorKind::BrokenPipe, "{format:?}");
    }
}
