"""Every format of a report of 5,000 notes: seconds of processor time, the most memory, and the size of what is written.

python benchmarks/reports.py [FORMAT...]     (each format in a process of its own; goal: 3 s and 300 MB)
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from citecheck import pipeline, plugins
from citecheck.config import Settings
from citecheck.model import CheckedNote, Report

ROOT = Path(__file__).parent.parent
NOTES = 5_000
SAMPLES = ("notes-article.md", "ocr-chapter.md")


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2])
        return
    print(f"{'format':<10} {'seconds':>8} {'MB':>6} {'written, kB':>12}")
    for name in sys.argv[1:] or plugins.names(plugins.REPORTERS):
        subprocess.run([sys.executable, __file__, "--one", name], check=True)


def measure(name: str) -> None:
    report, reporter = many(), plugins.reporter(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    written = reporter.render(report)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = len(written.encode() if isinstance(written, str) else written) / 1024
    print(f"{name:<10} {seconds:8.2f} {peak:6.0f} {size:12,.0f}   (before it: {before:.0f} MB)", flush=True)


def many() -> Report:
    """The samples' notes again and again: a manuscript of 5,000 notes with every kind of finding they have."""
    report = pipeline.check([ROOT / "refs" / "manuscripts" / name for name in SAMPLES], Settings())
    sources = [(number, note) for number, one in enumerate(report.documents) for note in one.notes]
    times = NOTES // len(sources) + 1
    documents = []
    for one in report.documents:
        notes = tuple(again(note, turn) for turn in range(times) for note in one.notes)
        findings = tuple(
            replace(f, note=f"{f.note}-{turn}" if f.note else None, fingerprint=f"{f.fingerprint}{turn}")
            for turn in range(times)
            for f in one.findings
        )
        documents.append(replace(one, notes=notes, findings=findings))
    return replace(report, documents=tuple(documents))


def again(note: CheckedNote, turn: int) -> CheckedNote:
    own = replace(note.parsed.note, id=f"{note.parsed.note.id}-{turn}")
    return replace(note, parsed=replace(note.parsed, note=own))


if __name__ == "__main__":
    main()
