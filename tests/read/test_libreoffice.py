"""Files that LibreOffice writes: the same notes in docx, odt, fodt and rtf; skipped where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from citecheck import extract
from citecheck.model import Note

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

PAGE = """<html><body>
<p>The market was never natural<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">1</a></sup>.
It was planned<sup><a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym">2</a></sup>.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>Karl Polanyi, <i>The Great Transformation</i> (New York, 1944), p. 12.</p></div>
<div id="sdfootnote2"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote2sym"
href="#sdfootnote2anc">2</a>Ibid., p. 141.</p></div>
</body></html>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("office")
    (place / "chapter.html").write_text(PAGE, "utf-8")
    for source, target in (
        ("chapter.html", "odt:writer8"),
        ("chapter.odt", "docx"),
        ("chapter.odt", "fodt"),
        ("chapter.odt", "rtf"),
    ):
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        web = ["--infilter=HTML (StarWriter)"] if source.endswith("html") else []
        command = [
            str(OFFICE),
            profile,
            "--headless",
            *web,
            "--convert-to",
            target,
            "--outdir",
            str(place),
            str(place / source),
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=180)
    return place


@pytest.mark.parametrize("suffix", ["odt", "docx", "fodt", "rtf"])
def test_the_notes_are_those_that_were_written(folder: Path, suffix: str) -> None:
    (apparatus,), failures = extract(folder / f"chapter.{suffix}")
    assert failures == ()
    first, second = apparatus.notes
    assert [_told(first), _told(second)] == [
        ("1", "Karl Polanyi, The Great Transformation (New York, 1944), p. 12.", "The market was never natural."),
        ("2", "Ibid., p. 141.", "It was planned."),
    ]
    assert [first.text.plain[a:b] for a, b in first.text.emphasis] == ["The Great Transformation"]


def _told(note: Note) -> tuple[str, str, str]:
    return note.label, " ".join(note.text.plain.split()), " ".join(note.mark.sentence.split()) if note.mark else ""
