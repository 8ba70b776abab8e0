from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Document, NoteKind
from citecheck.read.markdown import Markdown


def read(source: str) -> Document:
    return Markdown().read(source.encode(), Path("a.md"))


def notes(source: str) -> list[tuple[str, str]]:
    return [(block.label, block.text.plain) for block in read(source).blocks if block.kind]


def calls(source: str) -> list[str]:
    return [call.label for block in read(source).blocks for call in block.calls]


SAMPLE = """\
One[^1] and *two*[^long-name].

- an item[^in-list]

  [^in-list]: Noted in a list.

> a quotation[^q]
>
> [^q]: Noted in
> a quotation.

[^1]: See *Results*, [here](https://doi.org/10.1000/1).

    A second paragraph[^nested].

[^long-name]: Three

[^nested]: Four.

[^never]: Never called.

A last one.^[Inline, with *italics* and ^[a deeper] note.]
"""


def test_every_note_is_found_whole() -> None:
    assert notes(SAMPLE) == [
        ("in-list", "Noted in a list."),
        ("q", "Noted in a quotation."),
        ("1", "See Results, here.\nA second paragraph."),
        ("long-name", "Three"),
        ("nested", "Four."),
        ("never", "Never called."),
        ("", "Inline, with italics and note."),
        ("", "a deeper"),
    ]
    assert calls(SAMPLE) == ["1", "long-name", "in-list", "q", "nested", "", ""]


def test_every_mark_and_note_has_its_exact_place() -> None:
    lines = SAMPLE.split("\n")
    found = read(SAMPLE).blocks

    def at(line: int | None, column: int | None) -> str:
        assert line is not None
        assert column is not None
        return lines[line - 1][column - 1 :]

    for block in found:
        head = f"[^{block.label}]:" if block.label else "^[" if block.kind else block.text.plain[:3]
        assert at(block.place.line, block.place.column).startswith(head)
        for call in block.calls:
            assert at(call.place.line, call.place.column).startswith(f"[^{call.label}]" if call.label else "^[")


def test_keys_bind_marks_and_notes() -> None:
    found = read(SAMPLE).blocks
    keys = [call.key for block in found for call in block.calls]
    assert set(keys) | {"never"} == {block.key for block in found if block.kind}
    assert len(keys) == len(set(keys))


def test_italics_and_hidden_addresses_are_kept() -> None:
    [note] = [block for block in read(SAMPLE).blocks if block.label == "1"]
    assert note.text.emphasis == ((4, 11),)
    assert note.text.links == ((13, 17, "https://doi.org/10.1000/1"),)


@pytest.mark.parametrize(
    "source",
    [
        "a[^1]\n\n```\n[^2]: code\n```\n\n[^1]: one",
        "a[^1]\n\n```{python}\nx = '[^2]'  # `unbalanced\n```\n\n[^1]: one",
        "a[^1] `[^2]` <!-- [^3] --> <code>x</code>\n\n[^1]: one",
        "a[^1]\n\n<!--\n[^2]: hidden\n-->\n\n[^1]: one",
        "---\ntitle: x[^2]\n---\n\na[^1]\n\n[^1]: one",
        "a[^1]\n\n    [^2]: indented code\n\n[^1]: one",
        "a[^1]\n\n<pre>\nb[^2]\n</pre>\n\n[^1]: one",
        r"a[^1] and \[^2]" + "\n\n[^1]: one",
    ],
    ids=str,
)
def test_code_comments_and_front_matter_hold_no_notes(source: str) -> None:
    assert notes(source) == [("1", "one")]
    assert calls(source) == ["1"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a[^1]\n[^1]: one\n[^2]: two", [("1", "one"), ("2", "two")]),
        ("a[^1]\n\n[^1]:\n    one", [("1", "one")]),
        ("a[^1]\n\n[^1]:        one", [("1", "one")]),
        ("a[^1]\n\n[^1]: one\nlazy", [("1", "one lazy")]),
        ("a[^1]\n\n[^1]: one\n\nnot lazy", [("1", "one")]),
        ("a[^1]\n\n[^1]: - one\n    - two", [("1", "one\ntwo")]),
        ("a[^1]\n\n[^1]: one {:.margin}\n\n[^1]: again", [("1", "one"), ("1", "again")]),
        ("a[^note *x*] b[^1]", [("", "note x")]),
        ("::: {.a}\na[^1]\n:::\n\n[^1]: one\n:::", [("1", "one")]),
        ("<div>a[^1]</div>\n\n[^1]: one", [("1", "one")]),
        ("| a[^1] | b |\n|--|--|\n| c[^2] | d |\n\n[^1]: one\n[^2]: two", [("1", "one"), ("2", "two")]),
        ("a[^1]\n\n[^1]: [D.]{.abbr} Mao", [("1", "D. Mao")]),
        ("a[^1]\n\n[^1]: code `x_y`, a&nbsp;b, 45--50", [("1", "code x_y, a b, 45–50")]),
        ("a[^1]\r\n\r\n[^1]: one\r\n", [("1", "one")]),
    ],
    ids=repr,
)
def test_dialects(source: str, found: list[tuple[str, str]]) -> None:
    assert notes(source) == found


