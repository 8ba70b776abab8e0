from __future__ import annotations

import pytest
from lxml import etree

from citecheck.read.marks import bare_label, clear_around


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[12]", "12"),
        (" 3. ", "3"),
        ("(a)", "a"),
        ("[n\u00a02]", "n 2"),
        ("**", "**"),
        ("†", "†"),
        ("", ""),
        ("[]", ""),
    ],
    ids=str,
)
def test_bare_label(text: str, label: str) -> None:
    assert bare_label(text) == label


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<p>fact[<a>1</a>].</p>", "fact."),
        ("<p><b>x</b> [<a>1</a>]</p>", "x "),
        ("<p>fact<sup><a>1</a>, <a>2</a></sup></p>", "fact"),
        ("<p>fact<sup>[<a>1</a>]</sup></p>", "fact"),
        ("<p>fact (see <a>1</a>)</p>", "fact (see )"),
        ("<p>fact <a>1</a>, more</p>", "fact , more"),
        ("<p>m<sup>2<a>1</a></sup></p>", "m2"),
        ("<p>fact<sup><a>1</a>, <i>x</i></sup></p>", "fact, x"),
    ],
    ids=str,
)
def test_clear_around(source: str, left: str) -> None:
    root = etree.fromstring(source)
    marks = list(root.iter("a"))
    clear_around(marks)
    for mark in marks:
        mark.text = ""
    assert "".join(root.itertext()) == left
