from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Text
from citecheck.read.paragraph import Paragraph, cut, joined


@pytest.mark.parametrize(
    ("plain", "marks", "left"),
    [
        ("Marxists (1). Then", [(9, 12)], "Marxists. Then"),
        ("Marxists(1) then", [(8, 11)], "Marxists then"),
        ("as (1) so", [(3, 6)], "as so"),
        ("(1) at the head", [(0, 3)], "at the head"),
        ("at the end (1)", [(11, 14)], "at the end"),
        ("empty  mark", [(6, 6)], "empty mark"),
        ("two,  marks", [(4, 4), (5, 5)], "two, marks"),
        (" much \n\t space ", [], "much space"),
        ("(see)x(1)y", [(6, 9)], "(see)xy"),
        ("", [], ""),
    ],
    ids=str,
)
def test_marks_leave_no_hole(plain: str, marks: list[tuple[int, int]], left: str) -> None:
    assert cut(Text(plain), 0, len(plain), marks).text.plain == left


def test_a_part_keeps_its_italics_and_links() -> None:
    text = Text("See (1) the Results  there", ((12, 19),), ((21, 26, "https://a.org"),))
    bare = cut(text, 4, 26, [(4, 7)])
    assert bare.text == Text("the Results there", ((4, 11),), ((12, 17, "https://a.org"),))
    assert bare.moved(12) == 4


@pytest.mark.parametrize(
    ("plain", "whole"),
    [("infor-\nmation", "information"), ("Marx-\nEngels", "Marx- Engels"), ("1917-\n1923", "1917- 1923")],
    ids=str,
)
def test_words_cut_by_a_printer_are_made_whole(plain: str, whole: str) -> None:
    assert cut(Text(plain), 0, len(plain), whole=True).text.plain == whole
    assert "- " in cut(Text(plain), 0, len(plain)).text.plain


@given(st.text(alphabet="ab ,.\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), max_size=4))
def test_letters_outside_the_marks_stay_and_are_found_again(plain: str, drawn: list[tuple[int, int]]) -> None:
    marks = [(start, start + width) for start, width in drawn if start + width <= len(plain)]
    bare = cut(Text(plain), 0, len(plain), marks)
    kept = [i for i, c in enumerate(plain) if c in "ab" and not any(a <= i < b for a, b in marks)]
    assert [c for c in bare.text.plain if c in "ab"] == [plain[i] for i in kept]
    assert all(bare.text.plain[bare.moved(i)] == plain[i] for i in kept)
    assert "  " not in bare.text.plain
    assert bare.text.plain == bare.text.plain.strip()


def test_paragraphs_of_a_note_are_joined() -> None:
    text, starts = joined([Text("One.", ((0, 3),)), Text("Two.", ((0, 3),), ((0, 3, "https://a.org"),))])
    assert text == Text("One.\nTwo.", ((0, 3), (5, 8)), ((5, 8, "https://a.org"),))
    assert starts == [0, 5]
    assert joined([]) == (Text(""), [])


def test_places_count_from_the_last_origin() -> None:
    paragraph = Paragraph(Text("One two"), origins=((0, 3, 1), (4, 4, 7)))
    assert [(paragraph.place(o, "a").line, paragraph.place(o, "a").column) for o in (0, 2, 4, 6)] == [
        (3, 1), (3, 3), (4, 7), (4, 9),
    ]  # fmt: skip
    assert Paragraph(Text("One"), page=4).place(1, "a").page == 4
