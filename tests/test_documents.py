from __future__ import annotations

from pathlib import Path

import pytest

from citecheck import plugins

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
