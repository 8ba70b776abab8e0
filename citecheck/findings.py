"""The register of finding codes, and the one way to make a finding. The texts lie in `refs/findings.toml`."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache

from citecheck import refs
from citecheck.model import Finding, Level, Place
from citecheck.text import fold


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means: a name of a few words, its level, the meaning, an example, and what to do."""

    code: str
    name: str
    level: Level
    meaning: str = ""
    example: str = ""
    remedy: str = ""

    def page(self) -> str:
        """What `citecheck explain` prints."""
        heading = f"{self.code}: {self.name} ({self.level})"
        return "\n\n".join((heading, self.meaning, f"Example: {self.example}", f"What to do: {self.remedy}"))


@cache
def register() -> dict[str, Explanation]:
    """All codes in order."""
    table = tomllib.loads((refs.folder() / "findings.toml").read_text("utf-8"))
    return {code: Explanation(code, row.pop("name"), Level(row.pop("level")), **row) for code, row in table.items()}


def make(
    code: str,
    message: str,
    place: Place,
    *,
    subject: str,
    hint: str = "",
    note: str | None = None,
    citation: int | None = None,
) -> Finding:
    """A finding at its code's level. `subject`: the citation's or note's text, from which the fingerprint is made."""
    return Finding(code, register()[code].level, message, place, hint, note, citation, fingerprint(code, subject))


def fingerprint(code: str, subject: str) -> str:
    """Sixteen hexadecimal digits of the code and the folded subject: they outlive edits elsewhere in the file."""
    return hashlib.sha256(f"{code}\n{fold(subject)}".encode()).hexdigest()[:16]
