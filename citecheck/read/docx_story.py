"""Walks the paragraphs of a docx: body, footnotes, endnotes (WordprocessingML, ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from citecheck.model import NoteKind
from citecheck.read import fields
from citecheck.read.docx_fields import Fields
from citecheck.read.docx_styles import PLAIN, VAL, Look, Styles, W, is_heading
from citecheck.read.omml import M, linear
from citecheck.read.package import Element
from citecheck.read.runs import Reference, Runs
from citecheck.read.symbols import letter

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_TEXT, _PROPERTIES = f"{W}t", f"{W}rPr"
_OFF = frozenset({"0", "false", "off"})


class Story:
    """One part of the document being walked. `finished`: its paragraphs; with a `note`, all goes into that one."""

    def __init__(self, styles: Styles, links: Mapping[str, str]) -> None:
        self.finished: list[Runs] = []
        self.deleted: set[str] = set()
        self.page = 1
        self.paged = False
        self.section = 0
        self._styles = styles
        self._links = links
        self._now = Runs()
        self._note: Runs | None = None
        self._goes_on = False
        self._look = self._bare = PLAIN
        self._fields = Fields()
        self._fresh = False  # a page has begun and nothing stands on it yet
        self._sign: list[str] | None = None  # takes an author's own sign for a note

    def read(self, element: Element) -> None:
        """A paragraph, table or other block of the body."""
        handler = _HANDLERS.get(element.tag)
        if handler:
            handler(self, element)

    def note(self, element: Element, kind: NoteKind) -> Runs:
        """All paragraphs of a note as one."""
        self._note = self._now = Runs(kind=kind)
        self._fields = Fields()
        self._walk(element)
        return self._note

    def _walk(self, element: Element) -> None:
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler:
                handler(self, child)

    # --- paragraphs

    def _paragraph(self, element: Element) -> None:
        if not len(element):
            self._goes_on = False
            return
        properties = element.find(f"{W}pPr")
        self._begin(properties)
        self._walk(element)
        self._fields.end_paragraph()
        self._goes_on = _is_mark_deleted(properties)
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self.section += 1

    def _begin(self, properties: Element | None) -> None:
        style = None if properties is None else properties.find(f"{W}pStyle")
        self._look = self._styles.paragraph("" if style is None else style.get(VAL, ""))
        self._bare = self._styles.bare(self._look)
        if self._note is not None:
            self._now.part()
        elif not self._goes_on:
            own = is_heading(properties)
            self._now = Runs(self.page, heading=bool(self._look.heading if own is None else own))
            self.finished.append(self._now)
        if properties is not None and _is_on(properties.find(f"{W}pageBreakBefore")) and len(self.finished) > 1:
            self._turn_page()

    def _box(self, element: Element) -> None:
        """A text box hangs on a paragraph that goes on after it."""
        held = self._now, self._look, self._bare, self._fields
        self._fields, self._goes_on = Fields(), False
        self._walk(element)
        self._now, self._look, self._bare, self._fields = held

    # --- runs

    def _run(self, run: Element) -> None:
        look = self._bare
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._put(child.text or "", look)
            elif tag == _PROPERTIES:
                look = self._styles.run(child, self._look)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag], look)
            elif tag == f"{W}sym":
                self._put(_symbol(child), look)
            else:
                self.read(child)
        if self._sign is not None:
            self._close_sign()

    def _put(self, text: str, look: Look) -> None:
        if self._fields.coding or look.hidden:
            return
        if self._sign is not None:
            self._sign.append(text)
            return
        self._fresh = False
        self._now.add(text, italic=bool(look.italic), raised=bool(look.raised))

    def _math(self, element: Element) -> None:
        self._put(linear(element), PLAIN)

    def _object(self, element: Element) -> None:
        """What another program has set, of which Word keeps a picture; Equation Editor and MathType are "Equation"."""
        held = (ole.get("ProgID", "") for ole in element.iter(_OLE))
        self._now.unread += any(name.startswith("Equation") for name in held)
        self._seek(element)

    def _alternate(self, element: Element) -> None:
        """The same content twice, for new and for old programs: one is enough."""
        for choice in (*element.iterfind(f"{_MC}Choice"), *element.iterfind(f"{_MC}Fallback")):
            self._seek(choice)
            return

    def _seek(self, element: Element) -> None:
        """Through a drawing, of which only the text boxes are ours."""
        for child in element:
            handler = _HANDLERS.get(child.tag, Story._seek)
            handler(self, child)

    # --- pages

    def _break(self, element: Element) -> None:
        self._put(" ", PLAIN)
        if element.get(f"{W}type") == "page":
            self._turn_page()

    def _rendered_break(self, _: Element) -> None:
        """Word notes where a page began when it last saved; after an explicit break it says so again."""
        if not self._fresh:
            self._turn_page()
        self._fresh = False

    def _turn_page(self) -> None:
        self.page += 1
        self.paged = self._fresh = True
        if not self._now.length:
            self._now.page = self.page

    # --- notes

    def _footnote(self, element: Element) -> None:
        self._refer(NoteKind.FOOTNOTE, element)

    def _endnote(self, element: Element) -> None:
        self._refer(NoteKind.ENDNOTE, element)

    def _refer(self, kind: NoteKind, element: Element) -> None:
        if self._fields.coding:
            return
        if self._sign is not None:
            self._close_sign()
        custom = "" if _is_on_value(element.get(f"{W}customMarkFollows", "0")) else None
        self._now.references.append(
            Reference(kind, key(kind, element), self._now.length, self.page, self.section, custom)
        )
        self._sign = None if custom is None else []

    def _close_sign(self) -> None:
        """The sign an author chose follows the reference in the same run."""
        references = self._now.references
        references[-1] = replace(references[-1], custom="".join(self._sign or ()).strip())
        self._sign = None

    def _delete(self, element: Element) -> None:
        """What is struck is not read; notes that were called there went with it."""
        for kind, tag in ((NoteKind.FOOTNOTE, f"{W}footnoteReference"), (NoteKind.ENDNOTE, f"{W}endnoteReference")):
            self.deleted.update(key(kind, reference) for reference in element.iter(tag))

    # --- fields, links, content controls

    def _field_mark(self, element: Element) -> None:
        kind, data = element.get(f"{W}fldCharType", ""), element.findtext(f"{W}fldData")
        ended = self._fields.mark(kind, self._now, data or "")
        if ended:
            code, start = ended
            self._link(start, fields.address(code))

    def _code(self, element: Element) -> None:
        self._fields.code(element.text or "")

    def _simple_field(self, element: Element) -> None:
        start, code = self._now.length, element.get(f"{W}instr", "")
        self._walk(element)
        self._now.embed(start, fields.works(code, element.findtext(f"{W}fldData") or ""))
        self._link(start, fields.address(code))

    def _hyperlink(self, element: Element) -> None:
        start = self._now.length
        self._walk(element)
        self._link(start, self._links.get(element.get(f"{_R}id", ""), ""))

    def _link(self, start: int, address: str) -> None:
        if self._note is not None and address and not self._fields.coding:
            self._now.link(start, address)

    def _control(self, element: Element) -> None:
        start, within = self._now.length, self._now
        for content in element.iterfind(f"{W}sdtContent"):
            self._walk(content)
        tag = element.find(f"{W}sdtPr/{W}tag")
        if tag is not None and within is self._now:
            self._now.embed(start, fields.works(tag.get(VAL, "")))


def key(kind: NoteKind, element: Element) -> str:
    """What binds a reference and its note: footnotes and endnotes are counted apart."""
    return f"{'fn' if kind is NoteKind.FOOTNOTE else 'en'}{element.get(f'{W}id', '')}"


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if element.get(f"{W}font") == "Symbol":
        return letter(point)
    return chr(point) if point < 0xD800 or 0xE000 <= point < 0x10FFFF else ""


def _is_mark_deleted(properties: Element | None) -> bool:
    """Whether the end of the paragraph is struck, so that the next one goes on in it."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and any(mark.find(f"{W}{struck}") is not None for struck in ("del", "moveFrom"))


