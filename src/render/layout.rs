//! How wide each column of a table may be, and where a long text breaks.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::query::answer::ColumnKind;
use crate::text::display_width;

/// Columns between two columns of a table.
pub const GAP: usize = 2;

/// What the heading needs to say that columns are left out: ` +2…`.
const MARK: usize = 4;

/// Fewer columns say too little: rather all of them are cut short.
const FEWEST: usize = 3;

/// Who gives way, in turn, and down to what: titles and quotes to a readable length, then snippets,
/// then names, then lists of codes.
const EARLY: [(Gives, usize); 4] = [(Gives::First, 28), (Gives::Second, 40), (Gives::Third, 12), (Gives::Codes, 10)];

/// To what a title gives way first where a row has several.
const SEVERAL: usize = 20;

/// Then each to where it begins to say nothing. What is shorter anyway, such as a name in an elastic
/// column, keeps two thirds of itself.
const LATE: [(Gives, usize); 3] = [(Gives::First, 24), (Gives::Second, 24), (Gives::Third, 8)];

/// Then to what still tells one row from the next: a table of cut names is read sooner than a page of records.
const LAST: [(Gives, usize); 2] = [(Gives::First, 13), (Gives::Second, 16)];

/// Whether a column gives way when room is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    First,
    Second,
    Third,
    /// Of which the number that is left out says enough.
    Codes,
    Never,
}

/// The columns of a table that are shown, by number, and how wide each is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitted {
    pub shown: Vec<usize>,
    pub widths: Vec<usize>,
}

/// What is known of a column: its kind, the width of its header and that of its widest cell.
type Measure = (ColumnKind, usize, usize);

/// The columns that fit `room` and their widths, or `None` when they cannot: then a record view serves better.
///
/// Numbers and dates never give way; of the others the widest does first. Before a name is cut to where it
/// says little, columns without any value are left out, then the rightmost ones.
pub fn fit(columns: &[Measure], room: Option<usize>) -> Option<Fitted> {
    let all: Vec<usize> = (0..columns.len()).collect();
    let Some(room) = room else {
        let widths = columns.iter().map(|&(_, header, cells)| header.max(cells)).collect();
        return Some(Fitted { shown: all, widths });
    };
    comfortable(columns, room).or_else(|| {
        let (mut widths, excess) = settled(columns, room);
        let excess = cut(columns, &mut widths, excess);
        (excess == 0).then_some(Fitted { shown: all, widths })
    })
}

/// As many columns as can be read with ease.
fn comfortable(columns: &[Measure], room: usize) -> Option<Fitted> {
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    loop {
        let kept: Vec<Measure> = shown.iter().map(|&i| columns[i]).collect();
        let mark = if shown.len() < columns.len() { MARK } else { 0 };
        let (widths, excess) = settled(&kept, room.saturating_sub(mark));
        if excess == 0 {
            return Some(Fitted { shown, widths });
        }
        let is_main = |at: usize| matches!(gives(kept[at].0), Gives::First | Gives::Second);
        let empty = (0..kept.len()).rev().find(|&at| kept[at].2 == 0);
        let last = (0..kept.len()).rev().find(|&at| !is_main(at));
        let leaves = empty.or(last).filter(|_| kept.len() > FEWEST)?;
        shown.remove(leaves);
    }
}

/// Widths at which all is still read with ease, and by how much they are too many.
fn settled(columns: &[Measure], room: usize) -> (Vec<usize>, usize) {
    let mut widths: Vec<usize> = columns.iter().map(|&(_, header, cells)| header.max(cells)).collect();
    let gaps = GAP * columns.len().saturating_sub(1);
    let mut excess = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
    for (who, least) in EARLY {
        let giving = giving(columns, who);
        // Several titles side by side are understood sooner than one.
        let least = if who == Gives::First && giving.len() > 1 { SEVERAL } else { least };
        excess = shrink(&mut widths, &giving, |i| least.max(columns[i].1), excess);
    }
    (widths, excess)
}

/// Takes what is still too much, down to where rows are only told apart; what could not be taken is given back.
fn cut(columns: &[Measure], widths: &mut [usize], mut excess: usize) -> usize {
    for (who, least) in LATE {
        let least = |i: usize| {
            let (_, header, cells) = columns[i];
            least.min((cells * 2 / 3).max(8)).max(header)
        };
        excess = shrink(widths, &giving(columns, who), least, excess);
    }
    for (who, least) in LAST {
        excess = shrink(widths, &giving(columns, who), |i| least.max(columns[i].1), excess);
    }
    excess
}

fn giving(columns: &[Measure], who: Gives) -> Vec<usize> {
    (0..columns.len()).filter(|&i| gives(columns[i].0) == who).collect()
}

fn gives(kind: ColumnKind) -> Gives {
    match kind {
        ColumnKind::Elastic => Gives::First,
        ColumnKind::Snippet => Gives::Second,
        ColumnKind::Text => Gives::Third,
        ColumnKind::Codes => Gives::Codes,
        ColumnKind::Integer | ColumnKind::Real | ColumnKind::Date => Gives::Never,
    }
}

