"""Step 2, Document to Apparatus: each note with the sentence that calls it, and what does not fit."""

from citecheck.notes.apparatus import find, listed

__all__ = ["find", "listed"]
