from __future__ import annotations

import json

from citecheck import lines
from tests.parse.test_mentions import TALKING


def row(text: str, **more: str) -> str:
    return json.dumps({"text": text} | more)


def test_complaints_stay_between_the_notes_they_stood_between() -> None:
    source = ["[]", row("A. Ward, First Book (1990) 3.", id="a"), "no JSON", '{"id": "x"}', row("Ibid.", id="b"), "{"]
    told = [one.line if isinstance(one, lines.Complaint) else one["id"] for one in lines.parse(source)]
    assert told == [1, "a", 3, 4, "b", 6]


def test_a_work_that_is_only_talked_about_stands_apart() -> None:
    (told,) = lines.parse([row(TALKING)])
    assert isinstance(told, dict)
    assert (told["content"], told["citations"]) == ("commentary", [])
    assert [(one["role"], one["work"]["title"]) for one in told["mentions"]] == [("mention", "Giant Steps")]


def test_back_references_end_where_the_document_does_and_not_at_a_complaint() -> None:
    source = [
        row("A. Ward, First Book (1990) 3.", id="1", document="a"),
        "no JSON",
        row("Ibid.", id="2", document="a"),
        row("Ibid.", id="3", document="b"),
    ]
    answers = [one for one in lines.parse(source) if isinstance(one, dict)]
    assert [one["citations"][0]["refers_to"] for one in answers[1:]] == [{"note": "1", "citation": 0}, None]
