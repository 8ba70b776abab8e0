from __future__ import annotations

import pytest

from citecheck.catalogues.index.joining import join
from citecheck.model import Date, Identifier, Kind, Name, Record, Work

MARX = (Name("Marx", "Karl"),)


def _record(key: str, work: Work) -> Record:
    return Record(work, "a", key)


def _work(title: str = "", *ids: tuple[str, str], kind: Kind = Kind.BOOK, year: int = 1867, volume: str = "") -> Work:
    numbers = tuple(Identifier(*one) for one in ids)
    return Work(kind, title, MARX, issued=Date(year), volume=volume, ids=numbers)


SAME = [
    (_work("Capital", ("doi", "10.1000/x")), _work("Das Kapital", ("doi", "10.1000/X"))),
    (_work("Capital", ("isbn", "0192850903")), _work("Das Kapital", ("isbn", "9780192850904"))),
    (_work("Capital", ("arxiv", "2301.01234v1")), _work("Other", ("arxiv", "2301.01234"))),
    (_work("Capital: A Critique"), _work("CAPITAL. A critique")),
    (_work("Capital", volume="1"), _work("Capital")),
]
DIFFERENT = [
    (_work("Capital"), _work("Capital", year=1872)),
    (_work("Capital", volume="1"), _work("Capital", volume="2")),
    (_work("Capital"), _work("Value, Price and Profit")),
    (
        _work("One", ("isbn", "9780192850904"), kind=Kind.CHAPTER),
        _work("Two", ("isbn", "9780192850904"), kind=Kind.CHAPTER),
    ),
    (_work("One", ("issn", "0028-0836")), _work("Two", ("issn", "0028-0836"))),
    (_work(""), _work("")),
    (Work(title="Editorial", issued=Date(1999)), Work(title="Editorial", issued=Date(1999))),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=str)
def test_records_of_one_work_are_joined_and_keep_their_keys(one: Work, other: Work) -> None:
    (joined,) = join([_record("a", one), _record("b", other)], 9)
    assert (joined.key, joined.also) == ("a", ("b",))
    assert set(joined.work.ids) == {*one.ids, *other.ids}
    assert {joined.work.title, *joined.work.variants} == {one.title, other.title}


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=str)
def test_records_of_different_works_are_not(one: Work, other: Work) -> None:
    assert [record.key for record in join([_record("a", one), _record("b", other)], 9)] == ["a", "b"]


def test_three_records_become_one_in_the_place_of_the_first() -> None:
    works = (_work("Capital"), _work("Grundrisse"), _work("Capital", ("doi", "10.1/x")), _work("C.", ("doi", "10.1/x")))
    found = join((_record(str(number), work) for number, work in enumerate(works)), 9)
    assert [(record.key, record.also) for record in found] == [("0", ("2", "3")), ("1", ())]
