from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from citecheck.bibliography import completed, resolved
from citecheck.model import (
    Answer,
    Bibliography,
    Date,
    Entry,
    Filled,
    Identifier,
    Judgement,
    Kind,
    Name,
    Query,
    Record,
    Reference,
    Verdict,
    Work,
)
from tests.strategies import works

CITED = Work(Kind.BOOK, "State Capitalism in Russia", (Name("Cliff", "T."),))
HELD = Work(
    Kind.BOOK, "State capitalism in Russia", (Name("Cliff", "Tony"),), publisher="Pluto Press", address="London",
    issued=Date(1974), pages="309 p.", language="en", ids=(Identifier("isbn", "0902818511"), Identifier("oclc", "1")),
)  # fmt: skip
ARTICLE = Work(Kind.ARTICLE_JOURNAL, "A", container="New Left Review", volume="23", pages="1-9", issued=Date(1964),
               ids=(Identifier("doi", "10.1/x"),))  # fmt: skip
AT = Reference("a.md#1", 0)


def judged(record: Work, verdict: Verdict = Verdict.RESOLVED, probability: float = 0.9, key: str = "k") -> Judgement:
    return Judgement(Answer(Query("", CITED)), verdict, "", probability, Record(record, "shelf", key, "http://x"))


def filled(cited: Work, record: Work, verdict: Verdict = Verdict.RESOLVED) -> tuple[Work, list[str]]:
    """The work filled in from the record, and the variables that were."""
    entries = Bibliography((Entry("key", cited, (AT,)),))
    (entry,) = completed(entries, {AT: judged(record, verdict)}).entries
    assert all((one.catalogue, one.key, one.url) == ("shelf", "k", "http://x") for one in entry.filled)
    return entry.work, [one.field for one in entry.filled]


def test_what_is_open_is_filled_in_and_what_is_cited_stays() -> None:
    work, fields = filled(CITED, HELD)
    assert work == replace(HELD, title=CITED.title, authors=CITED.authors, pages="", ids=HELD.ids[:1])
    assert fields == ["language", "publisher", "publisher-place", "issued", "ISBN"]


@pytest.mark.parametrize(
    ("cited", "record", "fields"),
    [
        (replace(CITED, issued=Date(1988)), HELD, ["language"]),
        (replace(CITED, publisher="Bookmarks"), HELD, ["language"]),
        (replace(CITED, edition="2nd"), replace(HELD, edition="1st"), ["language"]),
        (replace(CITED, publisher="Pluto"), HELD, ["language", "publisher-place", "issued", "ISBN"]),
        (replace(CITED, issued=Date(1974)), HELD, ["language", "publisher", "publisher-place", "ISBN"]),
        (Work(title="A"), ARTICLE, ["container-title", "volume", "page", "issued", "type", "DOI"]),
        (replace(ARTICLE, pages=""), ARTICLE, ["page"]),
        (replace(ARTICLE, issued=Date(1965), pages=""), ARTICLE, ["page"]),
        (replace(CITED, title="A"), ARTICLE, ["issued", "DOI"]),
    ],
)
def test_of_another_edition_only_what_all_editions_share(cited: Work, record: Work, fields: list[str]) -> None:
    assert filled(cited, record)[1] == fields


@pytest.mark.parametrize("verdict", [Verdict.POSSIBLE, Verdict.AMBIGUOUS, Verdict.UNRESOLVED, Verdict.UNCHECKED])
def test_nothing_is_taken_from_a_record_that_may_be_another_work(verdict: Verdict) -> None:
    assert filled(CITED, HELD, verdict) == (CITED, [])


def test_of_several_records_the_surest_is_taken() -> None:
    entries = Bibliography((Entry("key", CITED, (AT, Reference("a.md#2", 0), Reference("a.md#3", 0))),))
    judgements = {
        AT: judged(HELD, Verdict.DIFFERS, 0.99, "differs"),
        Reference("a.md#2", 0): judged(HELD, Verdict.RESOLVED, 0.8, "likely"),
        Reference("a.md#3", 0): judged(HELD, Verdict.RESOLVED, 0.9, "surest"),
    }
    assert {one.key for one in completed(entries, judgements).entries[0].filled} == {"surest"}


def test_only_what_is_resolved_stays_under_its_key() -> None:
    other = Reference("a.md#2", 0)
    entries = Bibliography((Entry("a", CITED, (AT,)), Entry("b", ARTICLE, (other,)), Entry("c", HELD, ())))
    judgements = {AT: judged(HELD, Verdict.DIFFERS), other: judged(ARTICLE)}
    assert [entry.citekey for entry in resolved(entries, judgements).entries] == ["b"]


@given(works(), works())
def test_no_field_of_the_manuscripts_is_changed_and_each_new_one_is_told(cited: Work, record: Work) -> None:
    work, fields = filled(cited, record)
    names = ("title", "authors", "publisher", "container", "issued", "volume", "pages", "edition", "language")
    assert all(getattr(work, name) == getattr(cited, name) for name in names if getattr(cited, name))
    assert work.ids[: len(cited.ids)] == cited.ids
    assert (work != cited) == bool(fields)


def test_an_origin_names_its_record() -> None:
    assert (
        Filled("issued", "shelf", "k", "http://x")
        in completed(Bibliography((Entry("key", CITED, (AT,)),)), {AT: judged(HELD)}).entries[0].filled
    )
