from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind
from citecheck.read.pandoc import Pandoc

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def read(source: str, name: str) -> Document:
    return Pandoc().read(source.encode(), Path(name))


RST = """Capital
=======

He *said* so [#a]_ at once\\ [#b]_.

- An item, ``f(x)``, see `there <https://example.org/x>`__.

.. [#a] Pipes, *Lenin's
   Gulag*, 4.

   And more.
.. [#b] Ibid.
"""
ORG = "He /said/ so[fn:1] at once[fn:2].\n\n* Head\n\n[fn:1] Pipes, /Gulag/, 4.\n\n[fn:2] Ibid.\n"
WIKI = "He ''said'' so<ref>Pipes, ''Gulag'', 4.</ref> at once<ref>Ibid.</ref>.\n\n<references />\n"
TEXTILE = "He _said_ so[1] at once[2].\n\nfn1. Pipes, _Gulag_, 4.\n\nfn2. Ibid.\n"


@needs_pandoc
@pytest.mark.parametrize(
    ("name", "source"), [("a.org", ORG), ("a.wiki", WIKI), ("a.textile", TEXTILE)], ids=["org", "wiki", "textile"]
)
def test_notes_stand_behind_their_paragraph(name: str, source: str) -> None:
    document = read(source, name)
    running, first, second, *_ = document.blocks
    assert (document.format, document.warnings) == ("pandoc", ())
    assert running.text.plain == "He said so at once."
    assert running.text.emphasis == ((3, 7),)
    assert [(call.offset, call.label) for call in running.calls] == [(10, "1"), (18, "2")]
    assert (first.label, first.text.plain, first.text.emphasis) == ("1", "Pipes, Gulag, 4.", ((7, 12),))
    assert (second.label, second.text.plain, second.kind) == ("2", "Ibid.", NoteKind.FOOTNOTE)
    assert first.place.line is None


@needs_pandoc
def test_title_lists_and_notes_of_several_paragraphs() -> None:
    title, running, note, ibid, item = read(RST, "a.rst").blocks
    assert title.text.plain == "Capital"
    assert running.text.plain == "He said so at once."
    assert note.text.plain == "Pipes, Lenin's Gulag, 4.\nAnd more."
    assert note.text.emphasis == ((7, 20),)
    assert ibid.text.plain == "Ibid."
    assert item.text.plain == "An item, f(x), see there."
    assert item.text.links == ((19, 24, "https://example.org/x"),)


@needs_pandoc
def test_a_mark_that_repeats_a_note_is_told() -> None:
    document = read('A<ref name="x">Pipes, 4.</ref> b<ref name="x" /> c.\n', "a.mediawiki")
    assert [block.label for block in document.blocks if block.kind] == ["1"]
    assert document.warnings == ("a.mediawiki: 1 marks repeat a note, pandoc does not tell which: left out",)


@needs_pandoc
def test_quotations_citations_tables_and_definitions_keep_their_words() -> None:
    source = "Term :: its *sense*\n\n| one[fn:1] | two |\n|-----------+-----|\n| x | y^{2} |\n\n[fn:1] Note.\n"
    texts = [block.text.plain for block in read(f"- {source}", "a.org").blocks]
    assert {"Term", "one", "two", "Note.", "x", "y2"} <= set(texts)


@needs_pandoc
def test_nothing_is_read_in_from_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret.rst").write_text("A secret.", "utf-8")
    source = f"Before.\n\n.. include:: {tmp_path / 'secret.rst'}\n\nAfter.\n"
    try:
        document = Pandoc().read(source.encode(), tmp_path / "a.rst")
    except ReadError:
        return
    assert all("secret" not in block.text.plain for block in document.blocks)


def test_what_is_nested_too_deeply_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tree.json").write_text('{"blocks": ' + "[" * 100_000, "utf-8")
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\ncat '{tmp_path}/tree.json'\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ReadError, match="nested too deeply"):
        read("A", "a.rst")


def test_another_suffix_is_refused() -> None:
    with pytest.raises(ReadError, match=r"needs the suffix.*\.rst"):
        read("A", "a.txt")


def test_without_pandoc_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)  # as if the optional package were not there
    with pytest.raises(ReadError, match=r"pip install citecheck-notes\[pandoc\]"):
        read("A", "a.rst")


def test_a_program_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho 'it broke' >&2\nexit 3\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ReadError, match="it broke"):
        read("A", "a.rst")


def test_text_is_never_recognized() -> None:
    assert not Pandoc().recognizes(RST.encode())
