"""What an exception from the rules says: of which codes, why, and until when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from citecheck.errors import UsageError
from citecheck.findings import register

_UNTIL = re.compile(r"(?<!\S)until=(\S*)")
_CODES = re.compile(r"(?:CC\w*(?:[,:;\s]+|$))*")
_CODE = re.compile(r"CC\w*")
_DASHES = " \t#:,;–—-"


@dataclass(frozen=True, slots=True)
class Rule:
    """`codes`: by prefix, all where there is none. `until`: the last day on which it holds, None for ever."""

    reason: str
    codes: tuple[str, ...] = ()
    until: date | None = None

    def covers(self, code: str) -> bool:
        """Whether it speaks of findings of this code."""
        return not self.codes or code.startswith(self.codes)

    def is_over(self, today: date) -> bool:
        """Whether its last day lies behind."""
        return self.until is not None and self.until < today


def parse(text: str) -> Rule:
    """The rule in ``CODES REASON until=DATE``; UsageError where it gives no reason, or a code or date that is none.

    >>> parse("CC201, CC303 seen in the archive until=2027-01-01")
    Rule(reason='seen in the archive', codes=('CC201', 'CC303'), until=datetime.date(2027, 1, 1))
    """
    dates = [_date(told) for told in _UNTIL.findall(text)]
    said = " ".join(_UNTIL.sub("", text).split())
    leading = _CODES.match(said)
    codes = _CODE.findall(leading.group()) if leading else []
    reason = said[leading.end() if leading else 0 :].strip(_DASHES)
    for code in codes:
        if not any(known.startswith(code) for known in register()):
            raise UsageError(f"no finding has a code that begins with {code!r}: `citecheck explain` lists them")
    if not reason:
        raise UsageError("no reason is given: say why after the code")
    return Rule(reason, tuple(codes), min(dates, default=None))


def _date(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise UsageError(f"{told!r} is no date: write until=YYYY-MM-DD") from error
