"""citecheck verifies the footnotes of a manuscript: each note read, each cited work held against catalogues.

>>> import citecheck
>>> report = citecheck.check(["chapter.md"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citecheck.extraction import extract as extract
    from citecheck.pipeline import check as check

__version__ = "0.1.0"
__all__ = ["__version__", "check", "extract"]


def __getattr__(name: str) -> Any:
    """Loads the pipeline at first use, so that `citecheck --help` need not."""
    if name in ("check", "extract"):
        from citecheck import pipeline  # lazy: start-up time

        return getattr(pipeline, name)
    raise AttributeError(f"module 'citecheck' has no attribute {name!r}")
