"""Local catalogues: any number of records in one embedded full-text index (tantivy), a folder for each.

`Index` is one as the matcher asks it, `Builder` the one writer that fills it, `summary` what is to be known about it.
"""

from __future__ import annotations

from citecheck.catalogues.index.build import STANDARD_INPUT, Added, Builder, Read, Step
from citecheck.catalogues.index.entry import Entry, Ready, ready
from citecheck.catalogues.index.folder import Folder, folder, folders
from citecheck.catalogues.index.search import Index
from citecheck.catalogues.index.summary import Summary, remove, summary

__all__ = [
    "STANDARD_INPUT", "Added", "Builder", "Entry", "Folder", "Index", "Read", "Ready", "Step", "Summary", "folder",
    "folders", "ready", "remove", "summary",
]  # fmt: skip
