//! Stages without their bar and fields without their colon: `top 10`, `since 2023`, `by month`. They are
//! words like any others, and so are searched for; but hardly anyone means that.

use super::Resolver;
use crate::lang::ast::{Expr, Spanned, TextForm, Value};
use crate::lang::dates;
use crate::lang::fields::{Bucket, Field, FieldType, STAGES, Source};

impl Resolver<'_> {
    /// W404 for each two words in a row that are probably a stage or a field.
    pub fn forgotten_signs(&mut self, source: Source, parts: &[Spanned<Expr>]) {
        for pair in parts.windows(2) {
            let [first, second] = pair else { continue };
            let (Some(word), Some(value)) = (bare(first), bare(second)) else { continue };
            let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
            let meant = if takes_number(word) && is_number || is_by(word) && Bucket::named(value).is_some() {
                format!("| {word} {value} is the stage")
            } else if self.is_dated(source, word, value) {
                format!("{word}:{value} is the field")
            } else {
                continue;
            };
            self.warn(format!("W404 `{word} {value}` is searched for as words; {meant}"));
        }
    }

    fn is_dated(&self, source: Source, word: &str, value: &str) -> bool {
        let Some(role) = Field::named(word).and_then(|field| source.field(field)) else { return false };
        let info = role.info();
        matches!(info.ty, FieldType::Date | FieldType::DateBound)
            && dates::resolve_field(info.field, value, self.today).is_ok()
    }
}

fn bare(expr: &Spanned<Expr>) -> Option<&str> {
    match &expr.node {
        Expr::Text { value: Spanned { node: Value::Word(word), .. }, form: TextForm::Exact } => Some(word),
        _ => None,
    }
}

fn takes_number(word: &str) -> bool {
    STAGES
        .iter()
        .any(|stage| stage.name.eq_ignore_ascii_case(word) && (stage.takes.starts_with('N') || stage.takes == "[N]"))
}

fn is_by(word: &str) -> bool {
    word.eq_ignore_ascii_case("by")
}
