//! Ten questions that a newcomer can type: all of them have answers in the samples.

use crate::render::Colour;
use crate::render::colour::HEADER;
use crate::text::display_width;

/// A query, and what it asks.
pub const EXAMPLES: [(&str, &str); 10] = [
    ("@kz @az", "articles that mention both, newest first"),
    ("\"fibre-optic line\" since:2023", "full text, from a day on"),
    ("people with @kz @az | top 10", "who appears in them"),
    ("people role:\"foreign minister\"", "who held a post"),
    ("projects sector:transport status:signed,completed", "what has come of plans"),
    ("events kind:visit,summit since:2023", "who went where"),
    ("quotes speaker:\"Daniyar Sarsenov\"", "what someone said"),
    ("@kz | by quarter fill | chart", "when it was in the news"),
    ("docs corridor* | organizations | sort -docs", "which bodies come up with it"),
    ("why @kz @az pipeline", "how many each condition finds"),
];

/// The examples, ready to be copied, and where the rest is.
pub fn page(colour: Colour) -> String {
    let command = |query: &str| format!("dateline query '{query}'");
    let widest = EXAMPLES.iter().map(|(query, _)| display_width(&command(query))).max().unwrap_or(0);
    let mut out = colour.paint(HEADER, "Ten questions to begin with") + "\n";
    for (query, asks) in EXAMPLES {
        let command = command(query);
        out += &format!("  {command}{}  {asks}\n", " ".repeat(widest - display_width(&command)));
    }
    out + "They have answers in `dateline demo`; `dateline help WORD` explains a word of them.\n\n"
}
