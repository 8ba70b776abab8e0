from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.catalogues.sources.titles import clean, joined


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Feuerbach : $b The roots of the socialist philosophy", "Feuerbach: The roots of the socialist philosophy"),
        ("Reform or revolution /", "Reform or revolution"),
        ("The <i>Grundrisse</i> &amp; after", "The Grundrisse & after"),
        ("Marx &amp;amp; Engels", "Marx & Engels"),
        ("&lt;b&gt;Capital&lt;/b&gt;", "Capital"),
        ("H<sub>2</sub>O and <mml:math><mml:mi>x</mml:mi></mml:math>", "H2O and x"),
        ("On <math><mi>x</mi><annotation encoding='TeX'>x_{1}</annotation></math> rays", "On x rays"),
        ("Capital<br/>A critique", "Capital A critique"),
        ("\u0098Die\u009c Akkumulation des Kapitals", "Die Akkumulation des Kapitals"),
        ("Le  capital :\n critique", "Le capital: critique"),
        ("<jats:italic>Capital</jats:italic>", "Capital"),
    ],
    ids=str,
)
def test_what_systems_leave_goes(written: str, printed: str) -> None:
    assert clean(written) == printed


@pytest.mark.parametrize(
    "title",
    ["1 < 2 and 3 > 2", "AT&T", "What Is to Be Done?", "R&D; a history", "$100 a day", "I, II, III", "Either/Or"],
    ids=str,
)
def test_what_belongs_to_the_title_stays(title: str) -> None:
    assert clean(title) == title


@pytest.mark.parametrize("sign", ["<", "<a ", "<annotation>", "&lt;", " : $b ", "$a ", " :"], ids=str)
def test_hostile_titles_end(sign: str) -> None:
    assert len(clean(sign * 20_000)) <= len(sign) * 20_000


@given(st.text())
def test_cleaning_twice_is_cleaning_once_where_nothing_is_marked_up(text: str) -> None:
    plain = text.replace("&", "").replace("<", "").replace("$", "")
    assert clean(clean(plain)) == clean(plain)


def test_a_subtitle_that_the_title_has_is_not_told_twice() -> None:
    assert joined("Capital: A Critique", "A critique") == "Capital: A Critique"
