"""duckdb_tables.py ARCHIVE: SQL by DuckDB over tables of its own, which hold the archive's links, entities and documents
without their texts. They are made once, in ARCHIVE.duckdb. One thread, as SQLite has it."""

import pathlib
import sys

from answering import answer, need

duckdb = need("duckdb")
archive = sys.argv[1]
own = pathlib.Path(archive + ".duckdb")
is_new = not own.exists()
db = duckdb.connect(str(own), config={"threads": 1, "autoinstall_known_extensions": "false"})
if is_new:
    package = need("duckdb_extension_sqlite_scanner")
    db.load_extension(str(next(pathlib.Path(package.__file__).parent.glob("extensions/*/*.duckdb_extension"))))
    db.execute(f"ATTACH '{archive}' AS a (TYPE sqlite, READ_ONLY)")
    db.execute("CREATE TABLE documents AS SELECT id, title, published, day, source, place, words FROM a.documents ORDER BY id")
    db.execute("CREATE TABLE copies AS SELECT id FROM a.documents WHERE copy_of IS NOT NULL")
    for kind, table in [("person", "people"), ("country", "countries"), ("organization", "organizations")]:
        db.execute(f"CREATE TABLE {table} AS SELECT id, name FROM a.{table}")
        db.execute(f"CREATE TABLE document_{table} AS SELECT * FROM a.document_{table} ORDER BY document, {kind}")
    db.execute("DETACH a")
answer(lambda sql: db.execute(sql).fetchall())
