//! Names to stable ids, in the tree: what a saved query holds, so that a later namesake does not change it.

use chrono::NaiveDate;

use super::Resolver;
use super::names::{Choice, Typed};
use crate::lang::ast::{EntityKind, Expr, Mention, Query, Spanned, Test, Value};
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::{Field, FieldType, Source};
use crate::query::answer::Note;
use crate::query::archive::Archive;
use crate::query::catalogue::Named;

/// The query with each name of one entity as its id: `@sarsenov` is `@person/2`, `country:kazakh` is `country:KZ`.
/// What is open on purpose stays: `@sarsenov*`, regions, parameters.
///
/// # Errors
/// Names that fit nothing or several.
pub fn stable(archive: &dyn Archive, today: NaiveDate, query: &Query) -> Result<(Query, Vec<Note>), Vec<Diagnostic>> {
    let mut resolver = Resolver::new(archive, today);
    let mut query = query.clone();
    resolver.settle(&mut query);
    if resolver.errors.is_empty() { Ok((query, resolver.notes)) } else { Err(resolver.errors) }
}

impl Resolver<'_> {
    fn settle(&mut self, query: &mut Query) {
        let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
        if let Some(filter) = &mut query.filter {
            self.settle_expr(source, &mut filter.node);
        }
    }

    fn settle_expr(&mut self, source: Source, expr: &mut Expr) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter_mut().for_each(|part| self.settle_expr(source, &mut part.node));
            }
            Expr::Not(inner) => self.settle_expr(source, &mut inner.node),
            Expr::In(query) => self.settle(query),
            Expr::Mention(mention) => self.settle_mention(mention),
            Expr::Predicate { field, test: Test::Any(values) | Test::All(values) } => {
                let Some(role) = source.field(field.node) else { return };
                if let FieldType::Entity(kind) = role.info().ty {
                    values.iter_mut().for_each(|value| self.settle_value(field.node, kind, value));
                }
            }
            _ => {}
        }
    }

    fn settle_mention(&mut self, mention: &mut Mention) {
        let (Value::Word(name) | Value::String(name)) = mention.name.node.clone() else { return };
        let kind = mention.kind.as_ref().map(|kind| kind.node);
        let typed = Typed { name: &name, span: mention.name.span.clone(), sigil: "@" };
        if mention.any {
            self.entities(&typed, kind, Choice::Any);
        } else if let Some((kind, id)) = self.stable_id(&typed, kind) {
            mention.kind = Some(Spanned { node: kind, span: mention.name.span.clone() });
            mention.name.node = Value::Word(id);
        }
    }

    fn settle_value(&mut self, field: Field, kind: EntityKind, value: &mut Spanned<Value>) {
        let name = match &value.node {
            Value::Word(name) if name.ends_with('*') => return,
            Value::Word(name) | Value::String(name) => name.clone(),
            Value::Parameter(_) => return,
        };
        // A body that speaks has no id in this place: a number there is a person's.
        if field == Field::Speaker && self.nobody_called(&name) {
            return;
        }
        let sigil = format!("{}:", field.name());
        let typed = Typed { name: &name, span: value.span.clone(), sigil: &sigil };
        if let Some((_, id)) = self.stable_id(&typed, Some(kind)) {
            value.node = Value::Word(id);
        }
    }

    /// The kind and the id of the one entity that a name means; `None` for a region, and where there is a finding.
    fn stable_id(&mut self, typed: &Typed<'_>, kind: Option<EntityKind>) -> Option<(EntityKind, String)> {
        let found = self.meant(typed, kind, Choice::One)?;
        self.readings(typed, &found)?;
        let [candidate] = &found[..] else { return None };
        let (kind, id) = candidate.what.entity()?;
        match &candidate.what {
            Named::Entity { code: Some(code), .. } => Some((kind, code.clone())),
            _ => Some((kind, id.to_string())),
        }
    }
}
