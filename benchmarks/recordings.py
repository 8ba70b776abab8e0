"""Every answer in ../shared/recordings, read by the client of its service: answers, records, absences, faults.

python benchmarks/recordings.py

"not ours": of an endpoint that no client asks, or no answer of a service at all. `--list` names them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from shared import ROOT, SHARED

sys.path.insert(0, str(ROOT))
from citecheck.errors import CatalogueError
from tests.catalogues.online.recorded import recorded


def main() -> None:
    counts: dict[str, Counter[str]] = {}
    for one in recorded(Path(SHARED / "recordings")):
        count = counts.setdefault(one.service, Counter())
        if one.read is None:
            count["not ours"] += 1
            if "--list" in sys.argv:
                print(f"not ours: {one.file}: {one.why}")
            continue
        count["answers"] += 1
        try:
            told = one.told()
        except CatalogueError as error:
            count["faults"] += 1
            print(f"fault: {one.file}: {error}")
            continue
        count["records"] += len(told)
        count["absences"] += not told
        count["notices"] += sum(len(getattr(record, "notices", ())) for record in told)
    columns = ("answers", "records", "absences", "faults", "notices", "not ours")
    print(f"{'service':18}" + "".join(f"{name:>10}" for name in columns))
    for name, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        print(f"{name:18}" + "".join(f"{count[column]:>10}" for column in columns))


if __name__ == "__main__":
    main()
