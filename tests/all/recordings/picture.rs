//! A screen as SVG, in the colours of whoever looks at it: light or dark.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;
use vt100::{Color, Screen};

// In pixels.
const CELL: f32 = 8.4;
const LINE: u16 = 18;
const MARGIN: u16 = 14;

/// Text, ground, and the eight colours that are used, for a light and for a dark ground.
const LIGHT: [&str; 10] =
    ["#24292f", "#ffffff", "#24292f", "#b3261e", "#1a7f37", "#7d5a00", "#0550ae", "#8250df", "#0b6f85", "#57606a"];
const DARK: [&str; 10] =
    ["#d4d7dc", "#16191d", "#d4d7dc", "#ff7b72", "#6bc46d", "#d9a840", "#79b8ff", "#d2a8ff", "#56c8d8", "#8b949e"];

pub fn svg(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let last = (0..rows)
        .rev()
        .find(|&row| screen.rows(0, columns).nth(row.into()).is_some_and(|line| !line.trim().is_empty()));
    let rows = last.map_or(1, |row| row + 1);
    let (width, height) = (f32::from(columns) * CELL + f32::from(2 * MARGIN), rows * LINE + 2 * MARGIN);
    let mut out = format!(
        // Some readers know only the attribute and some only the style that keeps blanks.
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" width=\"{width:.0}\" height=\"{height}\" viewBox=\"0 0 {width:.0} {height}\">\n\
         <style>\n{}@media (prefers-color-scheme: dark) {{\n{}}}\n\
         text {{ font: 14px ui-monospace, Menlo, Consolas, monospace; white-space: pre }}\n\
         .b {{ font-weight: bold }} .d {{ opacity: .65 }} .i {{ font-style: italic }} .u {{ text-decoration: underline }}\n</style>\n\
         <rect class=\"ground\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n",
        palette(&LIGHT),
        palette(&DARK)
    );
    for row in 0..rows {
        for run in runs(screen, row, columns) {
            let x = f32::from(MARGIN) + f32::from(run.column) * CELL;
            let y = MARGIN + row * LINE + LINE - 5;
            // The width is told, so that columns stand under one another in any font.
            let length = run.text.width() as f32 * CELL;
            let _ = writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{y}\" textLength=\"{length:.1}\" class=\"{}\">{}</text>",
                run.class,
                escaped(&run.text)
            );
        }
    }
    out + "</svg>\n"
}

fn palette(colours: &[&str; 10]) -> String {
    let mut out = format!("text {{ fill: {} }} .ground {{ fill: {} }}\n", colours[0], colours[1]);
    for (number, colour) in colours[2..].iter().enumerate() {
        let _ = writeln!(out, ".c{number} {{ fill: {colour} }}");
    }
    out
}

/// Cells side by side that look alike.
struct Run {
    column: u16,
    text: String,
    class: String,
}

fn runs(screen: &Screen, row: u16, columns: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else { continue };
        let mut class: Vec<String> = Vec::new();
        if let Color::Idx(number @ 0..8) = cell.fgcolor() {
            class.push(format!("c{number}"));
        }
        let looks = [(cell.bold(), "b"), (cell.dim(), "d"), (cell.italic(), "i"), (cell.underline(), "u")];
        class.extend(looks.iter().filter(|(is, _)| *is).map(|(_, name)| (*name).to_owned()));
        let class = class.join(" ");
        let text = if cell.has_contents() { cell.contents() } else { " " };
        match runs.last_mut().filter(|run| run.class == class) {
            Some(run) => run.text.push_str(text),
            None => runs.push(Run { column, text: text.to_owned(), class }),
        }
    }
    runs.retain_mut(|run| {
        run.text.truncate(run.text.trim_end().len());
        !run.text.is_empty()
    });
    runs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
