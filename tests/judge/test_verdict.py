from __future__ import annotations

import pytest

from citecheck.judge import judge
from citecheck.model import (
    Answer,
    Citation,
    Date,
    Identifier,
    Judgement,
    Kind,
    Match,
    Name,
    Outage,
    Query,
    Record,
    Span,
    Verdict,
    Work,
)

CLIFF = Work(
    Kind.BOOK,
    "State Capitalism in Russia",
    (Name("Cliff", "Tony"),),
    publisher="Pluto Press",
    issued=Date(1974),
    original=Date(1955),
)


def record(work: Work = CLIFF, key: str = "cliff") -> Record:
    return Record(work, "shelf", key)


def fit(probability: float = 0.9, of: Record | None = None, **parts: float) -> Match:
    return Match(of or record(), probability, tuple((name.replace("_", "-"), score) for name, score in parts.items()))


def ask(
    work: Work,
    *matches: Match,
    inferred: tuple[str, ...] = (),
    locator: str = "",
    asked: tuple[str, ...] = ("shelf",),
    silent: tuple[str, ...] = (),
) -> Judgement:
    outages = tuple(Outage(name, "timed out") for name in silent)
    return judge(
        Answer(Query("", work), matches, asked, outages), Citation(0, 0, work=work, inferred=inferred, locator=locator)
    )


WHOLE = Work(Kind.BOOK, "State Capitalism in Russia", (Name("Cliff"),), issued=Date(1974))
SHORT = Work(title="State Capitalism in Russia", authors=(Name("Cliff"),))
TITLE = Work(title="State Capitalism")


def test_three_supports_resolve() -> None:
    found = ask(WHOLE, fit(title=1.0, author=1.0, year=1.0))
    assert found.verdict is Verdict.RESOLVED
    assert found.record == record()
    assert found.reason == "title (1.00), author (1.00) and year (1.00) agree with shelf:cliff"


def test_title_and_author_resolve_where_only_one_work_bears_the_title() -> None:
    assert ask(SHORT, fit(title=1.0, author=1.0), inferred=("author",)).verdict is Verdict.RESOLVED
    other = record(Work(title="State Capitalism in Russia", authors=(Name("Bookchin"),)), "bookchin")
    assert ask(SHORT, fit(title=1.0, author=1.0), fit(0.1, other, title=1.0, author=0.0)).verdict is Verdict.RESOLVED
    twin = record(Work(title="State Capitalism in Russia", authors=(Name("Cliff"),)), "twin")
    assert ask(SHORT, fit(title=1.0, author=1.0), fit(0.9, twin, title=1.0, author=1.0)).verdict is not Verdict.RESOLVED


def test_an_inferred_author_whom_no_record_bears_out_is_possible_at_most() -> None:
    found = ask(SHORT, fit(title=1.0, author=0.0, year=1.0, publisher=1.0), inferred=("author",))
    assert found.verdict is Verdict.POSSIBLE
    assert "inferred" in found.reason


def test_a_short_title_alone_is_possible_and_a_long_one_resolves() -> None:
    brief = Work(title="Capital", kind=Kind.BOOK)
    assert ask(brief, fit(title=1.0, of=record(brief))).verdict is Verdict.POSSIBLE
    long = Work(title="The Immediate Tasks of the Soviet Government")
    assert ask(long, fit(title=1.0, of=record(long))).verdict is Verdict.RESOLVED
    assert (
        ask(long, fit(title=1.0, of=record(long)), fit(0.5, record(long, "b"), title=1.0)).verdict
        is not Verdict.RESOLVED
    )


def test_the_same_title_by_others_is_not_the_work() -> None:
    found = ask(Work(title="State Capitalism in Russia", authors=(Name("Shachtman"),)), fit(0.3, title=1.0, author=0.0))
    assert found.verdict is Verdict.UNRESOLVED
    assert found.reason.startswith("title exists, authors differ")
    assert found.record is None


def test_unless_year_and_place_leave_no_doubt() -> None:
    cited = Work(
        title="State Capitalism in Russia", authors=(Name("Shachtman", "Max"),), publisher="Pluto", issued=Date(1974)
    )
    found = ask(cited, fit(0.4, title=1.0, author=0.0, year=1.0, publisher=0.9))
    assert found.verdict is Verdict.DIFFERS
    assert [(one.field, one.code, one.cited, one.record) for one in found.differences] == [
        ("author", "CC301", "Max Shachtman", "Tony Cliff")
    ]


