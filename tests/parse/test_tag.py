from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.model import Text
from citecheck.parse.tag import Tagged, tag


def cited(text: str) -> list[str]:
    return [text[t.start : t.end] for t in tag(Text(text))]


def fields(text: str) -> dict[str, str]:
    """The fields of the only citation, numbers without the word that counts them: it may stand in the span or not."""
    (only,) = tag(Text(text))
    return {s.field: _COUNTED.sub("", text[s.start : s.end]) for s in only.spans}


_COUNTED = re.compile(r"^(?:no\.|n°|№|at|t\.|pp?\.|S\.|С\.) ")


@pytest.mark.parametrize(
    ("text", "works"),
    [
        (
            "See A. Ward, First Book (1990) 3; B. Lee, Second Book (1991).",
            ["A. Ward, First Book (1990) 3", "B. Lee, Second Book (1991)"],
        ),
        (
            "On the State, April, 1905 - Two Roads to Power, July, 1906",
            ["On the State, April, 1905", "Two Roads to Power, July, 1906"],
        ),
        (
            "Ward, Soul; Its Sorrows and Aims, London 1852, p. 3.",
            ["Ward, Soul; Its Sorrows and Aims, London 1852, p. 3"],
        ),
        ("Koch 1975, S. 75 der allerdings nur streitige Urteile untersucht hat.", ["Koch 1975, S. 75"]),
        ("Zum Begriff vgl. Koch 1980, S. 99.", ["Koch 1980, S. 99"]),
        (
            "Others fail. (See A. Ward, First Book (1980) 216.) This has yet to happen.",
            ["A. Ward, First Book (1980) 216"],
        ),
        ("She set this out in her book \"First Principles\" issued in 1906.", ['"First Principles" issued in 1906']),
        (
            "Weber, Ada , 1976: Recht. Köln. Bauer, Otto , 1977: Staat. Wien.",
            ["Weber, Ada , 1976: Recht. Köln", "Bauer, Otto , 1977: Staat. Wien"],
        ),
        (
            "Blank, Erhard ; Schön, Siegfried , 1979: Zur Soziologie. Neuwied.",
            ["Blank, Erhard ; Schön, Siegfried , 1979: Zur Soziologie. Neuwied"],
        ),
        (
            "A. Ward, First Book, p. 385. Compare, also, pp. 137–144 and 262.",
            ["A. Ward, First Book, p. 385. Compare, also, pp. 137–144 and 262"],
        ),
        (
            "Ward, First Book, London 1990, S. 3, vgl. auch Lee, Second Book, S. 4",
            ["Ward, First Book, London 1990, S. 3", "Lee, Second Book, S. 4"],
        ),
    ],
    ids=str,
)  # fmt: skip
def test_works_of_a_note(text: str, works: list[str]) -> None:
    assert cited(text) == works


