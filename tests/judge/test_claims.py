from __future__ import annotations

from dataclasses import replace

import pytest

from citecheck.judge.claims import beyond
from citecheck.model import Citation, Date, Identifier, Kind, Name, Notice, Record, Work

TWO = Work(
    Kind.BOOK, "Dialektik der Aufklärung", (Name("Horkheimer", "Max"), Name("Adorno", "Theodor W.")), issued=Date(1947)
)
ONE = Work(
    Kind.BOOK, "The Wretched of the Earth", (Name("Fanon", "Frantz"),), translators=(Name("Farrington", "Constance"),),
    issued=Date(1963),
)  # fmt: skip
CYRILLIC = Work(Kind.BOOK, "Мать", (Name("Горький", "Максим"),), issued=Date(1907))
PREPRINT = Work(Kind.ARTICLE, "BERT", (Name("Devlin"),), issued=Date(2018), ids=(Identifier("arxiv", "1810.04805"),))


def codes(cited: Work, known: Work, inferred: tuple[str, ...] = (), notices: tuple[Notice, ...] = ()) -> list[str]:
    citation = Citation(0, 1, work=cited, inferred=inferred)
    return [one.code for one in beyond(cited, citation, Record(known, "shelf", "1", notices=notices), 2026)]


def by(*names: str, of: Work = TWO, year: int | None = None) -> Work:
    people = tuple(Name(*one.split(", ")) for one in names)
    return replace(of, authors=people, issued=Date(year) if year else of.issued)


@pytest.mark.parametrize(
    ("cited", "known"),
    [
        (by("Fanon, Frantz", "Sartre, Jean-Paul", of=ONE), ONE),
        (by("Horkheimer, Max", "Adorno, Theodor", "Marcuse, Herbert"), TWO),
        (by("Adorno, Theodor W."), TWO),
    ],
    ids=["one added", "a third added", "the first left out"],
)
def test_people_added_or_the_first_left_out(cited: Work, known: Work) -> None:
    assert codes(cited, known) == ["CC301"]


@pytest.mark.parametrize(
    ("cited", "known"),
    [
        (by("Horkheimer, Max", "Adorno, Theodor W."), TWO),
        (by("Adorno, T. W.", "Horkheimer, M."), TWO),
        (by("Horkheimer, Max"), TWO),  # a later one left out, as notes do
        (by("Horkheimer", "et al"), TWO),
        (by("Fanon, Frantz", "Farrington, Constance", of=ONE), ONE),  # the translator
        (by("Fanon, Frantz", "Sartre, Jean-Paul", of=ONE, year=2004), ONE),  # another edition, with another's preface
        (by("Горький, Максим", of=CYRILLIC), CYRILLIC),
        (by("Gorky, Maxim", of=CYRILLIC), CYRILLIC),
        (by("Gor'kii, M.", of=CYRILLIC), CYRILLIC),
        (by("Marcuse, Herbert"), TWO),  # none is right: another author is the verdict's matter
        (by("Horkheimer, Max", "Marcuse, Herbert"), TWO),  # one of two is another: the author's score tells
        (replace(TWO, authors=()), TWO),
        (TWO, replace(TWO, authors=())),
    ],
    ids=lambda work: "; ".join(map(str, work.authors)) or "nobody",
)
def test_people_that_are_no_claim(cited: Work, known: Work) -> None:
    assert codes(cited, known) == []


def test_an_inferred_author_is_no_claim() -> None:
    assert codes(by("Adorno, Theodor W."), TWO, inferred=("author",)) == []


@pytest.mark.parametrize(
    ("year", "known", "expected"),
    [(2091, 1963, ["CC303"]), (2028, 1963, ["CC303"]), (2027, 1963, []), (2026, 1963, []), (2091, 2091, [])],
    ids=str,
)
def test_a_year_to_come(year: int, known: int, expected: list[str]) -> None:
    cited = replace(ONE, issued=Date(year))
    assert codes(cited, replace(ONE, issued=Date(known))) == expected
    assert codes(cited, replace(ONE, issued=Date(known)), inferred=("issued",)) == []


@pytest.mark.parametrize(
    ("cited", "known", "expected"),
    [
        (replace(PREPRINT, container="Nature", volume="575"), PREPRINT, ["CC304"]),
        (replace(PREPRINT, container="Nature", pages="17-29"), PREPRINT, ["CC304"]),
        (
            replace(PREPRINT, container="NAACL"),
            PREPRINT,
            [],
        ),  # no volume, no pages: proceedings that arXiv does not tell
        (replace(PREPRINT, container="arXiv preprint", volume="abs/1810.04805"), PREPRINT, []),
        (PREPRINT, PREPRINT, []),
        (replace(ONE, container="Nature", volume="575"), ONE, []),
    ],
    ids=["volume", "pages", "proceedings", "arXiv", "preprint", "no preprint"],
)
def test_a_preprint_in_a_journal(cited: Work, known: Work, expected: list[str]) -> None:
    assert codes(cited, known) == expected


def test_a_preprint_that_a_notice_says_was_printed_may_be_cited_so() -> None:
    cited = replace(PREPRINT, container="Nature", volume="575")
    assert codes(cited, PREPRINT, notices=(Notice("", "", "published", by="10.1038/s1"),)) == []