/// Takes `excess` off the widths of `giving`, always off the widest, none below its least.
/// What could not be taken is given back.
fn shrink(widths: &mut [usize], giving: &[usize], least: impl Fn(usize) -> usize, mut excess: usize) -> usize {
    while excess > 0 {
        let open = || giving.iter().copied().filter(|&i| widths[i] > least(i));
        let Some(widest) = open().max_by_key(|&i| widths[i]) else { break };
        let next = open().filter(|&i| i != widest).map(|i| widths[i]).max().unwrap_or(0);
        // Down to the next widest at once, and from there one column at a time in turn.
        let step = (widths[widest] - next.min(widths[widest])).max(1);
        let step = step.min(excess).min(widths[widest] - least(widest));
        widths[widest] -= step;
        excess -= step;
    }
    excess
}

/// Where `text` breaks into lines of at most `columns` columns: at newlines, else at blanks, else
/// within a word that is longer than a line. Gives at least one range of bytes, blanks trimmed.
pub fn wrap(text: &str, columns: Option<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, start, columns.unwrap_or(usize::MAX).max(1), &mut lines);
        start += paragraph.len() + 1;
    }
    lines
}

fn wrap_paragraph(paragraph: &str, offset: usize, columns: usize, lines: &mut Vec<Range<usize>>) {
    let mut line = 0..0; // bytes of the paragraph
    let mut width = 0;
    for (at, word) in runs(paragraph) {
        let wide = display_width(word);
        let is_blank = word.chars().all(char::is_whitespace);
        if width + wide <= columns {
            width += wide;
            if !is_blank {
                line.end = at + word.len();
            }
            continue;
        }
        if is_blank {
            continue; // a blank at the end of a full line goes
        }
        if line.end > line.start {
            lines.push(offset + line.start..offset + line.end);
        }
        line = at..at + word.len();
        width = wide;
        if wide > columns {
            width = 0;
            let mut from = at;
            for (inner, cluster) in word.grapheme_indices(true) {
                let wide = display_width(cluster);
                if width + wide > columns && at + inner > from {
                    lines.push(offset + from..offset + at + inner);
                    from = at + inner;
                    width = 0;
                }
                width += wide;
            }
            line = from..at + word.len();
        }
    }
    lines.push(offset + line.start..offset + line.end);
}

/// Words and the blanks between them, each with where it begins.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let is_blank = rest.starts_with(char::is_whitespace);
        let length = rest.find(|c: char| c.is_whitespace() != is_blank).unwrap_or(rest.len());
        at += length;
        Some((at - length, &rest[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColumnKind::{Date, Elastic, Integer, Text};

    fn check_fit(columns: &[Measure], room: usize, expected: Option<(&[usize], &[usize])>) {
        let expected = expected.map(|(shown, widths)| Fitted { shown: shown.to_vec(), widths: widths.to_vec() });
        assert_eq!(fit(columns, Some(room)), expected, "in {room}");
    }

    #[test]
    fn the_title_gives_way_first_then_names() {
        let columns = [(Date, 4, 10), (Elastic, 5, 120), (Integer, 5, 4)];
        assert_eq!(fit(&columns, None), Some(Fitted { shown: vec![0, 1, 2], widths: vec![10, 120, 5] }));
        check_fit(&columns, 100, Some((&[0, 1, 2], &[10, 81, 5])));
        check_fit(&columns, 47, Some((&[0, 1, 2], &[10, 28, 5])));
        check_fit(&columns, 40, Some((&[0, 1, 2], &[10, 21, 5])));
        check_fit(&columns, 30, None);
    }

    #[test]
    fn columns_leave_before_a_title_says_nothing() {
        let columns = [(Date, 4, 10), (Elastic, 5, 120), (Text, 6, 20), (Text, 5, 0), (Integer, 5, 4)];
        check_fit(&columns, 90, Some((&[0, 1, 2, 3, 4], &[10, 42, 20, 5, 5])));
        check_fit(&columns, 66, Some((&[0, 1, 2, 4], &[10, 28, 13, 5])));
        check_fit(&columns, 60, Some((&[0, 1, 2], &[10, 28, 14])));
    }

    #[test]
    fn short_elastic_columns_give_a_little() {
        check_fit(&[(Elastic, 4, 17), (Elastic, 4, 15), (Date, 4, 10)], 44, Some((&[0, 1, 2], &[15, 15, 10])));
    }

    #[test]
    fn two_titles_share_the_loss() {
        check_fit(&[(Elastic, 5, 100), (Elastic, 5, 60)], 82, Some((&[0, 1], &[40, 40])));
    }

    fn check(text: &str, columns: usize, expected: &[&str]) {
        let lines: Vec<&str> = wrap(text, Some(columns)).into_iter().map(|line| &text[line]).collect();
        assert_eq!(lines, expected, "{text:?}");
    }

    #[test]
    fn lines_break_at_blanks_and_newlines() {
        check("", 10, &[""]);
        check("one two three", 8, &["one two", "three"]);
        check("one\n\ntwo", 8, &["one", "", "two"]);
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("a: b: cd:", 5, &["a: b:", "cd:"]);
        check("北京会议 ok", 4, &["北京", "会议", "ok"]);
    }
}
