"""Writes docs/catalogues.md from what the clients of the services declare: `python scripts/catalogues.py`."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

from citecheck import plugins
from citecheck.catalogues.online.doi import Doi
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.scope import SCOPES, Scope
from citecheck.catalogues.online.service import Asked
from citecheck.catalogues.online.turns import MOST
from citecheck.catalogues.online.wayback import Wayback, WaybackIndex
from citecheck.model import Work

PAGE = Path(__file__).parent.parent / "docs" / "catalogues.md"
_FIELDS = tuple(field.name for field in dataclasses.fields(Work))
_WITHOUT = re.compile(r"\(\?!\(\?s:\.\*\)(.+?)\)(?=\()")
_SPACING = re.compile(r"\\[AZb]|\\s\*|\(\?s:\.\*\)|(?<!\[)\^|\$|\[\^[><]\]\{0,\d+\}")
_ESCAPED = re.compile(r"\\(\W)")


def page() -> str:
    """The whole page."""
    services = {one.name: one.load() for one in entry_points(group=plugins.SERVICES) if one.name in SCOPES}
    lines = [*_holdings(services), *_manners({**services, **_OTHERS})]
    return "\n".join(lines).rstrip() + "\n"


_OTHERS = {one.name: one for one in (Doi, Wayback, WaybackIndex)}


_OPENING = f"""\
<!-- Made by scripts/catalogues.py from what the clients declare: change those. -->
# Catalogues on the network

Of each service at most {MOST} questions are asked about a reference, the next only where the one before brought
nothing: by an identifier, by the words of the reference, by fields. What goes out are the words of the reference and
its identifiers, never the sentence around it. A service is not asked for what it cannot hold, and a work is
"unresolved" only where every service that should hold it has answered that it does not.

## What each holds, and what it is asked
A work with one of the identifiers is asked for whatever its kind; else its kind and years decide. An ISBN whose check
digit is wrong is not asked by.
"""
_MANNERS = """\
## How often each is asked, and how it says that there is no such thing
Requests a second, and how many at a time: at first; what a service says in its answers is followed from then on. An
answer that has neither the shape of a find nor one of the last column is no absence: nothing is known. `doi`, `wayback`
and `wayback-index` are no catalogues: they tell whether a DOI exists and where a page is kept.
"""


def _holdings(services: dict[str, type[Asked]]) -> Iterator[str]:
    yield _OPENING
    yield "| service | holds | identifiers | kinds of work, years | asked for | tells |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, client in sorted(services.items()):
        scope = SCOPES[name]
        tells = ", ".join(one for one in _FIELDS if one in scope.fields)
        cells = (f"`{name}`", scope.reason, ", ".join(scope.schemes), _kinds(scope), _asked(client), tells)
        yield f"| {' | '.join(map(_cell, cells))} |"
    yield ""


def _kinds(scope: Scope) -> str:
    if not scope.kinds:
        return "none: by identifier alone"
    told = [", ".join(sorted(kind.value for kind in scope.kinds))]
    told += [f"since {scope.since}"] if scope.since else []
    told += [f"whose container names {' or '.join(scope.disciplines)}"] if scope.disciplines else []
    told += [f"in the language {' or '.join(scope.languages)}"] if scope.languages else []
    return "; ".join(told)


def _manners(clients: dict[str, type[Asked]]) -> Iterator[str]:
    yield _MANNERS
    yield "| service | address | limits | key | absent |"
    yield "| --- | --- | --- | --- | --- |"
    for name, client in sorted(clients.items()):
        absent = "; ".join(_shape(shape) for shape in client.absent)
        cells = (f"`{name}`", client.base.partition("//")[2], _limits(client.policy), _key(client.policy), absent)
        yield f"| {' | '.join(map(_cell, cells))} |"


def _limits(policy: Policy) -> str:
    told = [_rate(policy.rate)]
    told += [f"{_rate(policy.polite)} with `--mailto`"] if policy.polite else []
    told += [f"{_rate(policy.keyed)} with a key"] if policy.keyed else []
    told += ["a budget for the day"] if policy.daily else []
    told += ["nothing without `--mailto`"] if policy.needs_mailto else []
    return "; ".join(told)


def _rate(rate: Rate) -> str:
    every = f"{rate.per_second:.3g}" if rate.per_second >= 1 else f"1 in {1 / rate.per_second:.3g} s"
    return f"{every}, {rate.at_once} at a time" if rate.at_once > 1 else every


def _key(policy: Policy) -> str:
    return f"`{policy.key.variable}`" if policy.key else ""


def _shape(shape: Shape) -> str:
    """``404 text/plain `Resource not found```: the pattern without what only lets spaces pass."""
    type_ = f" {shape.type}" if shape.type else ""
    where = f" at `{shape.endpoint}`" if shape.endpoint else ""
    written = shape.holds.decode()
    without = _WITHOUT.search(written)
    bare = _ESCAPED.sub(r"\1", _SPACING.sub("", _WITHOUT.sub("", written))).replace("(?:", "(")
    held = "" if not written else f" `{bare}`" if bare else ", nothing in it"
    lacking = f" and no `{_SPACING.sub('', without[1])}`" if without else ""
    return f"{shape.status}{type_}{held}{lacking}{where}"


def _asked(client: type[Asked]) -> str:
    described = inspect.getdoc(getattr(client, "questions", client)) or ""
    return described.partition("\n")[0].rstrip(".")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
