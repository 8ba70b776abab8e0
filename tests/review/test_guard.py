"""Who is let in, and what a browser may do with the answers."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest

from citecheck.review.guard import HEADER
from tests.review.sitting import TOKEN, sitting

T = {HEADER: TOKEN}
ADDRESSES = (
    "/",
    "/api/state",
    "/api/events",
    "/api/export/bib",
    "/static/review.js",
    "/static/../review.js",
    "/nowhere",
)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 403),
        ({HEADER: "another"}, 403),
        ({HEADER: "thé"}, 403),
        (T, 200),
        (T | {"Host": "127.0.0.1:4000"}, 200),
        (T | {"Host": "[::1]:4000"}, 200),
        (T | {"Host": "evil.example"}, 403),
        (T | {"Host": "localhost.evil.example"}, 403),
        (T | {"Host": "192.0.2.7"}, 403),
        (T | {"Host": "localhost", "Origin": "http://localhost"}, 200),
        (T | {"Origin": "http://evil.example"}, 403),
        (T | {"Origin": "null"}, 403),
        (T | {"Host": "localhost", "Origin": "http://localhost:81"}, 403),
        (T | {"Sec-Fetch-Site": "cross-site"}, 403),
        (T | {"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_headers(tmp_path: Path, headers: dict[str, str], code: int) -> None:
    with sitting(tmp_path) as one:
        assert one.client.get("/api/state", headers=headers).status_code == code


def test_nothing_is_told_without_the_token(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        for address in ADDRESSES:
            answer = one.client.get(address)
            assert (answer.status_code, TOKEN in answer.text) == (403, False), address


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_an_address_changes_nothing(tmp_path: Path, method: str) -> None:
    """A form of another page could know an address: what changes something bears its token in a header."""
    with sitting(tmp_path) as one:
        body = {"window": "w", "kind": "query", "reason": "x", "expected": None}
        address = f"/api/documents/0/notes/1/citations/0/decision?token={TOKEN}"
        assert one.client.open(address, method=method, json=body).status_code == 403
        assert (
            one.client.post(f"/api/documents?token={TOKEN}", data={"file": (BytesIO(b"x"), "a.md")}).status_code == 403
        )


def test_passwords(tmp_path: Path) -> None:
    with sitting(tmp_path, password="long enough") as one:
        refused = one.client.get("/api/state", headers=T)
        assert (refused.status_code, refused.headers["WWW-Authenticate"][:5]) == (401, "Basic")
        for password, code in (("wrong", 401), ("long enough", 200)):
            told = base64.b64encode(f"me:{password}".encode()).decode()
            headers = T | {"Authorization": f"Basic {told}", "Host": "192.0.2.7:4000"}
            assert one.client.get("/api/state", headers=headers).status_code == code
        assert one.client.get("/api/state", headers=T | {"Host": "evil.example"}).status_code == 403


def test_every_answer_is_armed(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        for address in (
            f"/?token={TOKEN}",
            f"/static/review.css?token={TOKEN}",
            "/api/state",
            f"/nowhere?token={TOKEN}",
        ):
            answer = one.client.get(address, headers=T)
            answer.close()
            headers = answer.headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in headers
            assert "Access-Control-Allow-Origin" not in headers


def test_files_of_the_package_alone(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        for name in ("../app.py", "%2e%2e/app.py", "..%2fapp.py"):
            assert one.client.get(f"/static/{name}", headers=T).status_code == 404


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sitting(tmp_path) as one:
        one.client.application.config["MAX_CONTENT_LENGTH"] = 1000
        answer = one.client.post("/api/documents", data={"file": (BytesIO(b"x" * 2000), "a.md")}, headers=T)
        assert answer.status_code == 413
        assert (answer.json or {})["error"]
