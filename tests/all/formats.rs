//! The formats of inputs: tables, feeds, messages, saved pages, web archives, and what they are packed in.

use std::io::{Cursor, Write};
use std::path::Path;

use super::imports::Desk;

const STORY: &str = "The harbour master of Kuryk said on Tuesday that the new pier had taken its first ferry. \
    It can hold four ships at once, he said, and will double what the port can send across the sea in a year.";

fn page(title: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{STORY}</p>\
         <p>Two more piers are to follow, and a road that leads around the town instead of through it.</p></article></body></html>"
    )
}

/// What a query gives after one input was imported; asserts the exit code.
#[track_caller]
fn asked(name: &str, content: impl AsRef<[u8]>, code: i32, sql: &str) -> String {
    let desk = Desk::new();
    take(&desk, &desk.put(name, content), code);
    desk.check(0);
    desk.ask(sql)
}

/// Imports without looking for facts: what a format gives needs none, and they take most of the time.
#[track_caller]
fn take(desk: &Desk, path: &Path, code: i32) -> String {
    let output = desk.run(&["import", "--no-extract", path.to_str().expect("a path")]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

#[test]
fn rows_of_a_table_are_articles() {
    let comma = "id,Headline,pub_date,Body\n7,Pier opens,2023-05-02,\"It opened, he said.\nA ferry came.\"\n8,Silo shut,2023-05-03,It shut.\n";
    let semicolon = comma.replace("opened, he", "opened; he").replace(',', ";");
    let tab = "title\tdate\ttext\nPier opens\t2023-05-02\tIt opened.\n";
    let titles = "SELECT group_concat(title || ' ' || published, '; ') FROM (SELECT * FROM documents ORDER BY id)";
    assert_eq!(asked("a.csv", comma, 0, titles), "Pier opens 2023-05-02; Silo shut 2023-05-03");
    assert_eq!(asked("no-name", &semicolon, 0, titles), "Pier opens 2023-05-02; Silo shut 2023-05-03");
    assert_eq!(asked("a.tsv", tab, 0, titles), "Pier opens 2023-05-02");
    let body = "SELECT body FROM documents WHERE id = 1";
    assert_eq!(asked("a.csv", comma, 0, body), "It opened, he said.\nA ferry came.");
    let locator = "SELECT substr(locator, -7) FROM document_locators WHERE kind = 'record' ORDER BY 1 LIMIT 1";
    assert_eq!(asked("a.csv", comma, 0, locator), "a.csv#7");
    let windows =
        encoding_rs::WINDOWS_1251.encode("title;text\nПорт открыт;Министр иностранных дел прибыл в столицу\n").0;
    assert_eq!(asked("a.csv", &windows, 0, "SELECT title FROM documents"), "Порт открыт");
    // A row with too many fields is set aside, the next one is not.
    let broken = "title,text\nOne,Text, and more, of it\nTwo,Text\n";
    assert_eq!(asked("a.csv", broken, 4, "SELECT title FROM documents"), "Two");
    assert!(asked("a.csv", broken, 4, "SELECT reason FROM quarantine").contains("4 fields where the header has 2"));
}

#[test]
fn fields_of_records_can_be_named() {
    let desk = Desk::new();
    let record = "{\"meta\": {\"when\": \"2023-05-02\", \"tags\": [\"ports\"]}, \"hed\": \"Pier opens\", \"title\": \"x\", \"paras\": [\"It opened.\"]}\n";
    let path = desk.put("a.jsonl", record);
    let path = path.to_str().expect("a path");
    let maps = ["--map", "text=paras.0", "--map", "title=hed", "--map", "date=meta.when"];
    let output = desk.run(&[&["import", path], &maps[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(desk.ask("SELECT title || published || body FROM documents"), "Pier opens2023-05-02It opened.");
    for (map, said) in [("headline=x", "there is no headline; there are text, title"), ("text", "WHAT=FIELD")] {
        let output = desk.run(&["import", path, "--map", map]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{map}");
    }
}

const RSS: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Harbour Post</title><link>https://post.example/</link>\
    <description>News</description><language>en-gb</language>\
    <item><title>Pier &amp; road open</title><link>https://post.example/pier</link><guid>post-1</guid><pubDate>Tue, 02 May 2023 08:00:00 +0500</pubDate>\
    <description><![CDATA[<p>The pier <b>opened</b>.</p><p>A ferry came.</p>]]></description></item>\
    <item><title>Only a link</title><link>https://post.example/link</link><guid>post-2</guid></item></channel></rss>";

#[test]
fn entries_of_feeds_are_articles() {
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour Post</title><id>urn:x</id><updated>2023-05-02T03:00:00Z</updated>\
        <entry><title>Pier opens</title><id>urn:x:1</id><link href=\"https://post.example/pier\"/><updated>2023-05-02T03:00:00Z</updated>\
        <author><name>A. Writer</name></author><content type=\"html\">&lt;p&gt;The pier opened.&lt;/p&gt;</content></entry></feed>";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harbour Post\", \"items\": [{\"id\": \"1\", \
        \"url\": \"https://post.example/pier\", \"title\": \"Pier opens\", \"date_published\": \"2023-05-02T03:00:00Z\", \"content_text\": \"The pier opened.\"}]}";
    let all = "SELECT d.title || '|' || published || '|' || s.name || '|' || url || '|' || published_basis \
        FROM documents d JOIN sources s ON s.id = d.source";
    let expected = "Pier opens|2023-05-02|Harbour Post|https://post.example/pier|feed";
    assert_eq!(asked("a.atom", atom, 0, all), expected);
    assert_eq!(asked("a.json", json, 0, all), expected);
    assert_eq!(asked("feed", RSS, 4, all), expected.replace("Pier opens", "Pier & road open"));
    assert_eq!(asked("feed", RSS, 4, "SELECT body FROM documents"), "The pier opened.\n\nA ferry came.");
    assert!(asked("feed", RSS, 4, "SELECT reason FROM quarantine").contains("no text"));
    assert!(asked("feed", RSS, 4, "SELECT locator FROM quarantine").ends_with("feed#post-2"));
    assert_eq!(asked("a.atom", atom, 0, "SELECT byline FROM documents"), "A. Writer");
    assert!(asked("bad", &RSS[..RSS.len() - 300], 4, "SELECT reason FROM quarantine").contains("feed"));
}

fn newsletter(id: u32) -> String {
    format!(
        "From: Harbour Post <news@post.example>\r\nTo: reader@mail.example\r\nSubject: =?utf-8?Q?Pier_{id}_opens?=\r\n\
         Date: Tue, 02 May 2023 08:00:00 +0500\r\nMessage-ID: <{id}@post.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nRead it online.\r\n\
         --b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         <p>Pier {id} opened in Aktau, and a ferry came =E2=80=93 the first of many, said the harbour =\r\nmaster.</p>\r\n--b--\r\n"
    )
}

#[test]
fn messages_are_articles() {
    let all = "SELECT d.title || '|' || published || published_time || published_zone || '|' || s.name || '|' || body \
        FROM documents d JOIN sources s ON s.id = d.source ORDER BY d.id DESC";
    let expected = |id| {
        format!(
            "Pier {id} opens|2023-05-0208:00:00+05:00|Harbour Post|\
             Pier {id} opened in Aktau, and a ferry came – the first of many, said the harbour master."
        )
    };
    assert_eq!(asked("a.eml", newsletter(1), 0, all), expected(1));
    let from = "From news@post.example Tue May  2 08:00:00 2023\n";
    let mailbox = format!("{from}{}\n{from}{}", newsletter(1), newsletter(2));
    assert_eq!(asked("box", &mailbox, 0, "SELECT count(*) FROM documents"), "2");
    assert_eq!(asked("box", &mailbox, 0, all), expected(2));
    let locator = "SELECT substr(locator, -18) FROM document_locators ORDER BY locator LIMIT 1";
    assert_eq!(asked("box", &mailbox, 0, locator), "box#1@post.example");
}

#[test]
fn saved_pages_are_articles() {
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/pier\r\nSubject: Pier\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
         Content-Location: https://post.example/pier\r\n\r\n{}\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n",
        page("Pier opens")
    );
    let all = "SELECT title || '|' || url || '|' || (instr(body, 'took') + instr(body, 'taken') > 0) FROM documents";
    assert_eq!(asked("a.mhtml", saved, 0, all), "Pier opens|https://post.example/pier|1");
    let single = page("Pier opens").replace(
        "<html>",
        "<html><!--\n Page saved with SingleFile \n url: https://post.example/pier \n saved date: Tue May 02 2023\n-->",
    );
    assert_eq!(asked("a.html", single, 0, all), "Pier opens|https://post.example/pier|1");
}

#[test]
fn what_stands_beside_an_article_is_no_part_of_it() {
    let story = |n: usize| format!("<p>{STORY} That was ferry number {n}.</p>");
    let consent = "<p>We store cookies, and ask for your consent to partners, whose list is long.</p>".repeat(60);
    let body = |page: String| asked("page.html", page, 0, "SELECT body FROM documents");
    let beside = [
        format!("<div id=consent-sdk><h2>Privacy</h2>{consent}</div>"),
        format!("<div role=dialog>{consent}</div>"),
        "<figure><img src=a><figcaption>The pier. Photo by A. Writer</figcaption></figure>".into(),
        "<div class='story__newsletterSignup'><p>Subscribe now, and we write to you every day.</p></div>".into(),
        "<div class=read-more><p>Read on: We never sleep, the long night of a harbour master.</p></div>".into(),
    ];
    for part in beside {
        let page = format!("<html><body><article><h1>Pier</h1>{}{part}{}</article></body></html>", story(1), story(2));
        let body = body(page);
        assert!(body.contains("number 1") && body.contains("number 2"), "{part}: {body}");
        assert!(!["We ", "we write", "Photo"].iter().any(|word| body.contains(word)), "{part}: {body}");
    }
    // The same words around the article, or in an identifier made of a heading, say nothing.
    for (open, close) in [
        ("<div class='post tag-cookies'><h1>Pier</h1>", "</div>"),
        ("<div class=paywall-content>", "</div>"),
        ("<div id=social-media-and-the-harbour>", "</div>"),
        ("<section class='md:hidden share-wrapper'><article class=premium>", "</article></section>"),
    ] {
        let page =
            format!("<html><body>{open}{}{}{close}<p>All rights reserved.</p></body></html>", story(1), story(2));
        assert!(body(page).contains("number 2"), "{open}");
    }
    // A label between the parts of an article, and parts that are wrapped one by one.
    let parts: Vec<String> = (1..7)
        .map(|n| format!("<section><h2>Article content</h2><div><div>{}</div></div></section>", story(n)))
        .collect();
    let body =
        body(format!("<html><body><main><article><h1>Pier</h1>{}</article></main></body></html>", parts.concat()));
    assert!((1..7).all(|n| body.contains(&format!("number {n}."))), "{body}");
    assert!(!body.contains("Article content"), "{body}");
}

fn record(kind: &str, url: &str, media: &str, block: &str) -> String {
    let length = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

fn web_archive() -> String {
    let http = "application/http; msgtype=response";
    let body = page("Pier opens");
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    [
        record("warcinfo", "", "application/warc-fields", "software: x\r\n"),
        record("request", "https://post.example/pier", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "https://post.example/pier",
            http,
            &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}"),
        ),
        record("response", "https://post.example/gone", http, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone</p>"),
        record("response", "https://post.example/a.png", http, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
        record("conversion", "https://post.example/silo", "text/plain", "Silo shut\n\nThe silo was shut on Monday."),
    ]
    .concat()
}

#[test]
fn pages_of_a_web_archive_are_articles() {
    let archive = web_archive();
    let all = "SELECT group_concat(title || '|' || url, '; ') FROM (SELECT * FROM documents ORDER BY id)";
    let expected = "Pier opens|https://post.example/pier; Silo shut|https://post.example/silo";
    assert_eq!(asked("a.warc", &archive, 0, all), expected);
    assert_eq!(asked("a", gzip(archive.as_bytes()), 0, all), expected);
    assert!(asked("a.warc", &archive[..archive.len() - 20], 4, "SELECT reason FROM quarantine").contains("cut off"));
    assert_eq!(asked("a.warc", &archive[..archive.len() - 20], 4, "SELECT count(*) FROM documents"), "1");
    let junk = format!("{archive}no record\r\n\r\n");
    assert!(
        asked("a.warc", junk, 4, "SELECT reason FROM quarantine").contains("no record of a web archive begins here")
    );
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("packed")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in members {
        packed.start_file(*name, options).expect("a member");
        packed.write_all(content).expect("written");
    }
    packed.finish().expect("packed").into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        // As a hostile packer would: `append_data` refuses what climbs out.
        header.as_gnu_mut().expect("a GNU header").name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        packed.append(&header, *content).expect("written");
    }
    packed.into_inner().expect("packed")
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn archives_are_looked_into() {
    let members: [(&str, &[u8]); 5] = [
        ("2023/2023-05-02-pier.txt", b"Pier opens\n\nThe pier opened."),
        ("news.jsonl", b"{\"title\": \"Silo\", \"text\": \"The silo was shut.\"}\n{\"title\": \"Road\", \"text\": \"The road was laid.\"}\n"),
        ("../../escape.txt", b"Escape\n\nThe name leads nowhere."),
        ("__MACOSX/._news.jsonl", b"\0\0"),
        (".hidden", b"Not to be read."),
    ];
    let all = "SELECT group_concat(title, ',') FROM (SELECT title FROM documents ORDER BY id)";
    let expected = "Pier opens,Silo,Road,Escape";
    let (zipped, tarred) = (zip(&members), tar(&members));
    let nested = zip(&[("inner/all.tar.gz", &gzip(&tarred)), ("last.txt.zst", &zstandard(b"Last\n\nThe last."))]);
    for (name, content) in [
        ("a.zip", zipped.clone()),
        ("a.tar", tarred.clone()),
        ("a.tgz", gzip(&tarred)),
        ("a.tar.zst", zstandard(&tarred)),
        ("a.zip.gz", gzip(&zipped)),
    ] {
        assert_eq!(asked(name, content, 0, all), expected, "{name}");
    }
    assert_eq!(asked("a", &nested, 0, all), format!("{expected},Last"));
    let frames = [zstandard(b"{\"text\": \"One.\"}\n"), zstandard(b"{\"text\": \"Two.\"}\n")].concat();
    assert_eq!(asked("a.jsonl.zst", frames, 0, all), "One.,Two.");
    let dated = "SELECT published || substr(locator, instr(locator, 'a.zip')) FROM documents d JOIN document_locators l ON l.document = d.id WHERE d.id = 1";
    assert_eq!(asked("a.zip", &zipped, 0, dated), "2023-05-02a.zip!/2023/2023-05-02-pier.txt");
}

#[test]
fn hostile_archives_end_in_a_clear_word() {
    // Lines that are no records, which is told at once.
    let mut line = vec![b'x'; 16 << 20];
    line.push(b'\n');
    let zeros = line.repeat(8);
    let mut deep = b"Text.".to_vec();
    for _ in 0..10 {
        deep = gzip(&deep);
    }
    let mut locked = zip(&[("a.txt", b"Text.")]);
    // The bit that says that a member is encrypted, in both of its headers.
    let directory = locked.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    let office = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    let cut = zip(&[("a.txt", STORY.as_bytes())]);
    for (name, content, phrase) in [
        ("bomb.jsonl.gz", gzip(&zeros), "compression bomb"),
        ("bomb.zip", zip(&[("a.jsonl", &zeros), ("b.txt", b"Never reached.")]), "compression bomb"),
        ("bomb.tar.zst", zstandard(&tar(&[("a.jsonl", &zeros)])), "compression bomb"),
        ("deep", deep, "deep"),
        ("locked.zip", locked, "password"),
        ("a.docx", office, "office document"),
        ("cut.zip", cut[..cut.len() / 2].to_vec(), "damaged"),
        ("cut.tar", tar(&[("a.txt", STORY.as_bytes())])[..600].to_vec(), "cut off"),
        ("broken.zst", b"\x28\xB5\x2F\xFD\xFF\xFF\xFF\xFF\xFF\xFF".to_vec(), "damaged"),
    ] {
        let desk = Desk::new();
        let said = take(&desk, &desk.put(name, content), 4);
        assert!(said.contains(phrase), "{name}: {said}");
        assert_eq!(desk.ask("SELECT count(*) FROM documents"), "0", "{name}");
        desk.check(0);
    }
}

#[test]
fn how_a_text_was_decoded_is_kept() {
    let cyrillic = "Министр иностранных дел прибыл в столицу с рабочим визитом";
    let sql = "SELECT coalesce(group_concat(field || ' ' || value || ' ' || basis), '') FROM document_metadata WHERE field IN ('encoding', 'flaw')";
    let page = format!("<html><head><meta charset=windows-1251></head><body><p>{cyrillic}</p></body></html>");
    let mojibake = encoding_rs::WINDOWS_1252.decode(STORY.replace(' ', "\u{2019}").as_bytes()).0.into_owned();
    for (name, content, expected) in [
        ("plain.txt", cyrillic.as_bytes().to_vec(), ""),
        ("koi8.txt", encoding_rs::KOI8_R.encode(cyrillic).0.into_owned(), "encoding koi8-u detected"),
        ("declared.html", encoding_rs::WINDOWS_1251.encode(&page).0.into_owned(), "encoding windows-1251 declared"),
        (
            "utf16.txt",
            [&[0xFF, 0xFE][..], &"Text".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat(),
            "encoding utf-16le bom",
        ),
        ("mojibake.txt", mojibake.into_bytes(), "encoding utf-8 utf-8,flaw mojibake decode"),
    ] {
        assert_eq!(asked(name, content, 0, sql), expected, "{name}");
    }
}

/// Feeds and web archives made by others, where they stand beside the project: each entry with a text is taken.
#[test]
fn fixtures_of_others_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        return;
    }
    let desk = Desk::new();
    let feeds = desk.run(&["import", folder.join("feeds/feed-rs/fixture/atom").to_str().expect("a path")]);
    assert!(!String::from_utf8_lossy(&feeds.stderr).contains("panicked"));
    assert!(desk.ask("SELECT count(*) FROM documents").parse::<i64>().expect("a number") > 20);
    let warc = desk.run(&["import", folder.join("warc/test/data").to_str().expect("a path")]);
    assert!(!String::from_utf8_lossy(&warc.stderr).contains("panicked"));
    assert!(desk.ask("SELECT count(*) FROM document_locators WHERE locator LIKE '%example.warc%#http%'") != "0");
    desk.check(0);
}

#[test]
fn what_a_page_says_of_itself_is_kept_with_its_basis() {
    let meta = "<meta property=\"article:author\" content=\"aigerim-doskalieva\">\
        <meta name=\"DC.date.issued\" content=\"2023-05-02T08:00:00+05:00\"><meta name=\"DC.publisher\" content=\"Harbour Post\">\
        <meta name=\"parsely-author\" content=\"Aigerim Doskalieva\"><meta name=\"sailthru.date\" content=\"2031-01-01\">\
        <meta name=\"sailthru.title\" content=\"The pier\">";
    let by = "<p itemprop=\"author\" itemscope>by <span itemprop=\"name\">A. Doskalieva</span></p>";
    let page =
        page("Pier opens").replace("<head>", &format!("<head>{meta}")).replace("<article>", &format!("<article>{by}"));
    let desk = Desk::new();
    take(&desk, &desk.put("a.html", page), 0);
    let chosen = "SELECT published || ' ' || published_time || published_zone || ' ' || published_basis || ' ' || byline FROM documents";
    assert_eq!(desk.ask(chosen), "2023-05-02 08:00:00+05:00 dublin-core Aigerim Doskalieva");
    let authors =
        "SELECT group_concat(value || ' ' || basis || chosen, ', ') FROM document_metadata WHERE field = 'author'";
    assert_eq!(
        desk.ask(authors),
        "aigerim-doskalieva opengraph0, Aigerim Doskalieva parsely1, A. Doskalieva microdata0"
    );
    let dates = "SELECT group_concat(basis || chosen, ' ') FROM document_metadata WHERE field = 'date'";
    assert_eq!(desk.ask(dates), "dublin-core1 sailthru0", "what is yet to come is kept, but not believed");
}
