"""Writes docs/reference.md from the program: formats, settings, codes. `python scripts/reference.py`."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from citecheck import plugins
from citecheck.cli import citecheck
from citecheck.config import Settings
from citecheck.findings import register

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"


def page() -> str:
    """The whole page."""
    return "\n".join([*_opening(), *_formats(), *_readers(), *_settings(), *_codes()]).rstrip() + "\n"


def _opening() -> Iterator[str]:
    yield "<!-- Made by scripts/reference.py from the program: change that. -->"
    yield "# Reference"
    yield "`citecheck COMMAND --help` and the manual page (`docs/citecheck.1`) tell all options of each command."
    yield ""


def _formats() -> Iterator[str]:
    yield "## Formats of a report (`check --format`)"
    rows = []
    for name in plugins.names(plugins.REPORTERS):
        made = type(plugins.reporter(name))
        module = (inspect.getmodule(made).__doc__ or "").partition("\n\n")[0]  # type: ignore[union-attr]
        rows.append((f"`{name}`", " ".join(module.split())))
    yield from _table(("format", "what it is"), rows)


def _readers() -> Iterator[str]:
    yield "## Formats of a manuscript (`--from`)"
    rows = [
        (f"`{name}`", " ".join(f"`{suffix}`" for suffix in plugins.reader(name).suffixes))
        for name in plugins.names(plugins.READERS)
    ]
    yield from _table(("name", "suffixes"), rows)


def _settings() -> Iterator[str]:
    """The options of `check` that a configuration file may set."""
    yield "## Settings of `check`"
    check = citecheck.commands["check"]
    defaults = Settings()
    rows = []
    for one in check.params:
        if isinstance(one, click.Option) and one.envvar and one.expose_value:
            key = max(one.opts, key=len).lstrip("-")
            default = getattr(defaults, str(one.name), None)
            shown = (
                ", ".join(default) if isinstance(default, tuple) else "" if default in (None, False) else str(default)
            )
            rows.append((f"`{key}`", f"`{one.envvar}`", f"`{shown}`" if shown else "", one.help or ""))
    yield from _table(("key and option", "variable", "default", "meaning"), rows)


def _codes() -> Iterator[str]:
    yield "## Codes"
    rows = [(f"[{one.code}](findings.md)", one.level.value, one.name) for one in register().values()]
    yield from _table(("code", "level", "finding"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