def test_a_paper_needs_its_volume_or_page_for_that() -> None:
    paper = Work(Kind.PAPER_CONFERENCE, "Distilled Dual-Encoders", (Name("Wang", "Zekun"),), container="EMNLP")
    cited = Work(title="Distilled Dual-Encoders", authors=(Name("Gupta", "A."),), container="EMNLP", issued=Date(2022))
    parts = {"title": 1.0, "author": 0.0, "year": 1.0, "container": 1.0}
    assert ask(cited, fit(0.1, record(paper), **parts)).verdict is Verdict.UNRESOLVED
    assert ask(cited, fit(0.1, record(paper), **parts, page=1.0)).verdict is Verdict.DIFFERS


def test_nor_do_year_and_page_in_another_journal() -> None:
    cited = Work(title="Editorial", authors=(Name("Muscatelli", "A."),), container="One Journal", issued=Date(2001))
    found = ask(cited, fit(0.04, title=1.0, author=0.0, year=1.0, page=1.0, container=0.4, volume=0.0))
    assert found.verdict is Verdict.UNRESOLVED


ARTICLE = Work(
    Kind.ARTICLE_JOURNAL,
    "The Revolutions of 1848",
    (Name("Hobsbawm"),),
    container="New Left Review",
    issued=Date(1965),
    volume="31",
    pages="27-52",
)


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"title": 1.0, "author": 1.0, "year": 0.0, "container": 1.0}, ["CC303"]),
        ({"title": 0.88, "author": 1.0, "year": 1.0, "container": 1.0}, ["CC302"]),
        ({"title": 1.0, "author": 0.85, "year": 1.0, "container": 1.0}, ["CC301"]),
        ({"title": 1.0, "author": 1.0, "year": 1.0, "container": 0.3}, ["CC304"]),
        ({"title": 1.0, "author": 1.0, "year": 1.0, "volume": 0.0, "page": 0.0}, ["CC305", "CC305"]),
        ({"title": 1.0, "author": 1.0, "year": 0.0, "container": 0.3}, ["CC303", "CC304"]),
    ],
    ids=str,
)
def test_each_field_that_differs_is_told_and_two_never_look_milder_than_one(
    parts: dict[str, float], codes: list[str]
) -> None:
    found = ask(ARTICLE, fit(0.6, record(ARTICLE), **parts))
    assert found.verdict is Verdict.DIFFERS
    assert [one.code for one in found.differences] == codes


@pytest.mark.parametrize(
    ("confidence", "parts", "verdict"),
    [
        (0.3, {"title": 1.0, "author": 1.0, "year": 0.0, "container": 1.0}, Verdict.POSSIBLE),
        (0.9, {"title": 1.0, "author": 1.0, "year": 0.0, "container": 1.0}, Verdict.DIFFERS),
        (0.3, {"title": 1.0, "author": 1.0, "year": 0.0, "container": 0.3}, Verdict.DIFFERS),  # two differ, one is sure
        (0.3, {"title": 1.0, "author": 1.0, "year": 1.0, "container": 1.0}, Verdict.RESOLVED),
    ],
    ids=str,
)
def test_a_field_read_with_little_confidence_decides_nothing_alone(
    confidence: float, parts: dict[str, float], verdict: Verdict
) -> None:
    citation = Citation(0, 9, work=ARTICLE, spans=(Span(0, 4, "issued", confidence), Span(5, 9, "container-title")))
    found = judge(Answer(Query("", ARTICLE), (fit(0.6, record(ARTICLE), **parts),), ("shelf",)), citation)
    assert found.verdict is verdict
    assert citation.unsure == (("issued",) if confidence < 0.6 else ())


def test_a_later_edition_is_no_difference() -> None:
    found = ask(WHOLE, fit(title=1.0, author=1.0, year=0.5))
    assert found.verdict is Verdict.RESOLVED
    assert "another edition" in found.reason


def test_a_year_before_the_first_edition_differs() -> None:
    assert [one.code for one in ask(WHOLE, fit(title=1.0, author=1.0, year=0.0)).differences] == ["CC303"]


