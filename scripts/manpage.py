"""Writes docs/citecheck.1, the manual page, from the command's own help: `python scripts/manpage.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from citecheck.cli import Exit, citecheck

PAGE = Path(__file__).parent.parent / "docs" / "citecheck.1"
_EXITS = {
    Exit.CLEAN: "Clean.",
    Exit.FINDINGS: "Findings at or above --fail-on.",
    Exit.USAGE: "Wrong usage or configuration.",
    Exit.UNREAD: "A file could not be read, or has no notes; the others are checked all the same.",
    Exit.INCOMPLETE: "A catalogue that was needed could not be asked.",
    Exit.INTERRUPTED: "Interrupted.",
}


def page() -> str:
    """The page in the man macros (man 7 man)."""
    commands = list(_commands(citecheck, click.Context(citecheck, info_name="citecheck")))
    lines = [
        '.\\" Made by scripts/manpage.py from the command itself.',
        '.TH CITECHECK 1 "" "citecheck" "User Commands"',
        ".SH NAME",
        "citecheck \\- verifies the footnotes of a manuscript",
        ".SH SYNOPSIS",
        ".B citecheck",
        ".I COMMAND",
        "[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
        ".SH DESCRIPTION",
        _text((citecheck.help or "").partition("\n\n")[0]),
        ".SH COMMANDS",
    ]
    for context, command in commands:
        lines += _command(context, command)
    lines += [".SH EXIT STATUS"]
    lines += [line for code, told in _EXITS.items() for line in (".TP", f".B {int(code)}", _text(told))]
    lines += [".SH ENVIRONMENT"]
    lines += [
        line for variable, told in sorted(_variables(commands)) for line in (".TP", f".B {variable}", _text(told))
    ]
    lines += [".TP", ".B NO_COLOR, FORCE_COLOR", "Forbid and force colours."]
    lines += [".SH FILES", ".TP", ".I citecheck.toml, pyproject.toml"]
    lines += [_text("The settings, in this folder or one above; in pyproject.toml under [tool.citecheck].")]
    return "\n".join(lines) + "\n"


def _commands(command: click.Command, context: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    """Every command that does something, with its context, in order."""
    if not isinstance(command, click.Group):
        yield context, command
        return
    for name in command.list_commands(context):
        if inner := command.get_command(context, name):
            yield from _commands(inner, click.Context(inner, parent=context, info_name=name))


def _command(context: click.Context, command: click.Command) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS {_text(context.command_path)} {_text(usage)}"
    yield from (line for told in (command.help or "").split("\n\n") for line in (".PP", _text(told)))
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1]:
            yield from (".TP", f".B {_text(record[0])}", _text(record[1]))


def _variables(commands: list[tuple[click.Context, click.Command]]) -> set[tuple[str, str]]:
    return {
        (str(one.envvar), f"Sets {max(one.opts, key=len)}.")
        for _, command in commands
        for one in command.params
        if one.envvar
    }


def _text(told: str) -> str:
    """On one line, with what troff would take for its own written so that it does not."""
    line = re.sub(r"\s+", " ", told).strip().replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
