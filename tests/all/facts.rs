//! What is found in articles: names, countries, organizations.
