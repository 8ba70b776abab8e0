"""The distinct works that the notes cite, each once, under a stable key."""

from __future__ import annotations

from citecheck.bibliography.collect import collect, together

__all__ = ["collect", "together"]
