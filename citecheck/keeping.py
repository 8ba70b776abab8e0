"""The commands that show and clear the kept answers of services; loaded when one of them is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from citecheck.errors import UsageError
from citecheck.options import CACHE, CONFIG

if TYPE_CHECKING:
    from citecheck.catalogues.online.cache import Cache


@click.command()
@CONFIG
@CACHE
def info(cache: str | None) -> None:
    """Tell what is kept: how many answers of each service, and how many are out of date."""
    with _opened(cache) as kept:
        click.echo(f"file      {kept.path}")
        click.echo(f"size      {kept.size / 1e6:.1f} MB")
        for one in kept.holdings():
            stale = f", {one.stale:,} out of date" if one.stale else ""
            click.echo(f"{one.service:<16} {one.found:>9,} found, {one.absent:>9,} not found{stale}")


@click.command()
@CONFIG
@CACHE
@click.option("--not-found", is_flag=True, help="Only what was not found: it is asked again, and the rest stays.")
def clear(cache: str | None, not_found: bool) -> None:
    """Forget what is kept."""
    with _opened(cache) as kept:
        gone = kept.clear(absent_only=not_found)
    click.echo(f"{gone:,} answers forgotten", err=True)


COMMANDS = {command.name or "": command for command in (clear, info)}


@contextmanager
def _opened(folder: str | None) -> Iterator[Cache]:
    from citecheck.catalogues.online import cache, connection

    kept = cache.Cache(connection.folder(folder))
    try:
        yield kept
    finally:
        kept.close()
    if kept.trouble:
        raise UsageError(f"{kept.path}: {kept.trouble}: delete the file, it is made anew when it is needed")
