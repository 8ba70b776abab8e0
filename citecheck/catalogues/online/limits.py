"""What the headers of an answer say of how often its host may be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_INTERVAL = re.compile(r"(\d+)\s*([smhd]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_EPOCH = 1e9  # a reset beyond this is a point in time (Unix), not a number of seconds: nobody waits thirty years


@dataclass(frozen=True, slots=True)
class Limits:
    """As far as the headers tell: requests a second, requests at the same time, and the seconds to stay away.

    `wait`: after a refusal (Retry-After); `reset`: after a budget is spent. `pool`: the name of the limit, where a host
    has several (Crossref counts single records and lists apart).
    """

    per_second: float | None = None
    at_once: int | None = None
    wait: float | None = None
    reset: float | None = None
    pool: str = ""


def read(headers: Mapping[str, str], now: datetime) -> Limits:
    """The limits in an answer's headers, whose names are in lower case.

    >>> noon = datetime(2026, 11, 28, 12, tzinfo=UTC)
    >>> read({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}, noon)
    Limits(per_second=50.0, at_once=3, wait=None, reset=None, pool='')
    >>> read({"retry-after": "Sat, 28 Nov 2026 12:00:30 GMT"}, noon).wait
    30.0
    >>> read({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "43200"}, noon).reset
    43200.0
    """
    at_once = _number(headers.get("x-concurrency-limit"))
    return Limits(
        per_second=_rate(headers),
        at_once=int(at_once) if at_once and at_once >= 1 else None,
        wait=_after(headers.get("retry-after"), now),
        reset=_spent(headers, now),
        pool=headers.get("x-api-pool", ""),
    )


def midnight(now: datetime) -> float:
    """The seconds from `now` to the next midnight UTC, when budgets of a day begin anew."""
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (tomorrow - now).total_seconds()


def _rate(headers: Mapping[str, str]) -> float | None:
    limit = _number(headers.get("x-rate-limit-limit"))
    found = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip())
    if not limit or not found or not int(found[1]):
        return None
    return limit / (int(found[1]) * _SECONDS[found[2]])


def _after(value: str | None, now: datetime) -> float | None:
    """Retry-After in either form, seconds or a date of HTTP; None where it is neither."""
    if (seconds := _number(value)) is not None:
        return max(seconds, 0.0)
    try:
        moment = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return max((moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds(), 0.0)


def _spent(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds to the reset, where less remains than the last request cost."""
    remaining, reset = _number(headers.get("x-ratelimit-remaining")), _number(headers.get("x-ratelimit-reset"))
    cost = _number(headers.get("x-ratelimit-credits-used")) or 1.0
    if remaining is None or reset is None or remaining >= cost:
        return None
    return max(reset - now.timestamp() if reset > _EPOCH else reset, 0.0)


def _number(value: str | None) -> float | None:
    """A number that is not negative, None for anything else ("NaN" and "inf" too)."""
    text = (value or "").strip()
    return float(text) if re.fullmatch(r"\d{1,15}(\.\d{1,9})?", text) else None
