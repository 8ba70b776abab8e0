"""Step 3: from notes to what they cite."""

from __future__ import annotations

from citecheck.parse.stream import parse, parse_documents

__all__ = ["parse", "parse_documents"]
