"""Reads HTML: pages of MediaWiki, Pandoc, Word and many others, and pages saved by a browser."""

from __future__ import annotations

from pathlib import Path

from citecheck.model import Document
from citecheck.read import tree
from citecheck.read.flow import blocks, vocabulary
from citecheck.read.html.index import Page
from citecheck.read.html.page import parse
from citecheck.read.html.roles import has_notes, roles_of
from citecheck.read.html.typed_notes import typed_blocks

__all__ = ["Html"]


class Html:
    """The `Reader` of HTML."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml", ".xht")

    def recognizes(self, head: bytes) -> bool:
        """By its document type or its root element."""
        doctype, root, _ = tree.opening(head)
        return root.lower() == b"html" or doctype.lower().startswith(b"<!doctype html")

    def read(self, data: bytes, path: Path) -> Document:
        """The page's text and notes, without its menus."""
        page = Page(parse(data, path))
        roles = roles_of([page])
        typed = () if has_notes(roles) else typed_blocks(page, roles, path)
        found = typed or tuple(blocks(page.root, vocabulary("html"), roles, path))
        return tree.document(path, self.name, found, tree.language(page.root))
