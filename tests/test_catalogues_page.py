from __future__ import annotations

import importlib.util
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from citecheck import plugins

ROOT = Path(__file__).parent.parent


def test_the_page_is_in_step_with_the_clients() -> None:
    path = ROOT / "scripts" / "catalogues.py"
    if not path.is_file():
        pytest.skip("no checkout")
    spec = importlib.util.spec_from_file_location("catalogues_page", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.page()
    assert page == (ROOT / "docs" / "catalogues.md").read_text("utf-8"), "run `make docs`"
    assert all(page.count(f"| `{one.name}` |") == 2 for one in entry_points(group=plugins.SERVICES))
