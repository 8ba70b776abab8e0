"""Services on the network, simulated on loopback: no network at all, a rate limit, a warm cache, a storm of faults.

python benchmarks/online.py
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_plus

from shared import COMMAND, ROOT, SETTING, seconds

sys.path.insert(0, str(ROOT))

from citecheck.asking import Desk
from citecheck.catalogues.online.cache import Cache
from citecheck.catalogues.online.catalogue import OnlineCatalogue
from citecheck.catalogues.online.crossref import Crossref
from citecheck.catalogues.online.policy import Policy, Rate
from citecheck.catalogues.online.sending import Sender
from citecheck.catalogues.online.session import Asking, Session
from citecheck.catalogues.online.transport import Transport
from citecheck.judge import judge
from citecheck.match import rank
from citecheck.model import Citation, Date, Kind, Name, Query, Verdict, Work
from tests.replay import Canned, Replay, damaged, found, html, limited

NOTES, REFERENCES, WARM, STORM = 300, 500, 3000, 1000
LIMIT, LATENCY, BURST = 50.0, 0.15, 10
FAULTY = 0.1
EVERY_KIND = (
    limited("1"), limited(), html(200), html(403), html(404), Canned(b"", 500, "text/plain"), html(502),
    Canned(b"", 503, "text/plain", {"Retry-After": "1"}), Canned(drop=True), damaged(),
    Canned(b"{}", 200, "text/plain"),
    Canned(b'{"status": "ok", "message": {"items": []}}', cut=30), Canned(b"Not Found", 404, "text/html"),
)  # fmt: skip


def main() -> None:
    without_network()
    at_the_limit()
    warm_cache()
    fault_storm()


def without_network() -> None:
    """The whole command on a manuscript whose notes no local catalogue resolves, asking every service that it would."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manuscript.md"
        notes = "".join(f"[^{n}]: {reference(n)}\n" for n in range(NOTES))
        path.write_text("".join(f"Claim {n}.[^{n}] " for n in range(NOTES)) + f"\n\n{notes}", "utf-8")
        command = [COMMAND, "check", str(path), "--format", "json", "--cache", folder]
        alone = seconds(*command, "--catalogue", "shelf")
        begun, spent = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=SETTING)
        wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
    verdicts = Counter(c["verdict"] for n in json.loads(done.stdout)["documents"][0]["notes"] for c in n["citations"])
    print(f"no network: {NOTES} notes in {wall:.1f} s ({processor:.1f} s of processor time; {alone:.1f} s with the "
          f"built-in catalogue alone), exit {done.returncode}, verdicts {dict(verdicts)}")  # fmt: skip
    for line in done.stderr.splitlines():
        print(f"    {line}")


def at_the_limit() -> None:
    """As fast as the service lets us: 50 a second, each after 150 ms; more are refused."""
    bucket = Bucket()
    given = replace(works(item(0)), delay=LATENCY)
    with Replay(lambda _: given if bucket.take() else limited("1")) as server, opened(server.url) as (session, desk):
        begun = time.monotonic()
        queries = [query(number) for number in range(REFERENCES)]
        for one in queries:
            desk.begin(one)
        for one in queries:
            desk.ask(one)
        wall = time.monotonic() - begun
        refused = session.traffic("crossref").requests - REFERENCES
    rate = REFERENCES / wall
    print(f"limit: {rate:.1f} references a second of {LIMIT:.0f} ({rate / LIMIT:.3f}), {refused} refused")


def warm_cache() -> None:
    """Answers that are kept: the session alone, and the catalogue, which reads 5 records out of each."""
    items = [item(number) for number in range(5)]
    with tempfile.TemporaryDirectory() as folder, Replay(lambda _: works(*items)) as server:
        with opened(server.url, Path(folder), rate=100000) as (_, desk):
            queries = [query(number) for number in range(WARM)]
            for one in queries:
                desk.begin(one)
            for one in queries:
                desk.ask(one)
        with opened(server.url, Path(folder)) as (session, _):
            service = Crossref(server.url)
            questions = [next(service.questions(one, 20)) for one in queries]
            begun, spent = time.perf_counter(), time.process_time()
            answered = [Asking(session, service)(one) for one in questions]
            kept, processor = time.perf_counter() - begun, time.process_time() - spent
            begun = time.perf_counter()
            read = sum(len(service.search(one, 20, Asking(session, service))) for one in queries)
            whole = time.perf_counter() - begun
    assert all(answered), "an answer was not kept"
    size = len(answered[0].body) if answered[0] else 0
    print(f"warm cache: {WARM / kept:,.0f} references a second by the session ({WARM / processor:,.0f} a second of "
          f"processor time; {size:,} bytes each), {WARM / whole:,.0f} with their {read:,} records read")  # fmt: skip
    print("requests-cache on the same answers: " + requests_cache())


