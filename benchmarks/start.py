"""Start-up: `citecheck --help` against the bare interpreter, in turns; the median ratio.

python benchmarks/start.py
"""

from __future__ import annotations

import statistics
import sys

from shared import COMMAND, seconds

TURNS = 21


def main() -> None:
    pairs = [(seconds(COMMAND, "--help"), seconds(sys.executable, "-c", "pass")) for _ in range(TURNS)]
    helped, bare = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"citecheck --help {helped:.0f} ms, bare interpreter {bare:.0f} ms of processor time")
    print(f"start ratio={statistics.median(h / b for h, b in pairs):.2f}")


if __name__ == "__main__":
    main()
