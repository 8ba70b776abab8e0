"""CSL-JSON (docs.citationstyles.org, CSL 1.0.2): a work as its items, and items of any origin as works."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from citecheck.formats import dates
from citecheck.formats.identifiers import identifiers
from citecheck.model import Date, Identifier, Kind, Name, Work
from citecheck.text import spaced

_TEXTS = {  # our field: its CSL variable, then the variables that other programs use for the same
    "title": ("title",),
    "container": ("container-title", "event-title", "event"),
    "series": ("collection-title",),
    "publisher": ("publisher",),
    "address": ("publisher-place", "event-place"),
    "volume": ("volume",),
    "issue": ("issue", "number", "collection-number"),
    "pages": ("page", "page-first"),
    "edition": ("edition",),
    "genre": ("genre",),
    "archive": ("archive",),
    "language": ("language",),
}
_PEOPLE = {"authors": "author", "editors": "editor", "translators": "translator"}
_WRITTEN = {  # as an item is written: the title first, then the people
    "title": "title",
    **_PEOPLE,
    **{name: variable for name, (variable, *_) in _TEXTS.items() if name != "title"},
}
_NUMBERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL", "pmid": "PMID"}
_SEVERAL = frozenset({"isbn", "issn"})  # the variables that hold more than one, a space between
_NOBODY = Name()
_PARTICLES = ("dropping-particle", "non-dropping-particle")

_KINDS = {  # what other vocabularies (CSL's rarer types, Crossref's) call our kinds
    "article": Kind.ARTICLE, "bill": Kind.LEGISLATION, "book-chapter": Kind.CHAPTER, "dissertation": Kind.THESIS,
    "edited-book": Kind.BOOK, "entry": Kind.ENTRY_ENCYCLOPEDIA, "entry-dictionary": Kind.ENTRY_ENCYCLOPEDIA,
    "journal-article": Kind.ARTICLE_JOURNAL, "monograph": Kind.BOOK, "post": Kind.WEBPAGE, "post-weblog": Kind.WEBPAGE,
    "posted-content": Kind.ARTICLE, "proceedings-article": Kind.PAPER_CONFERENCE, "reference-book": Kind.BOOK,
    "regulation": Kind.LEGISLATION, "review-book": Kind.REVIEW,
}  # fmt: skip
_TAG = re.compile(r"</?(?:i|b|em|strong|span|sup|sub|sc|scp|nc|jats:\w+)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9A-Fa-f]{1,6});")


def to_csl(work: Work) -> dict[str, Any]:
    """The work as a CSL item, without `id`; what it does not tell is not there.

    What CSL has no variable for stands in `custom`, which CSL leaves to programs: identifiers of other schemes, and
    the other titles of the work.

    >>> to_csl(Work(Kind.BOOK, "Results and Prospects", (Name("Trotsky", "L."),), issued=Date(1906)))
    {'type': 'book', 'title': 'Results and Prospects', 'author': [{'family': 'Trotsky', 'given': 'L.'}], \
'issued': {'date-parts': [[1906]]}}
    """
    item: dict[str, Any] = {"type": work.kind.value}
    for name, variable in _WRITTEN.items():
        if value := getattr(work, name):
            item[variable] = [_person(one) for one in value] if name in _PEOPLE else value
    for variable, date in (("issued", work.issued), ("original-date", work.original)):
        if date is not None:
            item[variable] = _date(date)
    item |= _numbers(work.ids)
    if custom := _custom(work):
        item["custom"] = custom
    return item


def from_csl(item: Mapping[str, Any]) -> Work:
    """The work that an item describes; what cannot be understood is left out, and an unknown type is a document."""
    custom = _mapping(item.get("custom"))
    texts = {name: _first(item, variables) for name, variables in _TEXTS.items()}
    return Work(
        kind=_kind(_text(item.get("type"))),
        authors=_people(item.get("author")),
        editors=_people(item.get("editor")),
        translators=_people(item.get("translator")),
        issued=_parsed(item.get("issued")),
        original=_parsed(item.get("original-date")),
        ids=tuple(dict.fromkeys(_identifiers(item, custom))),
        variants=tuple(dict.fromkeys(_variants(item, custom))),
        **texts,
    )


# --- writing --------------------------------------------------------------------------------------------------------


def _person(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def _date(date: Date) -> dict[str, list[list[int]]]:
    start = [date.year, *([date.month] if date.month else []), *([date.day] if date.month and date.day else [])]
    return {"date-parts": [start, *([[date.end_year]] if date.end_year is not None else [])]}


def _numbers(ids: Iterable[Identifier]) -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier in ids:
        variable = _NUMBERS.get(identifier.scheme, "")
        if variable and variable not in found:
            found[variable] = identifier.value
        elif identifier.scheme in _SEVERAL:
            found[variable] += f" {identifier.value}"
    return found


def _custom(work: Work) -> dict[str, Any]:
    told = set()
    others = []
    for one in work.ids:
        if one.scheme not in _NUMBERS or (one.scheme in told and one.scheme not in _SEVERAL):
            others.append(f"{one.scheme}:{one.value}")
        told.add(one.scheme)
    kept = {"identifiers": others, "titles": list(work.variants)}
    return {name: values for name, values in kept.items() if values}


# --- reading --------------------------------------------------------------------------------------------------------


def _kind(type_: str) -> Kind:
    try:
        return Kind(type_)
    except ValueError:
        return _KINDS.get(type_.casefold(), Kind.DOCUMENT)


def _first(item: Mapping[str, Any], variables: Iterable[str]) -> str:
    for variable in variables:
        if variable in item and (told := _text(item[variable])):
            return told
    return ""


def _text(value: object) -> str:
    """The text in a value: a string, a number, or the first of a list of them; markup and entities resolved."""
    written = _verbatim(value)
    if not written:
        return ""
    bare = _TAG.sub("", written) if "<" in written else written
    return spaced(_ENTITY.sub(lambda found: html.unescape(found.group()), bare) if "&" in bare else bare)


def _verbatim(value: object) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    if _is_list(value):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _people(value: object) -> tuple[Name, ...]:
    if not value:
        return ()
    if isinstance(value, str | dict):
        value = [value]
    if not isinstance(value, Iterable):
        return ()
    return tuple([name for one in value if (name := _name(one)) != _NOBODY])


def _name(value: object) -> Name:
    if not isinstance(value, dict):
        return Name(literal=_text(value))
    family, given = _text(value.get("family")), _text(value.get("given"))
    if not (family or given):
        return Name(literal=_text(value.get("literal")) or _text(value.get("name")))
    if family and given and len(value) == 2:  # the common case
        return Name(family, given)
    particle = " ".join(filter(None, [_text(value.get(part)) for part in _PARTICLES]))
    return Name(family, given, particle, _text(value.get("suffix"))) if family else Name(given)


def _parsed(value: object) -> Date | None:
    """The date in ``{"date-parts": [[y, m, d], [y2]]}``, in ``raw`` or ``literal``, or in a bare string or number."""
    if value is None:
        return None
    if not isinstance(value, dict):
        return dates.parsed(_text(value))
    points = [[_integer(one) for one in _several(point)] for point in _several(value.get("date-parts"))]
    if points and points[0] and points[0][0] is not None:
        return _whole(points[0], points[1][0] if len(points) > 1 and points[1] else None)
    return dates.parsed(_text(value.get("raw"))) or dates.parsed(_text(value.get("literal")))


def _whole(start: Sequence[int | None], end: int | None) -> Date | None:
    year, month, day = (*start, None, None)[:3]
    if year is None or abs(year) > 9999:
        return None
    month = month if month and 1 <= month <= 12 else None
    day = day if month and day and 1 <= day <= 31 else None
    return Date(year, month, day, end if end is not None and end > year else None)


def _several(value: object) -> list[object]:
    return list(value) if _is_list(value) else []


def _is_list(value: object) -> TypeGuard[list[object] | tuple[object, ...]]:
    return isinstance(value, list | tuple)


def _integer(value: object) -> int | None:
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _identifiers(item: Mapping[str, Any], custom: Mapping[str, Any]) -> Iterator[Identifier]:
    for scheme, variable in _NUMBERS.items():
        if variable not in item:
            continue
        for one in _several(item.get(variable)) or [item.get(variable)]:
            yield from identifiers(scheme, _verbatim(one))
    for one in _listed(custom.get("identifiers")):
        scheme, _, value = one.partition(":")
        if scheme and value:
            yield Identifier(scheme, value)


def _variants(item: Mapping[str, Any], custom: Mapping[str, Any]) -> Iterator[str]:
    told = (_text(item[variable]) for variable in ("title-short", "shortTitle", "original-title") if variable in item)
    yield from (one for one in (*told, *_listed(custom.get("titles"))) if one)


def _listed(value: object) -> list[str]:
    return [text for one in _several(value) if (text := spaced(_verbatim(one)))]
