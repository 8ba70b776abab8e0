"""Settings: one frozen value, merged from defaults, a file, the environment and the command line; the last wins."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citecheck.errors import UsageError

NAME = "citecheck.toml"

# Whom a run asks, unless it is told otherwise: what is on this machine, then who holds most of what notes cite.
DEFAULT = ("shelf", "openlibrary", "wikidata", "k10plus", "loc", "crossref", "openalex", "datacite", "arxiv")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is to do.

    `catalogues`: names of plugins or of local catalogues, or paths of .bib and CSL-JSON files. `data`: the folder of
    the local catalogues, None for the user's data directory. `offline`: ask only catalogues on this machine, and of
    services what is kept of their answers. `mailto`: the user's address, which services are given. `cache`: the folder
    of kept answers, None for the user's cache directory. `bases`: other addresses of services, as "NAME=URL".
    `fail_on`, `select`, `ignore`: code prefixes ("CC2"); `fail_on` takes levels ("error", "warning", "info") too.
    `strict`: what is uncatalogued by nature counts as unresolved.
    `source`: the name of the reader, where it is not to be found out from the file.
    """

    catalogues: tuple[str, ...] = DEFAULT
    offline: bool = False
    mailto: str | None = None
    cache: str | None = None
    bases: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ("error",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source: str | None = None
    data: str | None = None
    strict: bool = False


def find(start: Path) -> Path | None:
    """The configuration file that holds for a folder: the first of it and its parents that has one.

    `citecheck.toml` wins over `pyproject.toml` in one folder; a pyproject.toml without `[tool.citecheck]` is passed.
    """
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
        project = folder / "pyproject.toml"
        if project.is_file() and "citecheck" in _parse(project).get("tool", {}):
            return project
    return None


def load(path: Path, known: frozenset[str]) -> dict[str, Any]:
    """The settings in a file, by their option names ("fail-on"); UsageError for a key that is not `known`."""
    table = _parse(path)
    table = table.get("tool", {}).get("citecheck", {}) if path.name == "pyproject.toml" else table
    if not isinstance(table, Mapping):
        raise UsageError(f"{path}: [tool.citecheck] is no table")
    for key in table:
        if key not in known:
            close = difflib.get_close_matches(key, sorted(known), n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(sorted(known))}"
            raise UsageError(f"{path}: no setting is called {key!r}: {hint}")
    return dict(table)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the configuration cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from error
