"""Where the links of a page, or of all pages of a book, lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from citecheck.read.flow import Element, has_text, text_of
from citecheck.read.html.families import words_of

_WRAPPING = frozenset({"b", "em", "font", "i", "small", "span", "strong", "sub", "sup"})


@dataclass(frozen=True)
class Page:
    """A page of HTML; `name`: its path inside a book, "" where it stands alone."""

    root: Element
    name: str = ""

    @cached_property
    def said(self) -> list[tuple[Element, frozenset[str]]]:
        """The elements that have attributes, each with what it says it is."""
        return [(element, words_of(element)) for element in self.root.xpath("//*[@*]")]

    def resolve(self, reference: str) -> str:
        """Where a link leads: ``"page#fragment"``.

        A page that stands alone takes every fragment for its own: a browser saves links into the page with the
        address that the page had.
        """
        address, _, fragment = reference.partition("#")
        if not address or not self.name:
            return f"{self.name}#{unquote(fragment)}"
        folder = posixpath.dirname(self.name)
        return f"{posixpath.normpath(posixpath.join(folder, unquote(address)))}#{unquote(fragment)}"


@dataclass(frozen=True)
class Link:
    """A link to a fragment; `order`: its place among all elements, of all pages, that bear a name or a link."""

    element: Element
    key: str
    order: int
    page: str

    @property
    def fragment(self) -> str:
        """The name it leads to."""
        return self.key.rpartition("#")[2]

    @cached_property
    def text(self) -> str:
        """What it prints."""
        return text_of(self.element)

    @cached_property
    def outermost(self) -> Element:
        """The link, or what is wrapped around it and prints nothing else but brackets."""
        return self._wrappers[-1]

    @cached_property
    def words(self) -> frozenset[str]:
        """What it and its wrappers say of themselves."""
        return frozenset().union(*map(words_of, self._wrappers))

    @property
    def names(self) -> Iterator[str]:
        """The keys under which a link back may know it: its own, and those of what is around, inside or just before."""
        around = [*self._wrappers, *self.element]
        before = [wrapper.getprevious() for wrapper in self._wrappers]
        for element in (*around, *(e for e in before if e is not None and not has_text(e) and not e.tail)):
            yield from (f"{self.page}#{name}" for name in (element.get("id"), element.get("name")) if name)

    @cached_property
    def _wrappers(self) -> list[Element]:
        wrappers, parent = [self.element], self.element.getparent()
        while parent is not None and parent.tag in _WRAPPING and _prints_only(parent, self.text):
            wrappers.append(parent)
            parent = parent.getparent()
        return wrappers


def _prints_only(element: Element, text: str) -> bool:
    """Whether an element prints no more than `text` and brackets; old pages wrap all they hold in one element."""
    printed = ""
    for piece in element.itertext():
        printed += piece
        if len(printed.strip()) > len(text) + 4:
            return False
    return " ".join(printed.split()).strip("[]() ") == text.strip("[]() ")


@dataclass(slots=True)
class Index:
    """The targets by key, the order of each, and the links to fragments."""

    targets: dict[str, Element] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    links: dict[Element, Link] = field(default_factory=dict)
    _inside: dict[Element, list[Link]] = field(default_factory=dict)
    _keys: dict[Element, frozenset[str]] = field(default_factory=dict)

    def within(self, element: Element) -> Sequence[Link]:
        """The links inside an element."""
        if element not in self._inside:
            self._inside[element] = [self.links[inner] for inner in element.iter("a") if inner in self.links]
        return self._inside[element]

    def leads(self, element: Element, names: Iterable[str]) -> bool:
        """Whether a link inside an element leads to one of these names."""
        if element not in self._keys:
            self._keys[element] = frozenset(link.key for link in self.within(element))
        return not self._keys[element].isdisjoint(names)


def index(pages: Sequence[Page]) -> Index:
    """One pass over all pages."""
    found, order = Index(), 0
    for page in pages:
        for element, _ in page.said:
            order += 1
            for name in (element.get("id"), element.get("name")):
                if name and f"{page.name}#{name}" not in found.targets:
                    found.targets[f"{page.name}#{name}"] = element
                    found.orders[f"{page.name}#{name}"] = order
            reference = element.get("href") or ""
            if element.tag == "a" and "#" in reference:
                found.links[element] = Link(element, page.resolve(reference), order, page.name)
    return found
