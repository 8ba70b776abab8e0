"""Who may ask: with the token, from this page, under a name of this machine; from elsewhere also with a password."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

HEADER = "X-Citecheck-Token"
# Content Security Policy Level 3; trusted types (W3C) make the browser refuse markup that is put together from text.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # the address bears the token
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """`token`: what each request bears; `password`: what is asked of browsers besides, "" where all are local."""

    token: str
    password: str = ""

    def admit(self, asked: Request) -> None:
        """403 for a request without the token, of another page, or by a foreign name; 401 without the password.

        There is no cookie that a foreign page could make use of. What changes something must bear the token in a
        header, which no form and no other origin can send.
        """
        told = asked.headers.get(HEADER) or (asked.args.get("token", "") if asked.method == "GET" else "")
        if not (_is_ours(asked, local=not self.password) and hmac.compare_digest(told.encode(), self.token.encode())):
            abort(403)
        given = asked.authorization.password if asked.authorization else None
        if self.password and not hmac.compare_digest((given or "").encode(), self.password.encode()):
            abort(Response("password?", 401, {"WWW-Authenticate": 'Basic realm="citecheck", charset="UTF-8"'}))


def install(app: Flask, guard: Guard) -> None:
    """Puts the guard before every request, and its headers on every answer, of which no error is a page of markup."""

    @app.before_request
    def _admit() -> None:
        guard.admit(request)

    @app.after_request
    def _armed(answer: Response) -> Response:
        for name, value in _HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    @app.errorhandler(HTTPException)
    def _told(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None:
            return error.response
        return jsonify(error=error.description), error.code or 500


def _is_ours(asked: Request, *, local: bool) -> bool:
    """Whether Host and Origin are ours: a foreign name may have been bound to this address to get past the browser."""
    if not _is_name_of_ours(urlsplit(f"//{asked.host}").hostname or "", local=local):
        return False
    origin = asked.headers.get("Origin")
    return origin in (None, f"{asked.scheme}://{asked.host}") and asked.headers.get("Sec-Fetch-Site") != "cross-site"


def _is_name_of_ours(name: str, *, local: bool) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        own = {socket.gethostname().casefold(), socket.getfqdn().casefold()} if not local else set()
        return name in {"localhost", *own}
    return address.is_loopback or not local
