from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import pytest

from citecheck.asking import Desk, ask, questions
from citecheck.errors import CatalogueError, OfflineError, OutdatedError
from citecheck.model import (
    Citation,
    Content,
    Kind,
    Note,
    Outage,
    ParsedNote,
    Place,
    Query,
    Record,
    Reference,
    Role,
    Text,
    Work,
)
from citecheck.parse import parse

BOOK = Query("Cliff, State Capitalism", Work(Kind.BOOK, "State Capitalism"))


class Drawer:
    """A catalogue that holds whatever it is asked for; `trouble` is raised instead."""

    def __init__(self, name: str, trouble: Exception | None = None, threads: int = 0, *, holds: bool = True) -> None:
        self.name = name
        self.threads = threads
        self.asked: list[Query] = []
        self._trouble = trouble
        self._holds = holds

    def holds(self, query: Query) -> bool:
        return self._holds

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        self.asked.append(query)
        if self._trouble:
            raise self._trouble
        return [record(self.name, query)]


class Gate(Drawer):
    """Answers only while `wanted` questions wait for their answer at the same time."""

    def __init__(self, name: str, wanted: int) -> None:
        super().__init__(name, threads=wanted)
        self._barrier = threading.Barrier(wanted)

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        self._barrier.wait(10)
        return super().search(query, limit)


def record(catalogue: str, query: Query) -> Record:
    return Record(query.work, catalogue, query.text)


def query(number: int) -> Query:
    return Query(f"work {number}", Work(Kind.BOOK, str(number)))


TROUBLE = [
    Drawer("shelf"),
    Drawer("closed", CatalogueError("no answer in time")),
    Drawer("old", OutdatedError("no answer in time", [record("old", BOOK)], "2026-11-01")),
    Drawer("away", OfflineError("was not asked")),
    Drawer("arxiv", holds=False),
]


@pytest.mark.parametrize("threads", [0, 2])
def test_who_answered_who_was_passed_and_who_could_not_be_asked(threads: int) -> None:
    for one in TROUBLE:
        one.threads = threads
        one.asked.clear()
    told = Desk(TROUBLE).ask(BOOK)
    assert told == ask(BOOK, TROUBLE)
    assert told.asked == ("shelf",)
    assert told.passed == ("away", "arxiv")
    assert told.outages == (Outage("closed", "no answer in time"), Outage("old", "no answer in time", "2026-11-01"))
    assert [one.catalogue for one in told.records] == ["shelf", "old"]
    assert TROUBLE[-1].asked == []


def test_catalogues_on_the_network_are_asked_at_the_same_time_and_answer_in_order() -> None:
    gates = [Gate("a", 4), Gate("b", 2)]
    desk = Desk([*gates, Drawer("shelf")])
    asked = [query(number) for number in range(8)]
    for one in asked:
        desk.begin(one)
    told = [desk.ask(one) for one in asked]
    assert [one.records for one in told] == [tuple(record(name, q) for name in ("a", "b", "shelf")) for q in asked]


def test_a_question_that_was_begun_is_asked_once() -> None:
    drawer = Drawer("a", threads=1)
    desk = Desk([drawer])
    desk.begin(BOOK)
    desk.begin(BOOK)
    desk.ask(BOOK)
    assert drawer.asked == [BOOK]


def test_an_error_of_ours_is_no_silence_of_theirs() -> None:
    desk = Desk([Drawer("a", KeyError("title"), threads=2)])
    with pytest.raises(KeyError):
        desk.ask(BOOK)
    with pytest.raises(KeyError):
        desk.ask(query(2))


def test_without_a_network_no_thread_is_started() -> None:
    before = threading.active_count()
    desk = Desk([Drawer("shelf")])
    desk.begin(BOOK)
    assert not desk.is_remote
    assert desk.ask(BOOK).asked == ("shelf",)
    assert threading.active_count() == before


def test_nobody_waits_for_threads_when_the_program_ends() -> None:
    class Slow(Drawer):
        def search(self, query: Query, limit: int) -> Sequence[Record]:
            time.sleep(0.05)
            return super().search(query, limit)

    desk = Desk([Slow("slow", threads=3)])
    for number in range(3):
        desk.begin(query(number))
    assert all(one.daemon for one in threading.enumerate() if one is not threading.main_thread())


# --- what is asked --------------------------------------------------------------------------------------------------


def test_only_the_reference_is_asked_never_the_sentence_around_it() -> None:
    secret = "The minister, as we can reveal, lied."
    text = f"{secret} See Tony Cliff, State Capitalism in Russia (London: Pluto Press, 1974), p. 45."
    parsed = tuple(parse([Note("1", Text(text), Place("a.md"))]))
    asked = [one for queries in questions(parsed) for one in queries if one]
    assert asked
    assert all("State Capitalism in Russia" in one.text for one in asked)
    assert all("minister" not in f"{one}" for one in asked)


def test_a_back_reference_is_asked_by_the_words_of_what_it_means() -> None:
    work = Work(Kind.BOOK, "State Capitalism")
    first = ParsedNote(_note("1", "Cliff, State Capitalism."), Content.CITATION, (Citation(0, 24, work=work),))
    again = Citation(0, 5, Role.IBID, work=work, refers_to=Reference("1", 0))
    dangling = Citation(0, 5, Role.IBID)
    notes = (
        first,
        ParsedNote(_note("2", "Ibid., 4."), Content.CITATION, (again,)),
        ParsedNote(_note("3", "Ibid., 5."), Content.CITATION, (dangling,)),
    )
    whole = Query("Cliff, State Capitalism.", work)
    assert questions(notes) == ((whole,), (whole,), (None,))


def _note(name: str, text: str) -> Note:
    return Note(name, Text(text), Place("a.md"))
