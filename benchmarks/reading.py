"""Reading James's notes (363) against pandoc, whole processes in turns; pages of a PDF a second, and peak memory.

python benchmarks/reading.py      (pandoc must be installed; the PDF is made here, by reportlab)
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from shared import COMMAND, SHARED, seconds

TURNS = 5
FORMATS = {"docx": "docx", "odt": "odt", "html": "html", "epub": "epub", "tex": "latex"}
PAGES = 1000


def main() -> None:
    for suffix, form in FORMATS.items() if shutil.which("pandoc") else ():
        path = str(SHARED / "manuscripts" / "james" / f"james.{suffix}")
        ours = (COMMAND, "extract", path, "--format", "json", "--no-references")
        theirs = ("pandoc", "-f", form, "-t", "json", "-o", "/dev/null", path)
        pairs = [(seconds(*ours), seconds(*theirs)) for _ in range(TURNS)]
        mine, pandoc = (statistics.median(times) for times in zip(*pairs, strict=True))
        bare = statistics.median(_read(path) for _ in range(TURNS))
        print(
            f"{suffix}: whole command {mine:.2f} s, reading alone {bare:.2f} s, pandoc {pandoc:.2f} s, "
            f"ratio={pandoc / mine:.1f}, of reading alone={pandoc / bare:.1f}"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = _pdf(Path(folder) / "long.pdf")
        spent = seconds(COMMAND, "extract", path, "--format", "json", "--no-references")
        print(f"pdf: {PAGES} pages in {spent:.1f} s, pages a second={PAGES / spent:.0f}, peak={_peak(path):.0f} MB")


def _read(path: str) -> float:
    """Processor seconds of the reader alone, in a process of its own."""
    code = "import sys, time; from pathlib import Path; from citecheck import plugins; path = Path(sys.argv[1]); "
    code += "reader = plugins.reader({'.tex': 'latex'}.get(path.suffix, path.suffix[1:])); data = path.read_bytes(); "
    code += "begun = time.process_time(); reader.read(data, path); print(time.process_time() - begun)"
    return float(subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True).stdout)


def _pdf(path: Path) -> str:
    """A book of pages with 40 lines of text and a footnote each."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(1, PAGES + 1):
        for line in range(40):
            canvas.setFont("Times-Roman", 11)
            canvas.drawString(
                72, 760 - 15 * line, f"Line {line} of page {page} says that the market was never natural, and so on."
            )
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(430, 764 - 15 * 39, str(page))
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 90, f"{page} Karl Polanyi, The Great Transformation (New York, 1944), p. {page % 300}.")
        canvas.showPage()
    canvas.save()
    return str(path)


def _peak(path: str) -> float:
    """The largest memory of a whole run, in MB."""
    code = "import resource, sys; from citecheck import pipeline; pipeline.extract(sys.argv[1]); "
    code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


if __name__ == "__main__":
    main()
