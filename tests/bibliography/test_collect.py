from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliography import collect, together
from citecheck.model import (
    Bibliography,
    Citation,
    Content,
    Date,
    Entry,
    Identifier,
    Kind,
    Name,
    Note,
    ParsedNote,
    Place,
    Reference,
    Role,
    Text,
    Work,
)
from tests.strategies import works

TROTSKY = Name("Trotsky", "L.")
RESULTS = Work(Kind.BOOK, "Results and Prospects", (TROTSKY,), issued=Date(1969), original=Date(1906))


def notes(*cited: Work | Citation | None) -> list[ParsedNote]:
    """One note for each citation; ids from "1"."""
    return [
        ParsedNote(
            Note(str(n), Text("..."), Place("a.md", n)),
            Content.CITATION,
            (one if isinstance(one, Citation) else Citation(0, 3, work=one),),
        )
        for n, one in enumerate(cited, start=1)
    ]


def back(note: str, role: Role = Role.IBID, citation: int = 0, work: Work | None = None) -> Citation:
    return Citation(0, 3, role, refers_to=Reference(note, citation), work=work)


def grouping(*cited: Work | Citation | None) -> list[list[str]]:
    return [[reference.note for reference in entry.cited] for entry in collect(notes(*cited)).entries]


def book(title: str, *authors: Name, **more: object) -> Work:
    return Work(Kind.BOOK, title, authors or (TROTSKY,), **more)  # type: ignore[arg-type]


def test_an_entry_has_its_work_its_key_and_every_citation() -> None:
    assert collect(notes(RESULTS, back("1"), None, back("2"))) == Bibliography(
        (Entry("trotsky1969results", RESULTS, (Reference("1", 0), Reference("2", 0), Reference("4", 0))),)
    )


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ((None, Work()), []),
        (
            (Work(archive="RGASPI f. 17"), Work(archive="RGASPI f. 17"), Work(archive="RGASPI f. 71")),
            [["1", "2"], ["3"]],
        ),
        ((Citation(0, 3, Role.IBID),), []),
        ((Citation(0, 3, Role.SHORT, work=RESULTS),), [["1"]]),
        ((back("2"), RESULTS), [["1", "2"]]),
        ((back("9"), back("1")), []),
        ((back("2"), back("1")), []),
        ((back("1"),), []),
        ((back("9", work=RESULTS), RESULTS), [["1", "2"]]),
    ],
    ids=str,
)
def test_back_references_go_where_their_target_goes(cited: tuple[Work | Citation], expected: list[list[str]]) -> None:
    assert grouping(*cited) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RESULTS, RESULTS),
        (RESULTS, book("Results & Prospects", Name("Trotsky", "Leon"))),
        (RESULTS, book("RESULTS AND PROSPECTS.", Name("Trotzky", "Leon"), issued=Date(1906))),
        (
            book("Lenin's Gulag", Name("Pipes", "R.")),
            book("Lenin’s Gulag", Name("Pipes", "Richard"), issued=Date(1996)),
        ),
        (book("State Capitalism in Russia"), book("State Capitalisrn in Russia")),
        (book("Lenin: A Biography"), book("Lenin")),
        (book("The Permanent Revolution"), Work(Kind.BOOK, "The Permanent Revolution")),
        (book("Итоги и перспективы", Name("Троцкий", "Л. Д.")), book("Itogi i perspektivy", Name("Trotskii", "L."))),
        (
            Work(Kind.ARTICLE_JOURNAL, "On China", (TROTSKY,), container="New Left Review", volume="3"),
            Work(Kind.ARTICLE_JOURNAL, "On China", (TROTSKY,), container="The New Left Review", pages="2-9"),
        ),
        (book("1905", issued=Date(1971)), book("1905", issued=Date(1972))),
        (
            Work(Kind.BOOK, "A", (Name("Smith", "J."),), ids=(Identifier("doi", "10.1000/1"),)),
            Work(Kind.BOOK, "B", (Name("Smyth", "X."),), ids=(Identifier("doi", "10.1000/1"),)),
        ),
        (
            Work(Kind.ARTICLE_NEWSPAPER, container="Pravda", issued=Date(1920, 5, 3)),
            Work(Kind.ARTICLE_NEWSPAPER, container="Pravda", issued=Date(1920, 5, 3)),
        ),
        (
            Work(Kind.BOOK, "Essays", editors=(Name("Carr", "E. H."),)),
            Work(Kind.BOOK, "Essays", editors=(Name("Carr", "Edward"),)),
        ),
    ],
    ids=str,
)
def test_citations_of_one_work_share_an_entry(one: Work, other: Work) -> None:
    assert grouping(one, other) == grouping(other, one) == [["1", "2"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RESULTS, book("The Permanent Revolution")),
        (RESULTS, book("Results and Prospects", Name("Cliff", "Tony"))),
        (RESULTS, book("Results and Prospects", Name("Trotsky", "N."))),
        (book("Lenin: A Biography"), book("Lenin: A Study in Unity")),
        (book("Collected Works 4"), book("Collected Works 5")),
        (book("Collected Works, vol. II"), book("Collected Works, vol. III")),
        (book("Collected Works", volume="4"), book("Collected Works", volume="5")),
        (book("Documents of 1917"), book("Documents of 1918")),
        (book("State Capitalism in Russia"), Work(Kind.BOOK, "State Capitalism in Rusia")),
        (
            Work(Kind.CHAPTER, "The Soviet Economy", (TROTSKY,), container="Essays"),
            Work(Kind.BOOK, "Essays", (TROTSKY,)),
        ),
        (
            Work(Kind.CHAPTER, "China", (TROTSKY,), container="Essays"),
            Work(Kind.BOOK, "China", (TROTSKY,), publisher="Pluto"),
        ),
        (
            Work(Kind.ARTICLE_JOURNAL, "Notes", (TROTSKY,), container="New International"),
            Work(Kind.ARTICLE_JOURNAL, "Notes", (TROTSKY,), container="Foreign Affairs"),
        ),
        (
            Work(Kind.ARTICLE_JOURNAL, "Notes", (TROTSKY,), container="Iskra", pages="1-2", issued=Date(1903)),
            Work(Kind.ARTICLE_JOURNAL, "Notes", (TROTSKY,), container="Iskra", pages="7", issued=Date(1904)),
        ),
        (
            Work(Kind.PERSONAL_COMMUNICATION, "Letter to Engels", (TROTSKY,), issued=Date(1868, 1, 3)),
            Work(Kind.PERSONAL_COMMUNICATION, "Letter to Engels", (TROTSKY,), issued=Date(1868, 4, 3)),
        ),
        (
            Work(Kind.ARTICLE_NEWSPAPER, container="Pravda", issued=Date(1920, 5, 3)),
            Work(Kind.ARTICLE_NEWSPAPER, container="Pravda", issued=Date(1920, 5, 4)),
        ),
        (
            Work(Kind.BOOK, "A", ids=(Identifier("doi", "10.1000/1"),)),
            Work(Kind.BOOK, "A", ids=(Identifier("doi", "10.1000/2"),)),
        ),
    ],
    ids=str,
)
def test_citations_of_two_works_do_not(one: Work, other: Work) -> None:
    assert grouping(one, other) == grouping(other, one) == [["1"], ["2"]]


