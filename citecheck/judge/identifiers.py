"""CC311: numbers that cannot be right by their own form or check digit, and those that their registry does not know.

Forms: ISO 2108 (ISBN; before 1970 the British SBN of nine digits), ISO 3297 (ISSN), arXiv's own since April 2007
(info.arxiv.org/help/arxiv_identifier.html), PubMed's numbers of up to eight digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from citecheck.formats.identifiers import is_sound
from citecheck.judge.naming import Cited, citations
from citecheck.model import CheckedNote, Finding, Identifier, Level

_SCANNED = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_SEPARATORS = str.maketrans("", "", " -\u00ad\u2010\u2011\u2012\u2013\u2212.")
_DIGIT = r"[\dOoQDIl|SB]"  # and what a scanner takes for one
_BETWEEN = r"[-\u00ad\u2010-\u2013\u2212 .]"
_PRINTED: Mapping[str, re.Pattern[str]] = {
    "isbn": re.compile(rf"\bS?I?SBN(?:-1[03])?:?\s*({_DIGIT}(?:{_BETWEEN}?{_DIGIT}){{6,16}}(?:{_BETWEEN}?[Xx]\b)?)"),
    "issn": re.compile(rf"\b[ep]?-?ISSN(?:-L)?:?\s*({_DIGIT}{{4}}{_BETWEEN}?{_DIGIT}{{3}}(?:{_DIGIT}|[Xx])\b)"),
    "doi": re.compile(r"(?:\bdoi:?\s*|\bdoi\.org/)([1lI][0Oo][.,]\s?[\dOo]{4,9}\s?/\s?[^\s<>\"“”«»]+)", re.IGNORECASE),
    "arxiv": re.compile(r"\barXiv:\s*(\d{3,5}\.\d{3,6})(?:v\d+)?\b", re.IGNORECASE),
    "pmid": re.compile(r"\bPMID:?\s*(\d+)\b"),
}
_CALLED = {"isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "arxiv": "arXiv", "pmid": "PMID", "url": "address"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})")
_FIVE_DIGITS_SINCE = "15"  # the year in which arXiv's numbers got a fifth digit


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as printed, as it is read, and what is wrong with it, "" where nothing is."""

    scheme: str
    printed: str
    read: str
    wrong: str = ""

    @property
    def is_repaired(self) -> bool:
        """Whether letters were taken for the digits that a scanner reads them for, and all is right then."""
        return not self.wrong and self.has_letters

    @property
    def has_letters(self) -> bool:
        """Whether letters stand among the digits, but for the X that a check digit may be and the suffix of a DOI."""
        return any(c.isalpha() for c in self.printed.split("/")[0].rstrip("Xx"))


def findings(notes: Sequence[CheckedNote]) -> Iterator[Finding]:
    """One for each number that is wrong, and one, for information, for each that is right once letters are digits."""
    for cited in citations(notes):
        if cited.citation.refers_to is None:
            yield from _of_form(cited)
            yield from _absent(cited)


def readings(text: str) -> Iterator[Reading]:
    """Every number in a text that its name announces.

    >>> [(one.read, one.wrong) for one in readings("ISBN 0-19-285090-1, ISSN 0028-0836")]
    [('0192850901', 'has a wrong check digit'), ('0028-0836', '')]
    """
    for scheme, pattern in _PRINTED.items():
        for found in pattern.finditer(text):
            yield _READ[scheme](found[1].rstrip(".,;:)]"))


def _of_form(cited: Cited) -> Iterator[Finding]:
    seen = set()
    for one in readings(cited.text):
        seen.add((one.scheme, one.read))
        if one.wrong:
            as_read = f" (read as {one.read})" if one.has_letters else ""
            yield _wrong(cited, f"{_CALLED[one.scheme]} {one.printed} {one.wrong}{as_read}")
        elif one.is_repaired:
            message = f"{_CALLED[one.scheme]} {one.printed} has letters for digits, and was read as {one.read}"
            yield replace(cited.find("CC311", message, "Print it with digits."), level=Level.INFO)
    for known in cited.citation.work.ids if cited.citation.work else ():
        if (known.scheme, known.value) not in seen and not is_sound(known) and len(known.value) != 9:
            yield _wrong(cited, f"{_CALLED[known.scheme]} {known.value} has a wrong check digit")


def _absent(cited: Cited) -> Iterator[Finding]:
    """What the registry was asked for and does not know; silence is no absence."""
    for one in cited.judgement.answer.absent if cited.judgement else ():
        registry = "doi.org" if one.scheme == "doi" else "its registry"
        yield _wrong(cited, f"{_CALLED.get(one.scheme, one.scheme)} {one.value} does not exist: {registry} has no such")


def _wrong(cited: Cited, message: str) -> Finding:
    return cited.find("CC311", message, "Copy it anew from the source.")


# --- each by its own rules ------------------------------------------------------------------------------------------


def _isbn(printed: str) -> Reading:
    """Ten or thirteen digits, or the nine of an SBN; what follows them, a year or a price, is not of the number."""
    digits = _digits(printed)
    if len(digits) == 9:
        return _checked("isbn", printed, f"0{digits}")
    if digits.startswith(("978", "979")) and len(digits) != 10:
        short = f"has {len(digits)} of 13 digits" if len(digits) < 13 else ""
        return Reading("isbn", printed, digits, short) if short else _checked("isbn", printed, digits[:13])
    if len(digits) < 10:
        return Reading("isbn", printed, digits, f"has {len(digits)} of 10 digits")
    return _checked("isbn", printed, digits[:10])


def _issn(printed: str) -> Reading:
    digits = _digits(printed)
    return _checked("issn", printed, f"{digits[:4]}-{digits[4:]}")


def _digits(printed: str) -> str:
    return printed.translate(_SEPARATORS).translate(_SCANNED).upper()


def _checked(scheme: str, printed: str, read: str) -> Reading:
    return Reading(scheme, printed, read, "" if is_sound(Identifier(scheme, read)) else "has a wrong check digit")


def _doi(printed: str) -> Reading:
    """A prefix repaired: "1O,1093 / analys" is "10.1093/analys"."""
    prefix, _, suffix = printed.partition("/")
    prefix = prefix.strip().translate(_SCANNED).replace(",", ".").replace(" ", "")
    read = f"{prefix}/{suffix.strip()}".lower()
    return Reading("doi", printed, read, "" if _DOI.fullmatch(read) else "is no DOI")


def _arxiv(printed: str) -> Reading:
    found = _ARXIV.fullmatch(printed)
    right = found and len(found[3]) == (5 if found[1] >= _FIVE_DIGITS_SINCE else 4)
    return Reading("arxiv", printed, printed, "" if right else "is no arXiv number")


def _pmid(printed: str) -> Reading:
    right = len(printed) <= 8 and not printed.startswith("0")
    return Reading("pmid", printed, printed, "" if right else "is no PubMed number")


_READ: Mapping[str, Callable[[str], Reading]] = {
    "isbn": _isbn, "issn": _issn, "doi": _doi, "arxiv": _arxiv, "pmid": _pmid
}  # fmt: skip
