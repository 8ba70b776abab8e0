"""Local catalogues: any number of records in one embedded full-text index (tantivy), a folder for each.

`Index` is one as the matcher asks it, `Builder` the one writer that fills it, `summary` what is to be known about it.
"""

from __future__ import annotations

from citecheck.catalogues.index.build import Added, Builder, Step
from citecheck.catalogues.index.folder import Folder, folder, folders
from citecheck.catalogues.index.search import Index
from citecheck.catalogues.index.summary import Summary, remove, summary

__all__ = ["Added", "Builder", "Folder", "Index", "Step", "Summary", "folder", "folders", "remove", "summary"]
