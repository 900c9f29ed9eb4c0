//! What the extractor knows before it reads: countries, cities, titles, names, organizations. Compiled in.
