//! The articles of samples/articles, as they are in the repository: name within that folder, bytes.
//!
//! `tests/all/samples.rs` compares this list with the folder.

macro_rules! article {
    ($name:literal) => {
        ($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/articles/", $name)))
    };
}

pub const ARTICLES: &[(&str, &[u8])] = &[
    article!("broken/khazar-telegraph-cut-off.jsonl"),
    article!("datelines/2022-11-30-dushanbe-visit-postponed.txt"),
    article!("datelines/2023-05-02-tashkent-railway.txt"),
    article!("datelines/2023-07-04-ulaanbaatar-third-neighbour.txt"),
    article!("datelines/2023-12-31-quarterly-bulletin.txt"),
    article!("datelines/2024-01-27-bishkek-fund.txt"),
    article!("datelines/2024-04-18-tehran-rail.txt"),
    article!("datelines/baku-port-undated.txt"),
    article!("html/2023-01-26-khazar-telegraph-oil.html"),
    article!("html/2023-07-20-mangystau-herald-desalination.html"),
    article!("html/2023-10-26-black-sea-monitor-operator.html"),
    article!("html/2024-09-20-aktau-terminal.html"),
    article!("jsonl/corridor-review.jsonl"),
    article!("markdown/2022-10-19-astana-state-visit.md"),
    article!("markdown/2023-07-19-silk-wire-desalination.md"),
    article!("markdown/2023-08-ankara-interview.md"),
    article!("markdown/2023-09-29-correction-power-line.md"),
    article!("markdown/2023-11-02-sco-transport.md"),
    article!("markdown/2023-12-05-doskalieva-interview.md"),
    article!("markdown/2024-05-14-osh-railway-section.md"),
    article!("markdown/2024-08-09-samarkand-water-fund.md"),
    article!("packed/2024-03-05-almaty-bishkek-gas.txt.gz"),
    article!("wire/2022-03-17-baku-working-visit.txt"),
    article!("wire/2022-05-24-ashgabat-gas-talks.txt"),
    article!("wire/2022-09-23-astana-ministers.txt"),
    article!("wire/2023-02-21-aktau-forum.txt"),
    article!("wire/2023-06-14-baku-fibre-contract.txt"),
    article!("wire/2023-09-28-tashkent-power-line.txt"),
    article!("wire/2023-11-15-alat-cable-laying.txt"),
    article!("wire/2024-03-12-ashgabat-pipeline-suspended.txt"),
    article!("wire/2024-06-20-astana-invitation.txt"),
    article!("wire/2024-10-03-aktau-line-completed.txt"),
    article!("wire/2024-11-15-fort-shevchenko-plant-completed.txt"),
];
