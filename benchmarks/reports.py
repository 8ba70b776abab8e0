"""Every format of a report of 5,000 notes: seconds of processor time, the most memory, and the size of what is written.

python benchmarks/reports.py [FORMAT...]     (each format in a process of its own; goal: 3 s and 300 MB)
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from citecheck import pipeline, plugins
from citecheck.config import Settings
from citecheck.model import Bibliography, Block, CheckedNote, Document, Report

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
    if name == "docx":
        report = in_word(report)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    written = reporter.render(report)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = len(written.encode() if isinstance(written, str) else written) / 1024
    print(f"{name:<10} {seconds:8.2f} {peak:6.0f} {size:12,.0f}   (before it: {before:.0f} MB)", flush=True)


def many() -> Report:
    """The samples' notes again and again: a manuscript of 5,000 notes with every kind of finding they have."""
    report = pipeline.check([ROOT / "refs" / "manuscripts" / name for name in SAMPLES], Settings(("shelf",)))
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
    entries = tuple(
        replace(entry, citekey=f"{entry.citekey}{turn}")
        for turn in range(times)
        for entry in report.bibliography.entries
    )
    return replace(report, documents=tuple(documents), bibliography=Bibliography(entries))


def again(note: CheckedNote, turn: int) -> CheckedNote:
    own = replace(note.parsed.note, id=f"{note.parsed.note.id}-{turn}")
    return replace(note, parsed=replace(note.parsed, note=own))


def in_word(report: Report) -> Report:
    """The same notes as footnotes of a Word file."""
    notes = [note for one in report.documents for note in one.notes]
    findings = [finding for one in report.documents for finding in one.findings if finding.note]
    word = docx.Document()
    for number in range(len(notes)):
        paragraph = word.add_paragraph("Prose that calls a note.")
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        paragraph.add_run()._r.append(reference)
    path = Path(tempfile.mkdtemp()) / "manuscript.docx"
    word.save(str(path))
    blocks = tuple(
        Block(n.parsed.note.text, n.parsed.note.place, (), n.parsed.note.kind, n.parsed.note.label, f"fn{number}")
        for number, n in enumerate(notes)
    )
    one = replace(report.documents[0], notes=tuple(notes), findings=tuple(findings))
    return replace(report, documents=(replace(one, document=Document(str(path), "docx", blocks)),))


if __name__ == "__main__":
    main()
