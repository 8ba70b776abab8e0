"""The walk from a tree to blocks: text, emphasis, marks and notes, whatever the format."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from citecheck.model import Block, NoteKind
from citecheck.read.draft import Noted
from citecheck.read.flow import Mark, Roles, Vocabulary, blocks

WORDS = Vocabulary(frozenset({"p", "d"}), frozenset({"i"}), frozenset({"x"}), frozenset({"br"}))


def read(source: str, *, called_here: bool = False, opening: str = "") -> tuple[Block, ...]:
    """The blocks of a tree in which every ``m`` is a mark and every ``n`` a note."""
    root = etree.fromstring(source)
    roles = Roles(
        notes={
            n: Noted(n.get("l", ""), n.get("k", ""), called_here=called_here, opening=opening) for n in root.iter("n")
        },
        marks={m: (Mark(m.text or "", m.get("k", "")),) for m in root.iter("m")},
        scopes={s: int(s.get("s")) for s in root.iter("s")},
    )
    return tuple(blocks(root, WORDS, roles, Path("a.xml")))


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<d><p>One.</p><p>Two.</p></d>", ["One.", "Two."]),
        ("<d>One.<p>Two.</p>Three.</d>", ["One.", "Two.", "Three."]),
        ("<d> \n<p>  One \n\t two<br/>three\u00a0 </p>\n</d>", ["One two three"]),
        ("<d><p>One<x>No.<p>No.</p></x>.</p></d>", ["One."]),
        ("<d><p>re\u00adsearch\u200b and\u2060—art</p></d>", ["research and—art"]),
        ("<d><p> </p><p/></d>", []),
        ("<d>a<u>b</u>c <u> d</u></d>", ["abc d"]),
    ],
    ids=str,
)
def test_text(source: str, texts: list[str]) -> None:
    assert [block.text.plain for block in read(source)] == texts


@pytest.mark.parametrize(
    ("source", "slanted"),
    [
        ("<p>In <i> Results </i>, 4</p>", ["Results"]),
        ("<p><i>A <i>B</i> C</i> D <i/></p>", ["A B C"]),
        ("<p><i>A</i> and <i>B</i></p>", ["A", "B"]),
        ("<p>A <i>e\u0301 B</i> c</p>", ["é B"]),
        ("<p>A <i>  </i> B</p>", []),
    ],
    ids=str,
)
def test_emphasis(source: str, slanted: list[str]) -> None:
    (block,) = read(source)
    assert [block.text.plain[start:end] for start, end in block.text.emphasis] == slanted


def test_emphasis_goes_on_across_paragraphs() -> None:
    first, second = read("<d><i><p>One</p><p>Two</p></i></d>")
    assert (first.text.emphasis, second.text.emphasis) == (((0, 3),), ((0, 3),))


def test_marks_are_no_text_and_know_their_place() -> None:
    (block,) = read("<p>So e\u0301 it\n was.<m k='a'>1</m> And<m>2</m></p>")
    assert block.text.plain == "So é it was. And"
    assert [(call.offset, call.label, call.key, call.place.line) for call in block.calls] == [
        (12, "1", "a", 2),
        (16, "2", "", 2),
    ]


def test_a_note_in_the_text_follows_its_paragraph() -> None:
    running, note, after = read(
        "<d><p>One.<n k='a' l='1'><p>See</p><p>Pipes.</p></n> Two.</p><p>3</p></d>", called_here=True
    )
    assert (running.text.plain, running.calls[0].offset, running.calls[0].key) == ("One. Two.", 4, "a")
    assert (note.kind, note.text.plain, note.label, note.key) == (NoteKind.FOOTNOTE, "See Pipes.", "1", "a")
    assert after.text.plain == "3"


def test_a_note_inside_emphasis_has_its_own() -> None:
    running, note = read("<p><i>One<n>See <i>B</i></n> two</i></p>", called_here=True)
    assert (running.text.emphasis, note.text.emphasis) == (((0, 7),), ((4, 5),))


@pytest.mark.parametrize(
    ("text", "opening", "expected"),
    [
        ("[1] Pipes", "1", "Pipes"),
        ("1. Pipes", "1", "Pipes"),
        (". Pipes", "1", "Pipes"),
        ("^ Pipes [ ]", "", "Pipes"),
        ("Pipes. ↩︎ ↩", "", "Pipes."),
        ("1 May 1917", "1", "1 May 1917"),
        ("12. Pipes", "1", "12. Pipes"),
        ("1. Pipes", "", "1. Pipes"),
        ("* Pipes", "*", "Pipes"),
        ("... says Pipes (sic)", "", "... says Pipes (sic)"),
        ("Pipes [1923]", "", "Pipes [1923]"),
        ("↩", "", ""),
    ],
    ids=str,
)
def test_what_is_left_of_a_label_goes(text: str, opening: str, expected: str) -> None:
    (note,) = read(f"<d><n>{text}</n></d>", opening=opening)
    assert note.text.plain == expected


def test_scopes_hold_inside_their_element() -> None:
    found = read("<d><p>a</p><s s='1'><p>b</p><s s='2'>c</s><p>d</p></s>e</d>")
    assert [(block.text.plain, block.scope) for block in found] == [
        ("a", None),
        ("b", 1),
        ("c", 2),
        ("d", 1),
        ("e", None),
    ]


def test_lines_are_left_out_where_they_are_not_the_file_s() -> None:
    root = etree.fromstring("<d><p>a</p></d>")
    (block,) = blocks(root, WORDS, Roles(), Path("a.zip"), lined=False)
    assert block.place.line is None


_TEXT = st.text(st.sampled_from("ab .\u00a0\n\u0301é[]^↩"), max_size=6)
_TREES = st.recursive(
    st.builds(lambda name, text: f"<{name}>{text}</{name}>", st.sampled_from("pdiumxn"), _TEXT),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(a + b for a, b in parts)}</{name}>",
        st.sampled_from("pdiun"),
        st.lists(st.tuples(inner, _TEXT), max_size=4),
    ),
    max_leaves=12,
)


@given(_TREES, st.booleans())
def test_whatever_the_tree_ranges_fit_their_text(tree: str, called_here: bool) -> None:
    for block in read(f"<d>{tree}</d>", called_here=called_here):
        plain = block.text.plain
        assert unicodedata.is_normalized("NFC", plain)
        assert plain == plain.strip()
        assert all(0 <= call.offset <= len(plain) for call in block.calls)
        edges = [edge for pair in block.text.emphasis for edge in pair]
        assert edges == sorted(edges)
        assert all(start < end <= len(plain) for start, end in block.text.emphasis)
