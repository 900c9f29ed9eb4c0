//! One long SQL statement to lines that can be read: a line for each clause, a step in for each subquery.

/// What begins a line.
const CLAUSES: [&str; 12] = [
    "FROM ",
    "JOIN ",
    "LEFT JOIN ",
    "CROSS JOIN ",
    "WHERE ",
    "AND ",
    "GROUP BY ",
    "HAVING ",
    "ORDER BY ",
    "LIMIT ",
    "UNION ",
    "SELECT ",
];

/// A subquery of so many bytes stands in its line.
const SHORT: usize = 96;

/// A list goes on in the next line behind so many bytes.
const LONG: usize = 96;

/// The statement in lines; joined by blanks they are the statement again, but for blanks inside parentheses.
pub fn lines(sql: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    // For each open parenthesis, whether it holds a subquery of its own lines.
    let mut open: Vec<Parenthesis> = Vec::new();
    let mut rest = sql;
    let mut end_line = |line: &mut String, open: &[Parenthesis]| {
        let text = std::mem::take(line);
        if !text.trim().is_empty() {
            lines.push(text.trim_end().to_owned());
        }
        let steps = open.iter().filter(|&&held| held == Parenthesis::Query).count();
        line.push_str(&"  ".repeat(steps));
    };
    while let Some(first) = rest.chars().next() {
        let is_clause_level = open.last().is_none_or(|held| *held == Parenthesis::Query);
        let begins_word = line.ends_with(' ') || line.is_empty();
        if is_clause_level && begins_word && CLAUSES.iter().any(|clause| rest.starts_with(clause)) && !joined(&line) {
            end_line(&mut line, &open);
        }
        match first {
            '\'' => {
                let end = rest.get(1..).and_then(|text| text.find('\'')).map_or(rest.len(), |at| at + 2);
                line.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            '(' => {
                line.push('(');
                if is_query(rest) && closing(rest) > SHORT {
                    open.push(Parenthesis::Query);
                    end_line(&mut line, &open);
                } else {
                    open.push(Parenthesis::Other);
                }
            }
            ')' => {
                if open.pop() == Some(Parenthesis::Query) {
                    end_line(&mut line, &open);
                }
                line.push(')');
            }
            ',' if is_clause_level && line.len() > LONG => {
                line.push(',');
                end_line(&mut line, &open);
                line.push_str("  ");
                rest = rest[1..].trim_start();
                continue;
            }
            other => line.push(other),
        }
        rest = &rest[first.len_utf8()..];
    }
    end_line(&mut line, &open);
    lines
}

#[derive(Clone, Copy, PartialEq)]
enum Parenthesis {
    Query,
    Other,
}

/// Whether the clause that follows belongs to this line: the JOIN of a LEFT JOIN, the first of a subquery.
fn joined(line: &str) -> bool {
    line.trim().is_empty() || ["LEFT ", "CROSS ", "BETWEEN ? ", "UNION ", "ALL "].iter().any(|end| line.ends_with(end))
}

fn is_query(text: &str) -> bool {
    ["(SELECT ", "(WITH ", "(VALUES "].iter().any(|start| text.starts_with(start))
}

/// Bytes from an opening parenthesis to the one that closes it.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn each_clause_has_a_line_and_each_long_subquery_a_step_in() {
        let sql = "SELECT a, (SELECT n FROM s WHERE i = 1) FROM t JOIN u ON u.x = t.x WHERE t.y = 'a AND b' \
                   AND t.id IN (SELECT document FROM document_countries WHERE country IN (?, ?, ?) AND mentions > 10 AND day > 20240101) LIMIT ?";
        assert_eq!(
            lines(sql),
            [
                "SELECT a, (SELECT n FROM s WHERE i = 1)",
                "FROM t",
                "JOIN u ON u.x = t.x",
                "WHERE t.y = 'a AND b'",
                "AND t.id IN (",
                "  SELECT document",
                "  FROM document_countries",
                "  WHERE country IN (?, ?, ?)",
                "  AND mentions > 10",
                "  AND day > 20240101",
                ")",
                "LIMIT ?",
            ]
        );
    }

    #[test]
    fn nothing_is_lost() {
        for sql in ["", "(", ")", "'", "SELECT 'é", "SELECT (SELECT (((", "x é ' ("] {
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(squeezed(&lines(sql).concat()), squeezed(sql));
        }
    }
}
