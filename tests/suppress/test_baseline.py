import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.errors import UsageError
from citecheck.model import Finding, Report
from citecheck.suppress.baseline import Key, Known, dumps, held_against, load, of
from tests.suppress.samples import finding, report

PATH = Path("known.json")
ONE, OTHER = finding("CC201"), finding("CC205", 1)


def marks(found: Report) -> list[str]:
    return [one.baseline for one in found.documents[0].findings]


def known(*findings: Finding) -> Sequence[Known]:
    return of(report(*findings), PATH)


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ([], [ONE], ["new"]),
        ([ONE], [ONE], ["unchanged"]),
        ([ONE], [OTHER, ONE], ["new", "unchanged"]),
        ([ONE], [ONE, ONE], ["unchanged", "new"]),
        ([ONE, ONE], [ONE, ONE], ["unchanged", "unchanged"]),
        ([ONE], [replace(ONE, place=OTHER.place, message="another", note="7")], ["unchanged"]),
        ([ONE], [replace(ONE, code="CC202")], ["new"]),
        ([ONE], [replace(ONE, suppressed="why")], [""]),
        ([replace(ONE, suppressed="why")], [ONE], ["new"]),
    ],
)
def test_marks(before: list[Finding], now: list[Finding], marked: list[str]) -> None:
    assert marks(held_against(report(*now), known(*before), PATH)) == marked


def test_the_same_finding_in_another_file_is_new() -> None:
    assert marks(held_against(report(ONE, path="b.md"), known(ONE), PATH)) == ["new"]


def test_paths_are_told_from_the_baselines_folder(tmp_path: Path) -> None:
    here = tmp_path / "ci" / "known.json"
    assert [one.key.path for one in of(report(ONE, path=str(tmp_path / "text" / "a.md")), here)] == ["../text/a.md"]


def test_of_findings_that_are_gone_it_warns_where_their_file_was_checked() -> None:
    (told,) = held_against(report(OTHER), known(ONE, ONE, OTHER), PATH).warnings
    assert told.startswith("known.json: 2 of its findings are gone")
    assert held_against(report(OTHER, path="b.md"), known(ONE), PATH).warnings == ()
    assert held_against(report(OTHER), known(ONE), PATH, complete=False).warnings == ()


def test_bringing_up_to_date_keeps_labels_and_other_files() -> None:
    elsewhere = Known(Key("b.md", "CC201", "0f"), 1, "x", "known")
    before = [replace(one, label="known") for one in known(ONE, ONE)]
    after = of(report(ONE, OTHER), PATH, [elsewhere, *before])
    assert {(one.key.path, one.key.code, one.count, one.label) for one in after} == {
        ("b.md", "CC201", 1, "known"),
        ("a.md", "CC201", 1, "known"),
        ("a.md", "CC205", 1, ""),
    }


def test_what_could_not_be_asked_is_not_known() -> None:
    assert known(finding("CC204")) == ()


_KNOWN = st.builds(
    Known,
    st.builds(
        Key, st.text(), st.sampled_from(["CC201", "CC503"]), st.text("0123456789abcdef", min_size=16, max_size=16)
    ),
    st.integers(1, 9),
    st.text(),
    st.sampled_from(["", "known"]),
)


@given(st.lists(_KNOWN, unique_by=lambda one: one.key))
def test_round_trip_sorted_whatever_the_order(tmp_path_factory: pytest.TempPathFactory, findings: list[Known]) -> None:
    path = tmp_path_factory.getbasetemp() / "baseline.json"
    path.write_text(dumps(findings), "utf-8")
    assert load(path) == tuple(sorted(findings, key=lambda one: one.key))
    assert dumps(findings) == dumps(reversed(findings))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no baseline"),
        ("[]", "no baseline"),
        ('{"schema": "citecheck-baseline/9", "findings": []}', "citecheck-baseline/9"),
        ('{"schema": "citecheck-baseline/1", "findings": [{"path": "a.md"}]}', "no baseline"),
        ('{"schema": "citecheck-baseline/1", "findings": 7}', "no baseline"),
    ],
    ids=str,
)
def test_what_is_no_baseline(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(UsageError, match=said):
        load(tmp_path / "b.json")


def test_the_file_shows_what_it_knows() -> None:
    (shape,) = json.loads(dumps(known(ONE)))["findings"]
    assert shape == {
        "path": "a.md",
        "code": "CC201",
        "fingerprint": ONE.fingerprint,
        "count": 1,
        "message": "the message",
        "label": None,
    }
