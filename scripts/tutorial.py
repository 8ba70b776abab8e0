"""Writes the outputs in docs/tutorial.md anew, by running its commands: `python scripts/tutorial.py`."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "tutorial.md"
# A command in a block of its own, and after it the output it had when the page was made.
_STEP = re.compile(r"^    (citecheck [^\n]+)\n\n```text\n.*?^```\n", re.MULTILINE | re.DOTALL)
_SHOWN = 12  # lines of an output; the page is for reading


def page() -> str:
    """The page, each command that is followed by an output with the output of today."""
    return _STEP.sub(lambda found: f"    {found[1]}\n\n```text\n{_output(found[1])}```\n", PAGE.read_text("utf-8"))


def _output(command: str) -> str:
    """What the command prints, in the checkout, on a terminal of a hundred columns, whatever it exits with."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("CITECHECK", "FORCE_COLOR", "GITHUB"))}
    arguments = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(  # noqa: S603  (the commands of our own page)
        arguments,
        cwd=ROOT,
        env=plain | {"COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    told = [*lines[:_SHOWN], *(["..."] if len(lines) > _SHOWN else [])]
    return "".join(f"{line.rstrip()}\n" for line in told)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
