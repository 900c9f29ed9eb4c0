"""Reads every row of every table and view of an archive as LibreOffice Base does, over ODBC, and prints how many there are.

    base.py ARCHIVE      {"people": 56, …}

Wants LibreOffice with Base and its Python bridge, and SQLite's ODBC driver (Debian: libreoffice-base, python3-uno,
libsqliteodbc), and the Python that has the bridge. Exit code 77: one of them is not installed; the reason is on stdout.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


def missing(reason):
    print(reason)
    sys.exit(77)


try:
    import uno
except ImportError as error:
    missing(error)

OFFICE = shutil.which("soffice") or missing("soffice is not installed")
DRIVER = "SQLite3"
drivers = pathlib.Path("/etc/odbcinst.ini")
if not drivers.is_file() or f"[{DRIVER}]" not in drivers.read_text():
    missing(f"no ODBC driver {DRIVER} in {drivers}")


def connect(pipe, process):
    """The office's context, once it listens."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if process.poll() is not None:
                sys.exit(f"soffice ended with {process.returncode}")
            time.sleep(0.1)
    sys.exit("soffice does not listen")


def first_column(connection, sql):
    result = connection.createStatement().executeQuery(sql)
    values = []
    while result.next():
        values.append(result.getString(1))
    result.close()
    return values


def main(archive):
    with tempfile.TemporaryDirectory() as folder:
        sources = pathlib.Path(folder, "odbc.ini")
        sources.write_text(f"[archive]\nDriver={DRIVER}\nDatabase={pathlib.Path(archive).resolve()}\n")
        pipe = f"dateline{os.getpid()}"
        process = subprocess.Popen(
            [
                OFFICE,
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation=file://{folder}/profile",
                f"--accept=pipe,name={pipe};urp;",
            ],
            env={**os.environ, "ODBCINI": str(sources)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = connect(pipe, process)
            manager = context.ServiceManager.createInstanceWithContext("com.sun.star.sdbc.DriverManager", context)
            connection = manager.getConnection("sdbc:odbc:archive")
            names = first_column(
                connection,
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
                " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%_fts%'",
            )
            print(json.dumps({name: len(first_column(connection, f"SELECT * FROM {name}")) for name in names}))
            connection.close()
        finally:
            process.terminate()
            process.wait(60)


main(sys.argv[1])
