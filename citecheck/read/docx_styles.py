"""What the styles of a docx make of its runs: italic, raised, hidden (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from citecheck.read.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_OFF = frozenset({"0", "false", "off"})
_ITALIC, _STYLE, _RAISE, _HIDDEN = f"{W}i", f"{W}rStyle", f"{W}vertAlign", f"{W}vanish"
_FORMATS = frozenset({_ITALIC, _STYLE, _RAISE, _HIDDEN})
_LATENT = frozenset({"emphasis"})  # Word knows it though the file need not define it


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, and whether its paragraph is a heading; None: not said at this level."""

    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    heading: bool | None = None


PLAIN = Look()


class Styles:
    """The styles of one document, by id; without a styles part every run is as its own properties say."""

    def __init__(self, root: Element | None = None) -> None:
        self.language = ""
        self._parents: dict[str, str] = {}
        self._own: dict[str, Look] = {}
        self._looks: dict[str, Look] = {}
        self._standard = ""
        self._everywhere = PLAIN
        if root is not None:
            self._learn(root)

    def paragraph(self, style: str) -> Look:
        """The look that a paragraph's style (by id, "" where none is named) lends its runs."""
        return self._inherited(style or self._standard)

    def run(self, properties: Element, paragraph: Look) -> Look:
        """The look of a run: its own word is final, else paragraph and character style undo each other (17.7.3)."""
        italic = raised = hidden = None
        style = PLAIN
        for one in properties:
            tag = one.tag
            if tag == _ITALIC:
                italic = _is_on(one)
            elif tag == _STYLE:
                style = self._inherited(one.get(VAL, ""))
            elif tag == _RAISE:
                raised = one.get(VAL) == "superscript"
            elif tag == _HIDDEN:
                hidden = _is_on(one)
        if italic is None:
            italic = bool(self._everywhere.italic) or bool(paragraph.italic) != bool(style.italic)
        return Look(italic, style.raised if raised is None else raised, style.hidden if hidden is None else hidden)

    def bare(self, paragraph: Look) -> Look:
        """The look of a run that has no properties."""
        return Look(bool(self._everywhere.italic) or bool(paragraph.italic), False, False)

    def _inherited(self, style: str) -> Look:
        if style not in self._looks:
            self._looks[style] = self._gathered(style)
        return self._looks[style]

    def _gathered(self, style: str) -> Look:
        """What a style and those it is based on say, the nearest first."""
        if style not in self._own:
            return Look(italic=style.casefold() in _LATENT)
        look, seen = PLAIN, set[str]()
        while style in self._own and style not in seen:
            seen.add(style)
            own = self._own[style]
            look = Look(
                _first(look.italic, own.italic), _first(look.raised, own.raised), _first(look.hidden, own.hidden)
            )
            style = self._parents.get(style, "")
        return look

    def _learn(self, root: Element) -> None:
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._everywhere = _look(defaults)
        self.language = _language(defaults)
        for style in root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._own[name] = replace(_look(style.find(f"{W}rPr")), heading=is_heading(style.find(f"{W}pPr")))
            base = style.find(f"{W}basedOn")
            self._parents[name] = "" if base is None else base.get(VAL, "")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF:
                self._standard = name
                self.language = _language(style.find(f"{W}rPr")) or self.language


def _look(properties: Element | None) -> Look:
    if properties is None:
        return PLAIN
    said = {one.tag: one for one in properties if one.tag in _FORMATS}
    raised = said[_RAISE].get(VAL) == "superscript" if _RAISE in said else None
    return Look(_said(said.get(_ITALIC)), raised, _said(said.get(_HIDDEN)))


def _said(switch: Element | None) -> bool | None:
    return None if switch is None else _is_on(switch)


def _is_on(switch: Element) -> bool:
    return switch.get(VAL, "1") not in _OFF


def is_heading(properties: Element | None) -> bool | None:
    """Whether the properties of a paragraph say that it is a heading (level 9 is running text); None: not said."""
    level = None if properties is None else properties.find(f"{W}outlineLvl")
    return None if level is None else level.get(VAL, "9") in "012345678"


def _within(nearer: Look, farther: Look) -> Look:
    return Look(
        _first(nearer.italic, farther.italic),
        _first(nearer.raised, farther.raised),
        _first(nearer.hidden, farther.hidden),
        _first(nearer.heading, farther.heading),
    )


def _first(nearer: bool | None, farther: bool | None) -> bool | None:
    return farther if nearer is None else nearer


def _language(properties: Element | None) -> str:
    named = None if properties is None else properties.find(f"{W}lang")
    return "" if named is None else named.get(VAL, "")[:2].lower()
