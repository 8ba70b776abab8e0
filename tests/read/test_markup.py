from __future__ import annotations

import pytest

from citecheck.read.markup import Definition, Passage, numbered, passages


def found(source: str, *, pages: bool = False) -> list[str]:
    """What the file holds: text of passages, heads of definitions; "#" marks headings, "=" a rule before."""
    pieces = []
    for piece in passages(source, pages=pages):
        if isinstance(piece, Definition):
            pieces.append(f"[^{piece.label}]@{piece.line}:{piece.column}")
        else:
            pieces.append("=" * piece.ruled + "#" * piece.heading + piece.number + piece.inline.text.plain.strip())
    return pieces


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("# One\n\ntwo\nthree\n\n---\n\nfour", ["#One", "two\nthree", "=four"]),
        ("- one\n- two\n\n3. three\n", ["one", "two", "3.three"]),
        ("one\n\ftwo\nthree\n\n\f# Four", ["one", "two\nthree", "#Four"]),
        ("* one\n\n+ two", ["*one", "two"]),
        ("* one\n* two", ["one", "two"]),
        ("|a|b|\n|-|-|\n|c|d|", ["a", "b", "c", "d"]),
        ("> quoted\n> on\nlazily", ["quoted\non\nlazily"]),
        ("  [^1]: one\n\n      two", ["[^1]@1:3", "one", "two"]),
        ("```\ncode\n```\n\n    code", []),
        ("<script>x</script>\n\n<div>text</div>", ["", "text"]),
    ],
    ids=repr,
)
def test_passages(source: str, pieces: list[str]) -> None:
    assert found(source) == pieces


def test_printed_pages_have_no_underlined_headings_definitions_or_indented_code() -> None:
    assert found("one\n---\n\n[1]: http://a.org\n\n    two", pages=True) == ["one", "=[1]: http://a.org", "two"]
    assert found("one\n---\n\n[1]: http://a.org\n\n    two") == ["#one"]


@pytest.mark.parametrize(
    ("source", "word", "place"),
    [
        ("one\n\ntwo three", "three", (3, 5)),
        ("> one\n> two three", "three", (2, 7)),
        ("- a\n\n  - b\n    three", "three", (4, 5)),
        ("| three | x |\n|-|-|\n| x | y |", "three", (1, 3)),
        ("| x | x |\n|-|-|\n| x | three |", "three", (3, 7)),
        ("| x | x |\n|-|-|", "x", (1, 3)),
        ("# three #", "three", (1, 3)),
        ("a\n   three", "three", (2, 4)),
        ("one\n\ftwo three", "three", (2, 6)),
        ("\tcode?\n\n1.  three", "three", (3, 5)),
    ],
    ids=repr,
)
def test_places(source: str, word: str, place: tuple[int, int]) -> None:
    passage = next(p for p in passages(source) if isinstance(p, Passage) and word in p.source)
    assert passage.place(passage.source.index(word)) == place


def test_a_number_goes_back_before_its_item() -> None:
    [passage] = [numbered(p) for p in passages("  12. Ibid.\n      more") if isinstance(p, Passage)]
    assert passage.inline.text.plain == "12. Ibid.\nmore"
    assert passage.place(0) == (1, 3)
    assert passage.place(passage.source.index("more")) == (2, 7)
