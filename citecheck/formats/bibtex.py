"""BibTeX: works out of .bib files, forgivingly, and into .bib files that BibTeX, biber and pybtex read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from citecheck.formats import biblatex, dates, latex, names
from citecheck.formats.identifiers import identifiers, is_sound
from citecheck.formats.loaded import Loaded
from citecheck.model import Identifier, Kind, Name, Work

if TYPE_CHECKING:
    from citecheck.formats.scan import Raw


_MASTERS = re.compile(r"\b(?:master(?:['’]?s|arbeit)?\b|magist|ma[iî]trise|laurea|m\.\s?a\.|m\.\s?sc)", re.IGNORECASE)
_RANGE = re.compile(r"[-\u2010-\u2014]+")
_BLANK = "{}"


def loads(text: str) -> Loaded:
    """The works of a .bib file; a bad entry costs itself only and is complained of with its line.

    >>> loads("@book{lih2006, author = {Lih, Lars T.}, title = {Lenin Rediscovered}, year = 2006}").entries[0][1].title
    'Lenin Rediscovered'
    """
    from citecheck.formats.scan import scan  # loads pybtex, which takes half a second and is needed here only

    raws, complaints = scan(text)
    by_key = {raw.key.casefold(): raw for raw in reversed(raws)}
    entries = tuple((raw.key, _work(raw.type, _inherited(raw, by_key))) for raw in raws)
    return Loaded(entries, complaints, tuple(raw.line for raw in raws))


def dumps(entries: Iterable[tuple[str, Work]], *, modern: bool = False, notes: Mapping[str, str] | None = None) -> str:
    """The works as a .bib file that BibTeX reads and biber finds valid; `modern`: in biblatex's own types and names.

    `notes`: a remark for each key, where any, in the field that styles do not print (`annote`, `annotation`).

    What an entry's type demands and the work does not tell stands there as a blank to fill in: ``{{}}``, or a date
    of ``XXXX``. The exact kind goes into `entrysubtype` where the type alone would be read as another. Ranges of pages
    have "--" whatever their dash, and are read with a hyphen.
    """
    told = notes or {}
    return "\n".join(_entry(key, work, modern, told.get(key, "")) for key, work in entries)


# --- reading --------------------------------------------------------------------------------------------------------


def _inherited(raw: Raw, by_key: Mapping[str, Raw]) -> dict[str, str]:
    """The entry's fields, with those of the entry it names in `crossref`, whose title is the container's."""
    parent = by_key.get(raw.fields.get("crossref", "").casefold())
    if parent is None or parent is raw:
        return dict(raw.fields)
    given = {("booktitle" if name == "title" else name): value for name, value in parent.fields.items()}
    return {**{n: v for n, v in given.items() if n not in {"author", "crossref", "subtitle"}}, **raw.fields}


def _work(type_: str, fields: Mapping[str, str]) -> Work:
    texts = {name: _first(name, fields) for name in biblatex.PLACES if name not in {"author", "editor", "translator"}}
    kind = _kind(type_, fields)
    if "entrysubtype" in fields or "library" in fields or kind in biblatex.PUBLISHED:
        texts["genre"] = _first("genre", {n: v for n, v in fields.items() if n != "howpublished"})
    if type_ == "mastersthesis" and not texts["genre"]:
        texts["genre"] = "Master's thesis"
    texts["genre"] = biblatex.NATURES.get(texts["genre"], texts["genre"])
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
    subtype = biblatex.SUBTYPES.get(fields.get("entrysubtype", "").strip().casefold())
    if subtype:
        return subtype
    if type_ == "misc":
        told = latex.decode(fields.get("howpublished", "")).casefold()
        if told.startswith(("http", "www.")):
            return Kind.WEBPAGE
        words = biblatex.PUBLISHED.items()
        return next((kind for kind, word in words if told.startswith(word.casefold())), Kind.DOCUMENT)
    return biblatex.KINDS.get(type_, Kind.DOCUMENT)


def _first(name: str, fields: Mapping[str, str]) -> str:
    for place in (*biblatex.PLACES[name], *biblatex.FOREIGN.get(name, ())):
        value = fields.get(place)
        if value and (text := latex.decode(value.replace("--", "-") if name == "pages" else value)):
            return text
    return ""


def _titled(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ".?!:" else f"{title}: {subtitle}"


def _people(role: str, fields: Mapping[str, str]) -> tuple[Name, ...]:
    places = (*biblatex.PLACES[role], *biblatex.FOREIGN.get(role, ()))
    return next((found for place in places if (found := names.read(fields.get(place, "")))), ())


def _decoded_dates(fields: Mapping[str, str]) -> dict[str, str]:
    wanted = ("date", "year", "month", "day", "origdate", "origyear", "origmonth", "origday")
    return {name: latex.decode(fields[name]) for name in wanted if name in fields}


def _ids(fields: Mapping[str, str]) -> Iterator[Identifier]:
    told = {name: latex.verbatim(value) for name, value in fields.items() if name in biblatex.VERBATIM}
    for scheme in ("doi", "isbn", "issn", "pmid", "oclc", "lccn"):
        yield from identifiers(scheme, told.get(scheme, ""))
    archive = told.get("eprinttype") or told.get("archiveprefix") or "arxiv"
    scheme = biblatex.EPRINTS.get(archive.casefold(), "")
    yield from identifiers(scheme, told.get("eprint", "") if scheme else "")
    yield from identifiers("arxiv", told.get("arxivid", ""))
    yield from identifiers("url", told.get("url") or told.get("howpublished", ""))
    for other in told.get("verba", "").split():
        scheme, _, value = other.partition(":")
        if scheme in biblatex.SCHEMES:
            yield Identifier(scheme, value)


def _variants(fields: Mapping[str, str]) -> Iterator[str]:
    from pybtex.bibtex.utils import split_name_list  # heavy, and needed for .bib files only

    for name in ("origtitle", "shorttitle"):
        yield latex.decode(fields.get(name, ""))
    yield from (latex.decode(part) for part in fields.get("titlevariants", "").split(";"))
    yield from (latex.decode(part) for part in split_name_list(fields.get("listc", "")))


# --- writing --------------------------------------------------------------------------------------------------------


def _entry(key: str, work: Work, modern: bool, note: str) -> str:
    type_ = _type(work)
    fields = {**dict(_fields(type_, work)), **_identified(type_, work)}
    blanks = {name: _BLANK for name in biblatex.DEMANDED[type_] if name != "year" and name not in fields}
    if "year" in biblatex.DEMANDED[type_] and not {"year", "date"} & fields.keys():
        blanks["date"] = dates.UNKNOWN
    if note:
        fields["annotation" if modern else "annote"] = latex.encode(note)
    fields |= blanks
    if modern:
        type_, fields = biblatex.modern(
            type_, fields, dates.iso(work.issued) if work.issued else fields.get("date", "")
        )
    written = sorted(
        fields.items(),
        key=lambda field: biblatex.ORDER.index(field[0]) if field[0] in biblatex.ORDER else len(biblatex.ORDER),
    )
    lines = [f"  {name} = {{{value}}},\n" for name, value in written]
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def _type(work: Work) -> str:
    type_ = biblatex.TYPES.get(work.kind, "article" if work.kind is Kind.ARTICLE and work.container else "misc")
    if type_ == "book" and work.editors and not work.authors:
        return "collection"
    if type_ == "incollection" and not work.editors:
        return "inbook"
    return "mastersthesis" if type_ == "phdthesis" and _MASTERS.search(work.genre) else type_


def _fields(type_: str, work: Work) -> Iterator[tuple[str, str]]:
    room = biblatex.FIELDS[type_]
    for role, people in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        place = _place(role, room)
        if written := names.write(people):
            yield place, written
            if place in biblatex.ROLES:
                yield f"{place}type", role
    for name, text in _texts(work):
        place = _place(name, room if name != "volume" or (text.isascii() and text.isdecimal()) else frozenset())
        yield place, _value(place, text)
    yield from dates.fields(work.issued).items()
    if work.original:
        yield "origdate", dates.iso(work.original)
    if work.variants:
        yield "listc", " and ".join(f"{{{latex.encode(variant)}}}" for variant in work.variants)
    shown = ", ".join(filter(None, [biblatex.PUBLISHED.get(work.kind, ""), work.archive]))
    if shown and "howpublished" in room:
        yield "howpublished", latex.encode(shown)
    if biblatex.KINDS.get(type_, Kind.DOCUMENT) is not work.kind:
        yield "entrysubtype", work.kind.value.removeprefix("article-")


def _texts(work: Work) -> Iterator[tuple[str, str]]:
    for name in biblatex.PLACES:
        text = "" if name in {"author", "editor", "translator"} else getattr(work, name)
        if text:
            yield name, text


def _place(name: str, room: frozenset[str]) -> str:
    places = biblatex.PLACES[name]
    return next((place for place in places if place in room), places[-1])


def _value(place: str, text: str) -> str:
    written = latex.encode(text)
    if place in biblatex.PLACES["pages"]:
        return _RANGE.sub("--", written.replace("{}", ""))
    return f"{{{written}}}" if place in biblatex.LISTS and re.search(r"\band\b", written, re.IGNORECASE) else written


def _identified(type_: str, work: Work) -> dict[str, str]:
    """A field for the first identifier of each scheme that the type has one for; the others in `verba`, verbatim."""
    fields: dict[str, str] = {}
    others: list[str] = []
    for identifier in work.ids:
        name = _identifier_field(type_, identifier)
        if name and name not in fields:
            fields[name] = latex.as_verbatim(identifier.value)
            if name == "eprint":
                fields["eprinttype"] = "arxiv" if identifier.scheme == "arxiv" else "pubmed"
        else:
            others.append(latex.as_verbatim(f"{identifier.scheme}:{identifier.value}"))
    return fields | ({"verba": " ".join(others)} if others else {})


def _identifier_field(type_: str, identifier: Identifier) -> str:
    if identifier.scheme in {"isbn", "issn"}:
        return identifier.scheme if identifier.scheme in biblatex.FIELDS[type_] and is_sound(identifier) else ""
    return {"doi": "doi", "url": "url", "arxiv": "eprint", "pmid": "eprint"}.get(identifier.scheme, "")
