"""Rules on a page that do not part notes from text: underlines, tables, frames, running heads; and what stands above."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.read.pdf.made import FILLER, Piece, Rule, body, found, note, pdf, underline

LINK = "https://example.org/harbours/1911"
HARBOUR = ("1", "Ames, Harbours, 12.")
CRANES = ("2", f"Borg, Cranes, {LINK}, seen in May.")
LAST = ("3", "Ames, Harbours, 40.")
SEPARATOR = Rule(50, 130, 200)


def three(*, top: float = 180, raised: bool = True) -> list[Piece]:
    """Three notes, the second with an address; the last line of body() stands at 244."""
    lines = (HARBOUR, CRANES, LAST)
    return [p for n, (label, text) in enumerate(lines) for p in note(top - 11 * n, label, text, raised=raised)]


def linked(pieces: list[Piece], words: str = LINK, **how: float) -> list[Rule]:
    return [underline(piece, words, **how) for piece in pieces if words in piece.text]


CALLED = body({3: "1", 9: "2", 14: "3"})
ALL = [HARBOUR, CRANES, LAST]


# --- underlines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
@pytest.mark.parametrize("rules", [[SEPARATOR], []], ids=["rule", "no rule"])
@pytest.mark.parametrize("at", [-0.05, -0.12, -0.2, 0.0, 0.3], ids=str)
@pytest.mark.parametrize("is_filled", [True, False], ids=["filled", "line"])
def test_underlined_addresses(raised: bool, rules: list[Rule], at: float, is_filled: bool) -> None:
    notes = three(raised=raised)
    assert found(pdf([*CALLED, *rules, *notes, *linked(notes, at=at, is_filled=is_filled)])) == ALL


def test_underlined_words_of_the_last_line_of_text() -> None:
    text = body({3: "1", 9: "2", 14: "3"})
    last = next(piece for piece in text if piece.text.endswith(" 29"))
    assert found(pdf([*text, underline(last, "spring"), *three(), *linked(three())])) == ALL


def test_an_address_over_two_lines_is_underlined_twice() -> None:
    lines = [
        *note(180, "1", "Ames, Harbours, 12."),
        *note(169, "2", "Borg, Cranes, https://example.org/"),
        Piece(50, 158, "harbours/1911, seen in May.", 9),
        *note(147, "3", "Ames, Harbours, 40."),
    ]
    rules = [*linked(lines, "https://example.org/"), *linked(lines, "harbours/1911")]
    assert found(pdf([*CALLED, SEPARATOR, *lines, *rules])) == ALL


def test_notes_whose_marks_are_not_seen() -> None:
    notes = three()
    assert found(pdf([*body({}), SEPARATOR, *notes, *linked(notes)])) == ALL


# A rule close below the text, shorter than its last line, is no underline of it.
@pytest.mark.parametrize("below", [4.5, 6, 9, 14], ids=str)
def test_a_rule_close_below_the_text(below: float) -> None:
    notes = [piece for n, text in enumerate(("Ames, large", "Borg.")) for piece in note(216 - 14 * n, str(n + 1), text, size=11)]  # fmt: skip
    assert found(pdf([*body({3: "1", 9: "2"}), Rule(50, 130, 244 - below), *notes])) == [("1", "Ames, large"), ("2", "Borg.")]  # fmt: skip


# --- tables and frames -----------------------------------------------------------------------------------------------

ROWS = ("Port Cranes", "1 4", "2 17", "3 21")


def table(top: float, *, size: float = 9, rows: tuple[str, ...] = ROWS) -> list[Piece | Rule]:
    """A table as books set it: a rule above, below its head, and below its last row."""
    lines = [Piece(50, top - 12 * n, row, size) for n, row in enumerate(rows)]
    return [Rule(50, 450, top + 10), *lines, Rule(50, 450, top - 4), Rule(50, 450, top - 12 * len(rows) + 8)]


@pytest.mark.parametrize("rules", [[Rule(50, 130, 160)], []], ids=["rule", "no rule"])
@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
def test_a_table_in_small_type_above_the_notes(rules: list[Rule], raised: bool) -> None:
    page = [*CALLED, *table(225), *rules, *three(top=148, raised=raised)]
    assert found(pdf(page)) == ALL


def test_a_table_does_not_go_on_with_the_note_before() -> None:
    first = [*body({3: "1"}), SEPARATOR, *note(180, "1", "Ames, 12.")]
    second = [*body({3: "2", 9: "3"}), *table(225, rows=("Port Cranes", "Alta many", "Berg few")), Rule(50, 130, 172),
              *note(160, "2", "Borg, 4."), *note(149, "3", "Ibid.")]  # fmt: skip
    assert found(pdf(first, second)) == [("1", "Ames, 12."), ("2", "Borg, 4."), ("3", "Ibid.")]


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
@pytest.mark.parametrize(
    "text", ["2020 The Authors. Free to share.", "How to cite this paper", "4 Harbour Street, Alta"], ids=str
)
def test_a_frame_below_the_notes(text: str, raised: bool) -> None:
    lines = [Piece(54, 119, text, 9), Piece(54, 108, "and what else is said there.", 9)]
    frame = [Rule(50, 450, 130), *lines, Rule(50, 450, 102)]
    assert found(pdf([*CALLED, SEPARATOR, *three(raised=raised), *frame])) == ALL


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
def test_a_small_table_inside_a_note(raised: bool) -> None:
    rows = ("Port Cranes", "7 4", "8 17")
    lines = [*note(180, *HARBOUR, raised=raised), *note(169, "2", "Borg, who counts", raised=raised)]
    last = note(119, *LAST, raised=raised)
    page = [*CALLED, SEPARATOR, *lines, *table(156, rows=rows), *last]
    assert found(pdf(page)) == [HARBOUR, ("2", "Borg, who counts Port Cranes 7 4 8 17"), LAST]


@pytest.mark.parametrize("is_closed", [True, False], ids=["frame", "rules"])
def test_a_framed_text_above_the_notes(is_closed: bool) -> None:
    inside = [
        Piece(54, 219, "Box: what the harbour office did in the", 9),
        Piece(54, 208, "year of the great storm.", 9),
    ]
    frame = [Rule(50, 450, 202, 28)] if is_closed else [Rule(50, 450, 230), Rule(50, 450, 202)]
    first = [*body({3: "1"}), SEPARATOR, *note(180, "1", "Ames, 12.")]
    second = [*body({3: "2"}), *inside, *frame, Rule(50, 130, 190), *note(178, "2", "Borg, 4.")]
    assert found(pdf(first, second)) == [("1", "Ames, 12."), ("2", "Borg, 4.")]


# --- running heads ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [400, 90], ids=["long", "short"])
def test_a_rule_under_the_running_head(length: float) -> None:
    def page(number: int) -> list[Piece | Rule]:
        head = [Piece(50, 680, "HARBOURS OF THE NORTH", 9), Rule(50, 50 + length, 672)]
        return [*head, *body({3: str(number)}), *note(180, str(number), f"Ames, {number}.")]

    assert found(pdf(*(page(n) for n in (1, 2, 3)))) == [(str(n), f"Ames, {n}.") for n in (1, 2, 3)]


def test_a_page_of_text_under_a_ruled_head_is_no_note() -> None:
    head = [Piece(50, 680, "HARBOURS OF THE NORTH", 9), Rule(50, 450, 672)]
    pages = ([*head, *body({3: "1"}), *note(180, "1", "Ames, 1.")], [*head, *body({})])
    assert found(pdf(*pages)) == [("1", "Ames, 1.")]


# --- the author's note -----------------------------------------------------------------------------------------------

THANKS = "The author thanks the harbour office"


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
@pytest.mark.parametrize("rules", [[Rule(50, 130, 222)], [Rule(50, 130, 222), Rule(50, 130, 191)], []], ids=str)
@pytest.mark.parametrize(
    "second", ["for its kindness.", "4 Harbour Street, Alta.", "2 of its clerks above all."], ids=str
)
def test_notes_below_a_note_of_the_author_without_a_number(raised: bool, rules: list[Rule], second: str) -> None:
    author = [Piece(50, 210, THANKS, 9), Piece(50, 199, second, 9)]
    assert found(pdf([*CALLED, *rules, *author, *three(raised=raised)])) == ALL


@pytest.mark.parametrize("sign", ["*", "†"], ids=str)
@pytest.mark.parametrize("is_raised", [True, False], ids=["raised", "plain"])
@pytest.mark.parametrize("title", [True, False], ids=["called", "not called"])
@pytest.mark.parametrize("raised", [True, False], ids=["numbers raised", "numbers plain"])
def test_notes_below_a_note_of_the_author_with_a_sign(sign: str, is_raised: bool, title: bool, raised: bool) -> None:
    author = [*note(210, sign, THANKS, raised=is_raised), Piece(50, 199, "for its kindness.", 9)]
    head = [Piece(50, 675, "Harbours", 16), *([Piece(115, 681, sign, 9)] if title else [])]
    page = [*head, *CALLED, Rule(50, 130, 222), *author, *three(raised=raised)]
    wanted = [(sign, f"{THANKS} for its kindness."), *ALL] if is_raised or title else ALL
    assert found(pdf(page)) == wanted


def test_the_note_of_the_next_author_does_not_go_on_with_the_last_article() -> None:
    last = [*body({3: "4"}), SEPARATOR, *note(180, "4", "Borg, 4.")]
    author = [Piece(50, 210, THANKS, 9), Piece(50, 199, "for its kindness.", 9)]
    following = [*body({3: "1"}), Rule(50, 130, 222), *author, *note(180, "1", "Cole, Piers, 3.")]
    first = [*CALLED, SEPARATOR, *three()]
    assert found(pdf(first, last, following)) == [*ALL, ("4", "Borg, 4."), ("1", "Cole, Piers, 3.")]


@pytest.mark.parametrize("stop", ["", "."], ids=["open", "complete"])
def test_a_note_runs_over_where_each_page_begins_with_1(stop: str) -> None:
    first = [*body({3: "1"}), SEPARATOR, *note(180, "1", f"Ames, 4, says much{stop}")]
    second = [*body({3: "1"}), SEPARATOR, Piece(50, 191, "And much of cranes.", 9), *note(180, "1", "Borg, 4.")]
    assert found(pdf(first, second)) == [("1", f"Ames, 4, says much{stop} And much of cranes."), ("1", "Borg, 4.")]


# What follows a rule goes on with the note that the page before breaks off, whatever its numbers.
def test_a_note_that_runs_over_stands_below_the_rule() -> None:
    first = [*body({3: "1"}), SEPARATOR, *note(180, "1", "Ames, who says")]
    second = [*body({3: "2"}), SEPARATOR, Piece(50, 191, "much of cranes.", 9), *note(180, "2", "Borg, 4.")]
    assert found(pdf(first, second)) == [("1", "Ames, who says much of cranes."), ("2", "Borg, 4.")]


# --- two columns -----------------------------------------------------------------------------------------------------


def column(left: float, marks: dict[int, str], *, lines: int = 30, shift: float = 0) -> list[Piece]:
    text = "The council met again in the spring"
    pieces = []
    for number in range(lines):
        y = 650 - 14 * number - shift
        pieces.append(Piece(left, y, text, 11))
        if number in marks:
            pieces.append(Piece(left + stringWidth(text, "Times-Roman", 11) + 0.3, y + 4, marks[number], 6.5))
    return pieces


def short(top: float, left: float, *notes: tuple[str, str], raised: bool = True) -> list[Piece]:
    return [
        p for n, (label, text) in enumerate(notes) for p in note(top - 11 * n, label, text, left=left, raised=raised)
    ]


ONE, TWO, THREE, FOUR = (("1", "Ames, Harbours, 12."), ("2", "Borg, Cranes, 4."), ("3", "Ibid., 5."), ("4", "Cole, 9."))


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
@pytest.mark.parametrize("ruled", [True, False], ids=["rule", "no rule"])
@pytest.mark.parametrize("shift", [0, 3, 7], ids=str)
def test_two_columns_each_with_its_notes(raised: bool, ruled: bool, shift: float) -> None:
    rules = [Rule(40, 100, 200), Rule(270, 330, 200 - shift)] if ruled else []
    page = [*column(40, {3: "1", 8: "2"}), *column(270, {4: "3", 9: "4"}, shift=shift), *rules,
            *short(180, 40, ONE, TWO, raised=raised), *short(180 - shift, 270, THREE, FOUR, raised=raised)]  # fmt: skip
    assert found(pdf(page)) == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
def test_two_columns_one_with_notes(raised: bool) -> None:
    left = [*column(40, {3: "1", 8: "2"}), Rule(40, 100, 200), *short(180, 40, ONE, TWO, raised=raised), *column(270, {}, lines=36)]  # fmt: skip
    right = [*column(40, {}, lines=36), *column(270, {3: "1", 8: "2"}), Rule(270, 330, 200), *short(180, 270, ONE, TWO, raised=raised)]  # fmt: skip
    assert found(pdf(left)) == found(pdf(right)) == [ONE, TWO]


@pytest.mark.parametrize("ruled", [True, False], ids=["rule", "no rule"])
def test_two_columns_of_different_height(ruled: bool) -> None:
    rules = [Rule(40, 100, 172), Rule(270, 330, 256)] if ruled else []
    page = [*column(40, {3: "1"}, lines=34), *column(270, {4: "2", 9: "3"}, lines=28), *rules,
            *short(160, 40, ONE), *short(244, 270, TWO, THREE)]  # fmt: skip
    assert found(pdf(page)) == [ONE, TWO, THREE]


def test_underlined_addresses_in_two_columns() -> None:
    notes = [*short(180, 40, ONE, ("2", "Borg, http://a.example")), *short(180, 270, ("3", "http://b.example"), FOUR)]
    rules = [*linked(notes, "http://a.example"), *linked(notes, "http://b.example")]
    page = [*column(40, {3: "1", 8: "2"}), *column(270, {4: "3", 9: "4"}), Rule(40, 100, 200), Rule(270, 330, 200)]
    assert [label for label, _ in found(pdf([*page, *notes, *rules]))] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("raised", [True, False], ids=["raised", "plain"])
def test_the_note_of_the_author_in_the_first_of_two_columns(raised: bool) -> None:
    author = [Piece(40, 188, THANKS, 9), Piece(40, 177, "for its kindness.", 9)]
    page = [Piece(40, 675, "Harbours of the North and what the council did for them", 16), *column(40, {3: "1"}),
            *column(270, {4: "2", 9: "3"}), Rule(40, 100, 200), Rule(270, 330, 200), *author,
            *short(160, 40, ONE, raised=raised), *short(180, 270, TWO, THREE, raised=raised)]  # fmt: skip
    assert found(pdf(page)) == [ONE, TWO, THREE]


def test_notes_that_stand_across_below_two_columns() -> None:
    page = [*column(40, {3: "1", 8: "2"}), *column(270, {4: "3"}), Rule(40, 100, 200),
            *note(180, "1", f"{FILLER}.", left=40), *note(169, "2", "Borg, Cranes, 4.", left=40),
            *note(158, "3", "Ibid., 5.", left=40)]  # fmt: skip
    assert found(pdf(page)) == [("1", f"{FILLER}."), TWO, THREE]
