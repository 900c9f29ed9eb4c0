"""xapian_texts.py ARCHIVE: the fifty best documents for words, by Xapian's BM25. Titles and texts are indexed once, unstemmed,
in the folder ARCHIVE.xapian."""

import pathlib
import sqlite3
import sys

from answering import answer, need

xapian = need("xapian")
archive = sys.argv[1]
own = pathlib.Path(archive + ".xapian")
if not (own / "done").exists():
    out = xapian.WritableDatabase(str(own), xapian.DB_CREATE_OR_OVERWRITE)
    words = xapian.TermGenerator()
    for number, title, body in sqlite3.connect(f"file:{archive}?mode=ro", uri=True).execute(
        "SELECT id, title, body FROM documents"
    ):
        document = xapian.Document()
        words.set_document(document)
        words.index_text(title, 10)
        words.increase_termpos()
        words.index_text(body)
        document.set_data(title)
        out.replace_document(number, document)
    out.close()
    (own / "done").touch()
db = xapian.Database(str(own))
parser = xapian.QueryParser()
parser.set_default_op(xapian.Query.OP_AND)


def ask(words):
    enquire = xapian.Enquire(db)
    enquire.set_query(parser.parse_query(words))
    return [(match.docid, match.weight, match.document.get_data()) for match in enquire.get_mset(0, 50)]


answer(ask)
