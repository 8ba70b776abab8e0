"""XML from hostile hands, and what the first bytes of a file tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from citecheck.errors import ReadError
from citecheck.read import tree

PATH = Path("a.xml")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>caf&eacute;&nbsp;&mdash; x</a>", "café\u00a0— x"),
        (b'<!DOCTYPE a SYSTEM "a.dtd"><a>&nosuch; x</a>', "&nosuch; x"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "&b;"),
        (b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "&c;"),
        (b"<a>one<!-- two --> three<?four five?> six</a>", "one three six"),
        (b"<a>R&amp;D &lt;b&gt; &#233;</a>", "R&D <b> é"),
        ("<a>Ж</a>".encode("utf-16"), "Ж"),
    ],
    ids=str,
)
def test_parse(data: bytes, text: str) -> None:
    assert "".join(tree.parse(data, PATH).itertext()) == text


@pytest.mark.parametrize(
    "data",
    [b"<a><b></a>", b"", b"hello", b"<a>" * 300 + b"</a>" * 300, b"<a>R&D</a>", b"<a>" + b"x" * 11_000_000 + b"</a>"],
    ids=["crossed", "nothing", "no XML", "too deep", "bare ampersand", "too long"],
)
def test_parse_refuses(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.xml: broken XML: [^\n]+$"):
        tree.parse(data, PATH)


def test_another_kind_of_xml_is_named() -> None:
    with pytest.raises(ReadError, match="<svg>, which is not TEI"):
        tree.parse_as("TEI", {"TEI"}, b"<svg xmlns='http://www.w3.org/2000/svg'/>", PATH)


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<a b='c'>", b"a"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- > -->\n<!DOCTYPE x [<!ENTITY b 'c'>]>\n<a>", b"a"),
        ('<?xml version="1.0"?><tei:TEI>'.encode("utf-16"), b"tei:TEI"),
        (b"A < b and <a>", b""),
        (b"# Title <a>", b""),
        (b"", b""),
        (b"<" * 4096, b""),
        (b"<!--" + b"-" * 4092, b""),
        (b" <? ?>" * 600, b""),
    ],
    ids=str,
)
def test_opening(head: bytes, root: bytes) -> None:
    assert tree.opening(head)[1] == root


@pytest.mark.parametrize(
    ("attributes", "code"),
    [('xml:lang="pt-BR"', "pt"), ('lang="DE"', "de"), ('lang="C"', None), ('lang="grc"', None), ("", None)],
    ids=str,
)
def test_language(attributes: str, code: str | None) -> None:
    assert tree.language(etree.fromstring(f"<a {attributes}/>")) == code
