"""Numbers that cannot be right, and all the ways of printing right ones."""

from __future__ import annotations

import pytest

from citecheck.judge import review
from citecheck.judge.identifiers import readings
from citecheck.model import (
    Answer,
    Bibliography,
    CheckedNote,
    Citation,
    Content,
    Finding,
    Identifier,
    Judgement,
    Level,
    Note,
    ParsedNote,
    Place,
    Query,
    Reference,
    Role,
    Text,
    Verdict,
    Work,
)


def found(text: str, *ids: Identifier, absent: tuple[Identifier, ...] = (), back: bool = False) -> tuple[Finding, ...]:
    work = Work(title="Mimesis", ids=ids)
    citation = Citation(0, len(text), work=work)
    if back:
        citation = Citation(0, len(text), Role.IBID, work=work, refers_to=Reference("0", 0))
    parsed = ParsedNote(Note("1", Text(text), Place("essay.md", 3)), Content.CITATION, (citation,))
    judgement = Judgement(
        Answer(Query(text, work), (), ("doi.org",), absent=absent), Verdict.UNRESOLVED, "nothing fits"
    )
    notes = [CheckedNote(parsed, (judgement,))]
    return tuple(one for one in review(notes, Bibliography()) if one.code == "CC311")


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 0-19-285090-3",
        "ISBN: 0192850903",
        "ISBN-10: 0 19 285090 3 (paper)",
        "ISBN-13 978-0-19-285090-4",
        "ISBN 978 0 19 285090 4.",
        "ISBN 978‐0‐19‐285090‐4",
        "ISBN 978–0–19–285090–4, 2004",
        "ISBN 0-8044-2957-X",
        "ISBN 0-8044-2957-x.",
        "SBN 19 285090 3",  # before 1970: nine digits, the zero left out
        "ISBN 9781234563",  # ten digits, of the group 978
        "ISBN 0-19-285090-3 2004",  # a year is no digit of it
        "ISBN 0-19-285090-3, 12.50",
        "ISSN 0028-0836",
        "ISSN 00280836",
        "eISSN: 2434-561X",
        "e-ISSN 2434–561x",
        "ISSN-L 0031-8019",
        "arXiv:1810.04805v2",
        "arXiv:0704.0001",
        "arXiv:1412.9999",
        "arXiv:hep-th/9901001",
        "arXiv preprint, 2018",
        "PMID: 12345678",
        "PMID 9",
        "doi:10.1093/analys/23.6.121",
        "https://doi.org/10.1002/(SICI)1097-4571(1999)50:1<1::AID>3.0.CO;2-#",
        "DOI: forthcoming",
        "The DOI system, the ISBN and the ISSN explained, 12",
        "Isbin 45",
        "p. 10.1093",
    ],
    ids=str,
)
def test_right_ones_and_none(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ISBN 0-19-285090-1", "ISBN 0-19-285090-1 has a wrong check digit"),
        ("ISBN 0-8044-2957-1", "ISBN 0-8044-2957-1 has a wrong check digit"),
        ("ISBN 0-19-285090-X", "ISBN 0-19-285090-X has a wrong check digit"),
        ("ISBN 978-0-19-285090-3", "ISBN 978-0-19-285090-3 has a wrong check digit"),
        ("ISBN 978-0-19-285090", "ISBN 978-0-19-285090 has 12 of 13 digits"),
        ("ISBN 19285090", "ISBN 19285090 has 8 of 10 digits"),
        ("SBN 19 285090 4", "ISBN 19 285090 4 has a wrong check digit"),
        ("ISSN 0028-0837", "ISSN 0028-0837 has a wrong check digit"),
        ("ISSN 2434-5611", "ISSN 2434-5611 has a wrong check digit"),
        ("ISBN O-19-285O90-1", "ISBN O-19-285O90-1 has a wrong check digit (read as 0192850901)"),
        ("arXiv:1813.04805", "arXiv 1813.04805 is no arXiv number"),  # a thirteenth month
        ("arXiv:1810.4805", "arXiv 1810.4805 is no arXiv number"),  # five digits since 2015
        ("arXiv:1410.04805", "arXiv 1410.04805 is no arXiv number"),  # four before
        ("PMID: 123456789", "PMID 123456789 is no PubMed number"),
        ("PMID 0123", "PMID 0123 is no PubMed number"),
        ("doi:10.10/abc", ""),  # no registrant of two digits: no DOI, and none is announced by its form
    ],
    ids=str,
)
def test_wrong_ones(text: str, said: str) -> None:
    assert [(one.message, one.level) for one in found(text)] == ([(said, Level.ERROR)] if said else [])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ISBN O-19-285O9O-3", "0192850903"),
        ("ISBN 0-l9-285090-3", "0192850903"),
        ("ISSN 0000-014O", "0000-0140"),
        ("ISBN 978-0-I9-28S090-4", "9780192850904"),
        ("ISSN OO28-0836", "0028-0836"),
        ("doi:1O.1093/analys/23.6.121", "10.1093/analys/23.6.121"),
        ("doi: l0,1093 / analys/23.6.121.", "10.1093/analys/23.6.121"),
    ],
    ids=str,
)
def test_letters_that_a_scanner_reads_for_digits_are_repaired_and_told(text: str, read: str) -> None:
    (one,) = found(text)
    assert one.level is Level.INFO
    assert one.message.endswith(f"has letters for digits, and was read as {read}")


def test_a_comma_for_the_stop_of_a_doi_is_read_in_silence() -> None:
    assert [(one.read, one.wrong) for one in readings("doi:10,1093/analys")] == [("10.1093/analys", "")]


def test_several_numbers_of_one_citation() -> None:
    assert len(found("ISBN 0-19-285090-1, ISSN 0028-0837, PMID 0123")) == 3


DOI = Identifier("doi", "10.9999/made-up")


def test_a_doi_that_does_not_exist() -> None:
    (one,) = found("doi:10.9999/made-up", DOI, absent=(DOI,))
    assert one.message == "DOI 10.9999/made-up does not exist: doi.org has no such"
    assert one.level is Level.ERROR
    assert found("doi:10.9999/made-up", DOI) == ()  # nobody was asked, or nobody answered


def test_a_number_that_a_reference_manager_left_in_the_file_is_checked_too() -> None:
    assert [one.message for one in found("Mimesis", Identifier("isbn", "0192850901"))] == [
        "ISBN 0192850901 has a wrong check digit"
    ]
    assert found("Mimesis", Identifier("isbn", "0192850903"), Identifier("url", "http://a.org")) == ()
    assert len(found("ISBN 0-19-285090-1", Identifier("isbn", "0192850901"))) == 1


def test_back_references_are_spared() -> None:
    assert found("ISBN 0-19-285090-1", DOI, absent=(DOI,), back=True) == ()


@pytest.mark.parametrize("text", ["ISBN " + "1-" * 5000, "ISBN " + "1 " * 5000, "doi:1O." + "0" * 9000, "ISSN" * 5000])
def test_no_pattern_runs_away(text: str) -> None:
    assert len(list(readings(text))) <= 1
