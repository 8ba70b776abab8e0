from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.notes.sentences import sentences


def split(text: str, language: str | None = None, breaks: tuple[int, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language, breaks)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He met Dr. Mao.| He left."),
        ("en", '"Why?" he asked.| Nobody knew!| "Go."| She went.'),
        ("en", "See pp. 3 ff. and J. R. R. Mill, vol. II.| Then... nothing.| Wait...| What?"),
        ("en", "(See p. 3.)| It ended in 1917.| The year closed; nothing else happened."),
        ("en", "Shops, mills etc. were closed.| Shops, mills etc.| Then the war."),
        ("en", "1. The first.| 2 more came."),
        ("en", "The Mao (No. 5) episode..| But it went on."),
        ("de", "Vgl. z. B. Marx, d. h. Engels, Bd. 3.| Am 3. Mai 1917 kam er.| „Ja.“| Dann ging er."),
        ("de", "Er ging.| »Nein«, sagte er.| Das war im Jahr 1917.| Der Krieg begann."),
        ("fr", "W. Monod et Mme. de Staël, t. II, p. 3.| « Oui. »| Il part.| J.-P. Sartre dit non."),
        ("es", "El Sr. García llegó.| ¿Por qué?| ¡Vaya!| Fin."),
        ("it", "Il sig. Rossi, cfr. p. 3.| Poi andò."),
        ("ru", "Ленин писал, т. е. говорил.| В 1917 г. Ленин приехал.| В. И. Ленин и др. авторы."),
        ("el", "Ο Μαρξ έφυγε.| Γιατί;| Επειδή."),
        ("ar", "قال ماركس ذلك.| لماذا؟| لأن."),
        ("zh", "马克思说。|列宁说！|为什么？"),
    ],
    ids=str,
)
def test_sentences_end_where_the_language_ends_them(language: str, text: str) -> None:
    assert split(text.replace("|", ""), language) == [part.strip() for part in text.split("|")]


def test_a_semicolon_ends_nothing_outside_greek() -> None:
    assert split("One; Two; Three.", "en") == ["One; Two; Three."]


def test_where_a_mark_was_taken_out_no_space_is_needed() -> None:
    assert split("Workers left.Then peace.", "en") == ["Workers left.Then peace."]
    assert split("Workers left.Then peace.", "en", (13,)) == ["Workers left.", "Then peace."]


@given(st.text(alphabet='aA1. !?"«»)。;\u2026\n', max_size=60), st.sampled_from(["en", "de", "el", "zh", None]))
def test_sentences_are_in_order_apart_and_lose_nothing_but_space(text: str, language: str | None) -> None:
    ranges = sentences(text, language)
    assert all(a < b for a, b in ranges)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(text.split())


@pytest.mark.parametrize("unit", [". ", "A. ", "vol. ", '." ', ".» ", "Dr.", "..."], ids=str)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    assert split(unit * 20_000, "en")
