"""Sources of catalogues: files and dumps of any bibliographic format, read as a stream of records."""

from __future__ import annotations

from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.reading import Told, read, read_file, require
from citecheck.catalogues.sources.unpacked import files

__all__ = ["Skipped", "Told", "files", "read", "read_file", "require"]
