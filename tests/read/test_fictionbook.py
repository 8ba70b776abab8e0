from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from citecheck.errors import ReadError
from citecheck.model import NoteKind
from citecheck.read.fictionbook import FictionBook

PATH = Path("a.fb2")
BOOK = """<?xml version="1.0" encoding="windows-1251"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"
xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><lang>ru</lang></title-info></description>
<body><section><title><p>Глава</p></title><p>Он сказал<a l:href="#n1" type="note">[1]</a> это<a l:href="#c1">*</a>, см.
<a l:href="http://example.org">там</a><a l:href="#n9" type="note">[9]</a>.</p></section></body>
<body name="notes"><title><p>Примечания</p></title><section id="n1"><title><p>1</p></title><p>Пайпс,
<emphasis>Ленин</emphasis>.</p>
<p>С. 4.</p></section></body><body name="comments"><section id="c1"><p>Там же.</p></section></body>
<binary id="x">AAAA</binary></FictionBook>""".encode("cp1251")


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [BOOK, zipped(book_fb2=BOOK)], ids=["plain", "zipped"])
def test_notes_and_comments(data: bytes) -> None:
    assert FictionBook().recognizes(data[:4096])
    document = FictionBook().read(data, PATH)
    assert document.language == "ru"
    chapter, running, heading, note, comment = document.blocks
    assert (chapter.text.plain, running.text.plain, heading.text.plain) == (
        "Глава",
        "Он сказал это, см. там.",
        "Примечания",
    )
    assert [(call.label, call.key) for call in running.calls] == [("1", "n1"), ("*", "c1"), ("9", "")]
    assert (note.label, note.text.plain, note.text.emphasis, note.kind) == (
        "1",
        "Пайпс, Ленин. С. 4.",
        ((7, 12),),
        NoteKind.FOOTNOTE,
    )
    assert (comment.label, comment.text.plain, comment.kind) == ("*", "Там же.", NoteKind.ENDNOTE)


@pytest.mark.parametrize("data", [zipped(book_txt=BOOK), zipped(a_fb2=BOOK, b_fb2=BOOK)], ids=["none", "two"])
def test_an_archive_must_hold_one_book(data: bytes) -> None:
    with pytest.raises(ReadError, match="FictionBooks instead of one"):
        FictionBook().read(data, PATH)


@pytest.mark.parametrize(
    "head",
    [b"<html>", b"PK\x03\x04", b"FictionBook", zipped(book_txt=BOOK)[:4096]],
    ids=["html", "zip", "text", "zipped text"],
)
def test_what_is_none(head: bytes) -> None:
    assert not FictionBook().recognizes(head)
