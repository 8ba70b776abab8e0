from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import NoteKind, Work
from citecheck.read.runs import Reference, Runs


def runs(*texts: str, kind: NoteKind | None = None) -> Runs:
    """Every other run is italic and raised, the second first."""
    made = Runs(kind=kind)
    for index, text in enumerate(texts):
        made.add(text, italic=index % 2 == 1, raised=index % 2 == 1)
    return made


@pytest.mark.parametrize(
    ("texts", "plain", "italics"),
    [
        (("a", "b", "c"), "abc", ["b"]),
        (("a ", " b ", " c"), "a b c", ["b"]),
        ((" ", "b", " "), "b", ["b"]),
        (("a", "b", " ", "c", "d"), "ab cd", ["b c"]),
        (("a", "b", ", ", "c"), "ab, c", ["b", "c"]),
        (("a", " ", "b"), "a b", []),
        (("e", "\u0301", "t"), "\u00e9t", ["\u00e9"]),
        (("\u0301a",), "\u0301a", []),
        (("a\t\tb\n c\u00ad",), "a b c", []),
        (("a\u00a0\u00a0b",), "a\u00a0\u00a0b", []),
    ],
    ids=str,
)
def test_runs_become_text(texts, plain, italics):
    text = runs(*texts).finish().text
    assert (text.plain, [text.plain[a:b] for a, b in text.emphasis]) == (plain, italics)


@pytest.mark.parametrize(
    ("kind", "sign", "plain"),
    [
        (NoteKind.FOOTNOTE, "", "* 1. Text"),
        (NoteKind.FOOTNOTE, "*", "1. Text"),
        (None, "*", "* 1. Text"),
        (NoteKind.FOOTNOTE, "**", "* 1. Text"),
    ],
    ids=str,
)
def test_only_a_note_loses_its_own_sign(kind, sign, plain):
    assert runs(" * 1. Text", kind=kind).finish(sign).text.plain == plain


def test_what_hangs_on_the_text_moves_with_it():
    made = runs(". Marx, ", "Capital", " 4", kind=NoteKind.FOOTNOTE)
    made.embed(2, [Work(title="Capital")])
    made.references.append(Reference(NoteKind.FOOTNOTE, "k", made.length, 1))
    done = made.finish()
    assert done.text.plain == "Marx, Capital 4"
    assert [(done.text.plain[a:b], w.title) for a, b, w in done.embedded] == [("Marx, Capital 4", "Capital")]
    assert [done.text.plain[a:b] for a, b in done.raised] == ["Capital"]
    assert done.offset(made.references[0].offset) == len(done.text.plain)


def test_works_of_which_nothing_is_shown_are_none_of_the_texts():
    made = runs("a ")
    made.embed(1, [Work(title="Capital")])
    assert made.finish().embedded == ()


def test_parts_are_set_off_once_and_an_empty_one_not_at_all():
    made = Runs(kind=NoteKind.FOOTNOTE)
    for text in ("", "One. ", "", " ", "Two."):
        made.part()
        made.add(text)
    made.part()
    assert made.finish().text.plain == "One.\nTwo."


def test_what_is_cut_is_as_if_it_had_never_come():
    made = runs("a ", "b", " c")
    assert made.cut(2) == "b c"
    made.add("  d")
    assert (made.finish().text.plain, made.finish().text.emphasis, made.finish().raised) == ("a d", (), ())


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans()), max_size=8))
def test_ranges_are_sorted_apart_and_of_words(pairs):
    made = Runs()
    for text, italic in pairs:
        made.add(text, italic=italic, raised=italic)
    text = made.finish().text
    ends = [0, *(offset for span in text.emphasis for offset in span), len(text.plain)]
    assert ends == sorted(ends)
    assert all(text.plain[a:b] == text.plain[a:b].strip() != "" for a, b in text.emphasis)
