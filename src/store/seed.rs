//! What an archive holds before its first document: countries, regions and how they may be typed.

use rusqlite::{Connection, OptionalExtension, params};

use crate::gazetteer::{self, How};
use crate::text::fold;

/// Brings countries, regions and their aliases to what this program knows. Does nothing when they are
/// so already; counts and aliases that a person added stay.
pub(super) fn seed(conn: &Connection) -> rusqlite::Result<()> {
    let hash = gazetteer::lexicon_hash();
    let seeded: Option<String> =
        conn.query_row("SELECT value FROM meta WHERE key = 'lexicon_hash'", [], |row| row.get(0)).optional()?;
    if seeded.as_deref() == Some(&hash) {
        return Ok(());
    }
    seed_countries(conn)?;
    seed_regions(conn)?;
    conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('lexicon_hash', ?1)", [&hash])?;
    Ok(())
}

fn seed_countries(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute("DELETE FROM aliases WHERE kind = 'country' AND how <> 'user'", [])?;
    let mut insert = conn.prepare(
        "INSERT INTO countries (id, code, iso3, name, official, demonym, capital, region, subregion, latitude, longitude) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, iso3 = excluded.iso3, name = excluded.name, \
         official = excluded.official, demonym = excluded.demonym, capital = excluded.capital, region = excluded.region, \
         subregion = excluded.subregion, latitude = excluded.latitude, longitude = excluded.longitude",
    )?;
    for country in gazetteer::countries() {
        let id = i64::from(country.numeric);
        insert.execute(params![
            id,
            country.code,
            country.iso3,
            country.name,
            present(country.official),
            present(country.demonym),
            present(country.capital),
            present(country.region),
            present(country.subregion),
            degrees(country.latitude),
            degrees(country.longitude)
        ])?;
    }
    for alias in gazetteer::country_aliases() {
        let Some(country) = gazetteer::country(alias.code) else { continue };
        add_alias(conn, "country", i64::from(country.numeric), word(alias.how), alias.alias, alias.weak)?;
    }
    Ok(())
}

fn seed_regions(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute("DELETE FROM aliases WHERE kind = 'region' AND how <> 'user'", [])?;
    conn.execute("DELETE FROM region_countries", [])?;
    for region in gazetteer::regions() {
        conn.execute(
            "INSERT INTO regions (name, kind) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind",
            [region.name, region.kind],
        )?;
        let id: i64 = conn.query_row("SELECT id FROM regions WHERE name = ?1", [region.name], |row| row.get(0))?;
        add_alias(conn, "region", id, "name", region.name, false)?;
        for alias in &region.aliases {
            add_alias(conn, "region", id, "alias", alias, false)?;
        }
        for code in &region.members {
            conn.execute(
                "INSERT OR IGNORE INTO region_countries (region, country) SELECT ?1, id FROM countries WHERE code = ?2",
                params![id, code],
            )?;
        }
    }
    Ok(())
}

/// The first of two readings of one alias stays: the more exact ones come first.
fn add_alias(conn: &Connection, kind: &str, entity: i64, how: &str, alias: &str, weak: bool) -> rusqlite::Result<()> {
    let norm = fold(alias);
    if !norm.is_empty() {
        conn.prepare_cached(
            "INSERT OR IGNORE INTO aliases (norm, kind, entity, how, alias, weak) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![norm, kind, entity, how, alias, weak])?;
    }
    Ok(())
}

fn present(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

fn word(how: How) -> &'static str {
    match how {
        How::Name => "name",
        How::Official => "official",
        How::Iso2 => "iso2",
        How::Iso3 => "iso3",
        How::Demonym => "demonym",
        How::Capital => "capital",
        How::Government => "government",
        How::Alias => "alias",
    }
}

/// As it was written down, in four decimals (ten metres): -77.04 as a 32-bit float is -77.04000091552734.
pub(in crate::store) fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}
