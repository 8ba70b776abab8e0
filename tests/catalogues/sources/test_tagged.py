from __future__ import annotations

import io

import pytest

from citecheck.catalogues.sources import Skipped, read, tagged
from citecheck.model import Record

RIS = """TY  - BOOK
AU  - Luxemburg, Rosa
TI  - Reform or Revolution
PY  - 1900
ER  -

TY  - BOOK
PY  - 1938
ER  -

TY  - BOOK
AU  - James, C. L. R.
TI  - The Black Jacobins
ER  -
"""


@pytest.mark.parametrize("size", [1, 2, 100])
def test_batches_change_neither_records_nor_places(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(tagged, "_BATCH", size)
    told = list(read("-", io.BytesIO(RIS.encode())))
    records = [one for one in told if isinstance(one, Record)]
    assert [record.work.title for record in records] == ["Reform or Revolution", "The Black Jacobins"]
    assert [(one.kind, one.place) for one in told if isinstance(one, Skipped)] == [("no title", "line 7")]
    assert len({record.key for record in records}) == 2
    assert [one.key for one in read("-", io.BytesIO(RIS.encode())) if isinstance(one, Record)] == [
        r.key for r in records
    ]


def test_an_entry_without_its_end_is_read_and_not_skipped() -> None:
    told = list(read("-", io.BytesIO(b"TY  - BOOK\nTI  - Capital\nTY  - BOOK\nTI  - Wages\n")))
    assert [one.work.title for one in told if isinstance(one, Record)] == ["Capital", "Wages"]
    assert len(told) == 2
