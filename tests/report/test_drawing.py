"""Tables in characters: never wider than asked, never a character lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from citecheck.report.drawing import Column, drawn

COLUMNS = (Column("n", right=True), Column("cites", share=4), Column("record", share=3))
CELL = st.text(st.characters(exclude_categories=("C", "Z", "M")) | st.just(" "), max_size=30)


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (("1", "a b", "c"), ["│ 1 │ a b   │ c      │"]),
        (("1", "one two three", "x"), ["│ 1 │ one two   │ x      │", "│   │ three     │        │"]),
        (("1", "abcdefghijk", "x"), ["│ 1 │ abcdefghi │ x      │", "│   │ jk        │        │"]),
        (("1", "史記史記史", "x"), ["│ 1 │ 史記史記  │ x      │", "│   │ 史        │        │"]),
    ],
    ids=str,
)
def test_a_row(row: tuple[str, ...], lines: list[str]) -> None:
    assert list(drawn(COLUMNS, [row], 26, {}))[3:-1] == lines


def test_what_is_styled_is_as_wide_as_it_looks() -> None:
    plain, styled = (list(drawn(COLUMNS, [("1", "a", "b")], 30, looks)) for looks in ({}, {"a": "\x1b[1ma\x1b[0m"}))
    assert styled[3].replace("\x1b[1m", "").replace("\x1b[0m", "") == plain[3]


@given(st.lists(st.tuples(st.just("1"), CELL, CELL), min_size=1, max_size=4), st.integers(24, 90))
def test_a_table(rows: list[tuple[str, ...]], width: int) -> None:
    lines = list(drawn(COLUMNS, rows, width, {}))
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])}
    assert cell_len(lines[0]) <= width
    told = "".join("".join(line.split("│")[2:3]) for line in lines if line.startswith("│"))
    assert told.replace(" ", "") == "".join(row[1] for row in rows).replace(" ", "").replace("│", "")
