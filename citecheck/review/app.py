"""The web application: addresses and what answers them (docs/review.md lists them)."""

from __future__ import annotations

import mimetypes
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from flask import Flask, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from citecheck import plugins
from citecheck.decisions import ConflictError, version
from citecheck.decisions.marks import FIELDS
from citecheck.defaults import VERSION
from citecheck.errors import CitecheckError
from citecheck.model import UNSURE, CheckedDocument, Decision, DecisionKind, Report
from citecheck.read.source import LIMIT
from citecheck.report import bib, shapes
from citecheck.report.html import segments
from citecheck.review import fields
from citecheck.review.deciding import ACCEPTING
from citecheck.review.documents import State
from citecheck.review.guard import Guard, install
from citecheck.review.session import Session

_LABELS = {DecisionKind.ACCEPTED: "accept", DecisionKind.QUERY: "query to author"}  # the others bear their names
_FORMATS = (  # name, what people call it, suffix
    ("bib", "BibTeX", "bib"), ("biblatex", "biblatex", "bib"), ("ris", "RIS", "ris"), ("csl", "CSL-JSON", "json"),
    ("bibliography-markdown", "bibliography, Markdown", "md"), ("bibliography-html", "bibliography, HTML", "html"),
    ("bibliography-text", "bibliography, plain text", "txt"), ("bibliography-docx", "bibliography, Word", "docx"),
    ("text", "report, plain text", "txt"), ("table", "report, table", "txt"), ("json", "report, JSON", "json"),
    ("markdown", "report, Markdown", "md"), ("html", "report, HTML", "html"), ("docx", "comments in Word", "docx"),
    ("queries", "queries to the author, Markdown", "md"), ("queries-docx", "queries to the author, Word", "docx"),
    ("sarif", "SARIF", "sarif"), ("junit", "JUnit", "xml"), ("github", "GitHub annotations", "txt"),
    ("gitlab", "GitLab Code Quality", "json"), ("rdjson", "reviewdog", "json"),
)  # fmt: skip
_PREFIX = "bibliography-"