@pytest.mark.parametrize(
    "text",
    [
        "This policy freed trade, and it also abolished forced labour in 1921.",
        "Emphasis added.",
        "See here.",
        "I owe this to my friend, Charles Carroll.",
        "Dieser Begriff ist in der Literatur umstritten und wird hier nicht verfolgt.",
        "Questo non è stato mai detto.",
        "Это решение было принято на съезде.",
        "12",
        "",
        "   ",
        "In the winter of 1917 the “soldiers” went home, as they had in March 1905.",
    ],
    ids=repr,
)
def test_commentary_cites_nothing(text: str) -> None:
    assert tag(Text(text)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "R. Goff, ‘The Search’ (1983) 69 Law Rev. 1685, 1690.",
            {"author": "R. Goff", "title": "The Search", "issued": "1983", "volume": "69", "container-title": "Law Rev",
             "page": "1685", "locator": "1690"},
        ),
        (
            "J. Smith, ‘A Title’, Past & Present, 25 (1963), 12–30, at 15.",
            {"author": "J. Smith", "title": "A Title", "container-title": "Past & Present", "volume": "25",
                 "issued": "1963",
             "page": "12–30", "locator": "15"},
        ),
        (
            "Hart, Gillian. “Development.” Progress in Geography 25, no. 4 (2001): 649-658.",
            {"author": "Hart, Gillian", "title": "Development",
            "container-title": "Progress in Geography", "volume": "25",
             "issue": "4", "issued": "2001", "page": "649-658"},
        ),
        (
            "Plunkett, K. (1991). U-shaped learning. Cognition, 38, 43-102.",
            {"author": "Plunkett, K.", "issued": "1991", "title": "U-shaped learning", "container-title": "Cognition",
             "volume": "38", "page": "43-102"},
        ),
        (
            "P. W. Higgs, Phys. Lett. 12, 132 (1964).",
            {"author": "P. W. Higgs", "container-title": "Phys. Lett", "volume": "12", "page": "132", "issued": "1964"},
        ),
        (
            "A. Gramsci, Quaderni, a cura di V. Gerratana, Torino, Einaudi, 1975, p. 866.",
            {"author": "A. Gramsci", "title": "Quaderni", "editor": "V. Gerratana", "publisher-place": "Torino",
             "publisher": "Einaudi", "issued": "1975", "locator": "866"},
        ),
        (
            "M. Ray, «Une étude», dans Annales, t. II, n° 3, mars 1920, p. 1-20.",
            {"author": "M. Ray", "title": "Une étude", "container-title": "Annales", "volume": "II", "issue": "3",
             "issued": "mars 1920", "page": "1-20"},
        ),
        (
            "Weber, Die Gründung, Frankfurt a. M. 1969, S. 33.",
            {"author": "Weber", "title": "Die Gründung", "publisher-place": "Frankfurt a. M",
            "issued": "1969", "locator": "33"},
        ),
        (
            "Троцкий Л. Д. Перманентная революция // Бюллетень. 1930. № 9. С. 3–10.",
            {"author": "Троцкий Л. Д.", "title": "Перманентная революция", "container-title": "Бюллетень",
                 "issued": "1930",
             "issue": "9", "page": "3–10"},
        ),
        (
            "RGASPI, f. 17, op. 3, d. 123, 3 March 1921.",
            {"archive": "RGASPI, f. 17, op. 3, d. 123", "issued": "3 March 1921"},
        ),
        ("Results and Prospects, chapter 9", {"title": "Results and Prospects", "locator": "chapter 9"}),
        ("Better Late, But Sure, March 2, 1923", {"title": "Better Late, But Sure", "issued": "March 2, 1923"}),
        (
            "Property in England, 1660–1833 (1990) 4.",
            {"title": "Property in England, 1660–1833", "issued": "1990", "locator": "4"},
        ),
        ("Homer: Iliad, XVII 446", {"author": "Homer", "title": "Iliad", "locator": "XVII 446"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_fields(text: str, expected: dict[str, str]) -> None:
    assert fields(text) == expected


def test_italics_end_a_title() -> None:
    text = "Tony Cliff, State Capitalism in Russia (1955/1974)."
    (only,) = tag(Text(text, ((12, 51),)))
    found = {s.field: text[s.start : s.end] for s in only.spans}
    assert found == {
        "author": "Tony Cliff",
        "title": "State Capitalism in Russia",
        "original-date": "1955",
        "issued": "1974",
    }


def assert_sound(text: str, tagged: tuple[Tagged, ...]) -> None:
    last = 0
    for one in tagged:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert one.spans
        at = one.start
        for span in one.spans:
            assert at <= span.start < span.end <= one.end
            at = span.end


_WORDS = st.sampled_from(
    ["see", "Smith", "J.", ",", ";", ".", ":", "(", ")", "“", "”", "‘", "’", "«", "»", "-", "1999",
    "p.", "12", "in", "ed.",
     "ibid.", "op.", "cit.", "The", "History", "London", "vol.", "IV", "и", "Там", "же", "\u202e", "\x00",
          "10.1000/x", "—", "n."]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=60).map(" ".join) | st.text(max_size=120))
def test_spans_lie_in_order_inside_their_citation(text: str) -> None:
    assert_sound(text, tag(Text(text)))


@pytest.mark.parametrize(
    "unit",
    [
        "; ",
        "(",
        "“",
        "‘a ",
        "Smith, J.; ",
        "See see ",
        "p. 1, ",
        "Smith (1999) ",
        "A. ",
        "10.1000/x ",
        "ibid. ",
        "1-",
        "| a | b ",
        "\u202eص ",
    ],
    ids=repr,
)
def test_long_monotonous_notes(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert_sound(text, tag(Text(text)))


def test_a_very_long_note_is_read_in_parts() -> None:
    filler, cited = (
        "Nothing is said here of any book. ",
        "See R. Pipes, Russia under the Old Regime (London, 1974), p. 3. ",
    )
    text = filler * 900 + cited + filler * 900
    (only,) = tag(Text(text))
    assert text[only.start : only.end].startswith("R. Pipes, Russia under the Old Regime")
    assert {span.field for span in only.spans} >= {"author", "title", "issued"}
    assert text[only.spans[0].start : only.spans[0].end] == "R. Pipes"


@pytest.mark.parametrize("text", ["[" * 60_000, "x" * 60_000, "(a) " * 15_000], ids=["brackets", "a word", "letters"])
def test_a_note_without_sentences_ends(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in tag(Text(text)))
