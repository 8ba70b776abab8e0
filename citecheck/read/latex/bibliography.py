"""The works that a manuscript's own .bib files describe."""

from __future__ import annotations

import re

from citecheck.model import Place, Work
from citecheck.read.latex.files import Folder
from citecheck.read.latex.source import decoded

_RESOURCE = re.compile(
    r"\\(?P<command>addbibresource|addglobalbib|bibliography)\s*(?:\[[^\]\n]{0,200}\])?\s*\{(?P<names>[^{}]{0,2000})\}"
)


class Bibliography:
    """The .bib files of a manuscript, read when the first note cites from them."""

    def __init__(self, folder: Folder, path: str) -> None:
        self._folder = folder
        self._place = Place(path, 1)
        self._names: list[str] = []
        self._works: dict[str, Work] = {}

    def announce(self, text: str) -> None:
        """Notes the files that a source names; they may be named behind the first citation."""
        for found in _RESOURCE.finditer(text):
            self._names.extend(name.strip() for name in found["names"].split(",") if name.strip())

    def work(self, key: str) -> Work | None:
        """The work under a key, None where no file has it."""
        from citecheck.formats import bibtex  # loads pybtex, which most manuscripts do not need

        while self._names:
            path = self._folder.find(self._names.pop(0), ".bib", self._place)
            data = self._folder.bytes(path, self._place) if path else None
            if path and data:
                self._works.update(bibtex.loads(decoded(data, path)[0]).entries)
        return self._works.get(key)