def test_a_call_without_definition_stays_a_call() -> None:
    assert calls("a[^1] b[^2]\n\n[^1]: one") == ["1", "2"]


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("---\nlang: de-AT\ntitle: x\n---\n\na[^1]\n\n[^1]: b", "de"),
        ('+++\nlanguage = "fr"\n+++\n\na[^1]\n\n[^1]: b', "fr"),
        ("---\n\na[^1]\n\n---\n\n[^1]: b", None),
        ("---\nlang: ru\n---\n\nA page<sup>1</sup>.\n\n<sup>1</sup> b", "ru"),
    ],
    ids=str,
)
def test_front_matter_names_the_language(source: str, language: str | None) -> None:
    assert read(source).language == language


def test_front_matter_does_not_shift_the_lines() -> None:
    [first, *_] = read("---\na: b\n---\n\nOne[^1]\n\n[^1]: b").blocks
    assert (first.place.line, first.calls[0].place.line) == (5, 5)


def test_without_note_syntax_the_text_is_read_as_a_scan() -> None:
    found = read("Workers read<sup>1</sup> in\n\n---\n\n<sup>1</sup> A.\n\ntowns.")
    assert found.format == "ocr-md"
    assert [(b.kind, b.label) for b in found.blocks] == [(None, ""), (NoteKind.FOOTNOTE, "1"), (None, "")]


def test_a_regular_expression_is_no_note_syntax() -> None:
    found = read("Workers read<sup>1</sup> `[^a]` in\n\n---\n\n<sup>1</sup> A.\n\ntowns.")
    assert found.format == "ocr-md"


def test_no_notes_at_all_is_no_error() -> None:
    assert notes("Plain text.") == []


@given(st.text(alphabet="a[]^:1 \n>-*`<!()", max_size=50))
def test_anything_is_read_and_places_lie_inside_the_text(source: str) -> None:
    lines = source.split("\n")
    for block in read(source).blocks:
        for place in [block.place, *(call.place for call in block.calls)]:
            assert place.line is not None
            assert place.column is not None
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


UNITS = [
    "[^1]: a\n\n",
    "a[^1]\n\n",
    "^[a ",
    "[^a b] ",
    "> ",
    "- ",
    "[^1]: ",
    "::: {.a}\n",
    "<div>\n\n",
    "|a|b|\n|-|-|\n",
    "---\na: b\n",
]


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    assert read(unit * (20_000 // len(unit)))


def test_notes_inside_notes_may_be_deep() -> None:
    assert len(notes("a" + "^[b" * 3_000 + "]" * 3_000)) == 3_000
