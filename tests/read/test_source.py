from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.errors import ReadError, UsageError
from citecheck.model import Document
from citecheck.protocols import Reader
from citecheck.read import choose, decode, load
from citecheck.read.markdown import Markdown
from citecheck.read.ocr import OcrMarkdown
from citecheck.read.source import LIMIT


class Zipped:
    """A reader that knows its format by its first bytes."""

    name = "zipped"
    suffixes: tuple[str, ...] = (".zip", ".docx")

    def recognizes(self, head: bytes) -> bool:
        return head.startswith(b"PK")

    def read(self, data: bytes, path: Path) -> Document:
        return Document(str(path), self.name, ())


READERS: Sequence[Reader] = (Markdown(), OcrMarkdown(), Zipped())


@pytest.mark.parametrize(
    ("name", "data", "wanted", "chosen"),
    [
        ("a.md", b"text", None, "markdown"),
        ("A.TXT", b"text", None, "markdown"),
        ("a.md", b"text", "ocr-md", "ocr-md"),
        ("a.docx", b"PK\x03\x04", None, "zipped"),
        ("a.md", b"PK\x03\x04", None, "zipped"),
        ("-", b"text", "markdown", "markdown"),
    ],
    ids=str,
)
def test_the_reader_is_the_one_wanted_else_by_content_else_by_suffix(
    name: str, data: bytes, wanted: str | None, chosen: str
) -> None:
    assert choose(READERS, data, Path(name), wanted).name == chosen


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'markdwon': did you mean 'markdown'\?"):
        choose(READERS, b"", Path("a.md"), "markdwon")
    with pytest.raises(UsageError, match="known are markdown, ocr-md, zipped"):
        choose(READERS, b"", Path("a.md"), "qqq")


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.mdd", "is it '.md'"), ("a.xyz", "reader for '.xyz'"), ("README", "without suffix")],
    ids=str,
)
def test_an_unknown_suffix_is_answered_with_what_to_do(name: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        choose(READERS, b"text", Path(name), None)
    assert "--from" in str(caught.value)


def test_load_gives_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"text")
    assert load(tmp_path / "a.md") == b"text"


def test_what_cannot_be_loaded_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "chapter.md").write_bytes(b" \n")
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(LIMIT + 1)
    for path, said in [
        (tmp_path, "a folder"),
        (tmp_path / "chapter.md", "empty"),
        (tmp_path / "chaptr.md", "did you mean"),
        (tmp_path / "zzz.md", "no such file"),
        (tmp_path / "no" / "zzz.md", "nor is there a folder"),
        (tmp_path / "chapter.md" / "x", "cannot be read"),
        (tmp_path / "large.md", "above the limit of 64 MB"),
        (tmp_path / "nul\x00.md", "cannot be read"),
    ]:
        with pytest.raises(ReadError, match=said) as caught:
            load(path)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xc3\xa9", "café"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("café".encode("utf-16"), "café"),
        (b"\xfe\xff" + "café".encode("utf-16-be"), "café"),
        (b"a\r\nb\rc", "a\nb\nc"),
        ("cafe\u0301".encode(), "café"),
        (b"", ""),
    ],
    ids=repr,
)
def test_text_is_decoded_without_a_guess(data: bytes, text: str) -> None:
    assert decode(data, Path("a.md")) == (text, ())


def test_other_bytes_are_read_as_windows_1252_and_the_first_bad_line_is_named() -> None:
    text, [warning] = decode(b"one\ntwo caf\xe9 \x93x\x94\n", Path("a.md"))
    assert text == "one\ntwo café “x”\n"
    assert "line 2" in warning


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04abc", "zip archive"),
        (b"{\\rtf1 abc", "RTF"),
        (b"abc\x00def", "not a text file"),
        (bytes(range(1, 9)) * 40, "not a text file"),
        (b"\xff\xfea", "byte order mark"),
    ],
    ids=repr,
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        decode(data, Path("a.md"))


@given(st.binary(max_size=80))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, warnings = decode(data, Path("a.md"))
    except ReadError:
        return
    assert "\r" not in text
    assert len(warnings) <= 1


def test_warnings_travel_with_the_document() -> None:
    assert Markdown().read(b"caf\xe9[^1]\n\n[^1]: x", Path("a.md")).warnings
    assert OcrMarkdown().read(b"caf\xe9", Path("a.md")).warnings
    assert not Markdown().read(b"x[^1]\n\n[^1]: x", Path("a.md")).warnings
