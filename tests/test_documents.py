from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from citecheck import plugins
from tests.conftest import ROOT

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"


@pytest.mark.parametrize("name", plugins.names(plugins.READERS))
def test_every_reader_has_a_section(name: str) -> None:
    text = PAGE.read_text("utf-8")
    headings = {part.strip() for line in text.splitlines() if line.startswith("## ") for part in line[3:].split(",")}
    assert name in headings


@pytest.mark.parametrize("name", plugins.names(plugins.READERS))
def test_every_suffix_is_told(name: str) -> None:
    (row,) = (line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `") and f"`{name}`" in line)
    assert set(plugins.reader(name).suffixes) <= set(row.replace(",", " ").split())


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_the_manual_page_is_well_formed() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-P-cbou", "-ww", str(ROOT / "docs" / "citecheck.1")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "citecheck check" in done.stdout
