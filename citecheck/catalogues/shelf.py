"""The built-in catalogue: standard works, as .bib files in `refs/catalogue/`, so that the command runs anywhere."""

from __future__ import annotations

from citecheck import refs
from citecheck.catalogues.file import FileCatalogue
from citecheck.config import Settings


class Shelf(FileCatalogue):
    """Needs no network; an installation without its files answers nothing."""

    def __init__(self, _settings: Settings | None = None) -> None:
        super().__init__(*sorted((refs.folder() / "catalogue").glob("*.bib")), name="shelf")
