"""Comments beside the notes of a Word file: where they hang, and that nothing else has changed."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from citecheck import pipeline
from citecheck.config import Settings
from citecheck.errors import UsageError
from citecheck.model import Report
from citecheck.report.docx import AUTHOR, DocxReporter
from citecheck.report.html.segments import printable
from tests.conftest import ROOT, Run
from tests.report.samples import REPORT

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
UNKNOWN = "Karl Polanyi, The Unwritten Book of Turnips (New York: Rinehart, 1951), p. 3."
KNOWN = "Karl Polanyi, The Great Transformation (New York: Rinehart, 1944), p. 12."
SHARED = sorted((ROOT.parent / "shared" / "manuscripts" / "docx").glob("*.docx"))
SOFFICE = shutil.which("soffice")


def manuscript(path: Path, *notes: tuple[str, str]) -> Path:
    """A Word file with a paragraph for each note; `notes`: their kind and text."""
    word = docx.Document()
    for number, (kind, _) in enumerate(notes, 1):
        paragraph = word.add_paragraph(f"Paragraph {number} claims something")
        reference = OxmlElement(f"w:{kind}Reference")
        reference.set(qn("w:id"), str(number))
        paragraph.add_run()._r.append(reference)
        paragraph.add_run(" and goes on.")
    for kind in ("footnote", "endnote"):
        own = [(number, text) for number, (each, text) in enumerate(notes, 1) if each == kind]
        told = "".join(f'<w:{kind} w:id="{n}"><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:{kind}>' for n, t in own)
        blob = f'<w:{kind}s xmlns:w="{W}">{told}</w:{kind}s>'.encode()
        content = getattr(CONTENT_TYPE, f"WML_{kind.upper()}S")
        part = Part(PackURI(f"/word/{kind}s.xml"), content, blob, word.part.package)
        word.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
    word.save(str(path))
    return path


def typed(path: Path) -> Path:
    """A Word file whose notes are paragraphs of their own."""
    word = docx.Document()
    for number in (1, 2):
        word.add_paragraph(f"Paragraph {number} claims something").add_run(str(number)).font.superscript = True
    for number, text in ((1, KNOWN), (2, UNKNOWN)):
        note = word.add_paragraph()
        note.add_run(str(number)).font.superscript = True
        note.add_run(f" {text}")
    word.save(str(path))
    return path


def commented(path: Path) -> bytes:
    return DocxReporter().render(pipeline.check(path, Settings(("shelf",), select=("CC2",))))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def comments(data: bytes) -> list[etree._Element]:
    return list(etree.fromstring(parts(data)["word/comments.xml"]))


def bare(data: bytes) -> str:
    """The body without what anchors comments."""
    root = body(data)
    for each in [*root.iter(f"{{{W}}}commentRangeStart", f"{{{W}}}commentRangeEnd")]:
        each.getparent().remove(each)
    for each in [*root.iter(f"{{{W}}}commentReference")]:
        each.getparent().getparent().remove(each.getparent())
    return etree.tostring(root, method="c14n").decode()


def anchored(data: bytes, number: int) -> str:
    """The text and the references between a comment's two anchors."""
    told, inside = [], False
    for each in body(data).iter():
        if each.tag == f"{{{W}}}commentRangeStart" and each.get(f"{{{W}}}id") == str(number):
            inside = True
        elif each.tag == f"{{{W}}}commentRangeEnd" and each.get(f"{{{W}}}id") == str(number):
            inside = False
        elif inside and each.tag == f"{{{W}}}t":
            told.append(each.text)
        elif inside and each.tag.endswith("noteReference"):
            told.append(f"[{each.get(f'{{{W}}}id')}]")
    return "".join(told)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_comment_hangs_on_the_mark_of_its_note(tmp_path: Path, kind: str) -> None:
    data = commented(manuscript(tmp_path / "a.docx", (kind, KNOWN), (kind, UNKNOWN), (kind, KNOWN)))
    (comment,) = comments(data)
    assert comment.get(f"{{{W}}}author") == AUTHOR
    assert "".join(comment.itertext()).startswith("CC201 (error): Polanyi, “The Unwritten Book of Turnips” is in none")
    assert anchored(data, 0) == "[2]"


def test_notes_alike_each_have_their_own_comment(tmp_path: Path) -> None:
    path = manuscript(tmp_path / "a.docx", ("footnote", UNKNOWN), ("footnote", KNOWN), ("footnote", UNKNOWN))
    assert [anchored(commented(path), number) for number in (0, 1)] == ["[1]", "[3]"]


def test_a_typed_note_bears_its_comment_itself(tmp_path: Path) -> None:
    data = commented(typed(tmp_path / "a.docx"))
    assert len(comments(data)) == 1
    assert anchored(data, 0) == f"2 {UNKNOWN}"


