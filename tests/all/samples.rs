//! The samples hold what they promise.
