"""The report as one HTML file that asks for nothing: readable without scripts, on paper, in the dark.

Whatever comes from a manuscript or a catalogue goes through Jinja2's autoescape; the policy in the page's head lets run
only our own style and script, by their hashes, and forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from citecheck.model import Report
from citecheck.report.html.overview import overview
from citecheck.report.html.segments import HUES
from citecheck.report.html.view import document, filters
from citecheck.report.summary import asked

_TEMPLATES = Path(__file__).parent / "templates"


class HtmlReporter:
    """`--format html`."""

    name = "html"

    def render(self, report: Report) -> str:
        """The whole page."""
        style, script = _source("report.css"), _source("report.js")
        policy = (
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        )
        documents = [document(number, one) for number, one in enumerate(report.documents, 1)]
        return _template().render(
            policy=policy,
            style=Markup(style),  # noqa: S704  (our own file)
            script=Markup(script),  # noqa: S704
            documents=documents,
            filters=filters(documents),
            hues=HUES,
            overview=overview(report),
            failures=report.failures,
            asked=asked(report),
            version=report.version,
        )


@cache
def _template() -> Template:
    found = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return found.get_template("report.html")


@cache
def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _hash(source: str) -> str:
    """As a content security policy names an inline element: of the characters between its tags (CSP 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"
