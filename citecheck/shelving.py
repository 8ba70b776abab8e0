"""The commands that make, fill, show and remove local catalogues; loaded when one of them is asked for."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from citecheck.errors import CatalogueError, CitecheckError, ReadError, UsageError
from citecheck.options import CONFIG, DATA, EMBEDDED, ENGINE, PROGRESS

if TYPE_CHECKING:
    from rich.progress import TaskID

    from citecheck.catalogues.index import Added, Folder, Read, Summary
    from citecheck.catalogues.index.journal import Reading
    from citecheck.catalogues.index.progress import Watch
    from citecheck.model import Answer

_UNREAD = 3  # the exit code for input that could not be read, or holds nothing

NAME = click.argument("name", metavar="NAME")
SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


@click.command()
@NAME
@SOURCES
@CONFIG
@DATA
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Read only the first N entries of each SOURCE.")
@PROGRESS
def add(name: str, sources: tuple[str, ...], data: str | None, limit: int | None, progress: bool) -> int:
    """Add the records of the SOURCEs to the catalogue NAME, which is made where there is none.

    A SOURCE is a file, a folder, a pattern for several, or - for standard input; its format is seen in its content. A
    record replaces the one of the same address or DOI, or of the same key in an older state of that SOURCE. What is
    interrupted goes on where it stopped, when the same command is given again.
    """
    from citecheck.catalogues import index

    return _fill(index.folder(_free(name), data), sources, limit, progress)


@click.command()
@NAME
@SOURCES
@CONFIG
@DATA
@ENGINE
@PROGRESS
def build(
    name: str, sources: tuple[str, ...], data: str | None, engine: str, master: str | None, progress: bool
) -> int:
    """Make the catalogue NAME of the SOURCEs and of nothing else, on this machine or on a Spark cluster.

    A SOURCE is what it is for `add`; a cluster reads its files in parallel, and all its machines must see them under
    the same path. The catalogue is the same, whatever the engine. What is interrupted goes on where it stopped, when
    the same command is given again.
    """
    from citecheck.catalogues import index

    place = index.folder(_free(name), data)
    _require_unbuilt(place, sources)
    with _reading_by(engine, master) as elsewhere:
        return _fill(place, sources, None, progress, elsewhere)


@click.command()
@NAME
@SOURCES
@CONFIG
@DATA
@PROGRESS
def update(name: str, sources: tuple[str, ...], data: str | None, progress: bool) -> int:
    """Add newer SOURCEs to the catalogue NAME, which must be there: their records replace the older ones."""
    return _fill(_existing(name, data), sources, None, progress)


@click.command("list")
@CONFIG
@DATA
def list_(data: str | None) -> None:
    """List the local catalogues with their sizes."""
    from citecheck.catalogues import index

    for one in map(index.summary, index.folders(data)):
        held = _many(one.records, "record") if one.records is not None else "unreadable"
        click.echo(f"{one.name:<24} {held:>20} {_size(one.bytes):>12}")


@click.command()
@NAME
@CONFIG
@DATA
def info(name: str, data: str | None) -> int:
    """Tell what the catalogue NAME holds: its records, their sources, when they were added, and what was skipped."""
    from citecheck.catalogues import index

    told = index.summary(_existing(name, data))
    click.echo("\n".join(_lines(told)))
    if told.trouble:
        raise UsageError(told.trouble)
    return 0


@click.command()
@NAME
@click.argument("text")
@CONFIG
@DATA
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many records to ask for.")
def search(name: str, text: str, data: str | None, limit: int) -> None:
    """Show what the matcher sees in the catalogue NAME for a reference: its records, likeliest first, with scores.

    The first number of a line is the probability that the record is the work meant; those in brackets are its parts.
    """
    from citecheck import pipeline
    from citecheck.catalogues import index

    answer = pipeline.look_up(text, index.Index(_existing(name, data)), limit)
    for outage in answer.outages:
        raise CatalogueError(outage.reason)
    for line in _matches(answer):
        click.echo(line)


@click.command()
@NAME
@CONFIG
@DATA
def remove(name: str, data: str | None) -> None:
    """Delete the catalogue NAME."""
    from citecheck.catalogues import index

    index.remove(_existing(name, data))


COMMANDS = {command.name or "": command for command in (add, build, info, list_, remove, search, update)}


def _free(name: str) -> str:
    from citecheck.plugins import reserved

    if name in reserved():
        raise UsageError(f"{name!r} is the name of a catalogue that is no local index: choose another")
    return name


def _require_unbuilt(folder: Folder, sources: Iterable[str]) -> None:
    from citecheck.catalogues.index import summary

    wanted = {os.path.abspath(one) for one in sources}  # noqa: PTH100  (as the builder names them)
    others = [one.source for one in summary(folder).sources if one.source not in wanted] if folder.exists() else []
    if others:
        raise UsageError(
            f"the catalogue {folder.name!r} holds other sources ({others[0]}): add to it (citecheck catalogue add), "
            f"or remove it first"
        )


@contextmanager
def _reading_by(engine: str, master: str | None) -> Iterator[Read | None]:
    """What reads sources on other machines; None for this one."""
    if engine == EMBEDDED:
        if master:
            raise UsageError("--master names a Spark cluster: give --engine spark with it")
        yield None
        return
    from citecheck.batch import building, session

    with session.opened(master, "citecheck catalogue build") as spark:
        yield building.elsewhere(spark)


def _existing(name: str, data: str | None) -> Folder:
    from citecheck.catalogues import index
    from citecheck.plugins import nearest

    found = index.folder(name, data)
    if not found.exists():
        known = [one.name for one in index.folders(data)]
        told = nearest(name, known) if known else ": there is none yet (citecheck catalogue add NAME SOURCE...)"
        raise UsageError(f"no local catalogue is called {name!r}{told}")
    return found


# --- filling --------------------------------------------------------------------------------------------------------


def _fill(
    folder: Folder, sources: Iterable[str], limit: int | None, progress: bool, elsewhere: Read | None = None
) -> int:
    """Adds the sources one after the other; one that cannot be read does not keep the others out."""
    from citecheck.catalogues.index import Builder, remove, summary

    code, new = 0, not folder.exists()
    with Builder(folder) as builder, _watching(progress) as watch:
        for source in dict.fromkeys(sources):
            try:
                added = builder.add(source, limit, sys.stdin.buffer, watch, elsewhere)
            except (CatalogueError, ReadError, UsageError) as error:
                code = _failed(source, error)
            else:
                code = _told(source, added, folder) or code
        click.echo(f"{folder.name}: {_many(len(builder), 'record')}", err=True)
    if new and code and summary(folder).is_empty:
        remove(folder)  # a name mistyped or a file that cannot be read leaves nothing behind
    return code


def _failed(source: str, error: CitecheckError) -> int:
    text = str(error)
    click.echo(f"citecheck: {text if text.startswith(source) else f'{source}: {text}'}", err=True)
    return _UNREAD


def _told(source: str, added: Added, folder: Folder) -> int:
    """Says what a source gave and what was skipped; the exit code."""
    reading = added.reading
    if added.is_empty:
        click.echo(f"citecheck: {source}: holds no record{_skipped(reading)}", err=True)
        return _UNREAD
    new = ", unchanged, nothing to add" if added.is_unchanged else ""
    click.echo(f"{_reading(reading)}{new}", err=True)
    if reading.skipped:
        click.echo(f"  the first of each kind: {folder.log}", err=True)
    return 0


@contextmanager
def _watching(wanted: bool) -> Iterator[Watch]:
    """A bar on standard error, with the rate and the time that remains, where that is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda *_: None
        return
    from pathlib import Path
    from time import monotonic

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    told = "{task.description}: {task.fields[items]:,} entries, {task.fields[rate]:,.0f} a second"
    columns = (TextColumn(told), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        begun: dict[str, tuple[TaskID, int, float]] = {}  # the sources' bars, and from where and when they count

        def watch(source: str, items: int, part: float) -> None:
            if source not in begun:
                for other, *_ in begun.values():
                    bar.update(other, visible=False)
                begun[source] = bar.add_task(Path(source).name, total=1.0, items=0, rate=0.0), items, monotonic()
            task, first, start = begun[source]
            rate = (items - first) / max(monotonic() - start, 0.001)
            bar.update(task, completed=part, items=items, rate=rate)

        yield watch


# --- telling --------------------------------------------------------------------------------------------------------


def _lines(told: Summary) -> Iterator[str]:
    yield f"name      {told.name}"
    yield f"folder    {told.path}"
    yield f"schema    {'unreadable' if told.schema is None else told.schema}"
    yield f"records   {'unreadable' if told.records is None else f'{told.records:,}'}"
    if told.notices:
        yield f"notices   {told.notices:,}"
    each = f" ({told.bytes / told.records:,.0f} bytes a record)" if told.records else ""
    yield f"size      {_size(told.bytes)}{each}"
    for one in told.sources:
        yield f"source    {_reading(one)}, {'added' if one.done else 'not finished, last'} {one.day}"


def _reading(one: Reading) -> str:
    parts = [_many(one.records, "record")] if one.records or not one.notices else []
    parts += [_many(one.notices, "notice")] if one.notices else []
    return f"{one.source}: {', '.join(parts)}{_skipped(one)}"


def _skipped(one: Reading) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in one.skipped.most_common())
    return f"; {one.skipped.total():,} skipped ({kinds})" if kinds else ""


def _matches(answer: Answer) -> Iterator[str]:
    if not answer.matches:
        yield "no record"
    for one in answer.matches:
        work, record = one.record.work, one.record
        people = ", ".join(name.family or name.literal for name in work.authors or work.editors)
        year = str(work.issued.year) if work.issued else ""
        yield f"{one.probability:.3f}  {'. '.join(filter(None, (people, work.title, work.container, year)))}"
        parts = " ".join(f"{name} {score:.2f}" for name, score in one.parts)
        yield f"       {' = '.join((record.key, *record.also))}  [{parts}]"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    """Bytes as people read them.

    >>> _size(999), _size(2_500_000)
    ('999 B', '2.5 MB')
    """
    if count < 1000:
        return f"{count} B"
    thousands = min(int(math.log10(count)) // 3, 4)
    return f"{count / 1000**thousands:.1f} {('B', 'kB', 'MB', 'GB', 'TB')[thousands]}"