def test_an_identifier_needs_title_or_author() -> None:
    cited = Work(title="State Capitalism in Russia", ids=(Identifier("isbn", "1"),))
    assert ask(cited, fit(0.7, identifier=1.0, title=1.0)).verdict is Verdict.RESOLVED
    wrong = Work(title="Something Else", authors=(Name("Deutscher"),), ids=(Identifier("isbn", "1"),))
    assert ask(wrong, fit(0.7, identifier=1.0, title=0.2, author=0.0)).verdict is Verdict.UNRESOLVED


def test_works_that_fit_alike_are_ambiguous() -> None:
    second = record(Work(title="State Capitalism in Russia", authors=(Name("Cliff"),), volume="2"), "second")
    found = ask(WHOLE, fit(0.95, title=1.0, author=1.0, year=1.0), fit(0.94, second, title=1.0, author=1.0, year=1.0))
    assert found.verdict is Verdict.AMBIGUOUS
    weaker = fit(0.7, second, title=1.0, author=1.0, year=1.0)
    assert ask(WHOLE, fit(0.95, title=1.0, author=1.0, year=1.0), weaker).verdict is Verdict.RESOLVED


def test_numbers_alone_make_no_work() -> None:
    assert (
        ask(Work(issued=Date(1965), volume="31"), fit(0.4, year=1.0, volume=1.0, page=1.0, author=0.0)).verdict
        is Verdict.UNRESOLVED
    )


@pytest.mark.parametrize(
    ("kind", "title", "archive"),
    [
        (Kind.PERSONAL_COMMUNICATION, "", ""),
        (Kind.LEGAL_CASE, "Brown v. Board", ""),
        (Kind.CLASSIC, "Republic", ""),
        (Kind.DOCUMENT, "Letter from Marx to the editor", ""),
        (Kind.DOCUMENT, "Protocols", "RGASPI, f. 17"),
    ],
    ids=str,
)
def test_uncatalogued_by_nature(kind: Kind, title: str, archive: str) -> None:
    work = Work(kind, title, archive=archive)
    assert ask(work).verdict is Verdict.UNCATALOGUED
    assert ask(work, asked=(), silent=("crossref",)).verdict is Verdict.UNCATALOGUED
    if title:
        assert ask(work, fit(title=1.0, author=1.0, year=1.0)).verdict is Verdict.RESOLVED


@pytest.mark.parametrize("title", ["Letters from a Stoic", "The Letter to the Romans", "Interviews"], ids=str)
def test_published_letters_are_catalogued(title: str) -> None:
    assert ask(Work(Kind.BOOK, title)).verdict is Verdict.UNRESOLVED


def test_silence_is_no_absence() -> None:
    found = ask(WHOLE, silent=("crossref", "openalex"))
    assert found.verdict is Verdict.UNCHECKED
    assert "crossref and openalex could not be asked" in found.reason
    assert ask(WHOLE, fit(title=1.0, author=1.0, year=1.0), silent=("crossref",)).verdict is Verdict.RESOLVED
    assert ask(WHOLE, asked=()).verdict is Verdict.UNCHECKED


@pytest.mark.parametrize(
    ("locator", "outside"),
    [("71", True), ("p. 26", True), ("pp. 30-31", False), ("chapter 71", False), ("", False), ("xii", False)],
    ids=str,
)
def test_a_page_outside_the_work(locator: str, outside: bool) -> None:
    found = ask(ARTICLE, fit(0.9, record(ARTICLE), title=1.0, author=1.0, year=1.0), locator=locator)
    assert ([one.code for one in found.differences] == ["CC312"]) is outside


def test_nothing_fits() -> None:
    assert ask(WHOLE).reason == "nothing fits (asked: shelf)"
    assert ask(WHOLE).verdict is Verdict.UNRESOLVED


@pytest.mark.parametrize(("year", "told"), [(1974, ("CC306",)), (1988, ()), (None, ("CC306",))], ids=str)
def test_a_publisher_is_held_against_the_same_edition_only(year: int | None, told: tuple[str, ...]) -> None:
    work = Work(Kind.BOOK, CLIFF.title, CLIFF.authors, publisher="Bookmarks", issued=Date(year) if year else None)
    found = ask(work, fit(title=1.0, author=1.0, year=0.8, publisher=0.1))
    assert tuple(one.code for one in found.differences) == told
