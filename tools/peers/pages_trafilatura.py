#!/usr/bin/env python3
"""What trafilatura (pip install trafilatura) makes of the pages below a folder: a JSON object a line,
for `cargo run --release --example pages -- FOLDER OTHERS.jsonl`."""

import gzip
import json
import sys
from pathlib import Path

import trafilatura

for path in sorted(Path(sys.argv[1]).rglob("*.html.gz")):
    html = gzip.open(path, "rb").read()
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    found = found.as_dict() if hasattr(found, "as_dict") else (found or {})
    authors = [author.strip() for author in (found.get("author") or "").split(";") if author.strip()]
    record = {
        "file": path.name,
        "title": found.get("title") or "",
        "date": found.get("date") or "",
        "authors": authors,
        "body": found.get("text") or "",
    }
    print(json.dumps(record, ensure_ascii=False))
