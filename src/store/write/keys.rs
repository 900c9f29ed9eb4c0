//! The identity keys of entities: equal keys are one entity.

use crate::text::fold;

pub(super) fn person_key(name: &str) -> String {
    fold(name)
}

pub(super) fn organization_key(name: &str) -> String {
    fold(name)
}
