"""The identifiers of a cited work, made sound enough to ask by."""

from __future__ import annotations

import re

from citecheck.formats.identifiers import identifiers, is_sound
from citecheck.model import Work

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
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
    sound = (one for value in told for one in identifiers(scheme, value) if is_sound(one))
    return _VERSION.sub("", value) if (value := next((one.value for one in sound), "")) and scheme == "arxiv" else value
