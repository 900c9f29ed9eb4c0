"""How a peer of `cargo bench --bench queries` is asked: a question a line as JSON, for each a line with the seconds of the
processor that it took and the number of rows. The time is that of the answer itself, with all rows fetched; neither the pipe nor the start
of Python is in it."""

import importlib
import json
import sys
import time


def need(module):
    """The module; without it exit code 77 and the reason on stdout."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        print(error)
        sys.exit(77)


def answer(ask):
    """Answers with the length of what `ask(question)` gives."""
    print("ready", flush=True)
    for line in sys.stdin:
        begun = time.process_time()
        try:
            rows = len(ask(json.loads(line)))
            said = {"seconds": time.process_time() - begun, "rows": rows}
        except Exception as error:  # whatever it is, the benchmark says it and goes on
            said = {"error": str(error)}
        print(json.dumps(said), flush=True)
