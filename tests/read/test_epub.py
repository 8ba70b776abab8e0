from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from citecheck.errors import ReadError
from citecheck.model import Block, NoteKind
from citecheck.read.epub import Epub

PATH = Path("book.epub")
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile
full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{}</body></html>'
ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData
xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>"""


def epub(bodies: dict[str, str], *, spine: str | None = None, **more: str) -> bytes:
    """A book of these bodies; `spine`: the names that are read, else all; `more`: other parts, ``__`` for a slash."""
    manifest = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml" properties="{name.removesuffix(".xhtml")}"/>'
        for n, name in enumerate(bodies)
    )
    ids = {name: f"i{n}" for n, name in enumerate(bodies)}
    order = "".join(f'<itemref idref="{ids[name]}"/>' for name in (bodies if spine is None else spine.split()))
    package = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language
    >de-AT</dc:language></metadata><manifest>{manifest}</manifest><spine>{order}</spine></package>"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, body in bodies.items():
            archive.writestr(f"OEBPS/{unquote(name)}", XHTML.format(body))
        parts = {"META-INF__container.xml": CONTAINER, "OEBPS__book.opf": package} | more
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def read(data: bytes) -> tuple[Block, ...]:
    return Epub().read(data, PATH).blocks


def test_notes_in_a_file_of_their_own() -> None:
    data = epub(
        {
            "text/c%201.xhtml": '<p>So he says.<a href="../notes.xhtml#n1" id="r1" epub:type="noteref">1</a></p>',
            "text/c2.xhtml": '<p>And so.<a href="../notes.xhtml#n2" id="r2" epub:type="noteref">2</a></p>',
            "notes.xhtml": """<section epub:type="endnotes"><h2>Notes</h2><ol><li id="n1" epub:type="endnote"><p>Pipes,
            <i>Lenin</i>. <a href="text/c%201.xhtml#r1" epub:type="backlink">↩</a></p></li><li id="n2"
            epub:type="endnote"><p>Ibid.
            <a href="text/c2.xhtml#r2" epub:type="backlink">↩</a></p></li></ol></section>""",
        }
    )
    first, second, heading, note, ibid = read(data)
    assert [(c.label, c.key) for b in (first, second) for c in b.calls] == [("1", note.key), ("2", ibid.key)]
    assert (note.text.plain, note.text.emphasis, note.kind, note.label) == (
        "Pipes, Lenin.",
        ((7, 12),),
        NoteKind.ENDNOTE,
        "1",
    )
    assert (ibid.text.plain, heading.text.plain) == ("Ibid.", "Notes")
    assert {block.scope for block in (first, second, note)} == {None}
    assert (note.place.path, note.place.line) == ("book.epub", None)


def test_numbers_that_begin_anew_make_scopes() -> None:
    chapter = """<p>So.<a href="#f1" id="r1" class="fn">1</a></p><p id="f1"><a href="#r1">1</a> {}.</p>"""
    found = read(epub({"a.xhtml": chapter.format("Pipes"), "b.xhtml": chapter.format("Cliff")}))
    assert [(b.text.plain, b.label, b.scope) for b in found] == [
        ("So.", "", 1), ("Pipes.", "1", 1), ("So.", "", 2), ("Cliff.", "1", 2),
    ]  # fmt: skip
    assert found[0].calls[0].key != found[2].calls[0].key


def test_endnotes_of_chapters_belong_to_their_chapters() -> None:
    notes = "".join(f'<p id="{c}1"><a href="{c}.xhtml#r1">1</a> Note {c}.</p>' for c in "ab")
    bodies = {f"{c}.xhtml": f'<p>{c}<a href="notes.xhtml#{c}1" id="r1">1</a></p>' for c in "ab"}
    found = read(epub(bodies | {"notes.xhtml": notes}))
    assert [(b.text.plain, b.scope) for b in found if b.kind] == [("Note a.", 1), ("Note b.", 2)]


def test_a_note_that_two_chapters_call_binds_both() -> None:
    first = '<p>So.<a href="notes.xhtml#n1" epub:type="noteref">1</a>'
    call = first + ' So.<a href="notes.xhtml#{}" epub:type="noteref">2</a></p>'
    notes = "".join(f'<aside id="n{n}" epub:type="footnote">Note {n}.</aside>' for n in (1, 2, 3))
    found = read(epub({"a.xhtml": call.format("n2"), "b.xhtml": call.format("n3"), "notes.xhtml": notes}))
    assert {block.scope for block in found} == {None}


def test_the_spine_tells_the_order_and_what_is_read() -> None:
    bodies = {
        "nav.xhtml": "<nav><ol><li>One</li></ol></nav>",
        "b.xhtml": '<p>Second.<a href="n.xhtml#n1" epub:type="noteref">*</a></p>',
        "a.xhtml": "<p>First.</p>",
        "n.xhtml": '<p>Unread.</p><aside id="n1" epub:type="footnote">Pipes.</aside>',
    }
    assert [b.text.plain for b in read(epub(bodies, spine="a.xhtml nav.xhtml b.xhtml"))] == [
        "First.",
        "Second.",
        "Pipes.",
    ]


def test_loose_xhtml_is_mended() -> None:
    data = epub({"a.xhtml": "<p>Tom & Jerry&nbsp;run<br>on.</p>"})
    assert [block.text.plain for block in read(data)] == ["Tom & Jerry run on."]


def test_the_language_is_the_book_s() -> None:
    assert Epub().read(epub({"a.xhtml": "<p>A</p>"}), PATH).language == "de"


@pytest.mark.parametrize(
    "algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"], ids=["idpf", "adobe"]
)
def test_scrambled_fonts_do_not_matter(algorithm: str) -> None:
    data = epub({"a.xhtml": "<p>A</p>"}, **{"META-INF__encryption.xml": ENCRYPTION.format(algorithm)})
    assert read(data)[0].text.plain == "A"


_CONTAINER = "META-INF__container.xml"
REFUSED = {
    "DRM": (epub({"a.xhtml": ""}, **{"META-INF__encryption.xml": ENCRYPTION.format("aes128-cbc")}), "DRM"),
    "a path that climbs out": (epub({"../../etc/passwd": ""}), "leads out of the book"),
    "an absolute path": (epub({"a.xhtml": ""}, **{_CONTAINER: CONTAINER.replace("OEBPS", "/etc")}), "leads out"),
    "an address": (epub({"http://example.org/a": ""}), "leads out of the book"),
    "no spine": (epub({"a.xhtml": ""}, spine=""), "spine is empty"),
    "no book": (epub({"a.xhtml": ""}, **{_CONTAINER: "<container/>"}), "names no book"),
    "no package": (epub({"a.xhtml": ""}, **{_CONTAINER: CONTAINER.replace("book.opf", "x.opf")}), "x.opf"),
    "no zip": (b"PK\x03\x04 and so on", "not a whole document"),
    "a bomb": (epub({"a.xhtml": "<p>" + "a " * 5_000_000 + "</p>"}), ""),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_is_refused_and_why(case: str) -> None:
    data, reason = REFUSED[case]
    if case == "a bomb":
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
        data, reason = buffer.getvalue(), "zip bomb"
    with pytest.raises(ReadError, match=rf"^book\.epub: [^\n]*{reason}[^\n]*$"):
        read(data)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (epub({"a.xhtml": ""})[:4096], True),
        (b"PK\x03\x04" + b"\0" * 4000, False),
        (epub({"a.xhtml": ""})[:4096].replace(b"epub+zip", b"x-other0"), False),
        (b"application/epub+zip", False),
    ],
    ids=["epub", "zip", "another mimetype", "text"],
)
def test_recognizes(head: bytes, expected: bool) -> None:
    assert Epub().recognizes(head) is expected
