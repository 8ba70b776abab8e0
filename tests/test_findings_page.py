from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from citecheck.findings import Explanation, register
from citecheck.model import Verdict

ROOT = Path(__file__).parent.parent


def test_the_page_is_in_step_with_the_register() -> None:
    path = ROOT / "scripts" / "findings.py"
    if not path.is_file():
        pytest.skip("no checkout")
    spec = importlib.util.spec_from_file_location("findings_page", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.page()
    assert page == (ROOT / "docs" / "findings.md").read_text("utf-8"), "run scripts/findings.py"
    assert all(f"**{verdict.value}**" in page for verdict in Verdict)


@pytest.mark.parametrize("one", register().values(), ids=lambda one: one.code)
def test_every_code_is_explained(one: Explanation) -> None:
    assert one.name
    assert one.meaning.endswith((".", "”"))
    assert one.example
    assert one.remedy.endswith(".")
