"""The people of a MARC 21 record, and what each did."""

from __future__ import annotations

import re
from typing import TypedDict

import pymarc

from citecheck.catalogues.sources.people import body, named
from citecheck.model import Name

_ROLES = {"aut": "authors", "cre": "authors", "edt": "editors", "trl": "translators", "com": "editors"}
_EDITED = re.compile(r"\b(?:edit|hrsg|herausg|[ée]d\.|red\.|sous la dir|a cura|dir\.|compil)", re.IGNORECASE)
_TRANSLATED = re.compile(r"\b(?:transl|trans\.|übers|uebers|trad|tr\. |пер)", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:illus|introd|foreword|pref|narrat|photog|drawings)", re.IGNORECASE)


class People(TypedDict):
    """The fields of `Work` that hold people."""

    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    translators: tuple[Name, ...]


def people(record: pymarc.Record) -> People:
    """Main entries are authors; of an added entry a code, a word, or the statement of responsibility tells the role."""
    found: dict[str, list[Name]] = {"authors": [], "editors": [], "translators": []}
    statement = _statement(record)
    for field in record.get_fields("100", "110", "111", "700"):
        added = field.tag == "700"
        if not (added and field.get("t")):  # with a title it names a work that is in this one
            for name in _names(field):
                role = _told(field) or (_stated(statement, name) if added else "authors")
                found.setdefault(role, []).append(name)
    unique = {role: tuple(dict.fromkeys(names)) for role, names in found.items()}
    return People(authors=unique["authors"], editors=unique["editors"], translators=unique["translators"])


def _statement(record: pymarc.Record) -> str:
    return next((value for field in record.get_fields("245") for value in field.get_subfields("c")), "")


def _names(field: pymarc.Field) -> tuple[Name, ...]:
    """Indicator 1: "1" is an inverted name, "0" a forename as of kings and saints."""
    written = (field.get("a") or "").strip(" ,;:/")
    if field.tag in {"110", "111"}:
        return body(" ".join(filter(None, [written, *field.get_subfields("b")])))
    if field.indicator1 == "0" and "," not in written:
        return body(written)
    name = named(written)
    return (name,) if str(name) else ()


def _told(field: pymarc.Field) -> str:
    """The role by code ($4) or word ($e); "others" for one that we do not keep, "" where none is told."""
    for code in field.get_subfields("4"):
        return _ROLES.get(code.strip(" .,")[-3:], "others")
    told = " ".join(field.get_subfields("e"))
    if not told:
        return ""
    return _role(told) or ("authors" if re.search(r"auth|aut\b|verf|joint", told, re.IGNORECASE) else "others")


def _role(text: str) -> str:
    if _TRANSLATED.search(text):
        return "translators"
    if _EDITED.search(text):
        return "editors"
    return "others" if _OTHERWISE.search(text) else ""


def _stated(statement: str, name: Name) -> str:
    """What the part of the statement that names the person says; without a word, a joint author."""
    surname = (name.family or name.literal).casefold()
    part = next((one for one in statement.split(";") if surname and surname in one.casefold()), "")
    return _role(part) or "authors"
