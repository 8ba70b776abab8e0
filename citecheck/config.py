"""Settings: one frozen value, merged from defaults, a file, the environment and the command line; the last wins."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from citecheck.defaults import CATALOGUES
from citecheck.errors import UsageError

NAME = "citecheck.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is to do.

    `catalogues`: names of plugins or of local catalogues, or paths of .bib and CSL-JSON files. `data`: the folder of
    the local catalogues, None for the user's data directory. `offline`: ask only catalogues on this machine, and of
    services what is kept of their answers. `mailto`: the user's address, which services are given. `cache`: the folder
    of kept answers, None for the user's cache directory. `bases`: other addresses of services, as "NAME=URL".
    `fail_on`, `select`, `ignore`: code prefixes ("CC2"); `fail_on` takes levels ("error", "warning", "info") too.
    `links`: look whether the addresses that are cited lead anywhere. `strict`: what is uncatalogued by nature counts as
    unresolved.
    `source`: the name of the reader, where it is not to be found out from the file. `per_file_ignores`: (glob, codes)
    pairs. `ignore_file`, `baseline`: the paths of exemptions and of known findings, None for none.
    `decisions`: the path of the editors' decisions, None for `citecheck.decisions.json` beside each manuscript, "" for
    none. `style`: the name of the style of notes that holds, "" for what all of them share.
    """

    catalogues: tuple[str, ...] = CATALOGUES
    offline: bool = False
    mailto: str | None = None
    cache: str | None = None
    bases: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ("error",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source: str | None = None
    data: str | None = None
    links: bool = False
    strict: bool = False
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ignore_file: str | None = None
    baseline: str | None = None
    decisions: str | None = None
    style: str = ""


def chosen(settings: Settings | None, given: Mapping[str, Any]) -> Settings:
    """The settings with those that are given by name; UsageError for a name that is none.

    >>> chosen(None, {"fail_on": ["CC2"], "per_file_ignores": {"old/*": ["CC5"]}}).per_file_ignores
    (('old/*', ('CC5',)),)
    """
    known = {one.name: getattr(Settings(), one.name) for one in fields(Settings)}
    for name in given:
        if name not in known:
            raise UsageError(f"no setting is called {name!r}{_nearest(name, known)}")
    values: dict[str, Any] = {
        name: _frozen(value) if isinstance(known[name], tuple) else value for name, value in given.items()
    }
    return replace(settings or Settings(), **values)


def _frozen(value: Any) -> tuple[Any, ...]:
    """Lists and tables as tuples; a text alone is one of a list."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        return tuple((key, _frozen(inner)) for key, inner in value.items())
    return tuple(value)


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f": did you mean {close[0]!r}?" if close else f": known are {', '.join(sorted(known))}"


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
    """The settings in a file, by their option names ("fail-on"); UsageError for a key that is not `known`.

    A table of them is a list of texts, as the command line has it: ``{"old/*" = ["CC5"]}`` gives ``["old/*=CC5"]``.
    """
    table = _parse(path)
    table = table.get("tool", {}).get("citecheck", {}) if path.name == "pyproject.toml" else table
    if not isinstance(table, Mapping):
        raise UsageError(f"{path}: [tool.citecheck] is no table")
    for key in table:
        if key not in known:
            raise UsageError(f"{path}: no setting is called {key!r}{_nearest(key, known)}")
    return {key: _flat(value) if isinstance(value, Mapping) else value for key, value in table.items()}


def _flat(table: Mapping[str, Any]) -> list[str]:
    return [f"{key}={','.join(value) if isinstance(value, list) else value}" for key, value in table.items()]


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the configuration cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from error
