"""Sends questions: in the turn of their host, with the user's name and key, and again where that may help."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from citecheck.catalogues.online.cache import Cache
from citecheck.catalogues.online.faults import Fault
from citecheck.catalogues.online.host import PATIENCE, Host
from citecheck.catalogues.online.limits import Limits, midnight, read
from citecheck.catalogues.online.policy import Policy, Rate
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.transport import Transport
from citecheck.errors import CatalogueError

BACKOFF = 0.5  # seconds before the second attempt; doubled before each further one, half of it left to chance
_REFUSALS = (429, 503)  # the statuses with which Retry-After counts

Meaning = TypeVar("Meaning")
Told = Callable[[float], None]  # takes the seconds of each request


class Sender:
    """Safe to share among threads. `cache` remembers from run to run which hosts want to be left alone.

    `environment`: where keys are looked up. `backoff`: the seconds before a second attempt.
    """

    def __init__(
        self,
        transport: Transport,
        cache: Cache,
        mailto: str = "",
        environment: Mapping[str, str] = os.environ,
        backoff: float = BACKOFF,
    ) -> None:
        self._transport = transport
        self._cache = cache
        self._mailto = mailto
        self._environment = environment
        self._backoff = backoff
        self._stopped = threading.Event()
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def send(self, question: Question, policy: Policy, read: Callable[[Reply], Meaning], told: Told) -> Meaning:
        """What a reply means to `read`, whose Fault is as good a reason for another attempt as one of the network's.

        Fault where all attempts failed, CatalogueError where none may be made.
        """
        if policy.needs_mailto and not self._mailto:
            raise CatalogueError("answers nobody without a name: give your address with --mailto")
        host = self._host(question.url, policy)
        for attempt in range(1, policy.attempts + 1):
            try:
                reply = self._attempt(question, policy, host, told)
                meaning = read(reply)
            except Fault as fault:
                self._suffer(fault, attempt, policy, host)
                if not fault.again or attempt == policy.attempts:
                    raise
            else:
                self._respect(self._heed(reply, host).reset, policy, host)
                host.succeed()
                return meaning
        raise AssertionError("a policy without attempts")

    def stop(self) -> None:
        """Ends every wait: whoever waits gets a CatalogueError."""
        self._stopped.set()

    def close(self) -> None:
        """Stops, and closes the connections."""
        self.stop()
        self._transport.close()

    def _host(self, url: str, policy: Policy) -> Host:
        name, rate = urlsplit(url).netloc, self._rate(policy)
        with self._lock:
            if name in self._hosts:
                self._hosts[name].restrict(rate)
            else:
                self._hosts[name] = Host(name, rate, self._stopped)
                self._hosts[name].leave_alone(*self._cache.resting(name))
            return self._hosts[name]

    def _rate(self, policy: Policy) -> Rate:
        keyed = policy.keyed if self._key(policy) else None
        return keyed or (policy.polite if self._mailto else None) or policy.rate

    def _key(self, policy: Policy) -> str:
        return self._environment.get(policy.key.variable, "").strip() if policy.key else ""

    def _attempt(self, question: Question, policy: Policy, host: Host, told: Told) -> Reply:
        headers, secrets = {"Accept": ", ".join(question.accept)}, []
        if policy.key and (key := self._key(policy)):
            if policy.key.header:
                headers[policy.key.header] = policy.key.prefix + key
            else:
                secrets.append((policy.key.param, key))
        if policy.mailto and self._mailto:
            secrets.append((policy.mailto, self._mailto))
        with host.turn():
            begun = time.monotonic()
            try:
                return self._transport.get(question.url, question.params, headers, policy.timeout, secrets)
            finally:
                told(time.monotonic() - begun)

    # --- what the host wants ----------------------------------------------------------------------------------------

    def _suffer(self, fault: Fault, attempt: int, policy: Policy, host: Host) -> None:
        """Draws the consequences of a fault: for the host, and the wait before another attempt."""
        limits = self._heed(fault.reply, host) if fault.reply else Limits()
        status = fault.reply.status if fault.reply else 0
        backoff = self._backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)  # noqa: S311  (no secret)
        wanted = (limits.wait if status in _REFUSALS else None) or limits.reset
        if status == 429:
            wanted = wanted or (midnight(datetime.now(UTC)) if policy.daily else backoff)
        if wanted:
            self._respect(wanted, policy, host)
        elif fault.dead:
            host.give_up(fault)
        elif fault.grave:
            host.fail(str(fault))
        else:
            host.succeed()
        if fault.again and not wanted and attempt < policy.attempts:
            self._stopped.wait(backoff)

    def _heed(self, reply: Reply, host: Host) -> Limits:
        limits = read(reply.headers, datetime.now(UTC))
        host.heed(limits)
        return limits

    def _respect(self, seconds: float | None, policy: Policy, host: Host) -> None:
        """Leaves the host alone so long; where that is longer than anybody waits, in the runs to come too."""
        if not seconds:
            return
        reason = self._why(seconds, policy)
        host.leave_alone(seconds, reason)
        if seconds > PATIENCE:
            self._cache.rest(host.name, seconds, reason)

    def _why(self, seconds: float, policy: Policy) -> str:
        until = f"{datetime.now(UTC) + timedelta(seconds=seconds):%Y-%m-%d %H:%M} UTC"
        if not policy.daily:
            return f"asks to be left alone until {until}"
        hint = f"; a key in {policy.key.variable} allows more" if policy.key and not self._key(policy) else ""
        return f"gives no more answers until {until}{hint}"
