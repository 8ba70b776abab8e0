"""RIS, the tagged format of reference managers: works out of .ris files, forgivingly, and into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from citecheck.formats import dates
from citecheck.formats.identifiers import identifiers
from citecheck.formats.loaded import Complaint, Loaded
from citecheck.formats.ristypes import KINDS, PARTS, TYPES, WHOLES
from citecheck.model import Date, Identifier, Kind, Name, Work
from citecheck.text import spaced

_TAGGED = re.compile(r"\s{0,8}([A-Z][A-Z0-9]) {1,3}-(?: (.*))?$")
_RANGE = re.compile(r"(\w+)\s?[-\u2010-\u2014]\s?(\w+)")
_DATE = re.compile(r"(-?\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/.*)?)?)?$")


@dataclass(slots=True)
class _Record:
    """An entry while it is read: its type, the line it begins on, and each tag with its value, line by line."""

    type: str
    line: int
    values: list[tuple[str, list[str]]] = field(default_factory=list)

    def first(self, *tags: str) -> str:
        """The first value of the first of the tags that has one."""
        return next((value for tag in tags for value in self.all(tag)), "")

    def all(self, *tags: str) -> list[str]:
        """The values of the tags, in the order of the tags."""
        return [
            value for tag in tags for name, lines in self.values if name == tag and (value := spaced(" ".join(lines)))
        ]


def loads(text: str) -> Loaded:
    r"""The works of a .ris file; a bad entry costs itself only and is complained of with its line.

    An entry's key is its `ID`, "" where it has none.

    >>> loads("TY  - BOOK\nAU  - Lih, Lars T.\nTI  - Lenin Rediscovered\nPY  - 2006\nER  - ").entries[0][1].title
    'Lenin Rediscovered'
    """
    complaints: list[Complaint] = []
    entries, lines = [], []
    for record in _records(text, complaints):
        work = _work(record)
        if work.title or work.authors or work.editors or work.container:
            entries.append((record.first("ID"), work))
            lines.append(record.line)
        else:
            complaints.append(Complaint(record.line, "entry skipped: neither title nor author"))
    return Loaded(tuple(entries), tuple(sorted(complaints, key=lambda one: one.line)), tuple(lines))


def _records(text: str, complaints: list[Complaint]) -> Iterator[_Record]:
    """The records in order; one without its end ends where the next begins."""
    record: _Record | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAGGED.match(line)
        tag, value = (found[1], found[2] or "") if found else ("", line.strip())
        if tag in {"TY", "ER"} and record:
            if tag == "TY":
                complaints.append(Complaint(record.line, "entry without its end (ER): it ends where the next begins"))
            yield record
            record = None
        if tag == "TY":
            record = _begun(value, number, complaints)
        elif record:
            _add(record, tag, value)
        elif value and tag != "ER":
            complaints.append(Complaint(number, f"line outside of any entry skipped: {value[:40]}"))
    if record:
        complaints.append(Complaint(record.line, "entry without its end (ER): the file ends in it"))
        yield record


def _begun(type_: str, line: int, complaints: list[Complaint]) -> _Record:
    name = type_.strip().upper()
    if name not in KINDS:
        complaints.append(Complaint(line, f"unknown type {name[:20]!r}: read as a document"))
    return _Record(name, line, [("TY", [name])])


def _add(record: _Record, tag: str, value: str) -> None:
    """A line with a tag begins a value; one without goes on with the last."""
    if tag:
        record.values.append((tag, [value]))
    else:
        record.values[-1][1].append(value)


def _work(record: _Record) -> Work:
    kind = KINDS.get(record.type, Kind.DOCUMENT)
    container, series = _whole(record, kind)
    authors, editors = _people(record, kind)
    return Work(
        kind=kind,
        title=record.first("TI", "T1", "CT", *(("BT",) if kind in WHOLES else ())),
        authors=authors,
        editors=editors,
        translators=_names(record.all("A4", "TA") if kind in WHOLES | PARTS else []),
        container=container,
        series=series,
        publisher=record.first("PB"),
        address=record.first("CY", "PP"),
        issued=_issued(record),
        volume=record.first("VL"),
        issue=record.first("IS"),
        pages=_pages(record),
        edition=record.first("ET"),
        original=dates.parsed(record.first("OP")),
        archive=record.first("AV"),
        genre=record.first("M3") if kind in {Kind.THESIS, Kind.REPORT} else "",
        language=record.first("LA"),
        ids=tuple(dict.fromkeys(_ids(record))),
        variants=tuple(dict.fromkeys(record.all("ST", "TT"))),
    )


def _whole(record: _Record, kind: Kind) -> tuple[str, str]:
    """The container and the series: `T2` is the series of a book, and of all else what it appeared in."""
    if kind in WHOLES:
        return "", record.first("T2", "T3")
    if kind in PARTS:
        return record.first("BT", "T2", "JF", "JO"), record.first("T3")
    return record.first("JF", "T2", "JO", "JA", "J1", "J2", "BT"), record.first("T3")


def _people(record: _Record, kind: Kind) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Authors and editors: of an edited book the authors are its editors, and `A2` edits what holds a part."""
    authors = _names(record.all("AU", "A1"))
    editors = _names(record.all("ED", *(("A2",) if kind in PARTS | WHOLES else ())))
    return ((), authors + editors) if record.type == "EDBOOK" else (authors, editors)


