"""The built-in catalogue keeps its own rules (refs/catalogue/README.md)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from pybtex.database import Entry, Person, parse_file

from citecheck import refs
from citecheck.text import fold, is_latin

FILES = sorted((refs.folder() / "catalogue").glob("*.bib"))
PARSED = [(key, entry) for file in FILES for key, entry in parse_file(str(file), "bibtex").entries.items()]
ENTRIES = dict(PARSED)
TYPES = {"article", "book", "booklet", "incollection", "misc"}
FIELDS = (
    {"title", "shorttitle", "origtitle", "titlevariants", "date", "origdate", "translator", "langid", "howpublished"}
    | {"booktitle", "journaltitle", "volume", "number", "pages", "publisher", "location", "doi", "isbn"}
)  # fmt: skip
NEEDED = {"article": {"title", "date", "journaltitle"}, "incollection": {"title", "date", "booktitle"}}
KEY = re.compile(r"[a-z]+\d{4}[a-z]+")
DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
PAGES = re.compile(r"(\d+)--(\d+)")
DOI = re.compile(r"10\.\d{4,5}/\S+")


def people(entry: Entry) -> str:
    return "; ".join(str(p) for role in ("author", "editor") for p in entry.persons.get(role, ()))


def titles(entry: Entry) -> list[str]:
    variants = entry.fields.get("titlevariants", "").split(";")
    named = (entry.fields.get(name, "") for name in ("title", "shorttitle", "origtitle"))
    return [title.strip() for title in (*named, *variants) if title.strip()]


def is_isbn(text: str) -> bool:
    digits = [10 if c in "Xx" else int(c) for c in text if c not in "- "]
    if len(digits) == 10:
        return sum(d * (10 - i) for i, d in enumerate(digits)) % 11 == 0
    return len(digits) == 13 and sum(d * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0


def test_it_holds_several_files_and_hundreds_of_works() -> None:
    assert len(FILES) >= 5
    assert len(ENTRIES) >= 220


def test_no_key_comes_twice_even_across_files() -> None:
    assert [key for key, count in Counter(key for key, _ in PARSED).items() if count > 1] == []


def test_no_two_entries_are_the_same_work() -> None:
    works = Counter((fold(people(entry)), fold(entry.fields["title"])) for entry in ENTRIES.values())
    assert [work for work, count in works.items() if count > 1] == []


def test_it_speaks_more_than_english() -> None:
    languages = Counter(entry.fields.get("langid", "english") for entry in ENTRIES.values())
    assert len(languages) >= 8
    assert sum(count for language, count in languages.items() if language != "english") >= 100
    assert sum(not is_latin(entry.fields["title"]) for entry in ENTRIES.values()) >= 20


def test_the_gap_that_a_sample_needs_is_kept() -> None:
    """A title by a known author that must stay unknown, or no sample would show the verdict "unresolved"."""
    known = {fold(title) for entry in ENTRIES.values() for title in titles(entry)}
    assert fold("Lenin's Gulag") not in known
    assert fold("Eight Days of May behind the Barricades") not in known


def is_regular(key: str, entry: Entry) -> bool:
    needed = NEEDED.get(entry.type, {"title", "date"})
    clean = all(value and value.strip() == value for value in entry.fields.values())
    return bool(
        KEY.fullmatch(key) and entry.type in TYPES and people(entry) and clean and needed <= set(entry.fields) <= FIELDS
    )


def has_plausible_years(key: str, entry: Entry) -> bool:
    date, origin = entry.fields["date"], entry.fields.get("origdate", "1300")
    year = int(date[:4])
    return bool(DATE.fullmatch(date)) and 1500 <= year <= 2025 and 1300 <= int(origin) < year and date[:4] in key


def has_no_title_twice(_: str, entry: Entry) -> bool:
    seen = [fold(title) for title in titles(entry)]
    return all(seen) and len(seen) == len(set(seen))


def has_pages_that_run_forward(_: str, entry: Entry) -> bool:
    found = PAGES.fullmatch(entry.fields.get("pages", "1--2"))
    return bool(found) and int(found[1]) < int(found[2])


def has_true_identifiers(_: str, entry: Entry) -> bool:
    return is_isbn(entry.fields.get("isbn", "0-394-50241-8")) and bool(
        DOI.fullmatch(entry.fields.get("doi", "10.1086/225469"))
    )


RULES = [is_regular, has_plausible_years, has_no_title_twice, has_pages_that_run_forward, has_true_identifiers]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_entry(rule: Callable[[str, Entry], bool]) -> None:
    assert [key for key, entry in ENTRIES.items() if not rule(key, entry)] == []


@pytest.mark.parametrize(
    ("rule", "key", "field", "wrong"),
    [
        (is_regular, "Trotsky1906", "title", "Results and Prospects"),
        (is_regular, "trotsky1906results", "subject", "a field of its own"),
        (is_regular, "trotsky1906results", "title", ""),
        (has_plausible_years, "trotsky1906results", "date", "19060"),
        (has_plausible_years, "trotsky1906results", "origdate", "1930"),
        (has_no_title_twice, "trotsky1906results", "shorttitle", "Results and prospects"),
        (has_pages_that_run_forward, "trotsky1906results", "pages", "30--12"),
        (has_true_identifiers, "trotsky1906results", "isbn", "0-394-50241-7"),
        (has_true_identifiers, "trotsky1906results", "doi", "https://doi.org/10.1086/225469"),
    ],
    ids=str,
)
def test_the_rules_see_what_is_wrong(rule: Callable[[str, Entry], bool], key: str, field: str, wrong: str) -> None:
    good = Entry("book", {"title": "Results and Prospects", "date": "1906"}, {"author": [Person("Trotsky, Leon")]})
    assert rule("trotsky1906results", good)
    assert not rule(key, Entry("book", {**good.fields, field: wrong}, good.persons))
