"""One GET over the network: a whole reply, or a fault that says what went wrong and whether another try may help."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import quote_plus, urljoin, urlsplit

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import NameResolutionError, NewConnectionError, ReadTimeoutError

from citecheck.catalogues.online.faults import Fault, NamelessFault
from citecheck.catalogues.online.guard import GuardedAdapter, Place, PrivateAddressError
from citecheck.catalogues.online.question import Reply

LARGEST = 20_000_000  # bytes of a body, unpacked
REDIRECTS = 5
CONNECTIONS = 32  # kept open to one host, and hosts kept in mind
_CHUNK = 65536
_LOG = logging.getLogger("urllib3.connectionpool")
_LONGEST = 4  # times the time-out that a whole answer may take


class Transport:
    """A `requests` session without memory (cookies) and without credentials (.netrc); safe to share among threads.

    `trusted`: places that may be asked without https and need not be public: a server of one's own. `browsing`: for
    pages of anybody's, by http too; their bodies are not read, and no proxy is used, whatever the environment says, so
    that each address is checked here.
    """

    def __init__(self, agent: str, trusted: Sequence[Place] = (), *, browsing: bool = False) -> None:
        self._trusted = frozenset(trusted)
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": agent})
        self._session.auth = _nobody
        self._browsing = browsing
        self._session.trust_env = not browsing
        self._session.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, GuardedAdapter(self._trusted, CONNECTIONS))
        self._silence = _Silence()
        _LOG.addFilter(self._silence)

    def get(
        self,
        url: str,
        params: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        timeout: float = 15.0,
        secrets: Sequence[tuple[str, str]] = (),
    ) -> Reply:
        """The reply to a question; `secrets` are parameters that no other host is told when it redirects.

        Redirects are followed to https alone. Fault where there is no whole reply.
        """
        self._silence.secrets.update(value for _, value in secrets)
        deadline = time.monotonic() + _LONGEST * timeout
        home = self._host(url)
        for _ in range(REDIRECTS + 1):
            host = self._host(url)
            sent = {**(headers or {})} if host == home else {"Accept": (headers or {}).get("Accept", "*/*")}
            reply = self._hop(url, (*params, *(secrets if host == home else ())), sent, timeout, deadline)
            if not 300 <= reply.status < 400 or "location" not in reply.headers:
                return reply
            url, params = _joined(url, reply.headers["location"]), ()
        raise Fault("redirects without end", grave=False)

    def close(self) -> None:
        """Closes the connections that nobody uses."""
        self._session.close()
        _LOG.removeFilter(self._silence)

    def _host(self, url: str) -> str:
        """The host and port of an address that may be asked."""
        try:
            parts = urlsplit(url)
            place = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise Fault("leads to an address that is none", grave=False) from None
        if parts.scheme != "https" and place not in self._trusted and not (self._browsing and parts.scheme == "http"):
            raise Fault("leads to an address without https", grave=False)
        return parts.netloc

    def _hop(
        self,
        url: str,
        params: Sequence[tuple[str, str]],
        headers: Mapping[str, str],
        timeout: float,
        deadline: float,
    ) -> Reply:
        host = urlsplit(url).hostname or ""
        try:
            with self._session.get(
                url, params=list(params), headers=headers, timeout=timeout, stream=True, allow_redirects=False
            ) as response:
                unread = self._browsing or 300 <= response.status_code < 400
                body = b"" if unread else _body(response, deadline)
                told = {name.lower(): value for name, value in response.headers.items()}
        except PrivateAddressError as error:
            raise Fault(str(error), dead=True) from error
        except requests.RequestException as error:
            raise _fault(error, host) from None  # its text has the whole address, and thereby the key
        kind = told.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(response.status_code, kind, body, told)


class _Silence(logging.Filter):
    """Keeps keys out of urllib3's log, which tells the whole address of each request."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        for secret in self.secrets:
            message = message.replace(quote_plus(secret), "***").replace(secret, "***")
        record.msg, record.args = message, ()
        return True


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Adds no credentials; without it `requests` looks into .netrc."""
    return request


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Fault("leads to an address that is none", grave=False) from None


def _body(response: requests.Response, deadline: float) -> bytes:
    parts, size = [], 0
    for part in response.iter_content(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise Fault("its answer is larger than any that makes sense", grave=False)
        if time.monotonic() > deadline:
            raise Fault("its answer takes too long", again=True)
    return b"".join(parts)


def _fault(error: requests.RequestException, host: str) -> Fault:
    inner = _innermost(error)
    if isinstance(inner, NameResolutionError):
        return NamelessFault(host)
    if isinstance(error, requests.exceptions.SSLError):
        return Fault(f"no safe connection to {host}", dead=True)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Fault(f"no connection to {host}", dead=True)
    if isinstance(error, requests.exceptions.Timeout) or isinstance(inner, ReadTimeoutError):
        return Fault("no answer in time", again=True)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return Fault("its answer broke off", again=True)
    if isinstance(error, requests.exceptions.ConnectionError):
        return _unconnected(inner, host)
    return Fault("cannot be asked such a thing", grave=False)


def _unconnected(inner: BaseException, host: str) -> Fault:
    if isinstance(inner, NewConnectionError):
        return Fault(f"no connection to {host}", dead=True)
    return Fault("the connection broke off", again=True)


def _innermost(error: BaseException) -> BaseException:
    """What `requests` wraps: the reason of urllib3's last try, or the error within the error."""
    while True:
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        if not isinstance(inner, BaseException):
            return error
        error = inner
