"""Catalogues: whoever knows works. Those on this machine: the built-in shelf and bibliographic files."""

from __future__ import annotations

from citecheck.catalogues.file import FileCatalogue
from citecheck.catalogues.shelf import Shelf

__all__ = ["FileCatalogue", "Shelf"]
