"""The wheel carries everything: installed into an empty environment, the command runs from there, `refs/` included."""

import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel; ours lends its dependencies: no test needs an index."""
    place = tmp_path_factory.mktemp("wheel with a space")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT))
    (wheel,) = place.glob("citecheck_notes-*.whl")
    venv.create(place / "env", with_pip=False)
    scripts = place / "env" / "bin"
    _run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(scripts / "python"),
        "install",
        "--no-index",
        "--no-deps",
        str(wheel),
    )
    (site,) = (place / "env").glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts


def test_the_package_comes_from_the_wheel(installed: Path) -> None:
    where = _run(str(installed / "python"), "-c", "import citecheck.refs as r; print(r.__file__, r.folder())").split(
        "\n"
    )[0]
    assert where.count("wheel with a space") == 2


def test_the_command_runs_there(installed: Path, tmp_path: Path) -> None:
    chapter = tmp_path / "chapter.md"
    chapter.write_text("As was said.[^1]\n\n[^1]: Karl Polanyi, *The Great Transformation* (New York, 1944), p. 12.\n")
    said = _run(str(installed / "citecheck"), "check", str(chapter), "--offline", "--format", "json")
    assert '"verdict": "resolved"' in said
    assert "CC201" in _run(str(installed / "citecheck"), "explain", "CC201")


def _run(*command: str) -> str:
    """Standard output of a command that must succeed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CITECHECK"))}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=clean, cwd=tempfile.gettempdir())
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
