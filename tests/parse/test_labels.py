from __future__ import annotations

import pytest

from citecheck.parse.labels import without_labels
from tests.parse.spans import Printed, printed, spans


@pytest.mark.parametrize(
    ("text", "given", "label", "expected"),
    [
        (
            "Quelle: Holm, Werft",
            [("Quelle", "author"), ("Holm", "author"), ("Werft", "title")],
            "Quelle:",
            [("Holm", "author"), ("Werft", "title")],
        ),
        (
            "Source: R. Dunn, Coal",
            [("Source: R. Dunn", "author"), ("Coal", "title")],
            "Source:",
            [("R. Dunn", "author"), ("Coal", "title")],
        ),
        (
            "Dunn, Coal, 5. Note: my italics",
            [("Dunn", "author"), ("Coal", "title"), ("Note", "container-title")],
            "",
            [("Dunn", "author"), ("Coal", "title")],
        ),
        (
            "Source, Bede, Annals",
            [("Source", "author"), ("Annals", "title")],
            "",
            [("Source", "author"), ("Annals", "title")],
        ),
        (
            "Sources of Gothic: Texts",
            [("Sources of Gothic: Texts", "title")],
            "",
            [("Sources of Gothic: Texts", "title")],
        ),
        ("Dunn, Notes: A Life", [("Dunn", "author"), ("Notes on a Life: Coal", "title")][:1], "", [("Dunn", "author")]),
    ],
    ids=["apart", "in the author", "remark", "no colon", "title", "name"],
)
def test_labels_are_no_part_of_a_citation(text: str, given: list[Printed], label: str, expected: list[Printed]) -> None:
    found, kept = without_labels(text, spans(text, *given))
    assert (found, printed(text, kept)) == (label, expected)
