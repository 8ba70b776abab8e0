"""The pure function that every engine carries."""

from __future__ import annotations

import json
from collections.abc import Sequence

from citecheck import lines
from citecheck.batch.matching import Line, match
from citecheck.catalogues.shelf import Shelf
from citecheck.config import Settings
from citecheck.model import Query, Record

TEXTS = (
    "Karl Marx, Capital, vol. 1 (London: Penguin, 1976), p. 12.",
    "E. P. Thompson, The Making of the English Working Class (London: Gollancz, 1963).",
    "Nobody, A Book That Is None (Nowhere, 1901).",
)


class Strict:
    """The built-in catalogue; it counts what it is asked, and breaks at the Making."""

    name = "shelf"

    def __init__(self) -> None:
        self._shelf, self.asked = Shelf(Settings()), 0

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        """As the catalogue does."""
        self.asked += 1
        if "Making" in query.text:
            raise ValueError("broken")
        return self._shelf.search(query, limit)


def _lines(texts: Sequence[str]) -> list[Line]:
    return [Line(number, json.dumps({"id": f"r{number}", "text": text})) for number, text in enumerate(texts, 1)]


def test_rows_are_what_match_says() -> None:
    index = Shelf(Settings())
    rows = list(match(_lines(TEXTS), index))
    told = list(lines.match([one.text for one in _lines(TEXTS)], (index,)))
    for row, answer in zip(rows, told, strict=True):
        assert isinstance(answer, dict)
        assert {name: row[name] for name in ("id", "verdict", "reason", "probability", "differences")} == {
            name: answer[name] for name in ("id", "verdict", "reason", "probability", "differences")
        }
        assert row["key"] == (answer["record"]["key"] if answer["record"] else None)


def test_equal_texts_that_follow_each_other_are_asked_once() -> None:
    index = Strict()
    once = list(match(_lines([TEXTS[0]]), index))
    asked = index.asked
    rows = list(match(_lines([TEXTS[0]] * 5), index))
    assert index.asked == 2 * asked
    assert [row | {"id": "r1"} for row in rows] == once * 5
    assert [row["id"] for row in rows] == [f"r{number}" for number in range(1, 6)]


def test_a_row_that_fails_is_a_row_with_its_error() -> None:
    rows = list(match([*_lines(TEXTS), Line(4, "{damaged"), Line(5, '{"id": "x"}')], Strict()))
    assert [row["error"] for row in rows[:3]] == [None, "ValueError: broken", None]
    assert [row["id"] for row in rows] == ["r1", "r2", "r3", "4", "5"]
    assert rows[3]["error"].startswith("not valid JSON")
    assert rows[4]["error"] == "has no 'text' and no 'work'"
