"""What the elements of a page, or of all pages of a book, mean: every way of marking notes, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.read.flow import Roles
from citecheck.read.html.clutter import sort_out
from citecheck.read.html.index import Page
from citecheck.read.html.links import bind
from citecheck.read.html.reference_list import add_references
from citecheck.read.html.standing import add_standing
from citecheck.read.identifiers import append_dois


def roles_of(pages: Sequence[Page]) -> Roles:
    """The roles of the elements of all pages; lists of works are looked for only where there are no notes."""
    roles = bind(pages)
    for page in pages:
        add_standing(page.root, roles)
    if not roles.notes:
        for page in pages:
            add_references(page.root, roles)
    for page in pages:
        sort_out(page.root, roles)
    append_dois(roles)
    return roles
