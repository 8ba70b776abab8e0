from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from training.corpora import Example, read


def example(folder: Path, source: str, text: str, *spans: tuple[str, str]) -> Example:
    """What is made of a row with these (printed, label), found one after another."""
    row: dict[str, Any] = {"source": source, "text": text, "spans": marked(text, spans)}
    return _read(folder, row)


def marked(text: str, spans: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    found, at = [], 0
    for printed, label in spans:
        start = text.index(printed, at)
        at = start + len(printed)
        found.append({"start": start, "end": at, "label": label})
    return found


def _read(folder: Path, row: dict[str, Any]) -> Example:
    path = folder / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    (one,) = read(path)
    return one


def told(one: Example) -> list[list[tuple[str, str]]]:
    return [[(one.text[s.start : s.end], s.label) for s in ref.spans] for ref in one.refs]


@pytest.mark.parametrize(
    ("source", "text", "spans", "expected"),
    [
        (  # punctuation belongs to the labels there, the issue to the volume
            "anystyle",
            "Smith, J. Title. Journal, 108(2), pp. 3-9.",
            [("Smith, J.", "author"), (" Title.", "title"), ("Journal,", "container_title"), ("108(2),", "volume"),
             ("pp. 3-9.", "pages")],
            [("Smith, J.", "author"), ("Title", "title"), ("Journal", "container-title"), ("108", "volume"),
             ("2", "issue"), ("pp. 3-9", "page")],
        ),
        (  # "(ed.)" is no part of a name
            "anystyle",
            "In Brown, A. (Ed.), Book.",
            [("In Brown, A. (Ed.),", "editor"), ("Book.", "container_title")],
            [("Brown, A.", "editor"), ("Book", "container-title")],
        ),
        (  # an editor among the authors, an issue that is the year
            "linkedbooks-1",
            "Storia di Venezia, a cura di G. Rossi, 1979",
            [("Storia di Venezia,", "title"), ("a cura di G. Rossi,", "author"), ("1979", "issue")],
            [("Storia di Venezia", "title"), ("G. Rossi", "editor"), ("1979", "issued")],
        ),
        (  # a pinpoint is a page as well: rules tell them apart
            "mpilhlt-x",
            "Koch 1975, S. 75",
            [("Koch", "author"), ("1975", "date"), ("S. 75", "locator")],
            [("Koch", "author"), ("1975", "issued"), ("S. 75", "page")],
        ),
    ],
    ids=str,
)  # fmt: skip
def test_one_scheme(
    tmp_path: Path, source: str, text: str, spans: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert told(example(tmp_path, source, text, *spans)) == [expected]


def test_an_article_and_its_journal_are_one_citation(tmp_path: Path) -> None:
    text = "G. Neri, Note, “Annali”, VII (1981). B. Po, Altro, Roma 1990"
    cut = [
        ("G. Neri, Note", [("G. Neri", "author"), ("Note", "title")]),
        ("“Annali”, VII (1981)", [("“Annali”", "title"), ("VII (1981)", "issue")]),
        ("B. Po, Altro, Roma 1990",
         [("B. Po", "author"), ("Altro", "title"), ("Roma", "location"), ("1990", "date")]),
    ]  # fmt: skip
    refs = []
    for printed, spans in cut:
        start = text.index(printed)
        end = text.index(printed) + len(printed) + (printed == "G. Neri, Note")
        inner = [s | {"start": s["start"] + start, "end": s["end"] + start} for s in marked(printed, tuple(spans))]
        refs.append({"start": start, "end": end, "spans": inner})
    found = told(_read(tmp_path, {"source": "linkedbooks", "text": text, "parts": [], "refs": refs}))
    assert len(found) == 2
    assert ("Annali", "container-title") in found[0]
    assert found[1][0] == ("B. Po", "author")
