"""The distinct works that the notes cite, each once, under a key that stays."""

from __future__ import annotations

from citecheck.bibliography.collect import collect, corrected, together
from citecheck.bibliography.complete import completed, resolved

__all__ = ["collect", "completed", "corrected", "resolved", "together"]
