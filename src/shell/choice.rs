//! A name that means several: the candidates are numbered, and a number alone chooses.

use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::Field;

/// What a number typed alone would run instead.
#[derive(Debug, Default, PartialEq)]
pub struct Choice {
    /// The query with each candidate in place of the name.
    queries: Vec<String>,
}

impl Choice {
    /// The query for `line`, when it is the number of a candidate.
    pub fn of(&self, line: &str) -> Option<&str> {
        let number: usize = line.trim().parse().ok()?;
        self.queries.get(number.checked_sub(1)?).map(String::as_str)
    }

    pub fn len(&self) -> usize {
        self.queries.len()
    }
}

/// Numbers the candidates of the first finding that has any. A candidate is a hint that begins with
/// what would name it: `@person/2  Daniyar Sarsenov`.
pub fn number(text: &str, findings: &mut [Diagnostic]) -> Choice {
    let Some(finding) = findings.iter_mut().find(|finding| finding.hints.iter().any(|hint| stable(hint).is_some()))
    else {
        return Choice::default();
    };
    let mut choice = Choice::default();
    for hint in &mut finding.hints {
        let Some(stable) = stable(hint) else { continue };
        let Some(query) = chosen(text, finding.span.clone(), stable) else { continue };
        choice.queries.push(query);
        *hint = format!("{:>2}  {hint}", choice.queries.len());
    }
    choice
}

/// What the first finding with a remedy says the query should have been.
pub fn mended(text: &str, findings: &[Diagnostic]) -> Option<String> {
    findings.iter().find_map(|finding| finding.fix.as_ref()?.apply(text))
}

/// `person/2` of `@person/2  Daniyar Sarsenov`, `2` of `speaker:2  Daniyar Sarsenov`.
fn stable(hint: &str) -> Option<&str> {
    let name = hint.split_whitespace().next()?;
    if let Some(name) = name.strip_prefix('@') {
        let (kind, id) = name.split_once('/')?;
        return (!kind.is_empty() && !id.is_empty()).then_some(name);
    }
    let (field, id) = name.split_once(':')?;
    (Field::named(field).is_some() && !id.is_empty()).then_some(id)
}

/// The text with the name replaced. Where a kind or a field already says what it is, the id is enough.
fn chosen(text: &str, span: std::ops::Range<usize>, stable: &str) -> Option<String> {
    let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
    let is_bare = before.ends_with('@') || before.trim_end().to_lowercase().ends_with("with");
    let id = stable.rsplit('/').next()?;
    let name = if is_bare { stable } else { id };
    Some(format!("{before}{name}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(text: &str, name: &str) -> Vec<Diagnostic> {
        let start = text.find(name).expect("the name");
        let finding = Diagnostic::new("E301", start..start + name.len(), "names 2 people");
        vec![finding.hint("@person/2  Ilkin  3 documents").hint("@person/7  Olzhas  1 document").hint("help: or any")]
    }

    fn check(text: &str, number: &str, expected: Option<&str>) {
        let mut findings = finding(text, "sar");
        assert_eq!(super::number(text, &mut findings).of(number), expected, "{text} {number}");
    }

    #[test]
    fn a_number_takes_the_place_of_the_name() {
        check("people with @sar oil", "2", Some("people with @person/7 oil"));
        check("people with sar", " 1 ", Some("people with person/2"));
        check("@person/sar", "1", Some("@person/2"));
        check("quotes speaker:sar", "2", Some("quotes speaker:7"));
        check("@sar", "3", None);
        check("@sar", "0", None);
        check("@sar", "oil", None);
    }

    #[test]
    fn candidates_of_a_field_are_chosen_by_their_ids() {
        let text = "quotes speaker:\"Sar\" oil";
        let finding =
            Diagnostic::new("E301", 15..20, "names 2 people").hint("speaker:3  Ilkin").hint("speaker:KZ  Olzhas");
        let mut findings = vec![finding.hint("help: speaker:3, or speaker:3,KZ for either")];
        assert_eq!(super::number(text, &mut findings).of("2"), Some("quotes speaker:KZ oil"));
    }

    #[test]
    fn candidates_are_numbered_and_help_is_not() {
        let mut findings = finding("@sar", "sar");
        assert_eq!(number("@sar", &mut findings).len(), 2);
        assert_eq!(
            findings[0].hints,
            [" 1  @person/2  Ilkin  3 documents", " 2  @person/7  Olzhas  1 document", "help: or any"]
        );
    }
}
