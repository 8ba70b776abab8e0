"""The completion scripts, in the shells that are here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

BASH, ZSH, FISH = (shutil.which(name) for name in ("bash", "zsh", "fish"))
HERE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def shell(program: str | None, script: str) -> list[str]:
    done = subprocess.run(
        [str(program), "-c", script], env=os.environ | {"PATH": HERE}, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.skipif(BASH is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ex", ["explain", "extract"]),
        ("explain CC10", ["CC101", "CC102", "CC103"]),
        ("check --form", ["--format"]),
        ("check --format sa", ["sarif"]),
        ("completion z", ["zsh"]),
    ],
    ids=str,
)
def test_bash_completes(words: str, completed: list[str]) -> None:
    asked = f"COMP_WORDS=(citecheck {words}); COMP_CWORD={len(words.split())}; _citecheck_completion citecheck"
    assert shell(BASH, f'eval "$(citecheck completion bash)"; {asked}; echo "${{COMPREPLY[@]}}"') == completed


@pytest.mark.skipif(FISH is None, reason="no fish here")
def test_fish_completes() -> None:
    told = shell(FISH, "citecheck completion fish | source; complete -C 'citecheck completion z'")
    assert told[0] == "zsh"


@pytest.mark.skipif(ZSH is None, reason="no zsh here")
def test_zsh_takes_the_script() -> None:
    assert shell(
        ZSH, 'autoload -U compinit; compinit -D; eval "$(citecheck completion zsh)"; echo $+_comps[citecheck]'
    ) == ["1"]


def test_another_shell_is_an_error(command: Run) -> None:
    done = command("completion", "tcsh")
    assert (done.returncode, "'bash', 'zsh', 'fish'" in done.stderr) == (2, True)
