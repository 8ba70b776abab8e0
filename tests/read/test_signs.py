from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Text
from citecheck.read.inline import scan
from citecheck.read.paragraph import Paragraph
from citecheck.read.signs import Form, Weight, digits, lead, signs


def paragraph(source: str) -> Paragraph:
    found = scan(source)
    return Paragraph(found.text, found.raised)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Marx<sup>(1)</sup>.", [("1", Weight.SURE)]),
        ("Marx<sup>12</sup>.", [("12", Weight.SURE)]),
        ("Marx¹ and² so", [("1", Weight.SURE), ("2", Weight.SURE)]),
        ("Marx<sup>1, 2</sup>", [("1", Weight.SURE), ("2", Weight.SURE)]),
        ("Marx<sup>*</sup>", [("*", Weight.SURE)]),
        ("in 1942<sup>(11)</sup>", [("11", Weight.SURE)]),
        ("10<sup>6</sup> m<sup>2</sup> km² x³", [(n, Weight.LIKELY) for n in "6223"]),
        ("in 1917<sup>4</sup> and 1917¹", [("4", Weight.SURE), ("1", Weight.SURE)]),
        ("of <sup>14</sup>C", [("14", Weight.LIKELY)]),
        (
            "One<sup>l</sup> ten<sup>lO</sup> a<sup>b</sup>",
            [(n, Weight.LIKELY) for n in ("1", "10", "b")],
        ),
        ("19<sup>th</sup> 1<sup>er</sup> XX<sup>e</sup> n<sup>o</sup>", [("e", Weight.LIKELY)]),
        ("said(1) and (2). But (3) no", [("1", Weight.TIED), ("2", Weight.LIKELY), ("3", Weight.LOOSE)]),
        ("said[1] [2].", [("1", Weight.TIED), ("2", Weight.LIKELY)]),
        ("page* text† end‡", [("*", Weight.TIED), ("†", Weight.TIED), ("‡", Weight.TIED)]),
        (r"page\* end", [("*", Weight.TIED)]),
        ("[3](#page-3)", [("3", Weight.LIKELY)]),
    ],
    ids=str,
)
def test_signs_and_how_surely_they_are_marks(source: str, found: list[tuple[str, Weight]]) -> None:
    assert [(sign.label, sign.weight) for sign in signs(paragraph(source))] == found


@pytest.mark.parametrize(
    "source",
    [
        "(1905)",
        "f(x)",
        "2 * 3",
        "* * *",
        "*****",
        "§ 12",
        "see §12",
        "H<sub>2</sub>O",
        "[a]",
        "a[1905b]",
        "1. First",
        "(1a)",
    ],
    ids=str,
)
def test_what_is_no_sign(source: str) -> None:
    assert not signs(paragraph(source))


@pytest.mark.parametrize(
    ("source", "label", "form", "rest"),
    [
        ("<sup>(1)</sup> Ibid.", "1", Form.RAISED, "Ibid."),
        ("**<sup>(1)</sup>Ibid.", "1", Form.RAISED, "Ibid."),
        ("¹Ibid.", "1", Form.RAISED, "Ibid."),
        ("<sup>I</sup> Ibid.", "1", Form.RAISED, "Ibid."),
        ("(<sup>1</sup>) Ibid.", "1", Form.RAISED, "Ibid."),
        ("<sup>*</sup>Ibid.", "*", Form.RAISED, "Ibid."),
        ("(1) Ibid.", "1", Form.BRACKETED, "Ibid."),
        ("[12]: Ibid.", "12", Form.BRACKETED, "Ibid."),
        (r"1\. Ibid.", "1", Form.DOTTED, "Ibid."),
        ("3) Ibid.", "3", Form.DOTTED, "Ibid."),
        ("12 Ibid.", "12", Form.BARE, "Ibid."),
        (r"\* Ibid.", "*", Form.SYMBOL, "Ibid."),
        ("††Ibid.", "††", Form.SYMBOL, "Ibid."),
    ],
    ids=str,
)
def test_how_a_note_may_open(source: str, label: str, form: Form, rest: str) -> None:
    made = paragraph(source)
    found = lead(made)
    assert found is not None
    assert (found.label, found.form, made.text.plain[found.end :]) == (label, form, rest)


@pytest.mark.parametrize(
    "source", ["Ibid.", "1905 was", "(1905) was", "1.5 metres", "12", "***", "(a) Ibid.", "3 4 5"], ids=str
)
def test_how_no_note_opens(source: str) -> None:
    assert lead(paragraph(source)) is None


@pytest.mark.parametrize(
    ("printed", "read"),
    [("l", "1"), ("I2", "12"), ("1O", "10"), ("|", "1"), ("07", "7"), ("o", "o"), ("O1", "O1"), ("†", "†")],
    ids=str,
)
def test_slips_of_recognition(printed: str, read: str) -> None:
    assert digits(printed) == read


@given(st.text(alphabet="a1(*)[] .†", max_size=40))
def test_signs_are_in_order_and_apart(plain: str) -> None:
    found = signs(Paragraph(Text(plain)))
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@pytest.mark.parametrize("unit", ["(1", "(1) ", "* ", "a*", "[1", "1 ", "† 1"], ids=str)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    signs(Paragraph(Text(unit * 20_000)))
    lead(Paragraph(Text(unit * 20_000)))
