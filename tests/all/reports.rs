//! What is found in articles: quotes, events, projects, dates.
