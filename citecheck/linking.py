"""The command that matches references by the million; loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.errors import CatalogueError, ReadError, UsageError
from citecheck.options import EMBEDDED

if TYPE_CHECKING:
    from citecheck.batch import embedded
    from citecheck.batch.parts import Part
    from citecheck.batch.spark import Watch

_UNREAD, _INCOMPLETE = 3, 4


def link(
    references: str,
    index: str,
    output: str,
    engine: str,
    master: str | None,
    part_size: int | None,
    jobs: int | None,
    data: str | None,
    quiet: bool,
    progress: bool,
) -> int:
    """Matches references on an engine; the exit code."""
    place = _index(index, data)
    try:
        if engine == EMBEDDED:
            parts = _on_this_machine(references, place, output, part_size, jobs, progress and not quiet)
        else:
            parts = _on_spark(references, place, output, part_size, master, progress and not quiet)
    except CatalogueError as error:
        click.echo(f"citecheck: {error}", err=True)
        return _INCOMPLETE
    if not quiet:
        _tell(parts, "a second and process" if engine == EMBEDDED else "a second")
    return _code(parts)


def _on_this_machine(
    references: str, index: str, output: str, part_size: int | None, jobs: int | None, shown: bool
) -> list[Part]:
    from citecheck.batch import embedded
    from citecheck.batch.parts import Work

    if not Path(index, "catalogue.json").exists():
        raise UsageError(f"{index}: no local catalogue lies there")
    work = Work(references, index, output, part_size or embedded.ROWS)
    with _watching_rows(shown) as watch:
        return embedded.link(work, jobs or embedded.cores(), watch)


def _on_spark(
    references: str, index: str, output: str, part_size: int | None, master: str | None, shown: bool
) -> list[Part]:
    from citecheck.batch import hadoop, session, spark
    from citecheck.batch.parts import Work

    if not (hadoop.is_uri(references) or Path(references).exists()):
        raise ReadError(f"{references}: no such file or folder")
    work = Work(references, index, output, part_size or spark.ROWS)
    with session.opened(master, f"citecheck link {references}") as opened, _watching(shown) as watch:
        return spark.link(opened, work, watch)


def _code(parts: list[Part]) -> int:
    from citecheck.batch.parts import verdicts

    if any(part.errors > part.lost for part in parts) or not any(part.rows for part in parts):
        return _UNREAD
    return _INCOMPLETE if any(part.lost for part in parts) or "unchecked" in verdicts(parts) else 0


def _index(name: str, data: str | None) -> str:
    """The folder of a catalogue's name; a path or a URI as it is."""
    from citecheck.catalogues.index import folder

    if "/" in name or Path(name).is_dir():
        return name
    found = folder(name, data)
    if not found.exists():
        raise UsageError(f"no local catalogue is called {name!r}: citecheck catalogue list")
    return str(found.path)


def _tell(parts: list[Part], measure: str) -> None:
    """The sums on standard error. `measure`: of what the rate is, since processes of this machine work side by side."""
    from citecheck.batch.parts import verdicts

    rows, seconds = sum(one.rows for one in parts), sum(one.seconds for one in parts)
    tasks = sorted(task for one in parts for task in one.tasks)
    click.echo(f"{rows:,} rows in {len(parts)} parts, {seconds:,.1f} s: {rows / max(seconds, 0.001):,.0f} {measure}",
               err=True)  # fmt: skip
    if tasks:
        told = f"{tasks[0]:.1f} to {tasks[-1]:.1f} s, median {tasks[len(tasks) // 2]:.1f}"
        click.echo(f"tasks: {len(tasks)}, {told}; begun again: {sum(one.retries for one in parts)}", err=True)
    for verdict, count in verdicts(parts).most_common():
        click.echo(f"  {verdict:<12} {count:>12,}", err=True)
    if errors := sum(one.errors for one in parts):
        click.echo(f"  with an error {errors:>10,}", err=True)


@contextmanager
def _watching(wanted: bool) -> Iterator[Watch]:
    """A bar of the parts on standard error, where that is a terminal."""
    told = "part {task.fields[done]} of {task.fields[parts]}, {task.fields[retries]} tasks begun again"
    with _bar(wanted, told) as update:

        def watch(done: int, parts: int, share: float, retries: int) -> None:
            update(completed=(done + share) / parts, total=1.0, done=done, parts=parts, retries=retries)

        yield watch


@contextmanager
def _watching_rows(wanted: bool) -> Iterator[embedded.Watch]:
    """A bar of the rows on standard error, where that is a terminal."""
    told = "{task.completed:,.0f} rows, {task.fields[parts]} parts, {task.fields[retries]} begun again"
    with _bar(wanted, told) as update:

        def watch(rows: int, whole: int, parts: int, retries: int) -> None:
            update(completed=rows, total=max(whole, rows), parts=parts, retries=retries)

        yield watch


@contextmanager
def _bar(wanted: bool, told: str) -> Iterator[Callable[..., None]]:
    """What brings a bar up to date; nothing is shown where it is not wanted, or there is no terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda **_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn(told), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield partial(bar.update, bar.add_task("", total=None, done=0, parts=1, retries=0))
