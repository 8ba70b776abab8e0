"""Notes and a bibliography formatted in a style, as Markdown, HTML, plain text and Word."""

from __future__ import annotations

import html as markup
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from citecheck.model import CheckedDocument, Reference, Report
from citecheck.report.citing import line
from citecheck.report.markdown import escaped

if TYPE_CHECKING:
    from citecheck.formats.citeproc import Cite, Line, Piece

_TAGS = {
    "italic": "i", "bold": "b", "underline": "u", "superscript": "sup", "subscript": "sub", "small-caps": "span",
}  # fmt: skip
_MARKS = {"italic": "*", "bold": "**"}
_CSS = """body { font: 1rem/1.5 serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
.works p { padding-left: 2em; text-indent: -2em } .sc { font-variant: small-caps }"""


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be written: for each document its path and its notes, as (label, line), and the works in order."""

    notes: tuple[tuple[str, tuple[tuple[str, Line], ...]], ...]
    works: tuple[Line, ...]


def page(report: Report, style: str, *, with_notes: bool) -> Page:
    """The works of a report in a style of CSL, and, if wanted, its notes. UsageError where no style is called so."""
    from citecheck.formats.citeproc import Typesetter  # lazy: citeproc-py takes a fifth of a second

    works = [(entry.citekey, entry.work) for entry in report.bibliography.entries]
    languages = {one.document.language for one in report.documents}
    language = languages.pop() if len(languages) == 1 else None
    keys = {reference: entry.citekey for entry in report.bibliography.entries for reference in entry.cited}
    notes = []
    for document in report.documents if with_notes else ():
        told = list(_cites(document, keys))
        lines = Typesetter(style, works, language).notes(cites for _, cites in told)
        notes.append((document.document.path, tuple((label, one) for (label, _), one in zip(told, lines, strict=True))))
    return Page(tuple(notes), Typesetter(style, works, language).bibliography())


def _cites(document: CheckedDocument, keys: Mapping[Reference, str]) -> Iterator[tuple[str, list[Cite]]]:
    """The label of each note that cites a work of the bibliography, and its citations."""
    from citecheck.formats.citeproc import Cite  # lazy, as above

    for checked in document.notes:
        note = checked.parsed.note
        told = [
            Cite(key, citation.locator, citation.signal)
            for number, citation in enumerate(checked.parsed.citations)
            if (key := keys.get(Reference(f"{document.document.path}#{note.id}", number)))
        ]
        if told:
            yield note.label or note.id, told


def markdown(written: Page) -> str:
    """Each work a paragraph, each note one that opens with its number."""
    return _sections(written, "## {}\n", "{}\\. {}\n", _marked, escaped)


def text(written: Page) -> str:
    """The same without marks."""
    return _sections(written, "{}\n", "{}. {}\n", lambda one: line(_plain(one)), line)


def _sections(written: Page, heading: str, note: str, shown: Callable[[Line], str], plain: Callable[[str], str]) -> str:
    paragraphs = []
    for path, notes in written.notes:
        paragraphs += [heading.format(plain(f"Notes: {path}"))]
        paragraphs += [note.format(plain(label), shown(one)) for label, one in notes]
    if written.works:
        paragraphs += [heading.format("Bibliography"), *(f"{shown(one)}\n" for one in written.works)]
    return "\n".join(paragraphs)


def html(written: Page) -> str:
    """One page that needs nothing else; no character of a title can become markup."""
    body = []
    for path, notes in written.notes:
        items = "\n".join(f"<p>{markup.escape(label)}. {_tagged(one)}</p>" for label, one in notes)
        body.append(f"<section>\n<h2>Notes: {markup.escape(path)}</h2>\n{items}\n</section>")
    works = "\n".join(f"<p>{_tagged(one)}</p>" for one in written.works)
    body += [f'<section class="works">\n<h2>Bibliography</h2>\n{works}\n</section>'] if works else []
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>Bibliography</title>\n'
        f"<style>\n{_CSS}\n</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def docx(written: Page) -> bytes:
    """A Word document."""
    from docx import Document  # lazy: python-docx is needed for this only
    from docx.shared import Cm

    document = Document()
    for path, notes in written.notes:
        document.add_heading(line(f"Notes: {path}"), 1)
        for label, one in notes:
            _run_on(document.add_paragraph(f"{line(label)}. "), one)
    if written.works:
        document.add_heading("Bibliography", 1)
    for one in written.works:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)
        _run_on(paragraph, one)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _run_on(paragraph: Any, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        font = paragraph.add_run(line(piece.text)).font
        for name in piece.decorations:
            setattr(font, name.replace("-", "_"), True)


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _marked(pieces: Iterable[Piece]) -> str:
    shown = ""
    for piece in pieces:
        mark = next((mark for name, mark in _MARKS.items() if name in piece.decorations), "")
        inner = piece.text.strip()
        before, after = (" " * (len(piece.text) - len(one)) for one in (piece.text.lstrip(), piece.text.rstrip()))
        shown += f"{before}{mark}{escaped(inner)}{mark}{after}" if inner else piece.text
    return shown.strip()


def _tagged(pieces: Iterable[Piece]) -> str:
    shown = ""
    for piece in pieces:
        text_ = markup.escape(line(piece.text), quote=False)
        for name in sorted(piece.decorations):
            opening = 'span class="sc"' if name == "small-caps" else _TAGS[name]
            text_ = f"<{opening}>{text_}</{_TAGS[name]}>"
        shown += text_
    return shown
