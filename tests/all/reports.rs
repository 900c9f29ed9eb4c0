//! What is found in articles: quotes, events, projects, dates.

use dateline::extract::{Context, Facts, PartialDate, Quote, QuoteKind, Speaker, extract};
use dateline::text::{Text, normalise};
use expect_test::{Expect, expect};

/// Shows what is found in a text that was published on Friday, 24 November 2023.
fn check(input: &str, expected: Expect) {
    let text = Text::new(normalise(input));
    let published = Some(PartialDate { year: 2023, month: Some(11), day: Some(24) });
    let facts = extract(&text, &Context { published, ..Context::default() });
    expected.assert_eq(&facts.quotes.iter().map(|q| quote(&facts, q)).collect::<String>());
}

fn quote(facts: &Facts, quote: &Quote) -> String {
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
    };
    let speaker = match &quote.speaker {
        Speaker::Person(p) => &facts.people[*p].name,
        Speaker::Organization(o) => &facts.organizations[*o].name,
        Speaker::Described(words) => words,
        Speaker::Unknown => "?",
    };
    format!("{kind} | {speaker} | {} | {}\n", quote.verb.as_deref().unwrap_or("-"), quote.text.replace('\n', "⏎"))
}

#[test]
fn marks_of_every_make() {
    check(
        "“The bridge is open,” a spokesman said. \"Trains cross it daily,\" the spokesman added.\n\n\
         «We waited for years,» said a farmer. „It was worth it“, he said. 'Nobody believed us then,' a miller recalled.",
        expect![[r#"
            direct | a spokesman | said | The bridge is open,
            direct | the spokesman | added | Trains cross it daily,
            direct | a farmer | said | We waited for years,
            direct | a farmer | said | It was worth it
            direct | a miller | recalled | Nobody believed us then,
        "#]],
    );
}

#[test]
fn few_words_are_no_quote() {
    check("The “new era” of the “grand canal” began, and the leaders' aides cheered.", expect![""]);
}

#[test]
fn quotes_run_over_paragraphs() {
    check(
        "“The harbour is full,” the mayor said. “It has been so for a month.\n\n\
         “Next week we shall dredge it,” she promised.",
        expect![[r#"
            direct | the mayor | said | The harbour is full,
            direct | the mayor | promised | It has been so for a month.⏎⏎Next week we shall dredge it,
        "#]],
    );
}

#[test]
fn unclosed_marks_end_with_the_paragraph() {
    check(
        "“The harbour is full and the ships wait outside, the mayor said.\n\nNothing else happened that day.",
        expect![[r#"
            direct | ? | - | The harbour is full and the ships wait outside, the mayor said.
        "#]],
    );
}

#[test]
fn statements_without_marks() {
    check(
        "The ministry spokesman said that the dam was safe. According to the engineers, the turbines will run in May. \
         The road is closed, police said on Monday.",
        expect![[r#"
            indirect | The ministry spokesman | said | the dam was safe
            indirect | the engineers | according to | the turbines will run in May
            indirect | police | said | The road is closed
        "#]],
    );
}

#[test]
fn hostile_input_ends() {
    for piece in ["\"", "“", "' ", "\" a ", "“a ", ", ", "and ", "said ", "(“", "X said that ", "“A,” he said. "]
    {
        let body = piece.repeat(200_000 / piece.len());
        extract(&Text::new(body), &Context::default());
    }
}
