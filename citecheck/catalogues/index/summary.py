"""What is to be known about a local catalogue without asking it anything, and its removal."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from citecheck.catalogues.index.build import Builder
from citecheck.catalogues.index.folder import Folder
from citecheck.catalogues.index.journal import Journal, Reading
from citecheck.catalogues.index.search import Index
from citecheck.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Summary:
    """`records`, `schema`: None where they cannot be read, which `trouble` explains; `bytes`: on the disk."""

    name: str
    path: str
    schema: int | None
    bytes: int
    records: int | None
    notices: int
    sources: tuple[Reading, ...]
    trouble: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the catalogue can be read and holds nothing."""
        return self.records == 0 and not self.notices


def summary(folder: Folder) -> Summary:
    """Of a catalogue of any version, sound or not."""
    schema, records, notices, trouble = None, None, 0, ""
    readings: tuple[Reading, ...] = ()
    try:
        schema = folder.version()
        with Journal(folder.journal) as journal:
            readings, notices = journal.readings(), journal.count_notices()
        records = len(Index(folder))
    except CatalogueError as error:
        trouble = str(error)
    return Summary(folder.name, str(folder.path), schema, folder.bytes(), records, notices, readings, trouble)


def remove(folder: Folder) -> None:
    """Deletes a catalogue, sound or not; UsageError while another process is writing it."""
    with suppress(CatalogueError):  # damaged, or of another version: nobody can be writing it
        Builder(folder).close()
    folder.remove()
