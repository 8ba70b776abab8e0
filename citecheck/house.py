"""The styles of notes that a manuscript can be held against, from `refs/styles.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from citecheck import refs
from citecheck.errors import UsageError


@dataclass(frozen=True, slots=True)
class House:
    """What a style allows: see the head of `refs/styles.toml`."""

    name: str
    title: str
    csl: tuple[str, ...]
    ibid: bool = True
    op_cit: bool = True
    idem: bool = True
    short_first: bool = True


ANY = House("", "no style in particular", ())


@cache
def houses() -> dict[str, House]:
    """All of them, by name."""
    table = tomllib.loads((refs.folder() / "styles.toml").read_text("utf-8"))
    return {name: _house(name, row) for name, row in table.items()}


def house(name: str) -> House:
    """The style of a name of ours or of CSL, `ANY` for ""; UsageError that names the nearest where there is none."""
    if not name:
        return ANY
    found = houses().get(name) or next((one for one in houses().values() if name in one.csl), None)
    if found is None:
        near = get_close_matches(name, houses(), 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(houses())}"
        raise UsageError(f"no style of notes is called {name!r}: {hint}")
    return found


def _house(name: str, row: dict[str, object]) -> House:
    rules = {key.replace("-", "_"): value for key, value in row.items() if key not in {"name", "csl"}}
    csl = row["csl"]
    return House(name, str(row["name"]), tuple(csl) if isinstance(csl, list) else (), **rules)  # type: ignore[arg-type]
