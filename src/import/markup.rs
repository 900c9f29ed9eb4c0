//! From Markdown to plain text: what a reader of the printed page would see.

/// Brackets inside one another that are taken for links; more stay as they are.
const MAX_BRACKETS: usize = 32;

/// Whether a text of unknown form is surely Markdown: it has a link, which no prose has.
pub fn is_markdown(text: &str) -> bool {
    text.match_indices("](").any(|(at, _)| {
        let target = &text[at + 2..];
        target.starts_with("http")
            || target.starts_with('/')
            || target.starts_with("mailto:")
            || target.starts_with('#')
    })
}

/// The text without its marks: links and emphasis become their words, lines wrapped by hand are joined,
/// paragraphs stand apart by an empty line. Linear in the length of `markdown`.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut block = String::new();
    let mut fenced = false;
    for line in markdown.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            flush(&mut out, &mut block, "\n\n");
            fenced = !fenced;
            continue;
        }
        let content = trimmed.trim_start_matches("> ").trim_end();
        let content = if content == ">" { "" } else { content };
        if content.is_empty() || is_rule(content) || is_definition(content) {
            flush(&mut out, &mut block, "\n\n");
        } else if fenced || content.starts_with('|') {
            flush(&mut out, &mut block, "\n");
            block.push_str(content);
        } else if let Some(heading) = heading(content) {
            flush(&mut out, &mut block, "\n\n");
            block.push_str(heading);
            flush(&mut out, &mut block, "\n\n");
        } else if let Some(item) = item(content) {
            flush(&mut out, &mut block, "\n");
            block.push_str("- ");
            block.push_str(item);
        } else {
            if !block.is_empty() {
                block.push(' ');
            }
            block.push_str(content.trim_end_matches('\\'));
        }
        // Two blanks or a backslash at its end break a line on purpose.
        if (line.ends_with("  ") || content.ends_with('\\')) && !block.is_empty() {
            flush(&mut out, &mut block, "\n");
        }
    }
    flush(&mut out, &mut block, "");
    out.trim().to_owned()
}

/// Moves the block at hand to the output, `gap` behind it.
fn flush(out: &mut String, block: &mut String, gap: &str) {
    if block.is_empty() {
        if gap == "\n\n" && !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        return;
    }
    inline(block, out);
    out.push_str(gap);
    block.clear();
}

fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next().filter(|c| matches!(c, '-' | '*' | '_' | '=')) else { return false };
    let rest: Vec<char> = marks.take(200).collect();
    rest.len() >= 2 && rest.iter().all(|c| *c == first)
}

/// `[1]: https://…`
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]: ").is_some_and(|(_, target)| target.starts_with("http"))
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with(' ')).then(|| rest.trim().trim_end_matches('#').trim_end())
}

fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

/// Appends a block without links, emphasis, code marks, HTML tags, escapes and entities.
fn inline(text: &str, out: &mut String) {
    let mut at = 0;
    let mut previous = ' ';
    let mut brackets: Vec<(usize, Link)> = Vec::new(); // where each open one stands in `out`
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        let mut skip = 0;
        match c {
            '\\' if next.is_ascii_punctuation() => {
                out.push(next);
                skip = 1;
            }
            '!' if next == '[' => {
                open(&mut brackets, (out.len(), Link::Image));
                out.push_str("![");
                skip = 1;
            }
            '[' => {
                open(&mut brackets, (out.len(), Link::Text));
                out.push('[');
            }
            ']' => match (brackets.pop(), target(rest)) {
                (Some((start, Link::Image)), Some(length)) => {
                    out.truncate(start);
                    skip = length;
                }
                (Some((start, Link::Text)), Some(length)) => {
                    out.remove(start);
                    skip = length;
                }
                _ => out.push(']'),
            },
            '*' if next == '*' || previous == '*' || !(surrounded(previous, next)) => {}
            '_' if previous.is_alphanumeric() != next.is_alphanumeric() || next == '_' || previous == '_' => {}
            '`' => {}
            '<' => match tag(rest) {
                Some(length) => skip = length,
                None => out.push('<'),
            },
            '&' => match entity(rest) {
                Some((character, length)) => {
                    out.push(character);
                    skip = length;
                }
                None => out.push('&'),
            },
            _ => out.push(c),
        }
        previous = if skip > 0 { text[..at + c.len_utf8() + skip].chars().next_back().unwrap_or(' ') } else { c };
        at += c.len_utf8() + skip;
    }
}

