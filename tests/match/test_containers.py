from __future__ import annotations

import pytest

from citecheck.match import containers

SAME = [
    ("J. Clin. Gastroenterol.", "Journal of Clinical Gastroenterology"),
    ("New Left Rev.", "New Left Review"),
    ("NLR", "New Left Review"),
    ("Past and Present", "Past & Present"),
    ("PMLA", "PMLA: Publications of the Modern Language Association"),
    ("NeurIPS", "Advances in Neural Information Processing Systems 34, NeurIPS 2021"),
    ("Вопросы истории", "Voprosy istorii"),
]
OTHER = [
    ("Nature", "Nature Physics"),
    ("Pravda", "Izvestia"),
    ("ICML", "Conference on Computer Vision, CVPR 2022"),
    ("Science", "Social Science"),
]


@pytest.mark.parametrize(("cited", "known"), SAME, ids=str)
def test_one_container(cited: str, known: str) -> None:
    assert containers.compare(cited, known) >= 0.8


@pytest.mark.parametrize(("cited", "known"), OTHER, ids=str)
def test_two_containers(cited: str, known: str) -> None:
    assert containers.compare(cited, known) < 0.75


@pytest.mark.parametrize(
    ("cited", "known", "same"), [("Penguin", "Penguin Books Ltd", True), ("Pluto Press", "Bookmarks", False)], ids=str
)
def test_publishers(cited: str, known: str, same: bool) -> None:
    assert (containers.compare_publishers(cited, known) >= 0.8) is same


def test_places_are_no_pieces() -> None:
    assert containers.pieces("Proceedings of the Conference, Los Angeles, 2022") == ("proceedings of the conference",)
    assert containers.pieces("Nature") == ()
