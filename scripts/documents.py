"""Writes what the documents take from the code: README's help texts and docs/findings.md. `--check` only compares."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from citecheck.cli import citecheck
from citecheck.findings import register

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- help: made by `make docs` -->\n", "<!-- end of help -->\n"


def main() -> int:
    """Writes, or with `--check` tells what is out of step (exit 1)."""
    stale = []
    for path, text in ((ROOT / "README.md", readme()), (ROOT / "docs" / "findings.md", findings())):
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(path.name)
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
    if stale and "--check" in sys.argv:
        print(f"out of step with the code: {', '.join(stale)}: run `make docs`", file=sys.stderr)
        return 1
    return 0


def readme() -> str:
    """README.md with the help texts of today."""
    text = (ROOT / "README.md").read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{helps()}{END}{after}"


def helps() -> str:
    """The help of the command and of each of its commands."""
    pages = [("citecheck", _help(citecheck, "citecheck"))]
    pages += [(f"citecheck {name}", _help(command, f"citecheck {name}")) for name, command in sorted(citecheck.commands.items())]
    return "".join(f"### `{name} --help`\n```text\n{page}\n```\n" for name, page in pages)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=110, max_content_width=110)
    return re.sub(r" +$", "", command.get_help(context), flags=re.MULTILINE)


def findings() -> str:
    """docs/findings.md: one section for each code."""
    head = (ROOT / "docs" / "verdicts.md").read_text("utf-8")
    rows = "".join(f"| [{e.code}](#{e.code.lower()}) | {e.name} | {e.level} |\n" for e in register().values())
    sections = "".join(
        f"\n## {e.code}\n**{e.name[0].upper()}{e.name[1:]}** ({e.level})\n\n{e.meaning}\n\nExample: {e.example}\n\nWhat to do: {e.remedy}\n"
        for e in register().values()
    )
    return f"{head}\n# Findings\n| code | finding | level |\n| --- | --- | --- |\n{rows}{sections}"


if __name__ == "__main__":
    sys.exit(main())
