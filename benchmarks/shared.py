"""Where the shared corpora lie, and the two ways in which every benchmark runs the command."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
# As users run it: with compiled modules kept.
SETTING = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
COMMAND = str(Path(sys.executable).with_name("citecheck"))


def run(*arguments: str, text: str | None = None) -> str:
    """Standard output of the command, whatever it exits with."""
    done = subprocess.run([COMMAND, *arguments], input=text, capture_output=True, text=True, check=False, env=SETTING)
    return done.stdout


def seconds(*command: str, text: str | None = None) -> float:
    """Processor seconds, user and system, of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=text, capture_output=True, text=True, check=False, env=SETTING)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak(*command: str, text: str | None = None) -> float:
    """The most memory that a process holds, in MB."""
    with tempfile.TemporaryFile("w+") as given:
        given.write(text or "")
        given.seek(0)
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, env=SETTING)
        _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024


def score(script: str, *arguments: str) -> list[str]:
    """The lines that a yardstick of ../shared/score prints."""
    command = [sys.executable, str(SHARED / "score" / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
