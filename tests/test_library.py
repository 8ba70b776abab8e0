"""The functions of the package, and the page about them."""

from __future__ import annotations

import doctest
from dataclasses import fields

import pytest

import citecheck
from citecheck.config import chosen
from citecheck.errors import UsageError
from tests.conftest import ROOT


def test_the_page_says_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False)
    assert (done.failed, done.attempted > 10) == (0, True)


def test_everything_that_is_offered_is_there() -> None:
    assert [name for name in citecheck.__all__ if not hasattr(citecheck, name)] == []
    with pytest.raises(AttributeError, match="chekc"):
        _ = citecheck.chekc


def test_settings_by_name_add_to_those_that_are_given() -> None:
    first = citecheck.Settings(style="mhra", ignore=("CC5",))
    assert chosen(first, {"ignore": ["CC2", "CC3"], "catalogues": "shelf"}) == citecheck.Settings(
        style="mhra", ignore=("CC2", "CC3"), catalogues=("shelf",)
    )
    assert chosen(None, {}) == citecheck.Settings()
    hash(chosen(None, {"per_file_ignores": {"*": ["CC5"]}}))
    with pytest.raises(UsageError, match="did you mean 'ignore'"):
        chosen(None, {"ignor": ()})


def test_every_setting_can_be_hashed_and_compared() -> None:
    assert all(hash(getattr(citecheck.Settings(), one.name)) is not None for one in fields(citecheck.Settings))
