"""spacy_names.py [MODEL]: names by a spaCy model, for `evaluate --peer`.

Reads {"text"} as JSON Lines and answers each with [[start, end, "PER" | "LOC" | "ORG"], ...] in code points. In the
model's favour its spans lose what the sets do not count as part of a name: a leading article or title, a final 's.
MODEL is the name of an installed package, by default en_core_web_sm.
"""
import json
import re
import sys

import spacy

KINDS = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG"}
TITLES = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Prof)\.?|Sir|President|Vice|Prime|Minister|Secretary|Senator|Chancellor"
    r"|King|Queen|Prince|Princess|General|Governor|Ambassador|Chairman)\s+"
)
BEFORE = {"PER": re.compile(rf"(?:the\s+)?(?:{TITLES})*", re.I)}
ARTICLE = re.compile(r"(?:the\s+)?", re.I)
AFTER = re.compile(r"(?:['’]s|['’])?\s*$")


def trimmed(text, entity):
    kind = KINDS[entity.label_]
    start = BEFORE.get(kind, ARTICLE).match(text, entity.start_char, entity.end_char).end()
    end = AFTER.search(text[: entity.end_char]).start()
    return [start, end, kind] if start < end else [entity.start_char, entity.end_char, kind]


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm"
    nlp = spacy.load(name, disable=["lemmatizer", "attribute_ruler"])
    texts = (json.loads(line)["text"] for line in sys.stdin)
    for doc in nlp.pipe(texts, batch_size=32):
        print(json.dumps([trimmed(doc.text, e) for e in doc.ents if e.label_ in KINDS]), flush=True)


main()