def _names(values: list[str]) -> tuple[Name, ...]:
    return tuple(name for value in values if str(name := _name(value)))


def _name(value: str) -> Name:
    """``Family, Given, Suffix``; several words without a comma are a body."""
    family, *rest = [part.strip() for part in value.strip(" ,").split(",", 2)]
    if not rest:
        return Name(literal=family) if " " in family else Name(family=family)
    given, suffix = (*rest, "")[:2]
    if not (family and (given or suffix)):
        return Name(literal=value.strip(" ,"))
    words = family.split()
    particles = list(takewhile(str.islower, words[:-1]))
    return Name(" ".join(words[len(particles) :]), given, " ".join(particles), suffix)


def _issued(record: _Record) -> Date | None:
    """The date with the most parts of those that name the first year told."""
    told = [date for value in record.all("PY", "Y1", "DA") if (date := _date(value))]
    return max(
        (one for one in told if one.year == told[0].year), key=lambda d: bool(d.month) + bool(d.day), default=None
    )


def _date(value: str) -> Date | None:
    """``YYYY/MM/DD/other``, whatever of it is there; else as other formats write dates."""
    found = _DATE.match(value)
    if not found:
        return dates.parsed(value)
    month, day = (int(part) if part else 0 for part in found.group(2, 3))
    month = month if 1 <= month <= 12 else 0
    return Date(int(found[1]), month or None, day if month and 1 <= day <= 31 else None)


def _pages(record: _Record) -> str:
    first, last = record.first("SP"), record.first("EP")
    return f"{first}-{last}" if first and last and last not in {first, *first.split("-")} else first or last


def _ids(record: _Record) -> Iterator[Identifier]:
    number = record.first("SN")
    yield from identifiers("doi", record.first("DO", "DI")) or _stray_dois(record)
    yield from identifiers("isbn", number) or identifiers("issn", number)
    for address in record.all("UR"):
        yield from identifiers("url", address)


def _stray_dois(record: _Record) -> tuple[Identifier, ...]:
    """Older programs have no tag for the DOI, and leave it in the address or a note."""
    told = (value for value in record.all("M3", "UR", "N1") if "doi" in value.casefold() or value.startswith("10."))
    return next((found for value in told if (found := identifiers("doi", value))), ())


# --- writing --------------------------------------------------------------------------------------------------------


def dumps(entries: Iterable[tuple[str, Work]], notes: Mapping[str, str] | None = None) -> str:
    """The works as a .ris file, as Zotero, JabRef and EndNote import it; `notes`: a remark for each key, where any.

    RIS has no place for the end of a span of years, the container of a book, or the genre of most kinds of work;
    identifiers that it has no tag for stand in a note.
    """
    told = notes or {}
    return "\n".join(
        "".join(f"{tag}  - {value}\n" for tag, value in _lines(key, work, told.get(key, ""))) + "ER  - \n"
        for key, work in entries
    )


def _lines(key: str, work: Work, note: str) -> Iterator[tuple[str, str]]:
    """The tags of an entry with their values, the type first, as the format demands."""
    yield "TY", TYPES.get(work.kind, "GEN")
    yield "ID", key
    for tag, people in (("AU", work.authors), ("ED", work.editors), ("A4", work.translators)):
        yield from ((tag, _inverted(person)) for person in people)
    series = "T2" if work.kind in WHOLES else "T3"
    first, last = _ends(work.pages)
    dated = work.issued
    texts = (
        ("TI", work.title), ("T2", "" if work.kind in WHOLES else work.container), (series, work.series),
        ("PB", work.publisher), ("CY", work.address), ("PY", f"{dated.year:04}" if dated else ""),
        ("DA", _slashed(dated) if dated and dated.month else ""), ("OP", dates.iso(work.original) if work.original
        else ""), ("VL", work.volume), ("IS", work.issue), ("SP", first), ("EP", last), ("ET", work.edition),
        ("M3", work.genre if work.kind in {Kind.THESIS, Kind.REPORT} else ""), ("AV", work.archive),
        ("LA", work.language), *(("TT", variant) for variant in work.variants), *_identified(work), ("N1", note),
    )  # fmt: skip
    yield from ((tag, line) for tag, value in texts if (line := spaced(value)))


def _inverted(name: Name) -> str:
    """``van der Berg, Jan, Jr.``; a body as it is."""
    if name.literal:
        return spaced(name.literal)
    family = spaced(f"{name.particle} {name.family}")
    return ", ".join(part for part in (family, name.given or (" " if name.suffix else ""), name.suffix) if part)


def _slashed(date: Date) -> str:
    return f"{date.year:04}/{date.month or 0:02}/{f'{date.day:02}' if date.day else ''}/"


def _ends(pages: str) -> tuple[str, str]:
    """The first and the last page of one range; what is more than one stands whole as the first."""
    found = _RANGE.fullmatch(pages)
    return (found[1], found[2]) if found else (pages, "")


def _identified(work: Work) -> Iterator[tuple[str, str]]:
    """The first DOI, the first ISBN or ISSN, all addresses; the others in notes."""
    told: set[str] = set()
    for one in work.ids:
        tag = {"doi": "DO", "isbn": "SN", "issn": "SN", "url": "UR"}.get(one.scheme, "")
        if tag and (tag == "UR" or tag not in told):
            yield tag, one.value
        else:
            yield "N1", f"{one.scheme}: {one.value}"
        told.add(tag)
