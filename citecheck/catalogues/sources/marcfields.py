"""What the fields of MARC 21 say of a work (loc.gov/marc/bibliographic)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pymarc

from citecheck.catalogues.sources import entries, items, unimarc
from citecheck.catalogues.sources.marcpeople import people
from citecheck.catalogues.sources.titles import clean, joined
from citecheck.formats import dates
from citecheck.model import Date, Identifier, Kind, Record, Work

_ISBD = " /:;=,"
_SERIALS = frozenset("is")  # leader 07: integrating resources and serials
_PARTS = frozenset("abd")  # leader 07: parts of monographs and serials, subunits
_OTHER_TITLES = ("130", "240", "246", "247", "740")
_VOLUME = re.compile(r"(?:\b(?:vol|v|bd|jg|t)\b\.?|\bvolume)\s{0,3}(\d{1,5})", re.IGNORECASE)
_ISSUE = re.compile(r"(?:\b(?:no|nr|n|issue|h|heft|pt)\b\.?)\s{0,3}(\d{1,5})", re.IGNORECASE)
_PAGES = re.compile(r"(?:\b(?:pp?|s|pages?)\b\.?)\s{0,3}(\d{1,5}(?:\s?[-\u2013]\s?\d{1,5})?)", re.IGNORECASE)
_OCLC = re.compile(r"\(OCoLC\)\D{0,4}0{0,8}(\d{1,12})")
_NO_DATE = frozenset({"9999", "0000"})


def record(found: pymarc.Record) -> Record:
    """The record; UNIMARC, which has titles in field 200, is known by the lack of a 245."""
    key = _control(found, "001") or next(iter(_all(found, "035", "a")), "")
    if "245" not in found and "200" in found:
        return entries.record(unimarc.work(found), key)
    host = _first(found, "773")
    work = Work(
        kind=_kind(found, host),
        title=_title(found),
        container=_text(host, "t", "a").strip(_ISBD + "."),
        series=(_value(found, "490", "a") or _value(found, "830", "a") or _value(found, "440", "a")).strip(_ISBD),
        publisher=(_imprint(found, "b") or _value(found, "502", "c")).strip(_ISBD),
        address=_imprint(found, "a").strip(_ISBD),
        issued=_issued(found, host),
        original=_original(found),
        volume=_searched(_VOLUME, _text(host, "g", "q")),
        issue=_searched(_ISSUE, _text(host, "g")),
        pages=_searched(_PAGES, _text(host, "g")),
        edition=_value(found, "250", "a").strip(_ISBD),
        genre=_value(found, "502", "b") or _value(found, "502", "a"),
        language=_value(found, "041", "a")[:3] or _control(found, "008")[35:38].strip(),
        ids=_ids(found, host),
        variants=tuple(_variants(found)),
        **people(found),
    )
    return entries.record(work, key)


# --- titles ---------------------------------------------------------------------------------------------------------


def _title(found: pymarc.Record) -> str:
    field = _first(found, "245")
    return _titled(field).partition(" / ")[0] if field else ""


def _titled(field: pymarc.Field) -> str:
    """Title, subtitle and parts. After "=" comes the title in another language, which is a variant."""
    whole, sign = "", ""
    for one in field.subfields:
        text = clean(one.value)
        if one.code == "a" and not whole:
            whole = text
        elif one.code == "b" and not sign.endswith("="):
            whole = joined(whole, text) if not sign.endswith(";") else f"{whole}; {text}"
        elif one.code in "np" and text:
            whole = f"{whole.rstrip('. ')}. {text}" if whole else text
        sign = one.value.rstrip()
    return _stopped(whole)


def _variants(found: pymarc.Record) -> Iterator[str]:
    for tag in _OTHER_TITLES:
        yield from map(_titled, found.get_fields(tag))
    for field in found.get_fields("245"):
        a, b = field.get("a") or "", field.get("b") or ""
        if a.rstrip().endswith("="):
            yield _stopped(clean(b))
    for field in found.get_fields("765", "767", "775"):
        yield _stopped(clean(_text(field, "t", "s")))
    for field in found.get_fields("880"):
        if (field.get("6") or "")[:3] in {"245", "240", "246"}:
            yield _titled(field)


def _stopped(title: str) -> str:
    """Without the full stop that ends a field; an ellipsis stays."""
    return title[:-1].rstrip(_ISBD) if title.endswith(".") and not title.endswith("..") else title.rstrip(_ISBD)


# --- kind, imprint, numbers -----------------------------------------------------------------------------------------


def _kind(found: pymarc.Record, host: pymarc.Field | None) -> Kind:
    """By the leader's type of record (06) and bibliographic level (07)."""
    leader = str(found.leader).ljust(24)
    type_, level = leader[6], leader[7]
    if "502" in found:
        return Kind.THESIS
    if level in _SERIALS:
        return Kind.PERIODICAL
    if level in _PARTS or host:
        return Kind.ARTICLE_JOURNAL if _text(host, "x") or level == "b" else Kind.CHAPTER
    electronic = type_ == "m" and "020" in found  # a file with an ISBN is a book all the same
    return Kind.BOOK if type_ in "at c" or electronic else Kind.DOCUMENT


def _imprint(found: pymarc.Record, code: str) -> str:
    """From the statement of publication, or the first statement of any kind."""
    fields = [*found.get_fields("264"), *found.get_fields("260")]
    fields.sort(key=lambda field: field.tag == "264" and field.indicator2 != "1")
    return next((value.strip("[] ") for field in fields if (value := _text(field, code))), "")


def _issued(found: pymarc.Record, host: pymarc.Field | None) -> Date | None:
    coded = _control(found, "008")[7:11]
    told = (_imprint(found, "c"), "" if coded in _NO_DATE else coded, _value(found, "502", "d"), _text(host, "g", "d"))
    return next((date for one in told if (date := dates.parsed(one))), None)


def _original(found: pymarc.Record) -> Date | None:
    """Of a reprint, the date of what is reprinted."""
    coded = _control(found, "008")
    return dates.parsed(coded[11:15]) if coded[6:7] == "r" and coded[11:15] not in _NO_DATE else None


def _ids(found: pymarc.Record, host: pymarc.Field | None) -> tuple[Identifier, ...]:
    dois = [_text(f, "a") for f in found.get_fields("024") if (f.get("2") or "").casefold() == "doi"]
    return items.numbered(
        {
            "doi": dois,
            "isbn": _all(found, "020", "a"),
            "issn": [*_all(found, "022", "a"), _text(host, "x")],
            "lccn": _all(found, "010", "a"),
            "oclc": [one for value in _all(found, "035", "a") for one in _OCLC.findall(value)],
            "url": _all(found, "856", "u")[:1],
        }
    )


# --- fields ---------------------------------------------------------------------------------------------------------


def _first(found: pymarc.Record, tag: str) -> pymarc.Field | None:
    return next(iter(found.get_fields(tag)), None)


def _text(field: pymarc.Field | None, *codes: str) -> str:
    """The first of the subfields that tells anything."""
    return next((v.strip() for code in codes if (v := (field.get(code) if field else ""))), "")


def _value(found: pymarc.Record, tag: str, code: str) -> str:
    return next(iter(_all(found, tag, code)), "")


def _all(found: pymarc.Record, tag: str, code: str) -> list[str]:
    return [value.strip() for field in found.get_fields(tag) for value in field.get_subfields(code)]


def _control(found: pymarc.Record, tag: str) -> str:
    field = _first(found, tag)
    value = (field.data or "") if field else ""
    return value if tag == "008" else value.strip()


def _searched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].replace(" ", "") if found else ""
