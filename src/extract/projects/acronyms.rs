//! Projects under the acronym that stands in brackets behind their name: "the Clear Rivers Initiative (CRI)".

use std::collections::HashMap;

use super::status::governing;
use crate::extract::clauses::LONGEST_SENTENCE;
use crate::extract::reading::Reading;
use crate::extract::{Evidence, Project, ProjectReport, Status};

/// Adds what is told of a project under the acronym that stands in brackets behind its name.
pub fn add_reports(reading: &Reading<'_>, projects: &mut [Project]) {
    let mut short: HashMap<&str, usize> = HashMap::new();
    for (index, project) in projects.iter().enumerate() {
        let Some(first) = project.reports.first() else { continue };
        let next = reading.token_at(first.evidence.span.end);
        let acronym = reading.word(next + 1);
        let brackets = reading.word(next) == "(" && reading.word(next + 2) == ")";
        if brackets && acronym.len() > 2 && acronym.chars().filter(|c| c.is_uppercase()).count() > 2 {
            short.entry(acronym).or_insert(index);
        }
    }
    if short.is_empty() {
        return;
    }
    for (index, sentence) in reading.text.sentences().iter().enumerate() {
        if sentence.tokens.len() > LONGEST_SENTENCE {
            continue;
        }
        for i in sentence.tokens.clone() {
            let Some(project) = short.get(reading.word(i)).and_then(|&p| projects.get_mut(p)) else { continue };
            let Some(span) = reading.span(i..i + 1).filter(|_| project.reports.len() < 40) else { continue };
            let governed = governing(reading, &sentence.tokens, &(i..i + 1));
            if governed.status == Status::Mentioned || reading.word(i + 1) == ")" {
                continue;
            }
            project.reports.push(ProjectReport {
                verb: governed.verb.map(|v| reading.word(v).to_owned()),
                status: governed.status,
                modality: governed.modality,
                speaker: None,
                as_of: None,
                amount: None,
                evidence: Evidence { sentence: index, span, rule: "acronym", confidence: 0.7 },
            });
        }
    }
}
