from __future__ import annotations

import io

from citecheck.catalogues.sources import Skipped, read
from citecheck.model import Notice

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,"
    "ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,"
    "OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n"
)
ROW = (
    '{},"A title, with a comma",;H;,,J,P,C,A,,R;,2/21/2014 0:00,'
    "10.1000/R,0,1/1/2010 0:00,{},{},{},+Error in Data;+Hoax;,No,,\n"
)


def test_notices_by_doi_and_pmid() -> None:
    rows = [("1", "10.1000/ABC", "0", "Retraction"), ("2", "unavailable", "1234", "Expression of concern")]
    table = HEADER + "".join(ROW.format(*row) for row in rows)
    assert list(read("-", io.BytesIO(table.encode()))) == [
        Notice("10.1000/abc", "", "retraction", "2014-02-21", "Error in Data; Hoax", "10.1000/r"),
        Notice("", "1234", "expression of concern", "2014-02-21", "Error in Data; Hoax", "10.1000/r"),
    ]


def test_rows_that_say_nothing_are_told() -> None:
    rows = [("1", "Unavailable", "0", "Retraction"), ("2", "10.1000/x", "0", "Rumour")]
    table = HEADER + "".join(ROW.format(*row) for row in rows) + "3,cut short\n"
    told = list(read("-", io.BytesIO(table.encode())))
    assert [(one.kind, one.place) for one in told if isinstance(one, Skipped)] == [
        ("no identifier", "line 2"),
        ("unknown nature", "line 3"),
        ("no identifier", "line 4"),
    ]
    assert len(told) == 3
