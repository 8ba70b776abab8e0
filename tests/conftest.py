"""What many tests share: the checkout's folders, and the command as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault of the code; in CI the same examples each time, so that a change is judged by itself.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("steady")

ROOT = Path(__file__).parent.parent

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Run:
    """Runs `citecheck ARGUMENTS` offline, in a folder of its own; `text` is its standard input."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("CITECHECK")}
    clean |= {"CITECHECK_OFFLINE": "1", "CITECHECK_CACHE": str(tmp_path / "cache")}

    def run(
        *arguments: str, text: str | bytes = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "citecheck", *arguments],
            input=text.encode() if isinstance(text, str) else text,
            capture_output=True,
            cwd=tmp_path,
            env=clean | (env or {}),
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
