//! `role:` and `country:` beside one another are of one and the same role.

use crate::query::plan::{Ids, OfRow, Tree};

/// Posts take the countries that they stand beside, in whatever order and parentheses: `role:minister country:kz`
/// is a minister of Kazakhstan, not a minister who has something to do with it.
pub fn meet(tree: Tree<OfRow>) -> Tree<OfRow> {
    under(tree, &[], &[])
}

/// `posts` and `countries` stand beside this tree, or around it.
fn under(tree: Tree<OfRow>, posts: &[Vec<String>], countries: &[Ids]) -> Tree<OfRow> {
    match tree {
        Tree::And(parts) => {
            let (mut posts, mut countries) = (posts.to_vec(), countries.to_vec());
            for part in &parts {
                match part {
                    Tree::Leaf(OfRow::Post { posts: these, .. }) => posts.push(these.clone()),
                    Tree::Leaf(OfRow::Country(these)) => countries.push(these.clone()),
                    _ => {}
                }
            }
            let has_post = parts.iter().any(|part| matches!(part, Tree::Leaf(OfRow::Post { .. })));
            let is_said = |part: &Tree<OfRow>| has_post && matches!(part, Tree::Leaf(OfRow::Country(_)));
            let rest = parts.into_iter().filter(|part| !is_said(part));
            Tree::and(rest.map(|part| under(part, &posts, &countries)).collect::<Vec<_>>())
        }
        Tree::Or(parts) => Tree::Or(parts.into_iter().map(|part| under(part, posts, countries)).collect()),
        Tree::Not(inner) => Tree::Not(Box::new(meet(*inner))),
        Tree::Leaf(OfRow::Post { posts, .. }) => Tree::Leaf(OfRow::Post { posts, of: countries.to_vec() }),
        Tree::Leaf(OfRow::Country(country)) if !posts.is_empty() => {
            let of = |posts: &Vec<String>| OfRow::Post { posts: posts.clone(), of: vec![country.clone()] };
            Tree::and(posts.iter().map(|posts| Tree::Leaf(of(posts))).collect::<Vec<_>>())
        }
        leaf => leaf,
    }
}
