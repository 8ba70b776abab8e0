from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.catalogues.sources import values
from citecheck.catalogues.sources.values import Broken

ITEMS = [
    {"id": "a", "title": "Capital"},
    {"id": "b", "author": [{"family": "Marx"}, {"family": "Engels"}]},
    {"id": "c"},
]


def scan(text: str) -> list[Any]:
    return list(values.values(io.BufferedReader(io.BytesIO(text.encode()))))  # type: ignore[arg-type]


WRITTEN = {
    "lines": "\n".join(map(json.dumps, ITEMS)),
    "lines, one blank": "\n\n".join(map(json.dumps, ITEMS)) + "\n",
    "array": json.dumps(ITEMS),
    "array, typed": json.dumps(ITEMS, indent=2),
    "one after the other, typed": "\n".join(json.dumps(item, indent=2) for item in ITEMS),
    "items": json.dumps({"items": ITEMS}),
    "message": json.dumps({"status": "ok", "message": {"facets": {}, "items": ITEMS, "query": None}}),
    "results": json.dumps({"meta": {"count": 3}, "results": ITEMS, "group_by": []}),
    "with its mark": "\ufeff" + json.dumps(ITEMS),
}


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("chunk", [7, 50, 1 << 20])
def test_every_form_gives_the_same_values(monkeypatch: pytest.MonkeyPatch, form: str, chunk: int) -> None:
    monkeypatch.setattr(values, "_CHUNK", chunk if form not in {"items", "message", "results"} else max(chunk, 200))
    assert scan(WRITTEN[form]) == ITEMS


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "a"}\n{"id": "b", "title": "cut short\n{"id": "c"}',
        '{"id": "a"}\n{"id": "b", "author": [{"family": "M"}, {"family": oops}]}\n{"id": "c"}',
        '{"id": "a"}\nno JSON at all\n{"id": "c"}',
        '[{"id": "a"}, {"id": "b", "author": [{"family": "M"}, {"family": oops}]}, {"id": "c"}]',
        '[\n{"id": "a"},\n{"id": "b" "title": "no comma"},\n{"id": "c"}\n]',
    ],
    ids=str,
)
def test_a_broken_value_costs_itself_only(text: str) -> None:
    first, broken, last = scan(text)
    assert isinstance(broken, Broken)
    assert (first, last) == ({"id": "a"}, {"id": "c"})


@pytest.mark.parametrize("text", ['[{"id": "a"}, {"id": "b", "ti', '{"id": "a"}\n{"id": "b", "ti'], ids=str)
def test_an_end_in_the_middle_is_told(text: str) -> None:
    first, broken = scan(text)
    assert first == {"id": "a"}
    assert isinstance(broken, Broken)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, '"' * 30_000, "{" * 30_000, "[," * 20_000])
def test_hostile_text_ends(text: str) -> None:
    assert all(isinstance(one, Broken | str | list | dict) for one in scan(text))


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers() | st.lists(st.integers()))))
def test_an_array_is_its_members(items: list[Any]) -> None:
    assert scan(json.dumps(items)) == items
