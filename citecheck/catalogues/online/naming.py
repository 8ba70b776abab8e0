"""The identifiers of a cited work, made sound enough to ask by."""

from __future__ import annotations

import re

from citecheck.formats.identifiers import identifiers, is_sound
from citecheck.model import Identifier, Work

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_LCCN = re.compile(r"(?P<year>[A-Za-z]{0,3}(?:\d{2}|\d{4}))-?(?P<number>\d{1,6})")
_VERSION = re.compile(r"v\d{1,2}$")
_PAGES = {
    "arxiv": re.compile(r"arxiv\.org/(?:abs|pdf)/([\w.-]+(?:/\d{7})?)"),
    "pmid": re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})"),
    "doi": re.compile(r"doi\.org/(10\.\d{4,9}/\S+)"),
}


def named(work: Work, scheme: str) -> str:
    """The work's identifier of a scheme, "" where it has none that can be right.

    A DOI is cleaned of what printing and scanning added, an ISBN or ISSN must be sound, and what an address or
    arXiv's own DOIs tell counts too.

    >>> from citecheck.model import Identifier
    >>> named(Work(ids=(Identifier("doi", "10.48550/arXiv.1706.03762"),)), "arxiv")
    '1706.03762'
    """
    told = [one.value for one in work.ids if one.scheme == scheme]
    if scheme in _PAGES:
        told += _PAGES[scheme].findall(" ".join(one.value for one in work.ids if one.scheme == "url"))
    if scheme == "arxiv":
        told += [found[1] for one in work.ids if one.scheme == "doi" and (found := _ARXIV_DOI.match(one.value.lower()))]
    sound = (_bare(one) for value in told for one in identifiers(scheme, value) if is_sound(one))
    return next(filter(None, sound), "")


def _bare(identifier: Identifier) -> str:
    """As services want it: without arXiv's version, without what surrounds the digits of an OCLC number or an LCCN.

    >>> _bare(Identifier("lccn", "63-15043")), _bare(Identifier("oclc", "(OCoLC)ocm00053"))
    ('63015043', '53')
    """
    scheme, value = identifier.scheme, identifier.value
    if scheme == "arxiv":
        return _VERSION.sub("", value)
    if scheme == "oclc":
        return re.sub(r"\D", "", value).lstrip("0")[:12]
    if scheme == "lccn":
        found = _LCCN.fullmatch(value.partition("/")[0])
        return f"{found['year'].lower()}{found['number'].zfill(6)}" if found else ""
    return value
