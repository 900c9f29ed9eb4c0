//! An archive in a program of one's own: `cargo run --example library [-- PATH [QUERY]]` imports a file or a folder, by
//! default the samples, into a temporary archive, and prints the answer to a query.

use dateline::Archive;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/samples/articles").to_owned());
    let query = arguments.next().unwrap_or_else(|| "people with @kazakhstan | sort -docs | limit 5".to_owned());
    let folder = tempfile::tempdir()?; // gone at the end
    let mut archive = Archive::create_or_open(folder.path().join("news.db"))?;
    let done = archive.import(&[path])?;
    println!("{} articles, {} inputs set aside", done.counts.new, done.counts.quarantined);
    print!("{}", archive.ask(&query)?);
    Ok(())
}
