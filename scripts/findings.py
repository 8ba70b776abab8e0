"""Writes docs/findings.md from refs/findings.toml and refs/verdicts.toml: `python scripts/findings.py`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from citecheck import refs
from citecheck.findings import Explanation, register

PAGE = Path(__file__).parent.parent / "docs" / "findings.md"
_FAMILIES = {
    "CC1": "Marks and notes",
    "CC2": "Whether the work exists",
    "CC3": "Whether it is described rightly",
    "CC4": "What has become of it",
    "CC5": "The style of the notes",
    "CC6": "Comments to citecheck",
}


def page() -> str:
    """The whole page."""
    return "\n".join([*_opening(), *_verdicts(), *_codes()]).rstrip() + "\n"


def _opening() -> Iterator[str]:
    yield "<!-- Made by scripts/findings.py from refs/findings.toml and refs/verdicts.toml: change those. -->"
    yield "# Verdicts and findings"
    yield ""
    yield "Every work that a note cites gets a verdict. What an editor should look at is a finding with a code that"
    yield "never changes its meaning. `citecheck explain CODE` prints the same texts."
    yield ""


def _verdicts() -> Iterator[str]:
    yield "## The seven verdicts"
    yield ""
    for name, row in tomllib.loads((refs.folder() / "verdicts.toml").read_text("utf-8")).items():
        yield f"- **{name}**: {row['meaning']}"
    yield ""


def _codes() -> Iterator[str]:
    for family, codes in groupby(register().values(), key=lambda one: one.code[:3]):
        yield f"## {_FAMILIES[family]}"
        yield ""
        for one in codes:
            yield from _section(one)


def _section(one: Explanation) -> Iterator[str]:
    yield f"### {one.code}: {one.name}"
    yield ""
    yield f"*{one.level.value}.* {one.meaning}"
    yield ""
    yield f"Example: {one.example}"
    yield ""
    yield f"What to do: {one.remedy}"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
