//! Questions with their answers, written as SQL that any program can run.

/// A question: its parameters may be left empty, and it answers all the same.
pub struct Question {
    pub name: &'static str,
    pub title: &'static str,
    /// What its parameters are.
    pub about: &'static str,
    pub sql: &'static str,
}

const QUESTIONS: &str = include_str!("questions.sql");

/// The questions, in order: in the file each begins with `-- name: title` and a line on its parameters.
pub fn all() -> Vec<Question> {
    QUESTIONS.split("\n\n").filter_map(read).collect()
}

fn read(text: &'static str) -> Option<Question> {
    let (head, rest) = text.trim().strip_prefix("-- ")?.split_once('\n')?;
    let (about, sql) = rest.strip_prefix("-- ")?.split_once('\n')?;
    let (name, title) = head.split_once(": ")?;
    Some(Question { name, title, about, sql: sql.trim_end_matches(';') })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_read() {
        let marks = QUESTIONS.lines().filter(|line| line.starts_with("-- ") && line.contains(": ")).count();
        assert_eq!(all().len(), QUESTIONS.split("\n\n").count());
        assert!(all().len() >= 10 && marks >= all().len());
        assert!(all().iter().all(|question| question.sql.contains(" LIMIT ") || question.sql.contains("\nLIMIT ")));
    }
}
