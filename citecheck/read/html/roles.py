"""What the elements of a page, or of all pages of a book, mean: every way of marking notes, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.model import NoteKind
from citecheck.read.addresses import keep_addresses
from citecheck.read.flow import Roles
from citecheck.read.html.clutter import sort_out
from citecheck.read.html.index import Page
from citecheck.read.html.links import bind
from citecheck.read.html.reference_list import add_references
from citecheck.read.html.standing import add_standing


def roles_of(pages: Sequence[Page]) -> Roles:
    """The roles of the elements of all pages; lists of works are looked for only where there are no notes."""
    roles = bind(pages)
    for page in pages:
        add_standing(page, roles)
    if not roles.notes:
        for page in pages:
            add_references(page, roles)
    for page in pages:
        sort_out(page, roles)
    keep_addresses(roles)
    _tell_apart(roles)
    return roles


def has_notes(roles: Roles) -> bool:
    """Whether notes were found, not only works of a list."""
    return any(noted.kind is not NoteKind.REFERENCE for noted in roles.notes.values())


def _tell_apart(roles: Roles) -> None:
    """Numbers the notes where all bear one sign, as reading systems let them: an asterisk tells none from another."""
    labels = {noted.label for noted in roles.notes.values()}
    if len(roles.notes) < 2 or len(labels) > 1 or any(label.isalnum() or not label for label in labels):
        return
    keys = dict.fromkeys(mark.key for marks in roles.marks.values() for mark in marks if mark.key)
    keys |= dict.fromkeys(noted.key for noted in roles.notes.values())
    numbers = {key: str(number) for number, key in enumerate(keys, 1)}
    for note, noted in roles.notes.items():
        roles.notes[note] = replace(noted, label=numbers[noted.key])
    for element, marks in roles.marks.items():
        roles.marks[element] = tuple(replace(mark, label=numbers.get(mark.key, mark.label)) for mark in marks)
