"""Start-up: `citecheck --help` against the bare interpreter, in one run, in turns; prints the median ratio.

python benchmarks/start.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

TURNS = 21


def main() -> None:
    command = Path(sys.executable).with_name("citecheck")
    bare, helped = [], []
    for _ in range(TURNS):
        bare.append(seconds(sys.executable, "-c", "pass"))
        helped.append(seconds(str(command), "--help"))
    ratio = statistics.median(h / b for h, b in zip(helped, bare, strict=True))
    help_time, bare_time = (1000 * statistics.median(times) for times in (helped, bare))
    print(f"citecheck --help: {help_time:.0f} ms, bare interpreter {bare_time:.0f} ms")
    print(f"start ratio={ratio:.2f}")


def seconds(*command: str) -> float:
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
