"""Keeps the DOI that a note hides in a link behind other words: it names the work beyond doubt."""

from __future__ import annotations

import re
from urllib.parse import unquote

from citecheck.read.flow import Element, Roles, text_of

_DOI = re.compile(r"(?:doi\.org/|^doi:\s?)(10\.\d{4,9}/\S+)", re.IGNORECASE)
_MOST = 300  # characters of an address that are looked at


def append_dois(roles: Roles) -> None:
    """Adds ``https://doi.org/...`` behind each link of a note to a DOI that the note does not print.

    Other addresses stay out: they would change what the note says, and what it links (a shop, an archive's copy, an
    article in an encyclopedia) is seldom the work itself.
    """
    for note in roles.notes:
        printed = ""
        for link in note.iter():
            doi = _doi(link)
            printed = printed or (text_of(note).casefold() if doi else "")
            if doi and doi.casefold() not in printed:
                roles.appended[link] = f" https://doi.org/{doi}"
                printed += roles.appended[link].casefold()


def _doi(link: Element) -> str:
    address = next((value for name, value in link.items() if name.rpartition("}")[2] in {"href", "target"}), "")
    found = _DOI.search(unquote(address[:_MOST])) if "10." in address else None
    return found[1] if found else ""