def create(session: Session, guard: Guard) -> Flask:
    """The application over a session; every request goes past the guard."""
    app = Flask(__name__, static_folder="static", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = LIMIT + 1024 * 1024  # the file and what is around it in the form
    app.json.sort_keys = False  # type: ignore[attr-defined]
    install(app, guard)
    _errors(app)
    _reading(app, session, guard)
    _deciding(app, session)
    return app


def _errors(app: Flask) -> None:
    @app.errorhandler(ConflictError)
    def _conflict(error: ConflictError) -> ResponseReturnValue:
        found = error.found
        told = shapes.decision(found) if isinstance(found, Decision) else None
        return jsonify(error=str(error), decision=told, version=version(found)), 409

    @app.errorhandler(CitecheckError)
    def _refused(error: CitecheckError) -> ResponseReturnValue:
        return jsonify(error=str(error)), 400


def _reading(app: Flask, session: Session, guard: Guard) -> None:
    @app.get("/")
    def page() -> str:
        return render_template("review.html", token=guard.token, version=VERSION)

    @app.get("/api/state")
    def state() -> Response:
        return jsonify(
            version=VERSION,
            by=session.by,
            catalogues=list(session.settings.catalogues),
            offline=session.settings.offline,
            documents=session.state(),
            fields=list(FIELDS),
            editable=list(fields.FIELDS),
            hues=dict(segments.HUE_OF),
            unsure=UNSURE,
            kinds=[_kind(kind) for kind in DecisionKind if kind is not DecisionKind.CORRECTED],  # "accept", with fields
            formats=[{"name": name, "label": f"{label} (.{end})", "suffix": end} for name, label, end in _FORMATS],
        )

    @app.get("/api/documents/<int:number>/notes")
    def rows(number: int) -> Response:
        return jsonify(session.rows(number))

    @app.get("/api/documents/<int:number>/notes/<path:note>")
    def note(number: int, note: str) -> Response:
        return jsonify(session.note(number, note))

    @app.get("/api/documents/<int:number>/bibliography")
    def bibliography(number: int) -> Response:
        return jsonify(session.bibliography(number))

    @app.get("/api/export/<form>")
    def export(form: str) -> Response:
        suffix = next((end for name, _, end in _FORMATS if name == form), None)
        if suffix is None:
            abort(404, f"no format is called {form!r}")
        number = request.args.get("document", type=int)
        content = _exported(session, form, number)
        chosen = session.documents if number is None else [session.document(number)]
        stem = PurePath(chosen[0].name).stem if len(chosen) == 1 else "citecheck"
        kind = mimetypes.guess_type(f"x.{suffix}")[0] or "application/octet-stream"
        answer = Response(content, mimetype=kind)
        answer.headers.set("Content-Disposition", "attachment", filename=f"{stem}.{suffix}")
        return answer

    @app.get("/api/events")
    def events() -> Response:
        is_gone: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
        return Response(session.hub.listen(is_gone), mimetype="text/event-stream")


def _deciding(app: Flask, session: Session) -> None:
    address = "/api/documents/<int:number>/notes/<path:note>"

    @app.post("/api/documents")
    def drop() -> Response:
        file = request.files.get("file")
        name = PurePath((file.filename or "").replace("\\", "/")).name if file else ""
        if file is None or not name:
            abort(400, "no file was sent")
        return jsonify(number=session.open(name, file.read()).number)

    @app.put(f"{address}/citations/<int:citation>/decision")
    @app.delete(f"{address}/citations/<int:citation>/decision", endpoint="withdraw")
    def decide(number: int, note: str, citation: int) -> Response:
        told = _told("kind")
        return jsonify(session.decide(_window(told), number, note, citation, told))

    @app.put(f"{address}/correction")
    @app.delete(f"{address}/correction", endpoint="uncorrect")
    def correct(number: int, note: str) -> Response:
        told = _told("citations")
        return jsonify(session.correct(_window(told), number, note, told))

    @app.post("/api/documents/<int:number>/accept")
    def accept(number: int) -> Response:
        told = _told()
        return jsonify(session.accept_above(_window(told), number, _above(told), dry=bool(told.get("dry"))))

    @app.post("/api/undo")
    def undo() -> Response:
        done = session.undo(_window(_told()))
        if done is None:
            abort(404, "nothing to undo")
        return jsonify(done)


def _kind(kind: DecisionKind) -> dict[str, Any]:
    label = _LABELS.get(kind, kind.value.replace("-", " "))
    return {"kind": kind.value, "label": label, "needs": ["record"] if kind in ACCEPTING else ["reason"]}


def _told(what: str = "") -> dict[str, Any]:
    """The request's object; `what` is its member that PUT must tell, and that DELETE takes away."""
    told = request.get_json(silent=True)
    if not isinstance(told, dict):
        abort(400, "a JSON object is wanted")
    if request.method == "DELETE":
        return told | {what: None}
    if what and told.get(what) is None:
        abort(400, f"{what} is missing")
    return told


def _above(told: dict[str, Any]) -> float:
    above = told.get("above")
    if not isinstance(above, int | float) or not 0 <= above <= 1:
        abort(400, "above is to be a probability, 0 to 1")
    return above


def _window(told: dict[str, Any]) -> str:
    return str(told.get("window") or "")


def _exported(session: Session, form: str, number: int | None) -> str | bytes:
    report = session.report(number)
    if form == "docx":
        return _commented(session, report)
    if form == "biblatex" or form.startswith(_PREFIX):
        return bib.written(report, form.removeprefix(_PREFIX), bib.STYLE, with_notes=False)
    return plugins.reporter(form).render(report)


def _commented(session: Session, report: Report) -> str | bytes:
    """The manuscript with comments: a file that was dropped lies on the disk for as long as its reporter reads it."""
    with tempfile.TemporaryDirectory() as folder:
        documents: list[CheckedDocument] = []
        for one in report.documents:
            dropped = next((d for d in session.documents if d.name == one.document.path and d.data is not None), None)
            path = Path(folder) / f"{len(documents)}.docx"
            if dropped is None or dropped.data is None or dropped.state is not State.DONE:
                documents.append(one)
                continue
            path.write_bytes(dropped.data)
            documents.append(replace(one, document=replace(one.document, path=str(path))))
        return plugins.reporter("docx").render(replace(report, documents=tuple(documents)))
