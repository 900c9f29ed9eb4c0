//! How answers look: one file per format, each a `Sink`. Knows nothing of where rows come from.
