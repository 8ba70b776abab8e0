from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.read.inline import scan


def italics(source: str) -> list[str]:
    text = scan(source).text
    return [text.plain[start:end] for start, end in text.emphasis]


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("See *Results*,  ch. 7", "See Results, ch. 7"),
        (r"\*not\* \[1\] a\_b", "*not* [1] a_b"),
        ("**strong** and ***both***", "strong and both"),
        ("tea &amp; &#99;offee &lt;", "tea & coffee <"),
        ("`code *x* [^1]` and `` a`b ``", "code *x* [^1] and  a`b "),
        ("an ` alone", "an ` alone"),
        ('[text](https://a.org/b_(c) "title") end', "text end"),
        ("![map](map.png){width=50%} end", "map end"),
        ("[D.]{.abbr .given} Starbuck", "D. Starbuck"),
        ("<https://a.org/x_y> and https://b.org/a_b--c.", "https://a.org/x_y and https://b.org/a_b--c."),
        ("pp. 45--50 --- so", "pp. 45–50 — so"),
        ("a ---- b - c", "a ---- b - c"),
        ("a <!-- hidden [^1] --> b", "a  b"),
        ("one<br>two  \nthree\\\nfour\n  five", "one\ntwo\nthree\nfour\nfive"),
        ("x < y and a > b", "x < y and a > b"),
        ("[1] and [a][b] and (c)", "[1] and [a][b] and (c)"),
        ("{{< pagebreak >}}{% include x %}text {:.note}", "text "),
        ("{braces} stay", "{braces} stay"),
        ("cost $5 and $6", "cost $5 and $6"),
        ("2 * 3 * 4 and *open", "2 * 3 * 4 and *open"),
        ("**broken off by the page", "broken off by the page"),
        ("H<sub>2</sub>O", "H2O"),
    ],
    ids=str,
)
def test_markup_is_taken_off(source: str, plain: str) -> None:
    assert scan(source).text.plain == plain


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("*a* _b_ <i>c</i> <em>d</em> <cite>e</cite>", ["a", "b", "c", "d", "e"]),
        ("*a _b_ c*", ["a b c"]),
        ("**a** __b__ <b>c</b>", []),
        ("***a***", ["a"]),
        ("snake_case_name 2*3*4", ["3"]),
        (r"\*a\* `*b*` <i>open", []),
        ('*"If Russia"*.', ['"If Russia"']),
    ],
    ids=str,
)
def test_italics(source: str, found: list[str]) -> None:
    assert italics(source) == found


@pytest.mark.parametrize(
    ("source", "raised"),
    [
        ("a<sup>(1)</sup> b^2^ c$^{12}$ d${}^{3}$ e$^4$", ["(1)", "2", "12", "3", "4"]),
        ("a¹ b¹²", ["1", "12"]),
        (r"a$^{\dagger}$ b$^\ast$", ["†", "*"]),
        ("x^ y^ [a^b] $x^2$", []),
        ("os.popen[1](#page-9) and [T](https://a.org)", ["1"]),
    ],
    ids=str,
)
def test_what_stands_above_the_line(source: str, raised: list[str]) -> None:
    found = scan(source)
    assert [found.text.plain[r.start : r.end] for r in found.raised] == raised


def test_a_link_that_hides_its_address_keeps_it() -> None:
    text = scan("See [this](https://doi.org/10.1000/x), [here](#top), [b](c.md), [a.org](https://a.org/).").text
    assert text.links == ((4, 8, "https://doi.org/10.1000/x"),)


@pytest.mark.parametrize(
    ("source", "labels", "inserted"),
    [
        ("a[^1] b[^long-name]", ["1", "long-name"], []),
        ("a^[note *x* [b](c)] b", [], ["note *x* [b](c)"]),
        ("a[^note *x*] b", [], ["note *x*"]),
        (r"a\[^1] `[^2]` <!-- [^3] -->", [], []),
        ("a^[never closed", [], []),
        ("a^[ ] [^]", [], []),
        ("regular [^a-z]", ["a-z"], []),
    ],
    ids=str,
)
def test_notes_that_are_called(source: str, labels: list[str], inserted: list[str]) -> None:
    found = scan(source)
    assert [mark.label for mark in found.called] == labels
    assert [source[mark.start : mark.end] for mark in found.inserted] == inserted


def test_marks_stand_where_the_source_has_them() -> None:
    source = "One *two*[^1] &amp; three[^2]."
    found = scan(source)
    assert [source[mark.source :][:4] for mark in found.called] == ["[^1]", "[^2]"]
    assert [found.text.plain[: mark.offset] for mark in found.called] == ["One two", "One two & three"]


@given(st.text(alphabet="ab1 *_`[]()^<>/\\!{}$&;-\n.", max_size=60))
def test_every_letter_is_traced_to_its_place(source: str) -> None:
    found = scan(source)
    steps = [*found.origins, (len(found.text.plain), 0)]
    for (offset, origin), (end, _) in itertools.pairwise(steps):
        for index in range(offset, end):
            if found.text.plain[index] in "ab1":
                assert source[origin + index - offset] == found.text.plain[index]


@given(st.text(alphabet="ab*_`[]()^<>!{}", max_size=60))
def test_letters_outside_markup_are_kept(source: str) -> None:
    plain = scan(f"{source.replace('<', '').replace('(', '').replace('{', '').replace('^', '')}").text.plain
    assert plain.count("a") == sum(c == "a" for c in source)


UNITS = [
    "*a ",
    "**a",
    "a_",
    "[",
    "[a](",
    '[a](x "',
    "^[",
    "[^a ",
    "`",
    "`a``",
    "<!--",
    "<a ",
    "{.a ",
    "$^{",
    "&a",
    "-",
    " ",
    "\\",
    "![",
    "^a",
]


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    assert scan(unit * 20_000) is not None
