from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from citecheck.errors import CatalogueError
from citecheck.match import match
from citecheck.model import Date, Identifier, Kind, Name, Query, Record, Work

CLIFF = Work(
    Kind.BOOK,
    "State Capitalism in Russia",
    (Name("Cliff", "Tony"),),
    publisher="Pluto Press",
    issued=Date(1974),
    original=Date(1955),
)
BOOKCHIN = Work(Kind.BOOK, "State Capitalism in Russia", (Name("Bookchin", "Murray"),), issued=Date(1950))
ARTICLE = Work(
    Kind.ARTICLE_JOURNAL, "The Revolutions of 1848", (Name("Hobsbawm", "Eric"),), container="New Left Review",
    issued=Date(1965), volume="31", pages="27-52", ids=(Identifier("doi", "10.1000/nlr.31"),),
)  # fmt: skip


@dataclass
class Drawer:
    """A catalogue that holds a few records and always offers them all."""

    name: str
    works: Sequence[Work]

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        return [Record(work, self.name, f"{self.name}{number}") for number, work in enumerate(self.works)][:limit]


class Closed:
    """A catalogue that cannot be asked."""

    name = "closed"

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        raise CatalogueError("no answer within 10 s")


def test_an_outage_is_told_and_no_absence() -> None:
    answer = match(Query("Cliff, State Capitalism in Russia", CLIFF), [Closed(), Drawer("shelf", [])])
    assert [(outage.catalogue, outage.reason) for outage in answer.outages] == [("closed", "no answer within 10 s")]
    assert answer.asked == ("shelf",)
    assert answer.matches == ()


def test_the_right_author_comes_first() -> None:
    cited = Work(Kind.BOOK, "State Capitalism in Russia", (Name("Cliff", "T."),))
    answer = match(Query("T. Cliff, State Capitalism in Russia.", cited), [Drawer("shelf", [BOOKCHIN, CLIFF])])
    assert [one.record.work for one in answer.matches] == [CLIFF, BOOKCHIN]
    assert answer.matches[0].probability > 0.9 > 0.3 > answer.matches[1].probability


def test_records_of_one_work_count_once() -> None:
    reprint = Work(
        Kind.BOOK, "State Capitalism in Russia", (Name("Cliff", "Tony"),), publisher="Bookmarks", issued=Date(1988)
    )
    answer = match(
        Query("Cliff, State Capitalism in Russia, 1988", CLIFF), [Drawer("a", [CLIFF]), Drawer("b", [CLIFF, reprint])]
    )
    assert len(answer.matches) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hobsbawm, E. (1965). The Revolutions of 1848. New Left Review, 31, 27–52.", True),
        ("[3] E. Hobsbawm, New Left Review 31 (1965) 27.", True),
        ("E. Hobsbawm, New Left Rev. 31 (1965) 27.", True),
        ("Hobsbawm, E. (1965). On Something Else Altogether. New Left Review, 31, 127–152.", False),
        ("E. Hobsbawm, Past and Present 17 (1960) 90.", False),
        ("Something else altogether.", False),
    ],
    ids=str,
)
def test_the_printed_string_alone(text: str, found: bool) -> None:
    answer = match(Query(text, Work()), [Drawer("shelf", [ARTICLE])])
    assert (answer.matches[0].probability >= 0.5) is found


@pytest.mark.parametrize("title", ["Review of The Revolutions of 1848", "Erratum: The Revolutions of 1848"], ids=str)
def test_what_speaks_of_a_work_is_not_the_work(title: str) -> None:
    about = Work(
        Kind.ARTICLE_JOURNAL, title, (Name("Hobsbawm", "Eric"),), container="New Left Review", issued=Date(1965)
    )
    answer = match(
        Query("Hobsbawm, “The Revolutions of 1848”, New Left Review (1965)", Work(title="The Revolutions of 1848")),
        [Drawer("s", [about])],
    )
    assert answer.matches[0].probability < 0.5


def test_an_identifier_counts_in_either_length() -> None:
    book = Work(Kind.BOOK, "Lenin Rediscovered", (Name("Lih", "Lars"),), ids=(Identifier("isbn", "9789004131200"),))
    cited = Work(title="Lenin Rediscovered", ids=(Identifier("isbn", "9004131205"),))
    answer = match(Query("Lenin Rediscovered", cited), [Drawer("s", [book])])
    assert dict(answer.matches[0].parts)["identifier"] == 1.0


def test_a_cyrillic_record_for_a_transliterated_reference() -> None:
    record = Work(Kind.BOOK, "Государство и революция", (Name("Ленин", "Владимир"),), issued=Date(1918))
    answer = match(Query("Lenin, V. Gosudarstvo i revoliutsiia. 1918.", Work()), [Drawer("s", [record])])
    assert answer.matches[0].probability > 0.8


def test_nothing_to_go_by() -> None:
    assert match(Query("", Work()), [Drawer("shelf", [ARTICLE])]).matches[0].probability < 0.2
    assert match(Query("", Work()), []).matches == ()
