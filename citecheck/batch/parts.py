"""What is to be done, and what became of its parts, whichever engine did them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Work:
    """Paths, or for Spark URIs: the references, the folder of the index, that of what is written.

    `rows`: references of a part at most.
    """

    references: str
    index: str
    output: str
    rows: int


@dataclass(slots=True)
class Part:
    """What became of a part. `tasks`: seconds of each task; `retries`: tasks that were begun again.

    `errors`: rows that tell an error; `lost`: those of them that no process lived to match.
    """

    number: int
    rows: int = 0
    errors: int = 0
    seconds: float = 0.0
    retries: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    tasks: list[float] = field(default_factory=list)
    lost: int = 0


def verdicts(parts: Iterable[Part]) -> Counter[str]:
    """How many rows of each verdict."""
    found: Counter[str] = Counter()
    for part in parts:
        found.update(part.verdicts)
    return found
