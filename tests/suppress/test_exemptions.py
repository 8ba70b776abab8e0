from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from citecheck.errors import UsageError
from citecheck.suppress import exempted
from citecheck.suppress.exemptions import load
from tests.suppress.samples import finding, report

TODAY = date(2026, 11, 29)
PIPES, MARX, WHOLE = finding("CC201"), finding("CC205", 1), finding("CC102", None)


def suppressed(path: Path, text: str) -> list[str]:
    """The codes of PIPES, MARX and WHOLE that the lines suppress."""
    path.write_text(text)
    told = exempted(report(PIPES, MARX, WHOLE), load(path), str(path), TODAY)
    return [one.code for one in told.documents[0].findings if one.suppressed == "why"]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (f"{PIPES.fingerprint} why", ["CC201"]),
        ("0123456789abcdef why", []),
        ("marx1868letter why", ["CC205"]),
        ("marx1868 why", []),
        ("marx1868letter CC2 why", ["CC205"]),
        ("marx1868letter CC3 why", []),
        ("/Lenin.s Gulag/ why", ["CC201", "CC102"]),
        ("/Lenin.s Gulag/ CC2 why until=2026-11-29", ["CC201"]),
        (r"/Engels, \d \w+\. 1868/  CC205  why", ["CC205"]),
        (r"/a\/b|^Marx/ why", ["CC205"]),
        ("/lenin/ why", []),
        ("/Lenin.s Gulag/ why until=2026-11-28", []),
        ("# marx1868letter why\n\n", []),
    ],
    ids=str,
)
def test_lines(tmp_path: Path, line: str, codes: list[str]) -> None:
    assert suppressed(tmp_path / "i", line) == codes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# fine\nmarx1868letter", ":2: no reason"),
        ("marx1868letter CC999 why", "'CC999'"),
        ("/unclosed why", ":1: write"),
        ("/(/ why", ":1: .* no regular expression"),
        ("a why until=soon", "'soon'"),
    ],
    ids=str,
)
def test_a_line_that_says_too_little_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "i").write_text(text)
    with pytest.raises(UsageError, match=said):
        load(tmp_path / "i")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none")


def test_of_a_line_whose_day_is_over_it_warns(tmp_path: Path) -> None:
    (tmp_path / "i").write_text("marx1868letter why until=2026-01-01\n")
    told = exempted(report(MARX), load(tmp_path / "i"), "i", TODAY)
    assert [one.startswith("i:1: held until 2026-01-01") for one in told.warnings] == [True]
    assert told.documents[0].findings == (MARX,)


def test_what_a_comment_in_the_text_suppressed_keeps_its_reason(tmp_path: Path) -> None:
    (tmp_path / "i").write_text("marx1868letter why\n")
    before = replace(MARX, suppressed="said in the text")
    assert exempted(report(before), load(tmp_path / "i"), "i", TODAY).documents[0].findings == (before,)
