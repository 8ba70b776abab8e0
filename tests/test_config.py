"""Settings come from the nearest file that has them; a wrong key is named with its neighbour."""

from pathlib import Path

import pytest

from citecheck import config
from citecheck.errors import UsageError

KNOWN = frozenset({"catalogue", "fail-on", "offline"})


@pytest.mark.parametrize(
    ("files", "start", "found"),
    [
        ({"citecheck.toml": ""}, ".", "citecheck.toml"),
        ({"citecheck.toml": ""}, "book/part", "citecheck.toml"),
        ({"pyproject.toml": "[tool.citecheck]\n"}, "book", "pyproject.toml"),
        ({"pyproject.toml": "[tool.citecheck]\n", "citecheck.toml": ""}, ".", "citecheck.toml"),
        ({"citecheck.toml": "", "book/pyproject.toml": "[tool.other]\n"}, "book", "citecheck.toml"),
        ({"citecheck.toml": "", "book/citecheck.toml": ""}, "book", "book/citecheck.toml"),
    ],
    ids=str,
)
def test_the_nearest_file_holds(tmp_path: Path, files: dict[str, str], start: str, found: str) -> None:
    (tmp_path / "book" / "part").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert config.find(tmp_path / start) == tmp_path / found


def test_a_file_gives_its_settings(tmp_path: Path) -> None:
    path = tmp_path / "citecheck.toml"
    path.write_text('fail-on = ["CC2"]\noffline = true\n')
    assert config.load(path, KNOWN) == {"fail-on": ["CC2"], "offline": True}


def test_a_pyproject_gives_only_its_own_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.other]\nx = 1\n[tool.citecheck]\ncatalogue = ["my.bib"]\n')
    assert config.load(path, KNOWN) == {"catalogue": ["my.bib"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ofline = true\n", "did you mean 'offline'"),
        ("colour = 'red'\n", "known are catalogue, fail-on, offline"),
        ("offline = maybe\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "citecheck.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=said) as caught:
        config.load(path, KNOWN)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        config.load(tmp_path / "none.toml", KNOWN)