def requests_cache() -> str:
    """The same questions by the library, where it is installed (it is no dependency of ours)."""
    try:
        from requests_cache import CachedSession
    except ImportError:
        return "not installed: pip install --group bench"
    body = works(*(item(number) for number in range(5)))
    with tempfile.TemporaryDirectory() as folder, Replay(lambda _: body) as server:
        session = CachedSession(f"{folder}/cache", backend="sqlite", wal=True)
        addresses = [f"{server.url}/works?query={number}" for number in range(300)]
        for one in addresses:
            session.get(one)
        begun, spent = time.perf_counter(), time.process_time()
        for one in addresses:
            session.get(one)
        wall, processor = time.perf_counter() - begun, time.process_time() - spent
        session.close()
    return f"{len(addresses) / wall:,.0f} references a second ({len(addresses) / processor:,.0f} of processor time)"


def fault_storm() -> None:
    """Half of the works are there, half are not; one request in ten fails, in every way that a request can fail."""
    chance = random.Random(7)
    asked: Counter[str] = Counter()

    def answer(path: str) -> Canned:
        asked[path] += 1
        if chance.random() < FAULTY:
            return chance.choice(EVERY_KIND)
        number = int(found_number(unquote_plus(path)))
        return works(item(number)) if number % 2 == 0 else works()

    verdicts: Counter[tuple[bool, str]] = Counter()
    with Replay(answer) as server, opened(server.url, rate=1000) as (session, desk):
        queries = [query(number) for number in range(STORM)]
        begun = time.monotonic()
        for one in queries:
            desk.begin(one)
        for number, one in enumerate(queries):
            judgement = judge(rank(one, desk.ask(one)), Citation(0, len(one.text), work=one.work))
            verdicts[number % 2 == 0, judgement.verdict] += 1
        wall = time.monotonic() - begun
        requests = session.traffic("crossref").requests
    false_unresolved, false_resolved = verdicts[True, Verdict.UNRESOLVED], verdicts[False, Verdict.RESOLVED]
    print(
        f"fault storm: {STORM} references, {requests} requests, {wall:.0f} s; false unresolved "
        f"{false_unresolved}, false resolved {false_resolved}, none asked more than {max(asked.values())} times"
    )
    for (there, verdict), count in sorted(verdicts.items()):
        print(f"    {'there' if there else 'not there'}: {verdict} {count}")


class Bucket:
    """The service's own: `LIMIT` a second, `BURST` at a time."""

    def __init__(self) -> None:
        self._tokens, self._moment = float(BURST), time.monotonic()

    def take(self) -> bool:
        now = time.monotonic()
        self._tokens = min(self._tokens + (now - self._moment) * LIMIT, BURST)
        self._moment = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


@contextmanager
def opened(url: str, folder: Path | None = None, rate: float = LIMIT) -> Iterator[tuple[Session, Desk]]:
    """A session with Crossref's client and a policy for the simulated service."""
    host, port = url.removeprefix("http://").split(":")
    cache = Cache(folder)
    session = Session(cache, Sender(Transport("citecheck/benchmark", [(host, int(port))]), cache))
    service = Crossref(url)
    service.policy = Policy(Rate(rate, at_once=16), timeout=5.0)
    try:
        yield session, Desk([OnlineCatalogue(service, session)])
    finally:
        session.close()


def works(*items: dict[str, object]) -> Canned:
    return found({"status": "ok", "message-type": "work-list", "message": {"items": list(items)}})


def item(number: int) -> dict[str, object]:
    return {
        "DOI": f"10.1000/{number}", "type": "book", "title": [f"The Unwritten History of Parish {number}"],
        "author": [{"given": "Ann", "family": f"Author{number}"}], "publisher": "Nowhere Press",
        "issued": {"date-parts": [[1950 + number % 50]]},
    }  # fmt: skip


def query(number: int) -> Query:
    title, name = f"The Unwritten History of Parish {number}", Name(f"Author{number}", "Ann")
    work = Work(Kind.BOOK, title, (name,), publisher="Nowhere Press", issued=Date(1950 + number % 50))
    return Query(reference(number), work)


def reference(number: int) -> str:
    return (
        f"Ann Author{number}, The Unwritten History of Parish {number} (London: Nowhere Press, {1950 + number % 50})."
    )


def found_number(path: str) -> str:
    found = re.search(r"Parish (\d+)", path)
    assert found, path
    return found[1]


if __name__ == "__main__":
    main()
