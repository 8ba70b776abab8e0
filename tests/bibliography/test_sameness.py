"""When two citations with one DOI mean one work."""

from __future__ import annotations

import pytest

from citecheck.bibliography.sameness import Face, is_same
from citecheck.model import Identifier, Kind, Work

VOLUME = Work(kind=Kind.BOOK, title="The Baltic Tongues", ids=(Identifier("doi", "10.1000/baltic"),))


def chapter(title: str, container: str = "The Baltic Tongues") -> Work:
    return Work(kind=Kind.CHAPTER, title=title, container=container, ids=VOLUME.ids)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (chapter("Lithuanian"), chapter("Latvian"), False),
        (chapter("Lithuanian"), VOLUME, False),
        (chapter("The Baltic Tongues"), VOLUME, False),  # the opening chapter bears the volume's title
        (chapter("Lithuanian"), chapter("Lithuanian"), True),
        (chapter("Lithuanian"), Work(title="Lithuanian", ids=VOLUME.ids), True),  # once cited without its volume
        (VOLUME, Work(title="The Tongues of the Baltic", ids=VOLUME.ids), True),  # one DOI, a title misremembered
    ],
    ids=["two chapters", "chapter and volume", "opening chapter", "one chapter", "no volume", "other title"],
)
def test_a_doi_may_be_that_of_the_volume(one: Work, other: Work, same: bool) -> None:
    assert is_same(Face(one), Face(other)) is is_same(Face(other), Face(one)) is same
