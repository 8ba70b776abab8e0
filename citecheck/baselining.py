"""The commands that keep the file of known findings; loaded when one of them is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citecheck.errors import UsageError
from citecheck.options import CATALOGUES, CHOICE, CONFIG, DECISIONS, FILES, SOURCE, STYLE, option
from citecheck.streams import say, write

if TYPE_CHECKING:
    from citecheck.model import Report
    from citecheck.suppress.baseline import Known

_UNREAD, _INCOMPLETE = 3, 4  # exit codes, as of `check`
_LABELS = {"k": "known", "m": "to be mended"}

BASELINE = option("--baseline", metavar="FILE", default=".citecheck-baseline.json", show_default=True, help="The file.")


@click.command()
@FILES
@BASELINE
@CONFIG
@SOURCE
@CATALOGUES
@STYLE
@DECISIONS
@CHOICE
def create(files: tuple[str, ...], baseline: str, **chosen: Any) -> int:
    """Write what a check of the FILEs finds today into a new baseline."""
    path = Path(baseline)
    if path.exists():
        raise UsageError(f"{path}: there is one: `citecheck baseline update` brings it up to date")
    return _record(files, path, (), chosen)


@click.command()
@FILES
@BASELINE
@CONFIG
@SOURCE
@CATALOGUES
@STYLE
@DECISIONS
@CHOICE
def update(files: tuple[str, ...], baseline: str, **chosen: Any) -> int:
    """Bring the baseline up to date for the FILEs: new findings in, those that are gone out, labels kept."""
    from citecheck.suppress.baseline import load

    return _record(files, Path(baseline), load(Path(baseline)), chosen)


@click.command()
@BASELINE
@click.option("--list", "listing", is_flag=True, help="Only list the findings with their labels.")
def audit(baseline: str, listing: bool) -> None:
    """Go through the findings of the baseline that have no label, and say of each whether it is to be mended."""
    from citecheck.suppress.baseline import dumps, load

    path = Path(baseline)
    known = load(path)
    if not listing:
        known = _labelled(known)
        write(dumps(known), baseline)
    for one in known if listing else ():
        click.echo(f"{_shown(one)} [{one.label or 'no label'}]")
    say(f"citecheck: {path}: {_counted(known)}")


def _record(files: Sequence[str], path: Path, before: Sequence[Known], chosen: dict[str, Any]) -> int:
    """Checks and writes; nothing where a file was not read or a catalogue not asked: findings would be missing."""
    from citecheck import gate, pipeline
    from citecheck.config import Settings
    from citecheck.suppress.baseline import dumps, of

    report = pipeline.check(files, Settings(**chosen))
    for failure in report.failures:
        say(f"citecheck: {failure.path}: {failure.reason}")
    for warning in report.warnings:
        say(f"citecheck: {warning}")
    if report.failures:
        return _UNREAD
    if gate.is_incomplete(report):
        say(f"citecheck: {path}: not written, since a catalogue could not be asked ({_silent(report)}): run it again")
        return _INCOMPLETE
    known = of(report, path, before)
    write(dumps(known), str(path))
    say(f"citecheck: {path}: {_counted(known)}")
    return 0


def _silent(report: Report) -> str:
    from citecheck.report.summary import silences

    return ", ".join(dict.fromkeys(one.catalogue for one in silences(report)))


def _labelled(known: Sequence[Known]) -> tuple[Known, ...]:
    """The findings, each without a label asked about until there is no more answer."""
    answered: list[Known] = []
    for number, one in enumerate(known):
        if one.label:
            answered.append(one)
            continue
        click.echo(_shown(one))
        try:
            answer = click.prompt("k known, m to be mended, s skip, q quit", type=click.Choice([*_LABELS, "s", "q"]))
        except click.Abort:
            answer = "q"
        if answer == "q":
            return (*answered, *known[number:])
        answered.append(replace(one, label=_LABELS.get(answer, "")))
    return tuple(answered)


def _shown(one: Known) -> str:
    from citecheck.report.citing import line

    times = f" ({one.count} times)" if one.count > 1 else ""
    return line(f"{one.key.path}: {one.key.code} {one.message}{times}")


def _counted(known: Sequence[Known]) -> str:
    count, unlabelled = sum(one.count for one in known), sum(one.count for one in known if not one.label)
    return f"{count} known finding{'' if count == 1 else 's'}, {unlabelled} without a label"


COMMANDS = {command.name or "": command for command in (create, update, audit)}
