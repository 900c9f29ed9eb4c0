"""sqlite_utils_search.py ARCHIVE: the fifty best documents for words, by sqlite-utils over the archive's own full text."""

import sys

from answering import answer, need

sqlite_utils = need("sqlite_utils")
documents = sqlite_utils.Database(sys.argv[1])["documents"]
answer(lambda words: list(documents.search(words, columns=["id", "title"], limit=50)))
