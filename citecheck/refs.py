"""Where the reference data lie: inside the package once installed from a wheel, else beside it in the checkout."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from citecheck.errors import PluginError

_PACKAGE = Path(__file__).parent


@cache
def folder() -> Path:
    """The folder `refs/`; PluginError where neither place has it."""
    for place in (_PACKAGE / "refs", _PACKAGE.parent / "refs"):
        if (place / "words").is_dir():
            return place
    raise PluginError("the reference data (refs/) are missing: reinstall citecheck-notes")


@cache
def words(name: str) -> dict[str, Any]:
    """The table `refs/words/NAME.toml`; the caller must not change it."""
    path = folder() / "words" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise PluginError(f"{path}: missing: reinstall citecheck-notes") from error
