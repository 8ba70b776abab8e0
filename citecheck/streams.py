"""Results go to standard output or into a file, everything else to standard error."""

from __future__ import annotations

import sys

import click

from citecheck.errors import UsageError


def write(content: str | bytes, path: str | None) -> None:
    """Writes to standard output, or to a file by rename, so that a failed run leaves the old file whole."""
    data = content.encode() if isinstance(content, str) else content
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from pathlib import Path

    target, draft = Path(path), Path(f"{path}.part")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


def say(line: str) -> None:
    """A line on standard error."""
    click.echo(line, err=True)
