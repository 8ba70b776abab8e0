"""What we hand to CI systems, run as they run it: the very commands of each file, in a scratch repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

BIN = Path(sys.executable).parent
GOOD = "The market was never natural.[^1]\n\n[^1]: Karl Polanyi, *The Great Transformation* (New York, 1944), p. 12.\n"
BAD = "A claim.[^1]\n\n[^1]: Karl Polanyi, *The Unwritten Book of Markets and Turnips* (New York, 1951), p. 3.\n"
DANGLING = "A claim.[^1]\n\n[^1]: Polanyi, op. cit., p. 3.\n"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GITLAB = ROOT / "ci" / "gitlab" / "citecheck.yml"
GUIDE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BASH = shutil.which("bash")

pytestmark = pytest.mark.skipif(BASH is None or shutil.which("git") is None, reason="no bash or git here")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with manuscripts."""
    folder = tmp_path / "project"
    (folder / "chapters" / "one two").mkdir(parents=True)
    (folder / "chapters" / "good.md").write_text(GOOD)
    (folder / "chapters" / "one two" / "bad.md").write_text(BAD)
    (folder / "chapters" / "dangling.md").write_text(DANGLING)
    run(["git", "init", "--quiet"], folder)
    run(["git", "add", "."], folder)
    return folder


