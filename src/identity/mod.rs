//! Who is who across documents: identity keys and the rules that use them. Pure.