def test_what_belongs_to_no_mark_is_not_lost(tmp_path: Path) -> None:
    path = manuscript(tmp_path / "a.docx", ("footnote", KNOWN))
    report = pipeline.check(path, Settings(("shelf",)))
    (one,) = report.documents
    lost = replace(one, findings=(replace(REPORT.documents[0].findings[3], note=None),))
    data = DocxReporter().render(replace(report, documents=(lost,)))
    assert anchored(data, 0) == "Paragraph 1 claims something"


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.name)
def test_nothing_else_changes(path: Path) -> None:
    report = pipeline.check(path, Settings(("shelf",)))
    before, after = path.read_bytes(), DocxReporter().render(report)
    shown = [finding for finding in report.documents[0].findings if finding.stands]
    assert len(comments(after)) == len(list(body(after).iter(f"{{{W}}}commentReference"))) == len(shown)
    assert bare(after) == bare(before)
    kept = {name for name in parts(before) if name.startswith("word/") and name.endswith(("notes.xml", "styles.xml"))}
    assert all(same(parts(before)[name], parts(after)[name]) for name in kept)


def same(one: bytes, other: bytes) -> bool:
    return etree.tostring(etree.fromstring(one), method="c14n") == etree.tostring(
        etree.fromstring(other), method="c14n"
    )


def test_a_second_run_replaces_the_comments_of_the_first(tmp_path: Path) -> None:
    first = commented(manuscript(tmp_path / "a.docx", ("footnote", UNKNOWN), ("endnote", UNKNOWN)))
    (tmp_path / "copy.docx").write_bytes(first)
    second = commented(tmp_path / "copy.docx")
    assert parts(second) == parts(first)


def test_comments_of_others_stay(tmp_path: Path) -> None:
    path = manuscript(tmp_path / "a.docx", ("footnote", UNKNOWN))
    word = docx.Document(str(path))
    word.add_comment(word.paragraphs[0].runs[0], "Mine", "An editor", "ae")
    word.save(str(path))
    (tmp_path / "copy.docx").write_bytes(commented(path))
    again = commented(tmp_path / "copy.docx")
    assert [one.get(f"{{{W}}}author") for one in comments(again)] == ["An editor", AUTHOR]
    assert anchored(again, 0) == "Paragraph 1 claims something"


def test_only_one_docx_can_be_commented(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this was read as markdown: use --format html or queries"):
        DocxReporter().render(REPORT)
    with pytest.raises(UsageError, match="for one manuscript, not 0"):
        DocxReporter().render(Report((), "1"))
    path = manuscript(tmp_path / "a.docx", ("footnote", KNOWN))
    report = pipeline.check(path, Settings(("shelf",)))
    path.unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        DocxReporter().render(report)


def test_from_the_command_line(command: Run, tmp_path: Path) -> None:
    manuscript(tmp_path / "a.docx", ("footnote", UNKNOWN))
    done = command("check", "a.docx", "--format", "docx=b.docx", "--format", "queries=q.docx", "--format", "queries")
    assert done.returncode == 1, done.stderr
    assert len(comments((tmp_path / "b.docx").read_bytes())) == 1
    (table,) = docx.Document(str(tmp_path / "q.docx")).tables
    assert next(cell.text for cell in table.rows[1].cells) == "AQ1, note 1"
    assert "**AQ1, note 1**" in done.stdout


@pytest.mark.parametrize("output", ["--format=docx=a.docx", "--output=a.docx", "--format=json=./a.docx"])
def test_the_manuscript_is_never_overwritten(command: Run, tmp_path: Path, output: str) -> None:
    before = manuscript(tmp_path / "a.docx", ("footnote", UNKNOWN)).read_bytes()
    done = command("check", "a.docx", output)
    assert (done.returncode, "is the manuscript itself" in done.stderr) == (2, True)
    assert (tmp_path / "a.docx").read_bytes() == before


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here")
def test_libreoffice_opens_the_copy_and_keeps_the_comments(tmp_path: Path) -> None:
    notes = [("footnote", UNKNOWN), ("footnote", KNOWN), ("endnote", UNKNOWN)]
    (tmp_path / "copy.docx").write_bytes(commented(manuscript(tmp_path / "a.docx", *notes)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [str(SOFFICE), profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "copy.docx")], check=True, capture_output=True, timeout=240)
    content = parts((tmp_path / "copy.odt").read_bytes())["content.xml"].decode()
    assert len(re.findall("<office:annotation ", content)) == 2
    assert len(re.findall("<text:note ", content)) == 3
    assert printable(content).count("CC201 (error)") == 2
