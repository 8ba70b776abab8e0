"""BibTeX: works out of .bib files, forgivingly, and into .bib files that BibTeX, biber and pybtex read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.formats import dates, latex, names
from citecheck.formats.identifiers import identifiers, is_sound
from citecheck.model import Identifier, Kind, Work

if TYPE_CHECKING:
    from citecheck.formats.scan import Complaint, Raw


@dataclass(frozen=True, slots=True)
class Loaded:
    """The entries of a .bib file, (key, work) in order, and what was wrong with the others."""

    entries: tuple[tuple[str, Work], ...]
    complaints: tuple[Complaint, ...] = ()


# The fields that a type has besides those of every type: biblatex's data model, which biber validates against.
_PART = frozenset("author editor translator booktitle series publisher address volume number pages edition isbn".split())
_FIELDS: dict[str, frozenset[str]] = {
    "article": frozenset("author editor translator journal series volume number pages issn".split()),
    "book": _PART - {"booktitle"},
    "collection": _PART - {"booktitle", "author"},
    "incollection": _PART,
    "inbook": _PART,
    "inproceedings": _PART - {"translator", "edition"},
    "periodical": frozenset("editor series volume number issn".split()),
    "phdthesis": frozenset("author school address pages type".split()),
    "mastersthesis": frozenset("author school address pages type".split()),
    "techreport": frozenset("author institution address number pages type".split()),
    "unpublished": frozenset("author howpublished address type".split()),
    "dataset": frozenset("author editor series publisher address number edition type".split()),
    "misc": frozenset("author editor organization howpublished address type".split()),
}
_DEMANDED: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author", "title", "year"),
    "collection": ("editor", "title", "year"),
    "incollection": ("author", "editor", "title", "booktitle", "year"),
    "inbook": ("author", "title", "booktitle", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "periodical": ("editor", "title", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "mastersthesis": ("author", "title", "school", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "year"),
    "dataset": ("title",),
    "misc": ("title", "year"),
}
# Where a field goes, best first; the last of each exists in every type (biblatex leaves user* and list* to users).
_PLACES: dict[str, tuple[str, ...]] = {
    "author": ("author", "namea"),
    "editor": ("editor", "nameb"),
    "translator": ("translator", "namec"),
    "title": ("title",),
    "container": ("journal", "booktitle", "usera"),
    "series": ("series", "userb"),
    "publisher": ("publisher", "institution", "school", "organization", "userc"),
    "address": ("address", "userd"),
    "volume": ("volume", "usere"),
    "issue": ("number", "userf"),
    "pages": ("pages", "lista"),
    "edition": ("edition", "listb"),
    "genre": ("type", "titleaddon"),
    "archive": ("library",),
    "language": ("language",),
}
_FOREIGN: dict[str, tuple[str, ...]] = {  # what other people's files call it, after our own names
    "author": ("bookauthor",),
    "container": ("journaltitle", "maintitle", "journal-title"),
    "publisher": ("origpublisher",),
    "address": ("location",),
    "issue": ("issue",),
    "edition": ("version",),
    "genre": ("howpublished",),
    "archive": ("archive",),
    "language": ("langid",),
    "pages": ("page",),
}
_LISTS = frozenset("publisher institution school organization address language lista listb".split())
_ROLES = {"namea": "author", "nameb": "editor", "namec": "translator"}

_TYPES: dict[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "article", Kind.ARTICLE_MAGAZINE: "article", Kind.ARTICLE_NEWSPAPER: "article",
    Kind.REVIEW: "article", Kind.BOOK: "book", Kind.CLASSIC: "book", Kind.PAMPHLET: "book", Kind.CHAPTER: "incollection",
    Kind.ENTRY_ENCYCLOPEDIA: "incollection", Kind.PAPER_CONFERENCE: "inproceedings", Kind.PERIODICAL: "periodical",
    Kind.THESIS: "phdthesis", Kind.REPORT: "techreport", Kind.MANUSCRIPT: "unpublished", Kind.DATASET: "dataset",
}  # fmt: skip
_KINDS: dict[str, Kind] = {
    "article": Kind.ARTICLE_JOURNAL, "suppperiodical": Kind.ARTICLE_JOURNAL, "book": Kind.BOOK, "mvbook": Kind.BOOK,
    "collection": Kind.BOOK, "mvcollection": Kind.BOOK, "proceedings": Kind.BOOK, "reference": Kind.BOOK, "manual": Kind.BOOK,
    "booklet": Kind.PAMPHLET, "incollection": Kind.CHAPTER, "inbook": Kind.CHAPTER, "bookinbook": Kind.CHAPTER,
    "suppbook": Kind.CHAPTER, "suppcollection": Kind.CHAPTER, "inreference": Kind.ENTRY_ENCYCLOPEDIA,
    "inproceedings": Kind.PAPER_CONFERENCE, "conference": Kind.PAPER_CONFERENCE, "periodical": Kind.PERIODICAL,
    "phdthesis": Kind.THESIS, "mastersthesis": Kind.THESIS, "thesis": Kind.THESIS, "techreport": Kind.REPORT,
    "report": Kind.REPORT, "unpublished": Kind.MANUSCRIPT, "dataset": Kind.DATASET, "online": Kind.WEBPAGE,
    "electronic": Kind.WEBPAGE, "www": Kind.WEBPAGE, "blog": Kind.WEBPAGE, "letter": Kind.PERSONAL_COMMUNICATION,
    "software": Kind.SOFTWARE, "standard": Kind.STANDARD, "review": Kind.REVIEW, "jurisdiction": Kind.LEGAL_CASE,
    "judicial": Kind.LEGAL_CASE, "case": Kind.LEGAL_CASE, "legislation": Kind.LEGISLATION, "law": Kind.LEGISLATION,
    "legal": Kind.TREATY, "newspaper": Kind.ARTICLE_NEWSPAPER,
}  # fmt: skip
_SUBTYPES = {"magazine": Kind.ARTICLE_MAGAZINE, "newspaper": Kind.ARTICLE_NEWSPAPER, **{kind.value: kind for kind in Kind}}
_PUBLISHED = {  # howpublished, for styles that know of no such type
    Kind.PERSONAL_COMMUNICATION: "Letter", Kind.SPEECH: "Speech", Kind.INTERVIEW: "Interview",
    Kind.COLLECTION: "Archive", Kind.WEBPAGE: "Web page",
}  # fmt: skip
_MASTERS = re.compile(r"\b(?:master|magist|ma[iî]trise|laurea|m\.\s?a\.|m\.\s?sc)", re.IGNORECASE)
_BLANK = "{}"
_ORDER = (
    *("author", "editor", "translator", "title", "journal", "booktitle", "series", "volume", "number", "edition"),
    *("publisher", "institution", "school", "organization", "address", "year", "month", "day", "date", "origdate", "pages"),
)


def loads(text: str) -> Loaded:
    """The works of a .bib file; a bad entry costs itself only and is complained of with its line.

    >>> loads("@book{lih2006, author = {Lih, Lars T.}, title = {Lenin Rediscovered}, year = 2006}").entries[0][1].title
    'Lenin Rediscovered'
    """
    from citecheck.formats.scan import scan  # loads pybtex, which takes half a second and is needed here only

    raws, complaints = scan(text)
    by_key = {raw.key.casefold(): raw for raw in reversed(raws)}
    entries = tuple((raw.key, _work(raw.type, _inherited(raw, by_key))) for raw in raws)
    return Loaded(entries, complaints)


def dumps(entries: Iterable[tuple[str, Work]]) -> str:
    """The works as a .bib file that BibTeX reads and biber finds valid.

    What an entry's type demands and the work does not tell stands there as a blank to fill in: ``{{}}``, or a date
    of ``XXXX``. The exact kind goes into `entrysubtype` where the type alone would be read as another.
    """
    return "\n".join(_entry(key, work) for key, work in entries)


# --- reading --------------------------------------------------------------------------------------------------------


def _inherited(raw: Raw, by_key: Mapping[str, Raw]) -> dict[str, str]:
    """The entry's fields, with those of the entry it names in `crossref`, whose title is the container's."""
    parent = by_key.get(raw.fields.get("crossref", "").casefold())
    if parent is None or parent is raw:
        return dict(raw.fields)
    given = {("booktitle" if name == "title" else name): value for name, value in parent.fields.items()}
    return {**{n: v for n, v in given.items() if n not in {"author", "crossref", "subtitle"}}, **raw.fields}


def _work(type_: str, fields: Mapping[str, str]) -> Work:
    texts = {name: _first(name, fields) for name in _PLACES if name not in {"author", "editor", "translator"}}
    kind = _kind(type_, fields)
    if "entrysubtype" in fields or "library" in fields or kind in _PUBLISHED:
        texts["genre"] = _first("genre", {n: v for n, v in fields.items() if n != "howpublished"})
    if type_ == "mastersthesis" and not texts["genre"]:
        texts["genre"] = "Master's thesis"
    texts["title"] = _titled(texts["title"], latex.decode(fields.get("subtitle", "")))
    texts["container"] = _titled(
        texts["container"], latex.decode(fields.get("journalsubtitle", "") or fields.get("booksubtitle", ""))
    )
    return Work(
        kind=kind,
        authors=_people("author", fields),
        editors=_people("editor", fields),
        translators=_people("translator", fields),
        issued=dates.from_fields(_decoded_dates(fields)),
        original=dates.from_fields(_decoded_dates(fields), "orig"),
        ids=tuple(dict.fromkeys(_ids(fields))),
        variants=tuple(dict.fromkeys(filter(None, _variants(fields)))),
        **texts,
    )


def _kind(type_: str, fields: Mapping[str, str]) -> Kind:
    subtype = _SUBTYPES.get(fields.get("entrysubtype", "").strip().casefold())
    if subtype:
        return subtype
    if type_ == "misc":
        told = latex.decode(fields.get("howpublished", "")).casefold()
        if told.startswith(("http", "www.")):
            return Kind.WEBPAGE
        return next((kind for kind, word in _PUBLISHED.items() if told.startswith(word.casefold())), Kind.DOCUMENT)
    return _KINDS.get(type_, Kind.DOCUMENT)


def _first(name: str, fields: Mapping[str, str]) -> str:
    for place in (*_PLACES[name], *_FOREIGN.get(name, ())):
        value = fields.get(place, "")
        if text := latex.decode(value.replace("--", "-") if name == "pages" else value):
            return text
    return ""


def _titled(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ".?!:" else f"{title}: {subtitle}"


def _people(role: str, fields: Mapping[str, str]) -> tuple[names.Name, ...]:
    places = (*_PLACES[role], *_FOREIGN.get(role, ()))
    return next((found for place in places if (found := names.read(fields.get(place, "")))), ())


def _decoded_dates(fields: Mapping[str, str]) -> dict[str, str]:
    wanted = ("date", "year", "month", "day", "origdate", "origyear", "origmonth", "origday")
    return {name: latex.decode(fields[name].replace("--", "-")) for name in wanted if name in fields}


def _ids(fields: Mapping[str, str]) -> Iterator[Identifier]:
    for scheme in ("doi", "isbn", "issn", "pmid", "oclc", "lccn"):
        yield from identifiers(scheme, latex.verbatim(fields.get(scheme, "")))
    archive = fields.get("eprinttype", fields.get("archiveprefix", "arxiv")).strip("{} ").casefold()
    scheme = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid"}.get(archive)
    if scheme:
        yield from identifiers(scheme, latex.verbatim(fields.get("eprint", "")))
    yield from identifiers("arxiv", latex.verbatim(fields.get("arxivid", "")))
    yield from identifiers("url", latex.verbatim(fields.get("url", "")) or latex.verbatim(fields.get("howpublished", "")))
    for other in latex.verbatim(fields.get("verba", "")).split():
        scheme_, _, value = other.partition(":")
        yield Identifier(scheme_, value)


def _variants(fields: Mapping[str, str]) -> Iterator[str]:
    from pybtex.bibtex.utils import split_name_list  # heavy, and needed for .bib files only

    for name in ("origtitle", "shorttitle"):
        yield latex.decode(fields.get(name, ""))
    yield from (latex.decode(part) for part in fields.get("titlevariants", "").split(";"))
    yield from (latex.decode(part) for part in split_name_list(fields.get("listc", "")))


# --- writing --------------------------------------------------------------------------------------------------------


def _entry(key: str, work: Work) -> str:
    type_ = _type(work)
    fields = {**dict(_fields(type_, work)), **_identified(type_, work)}
    blanks = {name: _BLANK for name in _DEMANDED[type_] if name != "year" and name not in fields}
    if "year" in _DEMANDED[type_] and not {"year", "date"} & fields.keys():
        blanks["date"] = dates.UNKNOWN
    written = sorted((fields | blanks).items(), key=lambda field: _ORDER.index(field[0]) if field[0] in _ORDER else len(_ORDER))
    lines = [f"  {name} = {{{value}}},\n" for name, value in written]
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def _type(work: Work) -> str:
    type_ = _TYPES.get(work.kind, "misc")
    if type_ == "book" and work.editors and not work.authors:
        return "collection"
    if type_ == "incollection" and not work.editors:
        return "inbook"
    return "mastersthesis" if type_ == "phdthesis" and _MASTERS.search(work.genre) else type_


def _fields(type_: str, work: Work) -> Iterator[tuple[str, str]]:
    room = _FIELDS[type_]
    for role, people in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        place = _place(role, room)
        if people:
            yield place, names.write(people)
            if place in _ROLES:
                yield f"{place}type", role
    for name, text in _texts(work):
        place = _place(name, room if name != "volume" or text.isascii() and text.isdecimal() else frozenset())
        yield place, _value(place, text)
    yield from dates.fields(work.issued).items()
    if work.original:
        yield "origdate", dates.iso(work.original)
    if work.variants:
        yield "listc", " and ".join(f"{{{latex.encode(variant)}}}" for variant in work.variants)
    if "howpublished" in room and (shown := ", ".join(filter(None, [_PUBLISHED.get(work.kind, ""), work.archive]))):
        yield "howpublished", latex.encode(shown)
    if _KINDS.get(type_, Kind.DOCUMENT) is not work.kind:
        yield "entrysubtype", work.kind.value.removeprefix("article-") if type_ == "article" else work.kind.value


def _texts(work: Work) -> Iterator[tuple[str, str]]:
    for name in _PLACES:
        text = "" if name in {"author", "editor", "translator"} else getattr(work, name)
        if text:
            yield name, text


def _place(name: str, room: frozenset[str]) -> str:
    places = _PLACES[name]
    return next((place for place in places if place in room), places[-1])


def _value(place: str, text: str) -> str:
    written = latex.encode(text)
    if place == "pages":
        return written.replace("{}", "").replace("-", "--")
    return f"{{{written}}}" if place in _LISTS and re.search(r"\band\b", written, re.IGNORECASE) else written


def _identified(type_: str, work: Work) -> dict[str, str]:
    """A field for the first identifier of each scheme that the type has one for; the others in `verba`, verbatim."""
    fields: dict[str, str] = {}
    others: list[str] = []
    for identifier in work.ids:
        name = _identifier_field(type_, identifier)
        if name and name not in fields:
            fields[name] = latex.as_verbatim(identifier.value)
            if name == "eprint":
                fields["eprinttype"] = {"arxiv": "arxiv", "pmid": "pubmed"}[identifier.scheme]
        else:
            others.append(latex.as_verbatim(f"{identifier.scheme}:{identifier.value}"))
    return fields | ({"verba": " ".join(others)} if others else {})


def _identifier_field(type_: str, identifier: Identifier) -> str:
    if identifier.scheme in {"isbn", "issn"}:
        return identifier.scheme if identifier.scheme in _FIELDS[type_] and is_sound(identifier) else ""
    return {"doi": "doi", "url": "url", "arxiv": "eprint", "pmid": "eprint"}.get(identifier.scheme, "")
