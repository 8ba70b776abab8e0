"""Writes what the documents take from the program: README's help texts and example, the pages of docs/ made of code.

python scripts/documents.py [--check]      (--check writes nothing and exits 1 where something is out of step)
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import catalogues
import click
import findings
import manpage
import reference
import tutorial

from citecheck import pipeline
from citecheck.cli import citecheck
from citecheck.config import Settings
from citecheck.report.text import TextReporter

ROOT = Path(__file__).parent.parent
SAMPLE = "refs/manuscripts/notes-article.md"


def main() -> int:
    """Writes, or tells what is out of step."""
    made = (catalogues, findings, manpage, reference, tutorial)
    pages = ((ROOT / "README.md", readme()), *((one.PAGE, one.page()) for one in made))
    stale = [(path, text) for path, text in pages if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path, _ in stale:
            click.echo(f"{path.name} is out of step with the program: run `make docs`", err=True)
        return 1 if stale else 0
    for path, text in stale:
        path.write_text(text, "utf-8")
    return 0


def readme() -> str:
    """README.md with the help texts and the example of today."""
    text = (ROOT / "README.md").read_text("utf-8")
    return filled(filled(text, "help", helps()), "example", example())


def filled(text: str, name: str, content: str) -> str:
    """The text with new content between the marks of this name."""
    begin, end = f"<!-- {name}: made by `make docs` -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}{content}{end}{after}"


def helps() -> str:
    """The help of the command and of each of its commands."""
    pages = _pages("citecheck", citecheck)
    return "".join(f"### `{name} --help`\n```text\n{_help(command, name)}\n```\n" for name, command in pages)


def _pages(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    found = [(name, command)]
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for one in command.list_commands(context):
            if inner := command.get_command(context, one):
                found += _pages(f"{name} {one}", inner)
    return found


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=110, max_content_width=110)
    return re.sub(r" +$", "", command.get_help(context), flags=re.MULTILINE)


def example() -> str:
    """The report on a sample."""
    report = pipeline.check(ROOT / SAMPLE, Settings(("shelf",)))
    return f"```text\n{TextReporter().render(report).replace(f'{ROOT}/', '')}```\n"


if __name__ == "__main__":
    sys.exit(main())
