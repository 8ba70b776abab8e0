"""Step 1, file to Document: one module for each format, and the choice among them."""

from citecheck.read.references import with_references
from citecheck.read.remarks import with_remarks
from citecheck.read.source import choose, decode, load

__all__ = ["choose", "decode", "load", "with_references", "with_remarks"]
