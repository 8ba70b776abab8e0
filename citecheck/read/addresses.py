"""Keeps where the links of a note lead: a DOI behind other words names the work beyond doubt."""

from __future__ import annotations

import re
from urllib.parse import unquote

from citecheck.read.flow import Element, Roles, text_of

_ATTRIBUTES = ("href", "{http://www.w3.org/1999/xlink}href", "target", "url")
_ELSEWHERE = re.compile(r"https?://\S", re.IGNORECASE)
_DOI = re.compile(r"(?<=doi\.org/)10\.\d{4,9}/\S+", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.|dx\.)?", re.IGNORECASE)
_LONGEST = 2000  # characters of an address


def keep_addresses(roles: Roles) -> None:
    """Shows a DOI that a note's link does not print behind it, in angle brackets; other addresses go beside the text.

    In the text they would change what the note says, and what it links (a shop, an archive's copy) is seldom the work.
    """
    for note in roles.notes:
        for link in note.iter():
            address = next((link.get(name) for name in _ATTRIBUTES if link.get(name)), "")
            if _ELSEWHERE.match(address) and len(address) < _LONGEST:
                _keep(link, address, note, roles)


def _keep(link: Element, address: str, note: Element, roles: Roles) -> None:
    doi = _DOI.search(unquote(address))
    if _bare(address) in _bare(text_of(link)):
        return
    if doi is None:
        roles.links[link] = address
    elif doi[0].casefold() not in text_of(note).casefold():
        roles.appended[link] = f" <https://doi.org/{doi[0]}>"


def _bare(address: str) -> str:
    return unquote(_SCHEME.sub("", address.strip())).rstrip("/").casefold()
