"""All benchmarks one after the other (`make bench`); those that need the shared corpora are left out without them.

python benchmarks/run.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from shared import SHARED

HERE = Path(__file__).parent
ALONE = ("start", "pairs", "kills", "online", "formatted", "reports", "review")
WITH_SHARED = (
    "notes", "parsing", "backreferences", "confidence", "matching", "nature", "relation", "reading", "building",
    "index", "scale", "recordings", "linking",
)  # fmt: skip


def main() -> None:
    for name in ALONE + (WITH_SHARED if SHARED.is_dir() else ()):
        print(f"== benchmarks/{name}.py", flush=True)
        subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False)
    if not SHARED.is_dir():
        print(f"left out, for want of the shared corpora: {', '.join(WITH_SHARED)}")


if __name__ == "__main__":
    main()
