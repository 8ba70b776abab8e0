from dataclasses import replace

import pytest

from citecheck.match.merge import merge
from citecheck.model import Date, Identifier, Kind, Match, Name, Record, Work

BOOK = Work(Kind.BOOK, "The State and Revolution", (Name("Lenin", "V. I."),), publisher="Progress", issued=Date(1965))
ARTICLE = Work(
    Kind.ARTICLE_JOURNAL,
    "Local cloning of entangled qubits",
    (Name("Choudhary", "S."),),
    container="Physical Review A",
    issued=Date(2007),
    volume="76",
)
DOI = (Identifier("doi", "10.1/a"),)


def merged(*works: Work) -> tuple[Work, ...]:
    """What is left of works that fit ever less."""
    found = (Match(Record(work, "c", str(n)), 0.9 - n / 100) for n, work in enumerate(works))
    return tuple(match.record.work for match in merge(found))


@pytest.mark.parametrize(
    "other",
    [
        replace(BOOK, title="THE STATE AND REVOLUTION.", issued=Date(1992), publisher="Penguin"),
        replace(BOOK, title="The State and Revolutoin"),
        replace(BOOK, title="The State and Revolution: The Marxist Theory of the State"),
        replace(BOOK, title="Gosudarstvo i revoliutsiia", variants=("The State and Revolution",)),
    ],
)
def test_records_of_one_work_are_one(other: Work) -> None:
    assert merged(BOOK, other) == (BOOK,)


def test_titles_of_two_scripts_are_one_by_their_sound() -> None:
    assert (
        len(merged(replace(BOOK, title="Государство и революция"), replace(BOOK, title="Gosudarstvo i revoliutsiia")))
        == 1
    )


def test_one_identifier_is_one_work_whatever_the_titles() -> None:
    assert len(merged(replace(ARTICLE, ids=DOI), replace(ARTICLE, ids=DOI, title="Cloning"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BOOK, replace(BOOK, authors=(Name("Carnoy", "Martin"),))),
        (BOOK, replace(BOOK, kind=Kind.REVIEW)),
        (replace(BOOK, volume="1"), replace(BOOK, volume="2")),
        (ARTICLE, replace(ARTICLE, issued=Date(1999))),
        (ARTICLE, replace(ARTICLE, title="Local cloning of entangled states")),
    ],
)
def test_records_of_two_works_stay(one: Work, other: Work) -> None:
    assert merged(one, other) == (one, other)


def test_what_hardly_fits_is_left_alone() -> None:
    matches = [Match(Record(BOOK, "c", str(n)), 0.001) for n in range(3)]
    assert len(merge(matches)) == 3
