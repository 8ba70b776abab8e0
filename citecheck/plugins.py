"""Finds readers, catalogues and reporters by name: ours and other people's, through the same entry points."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TypeVar, cast

from citecheck.catalogues.online.connection import ARCHIVE, Connection
from citecheck.config import Settings
from citecheck.errors import PluginError, UsageError
from citecheck.protocols import Catalogue, Reader, Reporter

READERS = "citecheck.readers"
CATALOGUES = "citecheck.catalogues"
SERVICES = "citecheck.services"
REPORTERS = "citecheck.reporters"

Plug = TypeVar("Plug")


def readers(suffix: str = "") -> Iterator[Reader]:
    """One of each reader, loaded as they are asked for; first the one named like the suffix, the likeliest."""
    known = names(READERS)
    likely = suffix.lstrip(".").lower()
    yield from (reader(name) for name in sorted(known, key=lambda name: (name != likely, name)))


def reader(name: str) -> Reader:
    """The reader of this name; UsageError that names the nearest where there is none."""
    return cast("Reader", _checked(_class(READERS, name)(), Reader))


def reporter(name: str) -> Reporter:
    """The reporter of this name; UsageError that names the nearest where there is none."""
    return cast("Reporter", _checked(_class(REPORTERS, name)(), Reporter))


def catalogue(name: str, settings: Settings, connection: Connection) -> Catalogue:
    """The catalogue of this name: a plugin, a service on the network, a local one, or the file of this name."""
    if name in _registered(SERVICES):
        return connection.catalogue(_class(SERVICES, name)(connection.bases.get(name, "")))
    if name in _registered(CATALOGUES):
        return cast("Catalogue", _checked(_class(CATALOGUES, name)(settings), Catalogue))
    return _on_this_machine(name, settings)


def _on_this_machine(name: str, settings: Settings) -> Catalogue:
    from citecheck.catalogues.file import FileCatalogue  # lazy: `extract` needs no catalogue
    from citecheck.catalogues.index.folder import folder, folders

    local = {one.name for one in folders(settings.data)}
    if name in local:
        from citecheck.catalogues.index import Index  # lazy: loads tantivy, which few runs need

        return Index(folder(name, settings.data))
    if _is_path(name):
        return FileCatalogue(Path(name))
    raise UsageError(f"no catalogue is called {name!r}{nearest(name, local | reserved())}")


def require_services(names: Iterable[str]) -> None:
    """UsageError for a name that no service has."""
    known = {*_registered(SERVICES), ARCHIVE}
    for name in names:
        if name not in known:
            raise UsageError(f"no service is called {name!r}{nearest(name, known)}")


def reserved() -> frozenset[str]:
    """The names that plugins have, so that no local catalogue can."""
    return frozenset(_registered(CATALOGUES)) | frozenset(_registered(SERVICES))


def names(group: str) -> tuple[str, ...]:
    """What is registered in a group, sorted; PluginError where nothing is (the program is not installed)."""
    return tuple(sorted(_registered(group)))


@cache
def _registered(group: str) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=group):
        rival = found.get(point.name)
        if rival and rival.value != point.value:
            raise PluginError(
                f"two plugins call themselves {point.name!r}: {rival.value} and {point.value}: uninstall one"
            )
        found[point.name] = point
    if not found:
        raise PluginError(
            f"no plugin of {group} is installed: run `pip install citecheck-notes`, or `pip install -e .` here"
        )
    return found


def _class(group: str, name: str) -> type:
    known = _registered(group)
    if name not in known:
        what = group.rpartition(".")[2].rstrip("s")
        raise UsageError(f"no {what} is called {name!r}{nearest(name, known)}")
    try:
        return cast("type", known[name].load())
    except (ImportError, AttributeError) as error:
        raise PluginError(f"the plugin {name!r} ({known[name].value}) cannot be loaded: {error}") from error


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the nearest known one, or all of them."""
    choices = sorted(known)
    close = difflib.get_close_matches(name, choices, n=1)
    return f": did you mean {close[0]!r}?" if close else f": there are {', '.join(choices)}"


def _is_path(name: str) -> bool:
    return "." in name or "/" in name or "\\" in name or Path(name).exists()


def _checked(plugin: Plug, protocol: type) -> Plug:
    if not isinstance(plugin, protocol):
        raise PluginError(f"the plugin {type(plugin).__module__} is no {protocol.__name__}: see docs/plugins.md")
    return plugin
