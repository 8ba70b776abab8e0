from __future__ import annotations

import io

import pytest

from citecheck.catalogues.sources import Skipped, bib, read
from citecheck.model import Record


def read_text(text: str) -> tuple[dict[str, Record], list[Skipped]]:
    told = list(read("-", io.BytesIO(text.encode())))
    return (
        {one.key: one for one in told if isinstance(one, Record)},
        [one for one in told if isinstance(one, Skipped)],
    )


def test_an_unclosed_brace_costs_one_entry_and_is_told_with_its_line() -> None:
    records, skipped = read_text(
        "@book{marx, title = {Das Kapital}, year = 1867}\n\n"
        "@book{james, title = {The Black Jacobins, year = 1938}\n\n"
        "@book{luxemburg, title = {Reform or Revolution?}, subtitle = {A Pamphlet}}\n"
    )
    assert [record.work.title for record in records.values()] == ["Das Kapital", "Reform or Revolution? A Pamphlet"]
    assert [(one.kind, one.place) for one in skipped] == [("bad entry", "line 3")]


def test_an_entry_that_names_nothing_is_told() -> None:
    records, skipped = read_text("@misc{stub,\n note = {look up}}\n@book{marx, title = {Das Kapital}}\n")
    assert list(records) == ["marx"]
    assert [(one.kind, one.place) for one in skipped] == [("no title", "line 1")]


@pytest.mark.parametrize("size", [1, 200, 1 << 19])
def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(bib, "_BATCH", size)
    text = (
        "@string{verso = {Verso}}\n"
        "@incollection{part, title = {The Part}, crossref = {whole}}\n"
        "@incollection{orphan, title = {The Orphan}, crossref = {nowhere}}\n"
        + "".join(f"@book{{b{n}, title = {{Volume {n}}}, publisher = verso}}\n" for n in range(20))
        + "@collection{whole, title = {The Whole}, editor = {Hall, Stuart}, year = 1978}\n"
        "@incollection{late, title = {The Late Part}, crossref = {whole}}\n"
        "@book{bad, title = {unclosed\n"
    )
    records, skipped = read_text(text)
    assert len(records) == 24
    assert {records["part"].work.container, records["late"].work.container} == {"The Whole"}
    assert records["part"].work.issued == records["whole"].work.issued
    assert records["orphan"].work.title == "The Orphan"
    assert {records[f"b{n}"].work.publisher for n in range(20)} == {"Verso"}
    assert [one.place for one in skipped] == ["line 26"]


def test_signs_between_entries_are_no_entries() -> None:
    records, skipped = read_text("write to me@example.org now\n@comment{old}\n@book{marx, title = {Das Kapital}}\n")
    assert list(records) == ["marx"]
    assert not skipped


def test_an_empty_entry_is_told() -> None:
    records, skipped = read_text("@book{marx, title = {Das Kapital}}\n\n@nil{,\n}\n")
    assert list(records) == ["marx"]
    assert [(one.kind, one.place, one.reason) for one in skipped] == [("bad entry", "line 3", "it holds nothing")]


def test_bad_entries_in_a_row_are_told_one_by_one() -> None:
    records, skipped = read_text(
        "@book{a,\n title = {A\n@book{b,\n title = {B\n@nil{,}\n@book{c,\n title {C}}\n@book{d, title = {D}}\n"
    )
    assert list(records) == ["d"]
    assert sorted(one.place for one in skipped) == ["line 1", "line 3", "line 5", "line 6"]
