from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.formats.latex import as_verbatim, decode, encode, verbatim
from tests.strategies import texts


@given(texts())
def test_text_survives_latex(text: str) -> None:
    assert decode(encode(text)) == text


@given(st.text())
def test_whatever_is_typed_decodes_to_text_that_survives(latex: str) -> None:
    assert decode(encode(decode(latex))) == decode(latex)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller M\"uller M\"{u}ller {\"U}ber", "Müller Müller Müller Über"),
        (r"\'{\i} {\'\i} \'\i s {\'{\i}} \`{\j}", "í í ís í j̀"),
        (r"{\H u}ri Erd\H{o}s \v{C}apek \c{c}a \k{a} \d{h} \r{a} \=a \.z \u{g}", "űri Erdős Čapek ça ą ḥ å ā ż ğ"),
        (r"{\L}\'od\'z {\ss} {\o} {\AE} {\oe}uvre \aa", "Łódź ß ø Æ œuvre å"),
        (r"50\% \& \$5 \#1 a\_b \{c\}", "50% & $5 #1 a_b {c}"),
        (r"\textbackslash{}x \textasciitilde{} \textasciicircum{} \~{} \^{}", r"\x ~ ^ ~ ^"),
        ("a -- b --- c ``q'' ?`d !`e", "a – b — c “q” ¿d ¡e"),
        ("a-{}-b '{}' `{}`", "a--b '' ``"),
        (r"\emph{Theories} {\em of} \textbf{Surplus} {V}alue", "Theories of Surplus Value"),
        (r"a~b\ c\\d", "a b c d"),
        (r"the $n$th", "the nth"),
        (r"trailing \ ", "trailing"),
        ("trailing \\", "trailing"),
        (r"\unknown{kept} \unknown", "kept"),
        ("Государство 国家", "Государство 国家"),
        ("{{}}", ""),
        ("unbalanced } {", "unbalanced"),
    ],
    ids=str,
)
def test_what_people_type(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    "text", ["don't", "a-b", "x?", "C'est `ça`", "1 < 2 > 0", 'say "so"', "a@b", "5 * 3 / 2"], ids=str
)
def test_what_must_stay(text: str) -> None:
    assert decode(text) == encode(text) == text


@pytest.mark.parametrize("field", [r"\url{http://x.org/a\_b}", r"{http://x.org/a_b}", r"http://x.org/a{\_}b"], ids=str)
def test_addresses_without_their_escapes(field: str) -> None:
    assert verbatim(field) == "http://x.org/a_b"


def test_what_an_address_cannot_hold_is_percent_encoded() -> None:
    assert as_verbatim("http://x.org/{a b}\\%20") == "http://x.org/%7Ba%20b%7D%5C%20"


@pytest.mark.parametrize("piece", ["\\", "\\'", "{", "\\'{", "$", "--", "\\url", "~", "\\textbackslash"], ids=str)
def test_hostile_fields_are_decoded_in_linear_time(piece: str) -> None:
    assert len(decode(piece * 20_000)) <= 20_000 * len(piece)
