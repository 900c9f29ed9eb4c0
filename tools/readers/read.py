"""Opens an archive as other programs do, reads every row of every table and view, and prints how many there are.

    read.py sqlite3|pandas|sqlite-utils|duckdb ARCHIVE      {"people": 56, …}
    read.py datasette ARCHIVE METADATA                      the same, after a look at each page
    read.py files FOLDER                                    of what `dateline export` wrote, by pandas and DuckDB

Exit code 77: the program is not installed; the reason is on stdout.
"""

import asyncio
import importlib
import json
import pathlib
import sqlite3
import sys


def need(module):
    try:
        return importlib.import_module(module)
    except ImportError as error:
        print(error)
        sys.exit(77)


def names(archive):
    """Tables and views by name; full-text indexes and SQLite's own tables aside."""
    rows = archive.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%_fts%'"
    )
    return [name for (name,) in rows]


def by_sqlite3(path):
    archive = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    counts = {name: len(archive.execute(f"SELECT * FROM {name}").fetchall()) for name in names(archive)}
    # A span is the same slice in Python as in SQL.
    spans = archive.execute(
        "SELECT surface, body, start, length FROM mentions JOIN documents ON documents.id = document"
    ).fetchall()
    assert spans and all(body[start : start + length] == surface for surface, body, start, length in spans)
    assert archive.execute("SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'corridor'").fetchall()
    return counts


def by_pandas(path):
    pandas = need("pandas")
    archive = sqlite3.connect(path)
    return {name: len(pandas.read_sql(f"SELECT * FROM {name}", archive)) for name in names(archive)}


def by_sqlite_utils(path):
    archive = need("sqlite_utils").Database(path)
    every = [*archive.tables, *archive.views]
    counts = {it.name: sum(1 for _ in it.rows) for it in every if "_fts" not in it.name and "sqlite" not in it.name}
    assert archive["documents"].detect_fts() == "documents_fts"
    assert list(archive["documents"].search("corridor"))
    return counts


def by_duckdb(path):
    duckdb = need("duckdb")
    package = need("duckdb_extension_sqlite_scanner")
    extension = next(pathlib.Path(package.__file__).parent.glob("extensions/*/*.duckdb_extension"))
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as db:
        try:
            db.load_extension(str(extension))
        except duckdb.Error as error:
            print(f"no SQLite extension for DuckDB {duckdb.__version__}: {error}")
            sys.exit(77)
        quoted = path.replace("'", "''")
        db.execute(f"ATTACH '{quoted}' AS archive (TYPE sqlite, READ_ONLY)")
        archive = sqlite3.connect(path)
        return {name: len(db.sql(f"SELECT * FROM archive.{name}").fetchall()) for name in names(archive)}


def by_datasette(path, metadata):
    app = need("datasette.app")
    metadata = json.loads(pathlib.Path(metadata).read_text())
    database = pathlib.Path(path).stem
    said = metadata["databases"][database]

    async def look():
        datasette = app.Datasette([path], metadata=metadata)
        await datasette.invoke_startup()

        async def page(at):
            answer = await datasette.client.get(at, follow_redirects=True)
            assert answer.status_code == 200, f"{at}: {answer.status_code} {answer.text[:500]}"
            return answer

        assert metadata["title"] in (await page("/")).text
        index = (await page(f"/{database}")).text
        counts = {}
        for name in names(sqlite3.connect(path)):
            html = (await page(f"/{database}/{name}")).text
            rows = (await page(f"/{database}/{name}.json?_shape=objects&_size=max")).json()
            counts[name] = rows["filtered_table_rows_count"]
            about = said["tables"][name]
            assert not rows.get("facets_timed_out"), name
            wanted = set(about.get("facets", [])) if counts[name] else set()
            assert wanted <= set(rows["facet_results"]), f"{name} has facets {list(rows['facet_results'])}"
            assert ('name="_search"' in html) == ("fts_table" in about), name
            if "fts_table" in about:
                found = (await page(f"/{database}/{name}.json?_shape=objects&_search=corridor")).json()
                assert 0 < found["filtered_table_rows_count"] < counts[name], name
            if "title" in about:
                assert about["title"] in html, name
        # A foreign key is a link with the other row's label.
        people = (await page(f"/{database}/people")).text
        assert f'<a href="/{database}/countries/398">Kazakhstan</a>' in people
        for name, question in said["queries"].items():
            assert question["title"] in index, name
            html = (await page(f"/{database}/{name}")).text
            assert question["description"].split(";")[0] in html, name
            assert (await page(f"/{database}/{name}.json?_shape=objects")).json()["rows"], name
        return counts

    return asyncio.run(look())


def of_files(folder):
    """Rows by pandas, after a comparison with DuckDB."""
    pandas, duckdb = need("pandas"), need("duckdb")
    need("pyarrow")
    readers = {"csv": pandas.read_csv, "parquet": pandas.read_parquet}
    counts = {}
    manifest = json.loads((pathlib.Path(folder) / "manifest.json").read_text())
    for table in manifest["tables"]:
        path = str(pathlib.Path(folder) / table["file"])
        if table["rows"] == 0 and manifest["format"] == "jsonl":
            counts[table["name"]] = 0
            continue
        read = readers.get(manifest["format"], lambda path: pandas.read_json(path, lines=True))
        frame = read(path)
        assert list(frame.columns) == [column["name"] for column in table["columns"]], path
        counts[table["name"]] = len(frame)
        assert duckdb.sql(f"SELECT count(COLUMNS(*)) FROM '{path}'").fetchone(), path  # reads all of it
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchone() == (len(frame),), path
    documents = next(table for table in manifest["tables"] if table["name"] == "documents")
    path = pathlib.Path(folder) / documents["file"]
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')").fetchall())
    assert (types["day"], types["words"], types["body"]) == ("DATE", "BIGINT", "VARCHAR"), types
    return counts


READERS = {
    "sqlite3": by_sqlite3,
    "pandas": by_pandas,
    "sqlite-utils": by_sqlite_utils,
    "duckdb": by_duckdb,
    "datasette": by_datasette,
    "files": of_files,
}

if __name__ == "__main__":
    print(json.dumps(READERS[sys.argv[1]](*sys.argv[2:])))
