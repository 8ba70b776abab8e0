"""Plugins are found by name, ours and others' alike; what is wrong with one is said in a line."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from citecheck import plugins
from citecheck.catalogues.online.catalogue import OnlineCatalogue
from citecheck.catalogues.online.connection import Connection
from citecheck.config import Settings
from citecheck.errors import PluginError, UsageError
from citecheck.model import Query, Work
from citecheck.protocols import Catalogue, Reader, Reporter
from tests.catalogues.online.archive import session
from tests.replay import Replay, found

SETTINGS = Settings()
LINE = Connection(SETTINGS, "citecheck/test")


@pytest.mark.parametrize("name", plugins.names(plugins.READERS))
def test_every_registered_reader_is_one(name: str) -> None:
    reader = plugins.reader(name)
    assert isinstance(reader, Reader)
    assert reader.name == name
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)


@pytest.mark.parametrize("name", plugins.names(plugins.SERVICES))
def test_every_registered_service_is_a_catalogue(name: str, tmp_path: Path) -> None:
    with Connection(Settings(offline=True, cache=str(tmp_path)), "citecheck/test") as connection:
        service = plugins.catalogue(name, SETTINGS, connection)
        assert isinstance(service, Catalogue)
        assert service.name == name


@pytest.mark.parametrize("name", plugins.names(plugins.REPORTERS))
def test_every_registered_reporter_is_one(name: str) -> None:
    reporter = plugins.reporter(name)
    assert isinstance(reporter, Reporter)
    assert reporter.name == name


def test_the_shelf_is_a_catalogue() -> None:
    shelf = plugins.catalogue("shelf", SETTINGS, LINE)
    assert isinstance(shelf, Catalogue)
    assert shelf.name == "shelf"


def test_a_file_is_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "mine.bib"
    path.write_text("@book{a, author = {Ann Author}, title = {A Title}, year = 1999}")
    assert isinstance(plugins.catalogue(str(path), SETTINGS, LINE), Catalogue)


@pytest.mark.parametrize(
    ("find", "name", "said"),
    [
        (plugins.reader, "markdwon", "did you mean 'markdown'"),
        (plugins.reporter, "jsn", "did you mean 'json'"),
        (plugins.reporter, "qqq", "there are "),
        (lambda name: plugins.catalogue(name, SETTINGS, LINE), "shelv", "did you mean 'shelf'"),
        (lambda name: plugins.catalogue(name, SETTINGS, LINE), "no/such.bib", "no/such.bib"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(find: object, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find(name)  # type: ignore[operator]


@pytest.fixture
def _registered(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [EntryPoint(n, v, group) for n, v in request.param])
    plugins._registered.cache_clear()
    yield
    plugins._registered.cache_clear()


@pytest.mark.parametrize(
    ("_registered", "said"),
    [
        ((), "no plugin of citecheck.reporters is installed"),
        ((("text", "a:A"), ("text", "b:B")), "two plugins call themselves 'text': a:A and b:B"),
        ((("text", "no_such_module:A"),), "cannot be loaded"),
        ((("text", "pathlib:Path"),), "is no Reporter"),
    ],
    indirect=["_registered"],
)
@pytest.mark.usefixtures("_registered")
def test_a_wrong_installation_is_told(said: str) -> None:
    with pytest.raises(PluginError, match=said):
        plugins.reporter("text")


def test_the_service_of_the_documentation_runs() -> None:
    page = (Path(__file__).parent.parent / "docs" / "plugins.md").read_text("utf-8")
    (code,) = (block.partition("```")[0] for block in page.split("```python\n") if "class ReadingRoom" in block)
    names: dict[str, Any] = {}
    exec(compile(code, "plugins.md", "exec", dont_inherit=True), names)
    card = {"cards": [{"id": "7", "title": "Capital"}]}
    query = Query("Marx, Capital", Work(title="Capital"))
    with Replay({"/cards?title=Capital": found(card)}) as server, session(server.url) as opened:
        room = OnlineCatalogue(names["ReadingRoom"](server.url), opened)
        assert [(one.key, one.work.title) for one in room.search(query, 5)] == [("7", "Capital")]
        assert room.holds(query)
