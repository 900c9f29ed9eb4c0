"""tantivy_texts.py ARCHIVE: the fifty best documents for words, by tantivy's BM25. Titles and texts are indexed once,
unstemmed, in the folder ARCHIVE.tantivy."""

import pathlib
import sqlite3
import sys

from answering import answer, need

tantivy = need("tantivy")
archive = sys.argv[1]
own = pathlib.Path(archive + ".tantivy")
builder = tantivy.SchemaBuilder()
builder.add_text_field("title", stored=True)
builder.add_text_field("body", stored=False)
schema = builder.build()
is_new = not (own / "done").exists()
own.mkdir(exist_ok=True)
index = tantivy.Index(schema, path=str(own))
if is_new:
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    rows = sqlite3.connect(f"file:{archive}?mode=ro", uri=True).execute("SELECT title, body FROM documents")
    for title, body in rows:
        writer.add_document(tantivy.Document(title=title, body=body))
    writer.commit()
    writer.wait_merging_threads()
    (own / "done").touch()
index.reload()
searcher = index.searcher()


def ask(words):
    query = index.parse_query(
        " ".join(f"+{word}" for word in words.split()), ["title", "body"], field_boosts={"title": 10.0}
    )
    return [(score, searcher.doc(address)["title"]) for score, address in searcher.search(query, 50, count=False).hits]


answer(ask)