def _is_on(switch: Element | None) -> bool:
    return switch is not None and _is_on_value(switch.get(VAL, "1"))


def _is_on_value(value: str) -> bool:
    return value not in _OFF


_Handler = Callable[[Story, Element], None]
_THROUGH = (
    *(
        f"{W}{name}"
        for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "tbl", "tr", "tc", "ruby", "rubyBase")
    ),
)
# A no-break hyphen is written as a hyphen: page ranges and compounds are read by it.
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_HANDLERS: dict[str, _Handler] = dict.fromkeys(_THROUGH, Story._walk) | {
    f"{W}p": Story._paragraph,
    f"{W}r": Story._run,
    f"{W}br": Story._break,
    f"{W}lastRenderedPageBreak": Story._rendered_break,
    f"{W}footnoteReference": Story._footnote,
    f"{W}endnoteReference": Story._endnote,
    f"{W}del": Story._delete,
    f"{W}moveFrom": Story._delete,
    f"{W}fldChar": Story._field_mark,
    f"{W}instrText": Story._code,
    f"{W}fldSimple": Story._simple_field,
    f"{W}hyperlink": Story._hyperlink,
    f"{W}sdt": Story._control,
    f"{W}drawing": Story._seek,
    f"{W}pict": Story._seek,
    f"{W}object": Story._object,
    f"{W}txbxContent": Story._box,
    f"{_MC}AlternateContent": Story._alternate,
    f"{M}oMath": Story._math,
    f"{M}oMathPara": Story._math,
}