def run(command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """As on a CI machine: our command is on the path, no setting of this machine is known; only the shelf is asked."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CITECHECK", "GITHUB", "GIT_"))}
    clean |= {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder.parent)}
    clean |= {"CITECHECK_CATALOGUE": "shelf"} | dict(env or {})
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)


def valid(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    return run([str(BIN / "check-jsonschema"), "--builtin-schema", schema, str(path)], path.parent)


# --- GitHub -----------------------------------------------------------------------------------------------------------


def act(project: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], Path]:
    """Runs the action's own script with the inputs; its process, its outputs, and the runner's folder."""
    runner = project.parent / "runner"
    runner.mkdir(exist_ok=True)
    given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()} | inputs
    (step,) = [one for one in ACTION["runs"]["steps"] if one.get("id") == "check"]
    env = {name: _filled(value, given, runner) for name, value in step["env"].items()}
    outputs, summary = runner / "outputs", runner / "summary.md"
    env |= {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary)}
    done = run([str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], project, env)
    told = dict(line.split("=", 1) for line in outputs.read_text().splitlines()) if outputs.exists() else {}
    return done, told, runner


def _filled(value: str, inputs: Mapping[str, str], runner: Path) -> str:
    text = value.replace("${{ runner.temp }}", str(runner))
    return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: inputs[found[1]], text)


def test_the_action_is_one() -> None:
    assert valid("vendor.github-actions", ROOT / "action.yml").returncode == 0


def test_the_action_checks_and_reports(project: Path) -> None:
    done, outputs, runner = act(project, files="chapters/**/*.md")
    assert done.returncode == 1, done.stderr
    assert "::error file=chapters/one two/bad.md,line=3,col=1,title=CC201::" in done.stdout
    assert outputs == {"sarif": str(runner / "citecheck.sarif"), "exit-code": "1"}
    (sarif,) = json.loads((runner / "citecheck.sarif").read_text())["runs"]
    assert {one["ruleId"] for one in sarif["results"]} >= {"CC201", "CC503"}
    assert "| CC201 |" in (runner / "summary.md").read_text()


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"files": "chapters/good.md"}, 0),
        ({"files": "chapters/good.md\nchapters/one two/*.md"}, 1),
        ({"files": "chapters/one two/bad.md", "fail-on": "CC5"}, 0),
        ({"files": "chapters/one two/bad.md", "args": "--ignore CC2 --quiet"}, 0),
        ({"files": "chapters/*.docx"}, 2),
        ({"files": "chapters/missing.md"}, 3),
        ({"files": "chapters/good.md; touch forged"}, 3),
        ({"files": "chapters/good.md", "args": "; touch forged"}, 3),
        ({"files": "$(touch forged)"}, 3),
    ],
    ids=str,
)
def test_inputs_of_the_action(project: Path, inputs: dict[str, str], code: int) -> None:
    done, _, _ = act(project, **inputs)
    assert done.returncode == code, done.stdout + done.stderr
    assert not (project / "forged").exists()


def test_the_action_installs_what_it_lies_in(project: Path, tmp_path: Path) -> None:
    (step,) = [one for one in ACTION["runs"]["steps"] if one.get("name") == "Install citecheck"]
    # Of what the runner would fetch nothing is fetched here: the package alone, built by what is installed.
    env = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_TARGET": str(tmp_path / "site")}
    done = run([str(BASH), "-ec", step["run"]], project, env | {"GITHUB_ACTION_PATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "citecheck" / "report" / "html" / "templates" / "report.html").is_file()


# --- GitLab -----------------------------------------------------------------------------------------------------------


def test_the_gitlab_job(project: Path) -> None:
    job: dict[str, Any] = yaml.safe_load(GITLAB.read_text("utf-8"))["citecheck"]
    variables = {name: str(value) for name, value in job["variables"].items()}
    done = run([str(BASH), "-eo", "pipefail", "-c", "\n".join(job["script"])], project, variables)
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    issues = json.loads((project / reports["codequality"]).read_text())
    assert {"chapters/one two/bad.md", "chapters/dangling.md"} <= {one["location"]["path"] for one in issues}
    assert "<testsuites" in (project / reports["junit"]).read_text()


def test_the_gitlab_file_is_one() -> None:
    assert valid("vendor.gitlab-ci", GITLAB).returncode == 0


# --- pre-commit -------------------------------------------------------------------------------------------------------


def test_the_hooks_are_such() -> None:
    pytest.importorskip("pre_commit")
    done = run([str(BIN / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("hook", "files", "code"),
    [
        ("citecheck-offline", ["chapters/good.md"], 0),
        ("citecheck-offline", ["chapters/one two/bad.md"], 0),
        ("citecheck-offline", ["chapters/dangling.md"], 1),
        ("citecheck", ["chapters/good.md"], 0),
        ("citecheck", ["chapters/good.md", "chapters/one two/bad.md"], 1),
    ],
)
def test_hooks(project: Path, tmp_path: Path, hook: str, files: list[str], code: int) -> None:
    """By `pre-commit try-repo`, from a repository with our manifest; but for the building of an environment."""
    pytest.importorskip("pre_commit")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    manifest = yaml.safe_dump([one | {"language": "system"} for one in HOOKS])
    (hooks / ".pre-commit-hooks.yaml").write_text(manifest)
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "-m", "hooks"]):
        assert run(["git", *command], hooks).returncode == 0
    env = {"PRE_COMMIT_HOME": str(tmp_path / "store")}
    done = run([str(BIN / "pre-commit"), "try-repo", str(hooks), hook, "--files", *files], project, env)
    assert done.returncode == code, done.stdout + done.stderr
    assert ("Failed" in done.stdout) == bool(code)


# --- the guide --------------------------------------------------------------------------------------------------------

SAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("number", "schema"), [(0, "vendor.github-workflows"), (1, "vendor.gitlab-ci")], ids=["github", "gitlab"]
)
def test_samples_of_the_guide(tmp_path: Path, number: int, schema: str) -> None:
    (tmp_path / "sample.yml").write_text(SAMPLES[number])
    done = valid(schema, tmp_path / "sample.yml")
    assert done.returncode == 0, done.stdout


def test_the_pre_commit_sample_of_the_guide(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    (tmp_path / "sample.yaml").write_text(SAMPLES[2])
    assert run([str(BIN / "pre-commit"), "validate-config", "sample.yaml"], tmp_path).returncode == 0
    assert {hook["id"] for repo in yaml.safe_load(SAMPLES[2])["repos"] for hook in repo["hooks"]} <= {
        h["id"] for h in HOOKS
    }


def test_the_guide_names_the_inputs_of_the_action() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:`([^`]*)`)? ?\|", GUIDE, re.MULTILINE)
    assert dict(rows) == {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    used = yaml.safe_load(SAMPLES[0])["jobs"]["citecheck"]["steps"][1]["with"]
    assert used.keys() <= ACTION["inputs"].keys()
