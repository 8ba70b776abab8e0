"""PDFs that LibreOffice sets: notes with links, tables, frames, columns, an author's note; skipped without it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.read.pdf.made import found

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
                         ("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("svg", "svg-compatible"))
)  # fmt: skip
STYLES = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Framed" style:family="paragraph"><style:paragraph-properties fo:border="0.5pt solid #000000"
fo:padding="2pt"/><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Link" style:family="text"><style:text-properties style:text-underline-style="solid"
style:text-underline-width="auto" style:text-underline-color="font-color"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-numbering-at="document"/>"""
CELL = """<style:style style:name="Cell" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>"""
SENTENCE = "The council met again in the spring and settled what it had left open the year before that. "


def layout(columns: int) -> str:
    inner = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>' if columns > 1 else ""
    return f"""<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="17cm"
    fo:page-height="24cm" fo:margin="2cm">{inner}<style:footnote-sep style:width="0.02cm" style:adjustment="left"
    style:rel-width="25%" style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/>
    </style:page-layout-properties></style:page-layout>"""


def flat(body: str, columns: int = 1) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>{STYLES}</office:styles><office:automatic-styles>{CELL}{layout(columns)}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def note(number: int, inside: str, sign: str = "") -> str:
    label = f' text:label="{sign}"' if sign else ""
    mark = f"<text:note-citation{label}>{sign or number}</text:note-citation>"
    text = f"<text:note-body>{paragraph(inside, 'Footnote')}</text:note-body>"
    return f'<text:note text:id="n{number}" text:note-class="footnote">{mark}{text}</text:note>'


def link(address: str) -> str:
    return f'<text:span text:style-name="Link">{address}</text:span>'


def paragraph(inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def table(*rows: tuple[str, str]) -> str:
    cells = "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell table:style-name="Cell">{paragraph(text, "Small")}</table:table-cell>' for text in row
        ) + "</table:table-row>" for row in rows
    )  # fmt: skip
    return f'<table:table><table:table-column table:number-columns-repeated="2"/>{cells}</table:table>'


HARBOURS, CRANES, PIERS = (
    "Ames, Harbours, 12.",
    "Borg, Cranes, http://example.org/1911, seen in May.",
    "Cole, Piers and the Men who kept them, 3.",
)
LINKED = CRANES.replace("http://example.org/1911", link("http://example.org/1911"))
NOTES = [("1", HARBOURS), ("2", CRANES), ("3", PIERS)]


def noted(apart: int) -> str:
    """Running text with three notes, so many sentences apart."""
    return " ".join(SENTENCE * apart + note(n, text) for n, text in enumerate((HARBOURS, LINKED, PIERS), start=1))


def tall(*after: str) -> str:
    """A page filled so far that what follows the notes' text stands right above them."""
    return flat(paragraph(SENTENCE * 7) + paragraph(noted(4)) + "".join(after))


ROWS = (("Port", "Cranes"), ("1", "4"), ("2", "17"), ("Berg", "21"))
PROFESSOR = "Professor at Alta. 4 Harbour Street."
CASES = {
    "links": (flat(paragraph(noted(4))), NOTES),
    "table": (tall(table(*ROWS)), NOTES),
    "frame": (tall(paragraph(SENTENCE, "Framed")), NOTES),
    "columns": (flat(paragraph(noted(14) + SENTENCE * 14), 2), NOTES),
    "author": (flat(paragraph("Harbours" + note(9, PROFESSOR, "*")) + paragraph(noted(4))), [("*", PROFESSOR), *NOTES]),
    "none": (flat(paragraph(SENTENCE + link(SENTENCE)) + paragraph(SENTENCE, "Small")), []),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("office")
    for name, (source, _) in CASES.items():
        (place / f"{name}.fodt").write_text(source, "utf-8")
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    sources = [str(place / f"{name}.fodt") for name in CASES]
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return place


@pytest.mark.parametrize("name", CASES)
def test_every_note_is_found(name: str, folder: Path) -> None:
    assert found((folder / f"{name}.pdf").read_bytes()) == CASES[name][1]
