"""One cluster and one index for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.cluster import Cluster, environment, require_spark
from tests.catalogues.index.shelves import built
from tests.conftest import ROOT, Run

QUICK = "-XX:TieredStopAtLevel=1"  # Java's second compiler takes longer than any of these jobs
SUBMITTED = (
    f"--driver-memory 512m --driver-java-options {QUICK} --conf spark.executor.extraJavaOptions={QUICK} "
    "--conf spark.executor.memory=512m --conf spark.ui.enabled=false pyspark-shell"
)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in catalogue as an index."""
    return built(tmp_path_factory.mktemp("data"), str(ROOT / "refs" / "catalogue"), name="standard").path


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers, of which no test may kill one."""
    require_spark()
    with Cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def on_spark(command: Run) -> Run:
    """Runs `citecheck ARGUMENTS` as the driver of a job, in little memory."""
    setting = environment() | {"PYSPARK_SUBMIT_ARGS": SUBMITTED}

    def run(*arguments: str, **options: dict[str, str]) -> object:
        return command(*arguments, env=setting | options.get("env", {}))

    return run  # type: ignore[return-value]
