//! Every example of the language walks indexes: no plan reads a table of any size from end to end.

use dateline::query::{self, Options};

use super::world::World;
use super::{prepare, today};

/// The language's examples, with names of this world.
pub const EXAMPLES: &[&str] = &[
    "@kz @az since:oct",
    "\"fiber optic\" @kz",
    "transport @kz -@ru | top 20 | snippet 12",
    "(gas or oil) and @az",
    "people with @\"Elchin Mammadzade\" | top 15",
    "people country:kz with @mammadzade* | sort -lift",
    "projects country:all(kz, az) since:2023 | by month | chart",
    "projects sector:transport status:signed,launched",
    "quotes speaker:sarsenov transport | snippet 16",
    "events kind:visit person:sarsenov since:2023",
    "docs @kz @az | organizations | where docs >= 5",
    "@kz | by month, person | top 3 per month",
    "countries with @kz | pairs",
    "people in (@kz since:2024) and not in (@ru)",
    "docs in (projects sector:transport country:kz) since:2024-Q3",
    "organizations in (@kz @az (corridor or route))",
    "people with @sarsenov within:sentence",
    "docs",
    "-lang:en",
    "since:90d",
    "lang:en since:2024",
    "source:\"Caspian Wire\"",
    "place:baku",
    "people",
    "quotes",
    "events",
    "projects",
    "gas or @az",
    "@kz -gas",
    "@kz | count",
    "@mammadzade* | by quarter",
];

/// What plans call the rows of tables that grow with an archive. `k` is a subquery, or a link table
/// whose index the statement names; countries are few.
const BIG: &[&str] =
    &["d", "e", "l", "r", "x", "m", "n", "v", "w", "a", "j0", "j1", "documents", "people", "quotes", "roles"];

#[test]
fn no_example_scans_a_table() {
    let archive = World::generate(1, 400).archive();
    check(&archive);
    // What SQLite has measured changes what it chooses, and every import measures.
    // Of the world's few people and projects it would rightly scan the table.
    let few = "DELETE FROM sqlite_stat1 WHERE tbl IN ('people', 'organizations', 'projects')";
    archive.execute_batch(&format!("ANALYZE; {few}; ANALYZE sqlite_schema")).expect("measured");
    check(&archive);
}

fn check(archive: &rusqlite::Connection) {
    let options = Options::new(today());
    for text in EXAMPLES {
        let prepared = prepare(archive, text, &options).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
        let plan = query::query_plan(archive, &prepared, &options).expect("a plan");
        let sql = &prepared.sql().text;
        for line in &plan {
            let step = line.trim_start();
            let Some(alias) = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()) else { continue };
            // An index read in its order, for the first rows of it, is no scan: it ends at the limit.
            let by_index = step.contains("USING INDEX") || step.contains("USING COVERING INDEX");
            let few = alias == "e" && sql.contains("countries e");
            assert!(by_index || few || !BIG.contains(&alias), "{text}: {step}\n{}\n{sql}", plan.join("\n"));
        }
        let drivers = sql.matches(" k INDEXED BY ").count();
        let tables = ["people", "countries", "organizations", "projects"];
        let links: usize = tables.iter().map(|table| sql.matches(&format!("document_{table} k ")).count()).sum();
        assert_eq!(drivers, links, "{sql}");
    }
}
