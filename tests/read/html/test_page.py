from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.errors import ReadError
from citecheck.read.html import Html
from citecheck.read.html.page import decode

PATH = Path("page.html")


def texts(data: bytes) -> list[str]:
    return [block.text.plain for block in Html().read(data, PATH).blocks]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>é</p>".encode(), "<p>é</p>"),
        ("\ufeff<p>é</p>".encode(), "<p>é</p>"),
        ("<p>é</p>".encode("utf-16"), "<p>é</p>"),
        ('<meta charset="windows-1251"><p>Ж'.encode("cp1251"), '<meta charset="windows-1251"><p>Ж'),
        (
            b'<meta content="text/html; charset=iso-8859-1">\x93\xe9\x94',
            '<meta content="text/html; charset=iso-8859-1">“é”',
        ),
        (b"<p>\x93\xe9\x94", "<p>“é”"),
        ('<meta charset="utf-7x"><p>é'.encode(), '<meta charset="utf-7x"><p>é'),
    ],
    ids=["utf-8", "marked", "utf-16", "declared", "latin 1 as browsers read it", "undeclared", "unknown label"],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>Two &amp three &copy; <b>4", ["One", "Two & three © 4"]),
        (
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>A<a id='x'/> b</p></body></html>",
            ["A b"],
        ),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>A & b<br></body></html>", ["A & b"]),
        (
            "<!DOCTYPE html><title>No</title><h1>Yes</h1><script>no()</script><p>It<!-- is --> is.</p>",
            ["Yes", "It is."],
        ),
        ("plain text", ["plain text"]),
    ],
    ids=["loose", "xhtml", "broken xhtml", "head and scripts", "no markup"],
)
def test_syntax(source: str, expected: list[str]) -> None:
    assert texts(source.encode()) == expected


@pytest.mark.parametrize(
    "data", [b"<div>" * 400, b"<p>" + b"a " * 6_000_000 + b"</p><p>after</p>", b"   "], ids=["deep", "long", "empty"]
)
def test_what_cannot_be_read_whole_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^page\.html: [^\n]+$"):
        Html().read(data, PATH)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!doctype html>\n<p>", True),
        (b"\xef\xbb\xbf <!-- saved from url=(0014)about:internet -->\n<HTML>", True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd"><html>', True),
        (b"<p>A paragraph</p>", False),
        (b"# About <html>", False),
        (b"", False),
    ],
    ids=str,
)
def test_recognizes(head: bytes, expected: bool) -> None:
    assert Html().recognizes(head) is expected


def test_language_and_lines() -> None:
    document = Html().read(b"<!doctype html><html lang='de-CH'>\n<body>\n<p>Eins</p>\n<p>Zwei</p>", PATH)
    assert (document.language, [block.place.line for block in document.blocks]) == ("de", [3, 4])
