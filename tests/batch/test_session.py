"""What is said where Spark cannot be used."""

from pathlib import Path

import pytest

from tests.batch.cluster import require_spark
from tests.conftest import Run

BUILDING = ("catalogue", "build", "mine", "nowhere.jsonl", "--data", "data", "--engine", "spark")


def _without_pyspark(folder: Path) -> dict[str, str]:
    """An environment in which Python finds no PySpark."""
    (folder / "sitecustomize.py").write_text(
        "import importlib.util\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'pyspark' else find(name, *rest)\n"
    )
    return {"PYTHONPATH": str(folder)}


def test_without_pyspark(command: Run, tmp_path: Path) -> None:
    done = command(*BUILDING, env=_without_pyspark(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "citecheck: Spark is not installed: pip install 'citecheck-notes[spark]' (and Java 17 or newer)"
    ]


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"JAVA_HOME": "", "PATH": "nowhere"}, "there is none: install a Java runtime environment"),
        ({"JAVA_HOME": "nowhere"}, "there is none in JAVA_HOME (nowhere): install"),
    ],
    ids=["no java", "a wrong JAVA_HOME"],
)
def test_without_java(command: Run, env: dict[str, str], told: str) -> None:
    require_spark()
    done = command(*BUILDING, env=env)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_master_that_is_none(on_spark: Run) -> None:
    require_spark()
    done = on_spark(*BUILDING, "--master", "nonsense")
    assert done.returncode == 2
    (told,) = (line for line in done.stderr.splitlines() if line.startswith("citecheck: "))
    assert told.startswith("citecheck: Spark cannot be started at nonsense: ")
    assert "nonsense" in told.partition(": ")[2]
    assert "Traceback" not in done.stderr


def test_nothing_of_it_is_loaded_for_the_help(command: Run) -> None:
    done = command("catalogue", "build", "--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 0
    assert not {"pyspark", "pandas", "pyarrow"} & {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
