#!/usr/bin/env python3
"""Makes src/gazetteer/data/leaders.tsv: heads of state and government and foreign ministers since 1989, with
their country and the first and last year in which they met the head or secretary of state of the United States.

    tools/leaders.py VISITS.jsonl.gz TRIPS.jsonl.gz > src/gazetteer/data/leaders.tsv

The two files are the lists of visits and travels that the Office of the Historian of the United States Department
of State publishes (public domain), one record a line: visitor, country, start; traveller, role, country, description.
Only the facts are taken: who held which post where and when. Those who seldom travel as heads do, vice presidents
and advisers, are written by hand in tools/gazetteer/leaders.tsv, in the columns of the table that is made.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "src/gazetteer/data"
SINCE = "1989"
POSTS = {
    "President": "president",
    "Vice President": "vice president",
    "Prime Minister": "prime minister",
    "Deputy Prime Minister": "deputy prime minister",
    "Premier": "prime minister",
    "Taoiseach": "prime minister",
    "Chancellor": "chancellor",
    "King": "king",
    "Queen": "queen",
    "Emir": "emir",
    "Amir": "emir",
    "Sultan": "sultan",
    "Crown Prince": "crown prince",
    "Foreign Minister": "foreign minister",
    "Foreign Secretary": "foreign minister",
    "Minister of Foreign Affairs": "foreign minister",
    "Defense Minister": "defense minister",
    "General Secretary": "general secretary",
}
TITLE = "|".join(sorted(map(re.escape, POSTS), key=len, reverse=True))
PARTICLE = r"(?:al|bin|bint|ibn|de|da|do|dos|del|della|e|y|van|von|der|den|la|el|al-\w+)"
WORD = r"[A-ZÀ-ÖØ-ÞĀ-ſƠƯ][\w’'‘ʻ.\-]*"
NAME = rf"{WORD}(?: (?:{PARTICLE}|{WORD}))+"
ONE = re.compile(rf"(?<![a-z] )\b(?:({TITLE}) (?:Sheikh |Sayyid |Dr\. )?)({NAME})")


def countries():
    codes = {}
    for line in (DATA / "country_aliases.tsv").read_text().splitlines()[1:]:
        alias, code, how, _ = line.split("\t")
        if how in ("name", "official", "alias"):
            codes.setdefault(alias.lower(), code)
    codes |= {"korea": "KR", "korea, republic of": "KR", "germany, federal republic of": "DE", "yugoslavia": None}
    return codes


def people(text):
    """Title and name of each person that a line of titles and names lists."""
    for title, name in ONE.findall(text):
        name = re.split(rf" (?:{TITLE})\b", name)[0]
        name = re.sub(r"(’s|'s|[.,]+)$", "", name).strip()
        if len(name.split()) > 1 and not re.search(rf"\b(?:{TITLE}|Minister|Secretary|Summit|General)\b", name):
            yield POSTS[title], name


def main(visits, trips):
    codes = countries()
    years = collections.defaultdict(list)
    for line in gzip.open(visits, "rt"):
        visit = json.loads(line)
        code = codes.get(visit["country"][0].strip().lower()) if len(visit["country"]) == 1 else None
        for visitor in visit["visitor"] if code else []:
            for post, name in people(visitor.strip()):
                years[name, post, code].append(visit["start"][:4])
    for line in gzip.open(trips, "rt"):
        trip = json.loads(line)
        code = codes.get((trip["country"] or "").strip().lower())
        role = {"president": "president", "secretary": "secretary of state"}.get(trip["role"])
        if role:
            years[trip["traveller"], role, "US"].append(trip["start"][:4])
        for sentence in re.split(r"(?<=[a-z])\. ", trip["description"] or "") if code else []:
            # Only the hosts: "Met with President A and Foreign Minister B", with nobody from elsewhere.
            met = re.match(rf"(?:Official visit\. |State visit\. )?(?:Met|Meeting|Meetings) with (?=(?:{TITLE}) )(.*)", sentence, re.S)
            if met and not re.search(r"\b[A-Z]\w+(?:ian|ish|ese|an|i|ch) (?:President|Prime|Foreign|King)", met.group(1)):
                for post, name in people(" ".join(met.group(1).split())):
                    years[name, post, code].append(trip["start"][:4])
    of = collections.defaultdict(set)
    for (name, _, code), when in years.items():
        if max(when) >= SINCE:
            of[name].add(code)
    rows = (HERE / "gazetteer/leaders.tsv").read_text().splitlines()
    for (name, post, code), when in years.items():
        when = [year for year in when if year >= SINCE]
        if when and len(of[name]) == 1:
            rows.append("\t".join([name, post, code, min(when), max(when)]))
    print("name\tpost\tcountry\tfirst\tlast", *sorted(rows), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