def test_an_inferred_author_counts_only_under_the_same_title() -> None:
    inferred = Citation(0, 3, work=book("Results and Prospect"), inferred=("author",))
    agreed = Citation(0, 3, work=RESULTS, inferred=("author",))
    assert grouping(RESULTS, inferred) == [["1"], ["2"]]
    assert grouping(RESULTS, agreed) == [["1", "2"]]


def test_the_merged_work_tells_all_that_its_citations_tell() -> None:
    short = book("Results and Prospects", Name("Trotsky", "Leon"), address="New York")
    full = book("Results and Prospects", TROTSKY, publisher="Pathfinder", issued=Date(1969), volume="1")
    (entry,) = collect(notes(short, full)).entries
    assert entry.work == Work(
        Kind.BOOK,
        "Results and Prospects",
        (Name("Trotsky", "Leon"),),
        publisher="Pathfinder",
        address="New York",
        issued=Date(1969),
        volume="1",
    )


def test_documents_are_put_together() -> None:
    other = book("Results of the Plan", issued=Date(1969))
    first, second = collect(notes(RESULTS, back("1"))), collect(notes(other, RESULTS))
    assert together([("a.md", first), ("b.md", second)]) == Bibliography(
        (
            Entry(
                "trotsky1969results", RESULTS, (Reference("a.md#1", 0), Reference("a.md#2", 0), Reference("b.md#2", 0))
            ),
            Entry("trotsky1969resultsa", other, (Reference("b.md#1", 0),)),
        )
    )


@given(st.lists(works(), max_size=6))
def test_every_named_work_has_one_entry_and_every_key_is_unique(cited: list[Work]) -> None:
    entries = collect(notes(*cited)).entries
    members = [reference.note for entry in entries for reference in entry.cited]
    assert sorted(members) == sorted(
        str(n) for n, w in enumerate(cited, start=1) if w.title or w.container or w.archive
    )
    assert len({entry.citekey for entry in entries}) == len(entries)


@given(st.lists(works(), max_size=4))
def test_what_follows_changes_no_key(cited: list[Work]) -> None:
    before = [entry.citekey for entry in collect(notes(*cited)).entries]
    stranger = book("Quite Another Subject Altogether 777", Name("Qwerty", "X."))
    assert [entry.citekey for entry in collect(notes(*cited, stranger)).entries[:-1]] == before


def test_many_works_alike_are_told_apart_in_linear_time() -> None:
    many = [book(f"History of Russia {number}", issued=Date(1990)) for number in range(3000)]
    assert len(collect(notes(*many, *many)).entries) == 3000