/// What an opening bracket may begin.
#[derive(Clone, Copy)]
enum Link {
    Text,
    Image,
}

fn open(brackets: &mut Vec<(usize, Link)>, bracket: (usize, Link)) {
    if brackets.len() < MAX_BRACKETS {
        brackets.push(bracket);
    }
}

/// Whether a star is no emphasis: a blank on both sides, or a letter or digit on both.
fn surrounded(previous: char, next: char) -> bool {
    (previous.is_whitespace() && next.is_whitespace()) || (previous.is_alphanumeric() && next.is_alphanumeric())
}

/// Bytes of `(url "title")` or `[reference]` at the start of `rest`. A bracket ends the search, so that
/// no stretch of text is searched twice.
fn target(rest: &str) -> Option<usize> {
    let close = match rest.bytes().next()? {
        b'(' => b')',
        b'[' => b']',
        _ => return None,
    };
    let mut depth = 0;
    for (i, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' if close == b')' => depth += 1,
            b')' if close == b')' && depth > 1 => depth -= 1,
            b if b == close => return Some(i + 1),
            b'[' | b']' if i > 0 => return None,
            _ => {}
        }
    }
    None
}

/// Bytes of an HTML tag or comment after its `<`. A second `<` ends the search.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with("!--");
    // `<https://…>` is a link that shows itself.
    if !begins || rest.starts_with("http") {
        return None;
    }
    let end = rest.find(['<', '>'])?;
    rest[end..].starts_with('>').then_some(end + 1)
}

/// The character of an entity after its `&`, and its bytes.
fn entity(rest: &str) -> Option<(char, usize)> {
    let head: String = rest.chars().take(10).collect();
    let end = head.find(';')?;
    let character = match &head[..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "mdash" => '—',
        "ndash" => '–',
        "rsquo" => '’',
        "lsquo" => '‘',
        "rdquo" => '”',
        "ldquo" => '“',
        "hellip" => '…',
        code => {
            let code = code.strip_prefix('#')?;
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_go_and_words_stay() {
        for (markdown, expected) in [
            ("one\ntwo\n\nthree", "one two\n\nthree"),
            ("# Port\nIt reopened.", "Port\n\nIt reopened."),
            ("a [link](https://x.example/a_(b) \"t\") here", "a link here"),
            ("**bold** and *soft* and __bold__ and _soft_", "bold and soft and bold and soft"),
            ("[**used**](https://x.example/) **its**", "used its"),
            ("5 * 3 and 5*3 and snake_case", "5 * 3 and 5*3 and snake_case"),
            ("-   one\n    more\n-   two", "- one more\n- two"),
            ("> quoted\n> words", "quoted words"),
            ("2<sup>nd</sup> &amp; &#8212; AT&T", "2nd & — AT&T"),
            ("![map](m.png)Text [sic] and [more", "Text [sic] and [more"),
            ("say \\*this\\* `code`", "say *this* code"),
            ("***\ntext\n\n[1]: https://x.example", "text"),
            ("line  \nbroken", "line\nbroken"),
            ("", ""),
        ] {
            assert_eq!(plain(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn nothing_takes_more_than_linear_time() {
        for unit in ["[", "](", "![", "<a", "&", "*", "_", "`", "> ", "([", "[](", "[]["] {
            plain(&unit.repeat(200_000));
        }
    }
}
