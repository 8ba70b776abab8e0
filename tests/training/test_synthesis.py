from __future__ import annotations

import random

import pytest

from training import synthesis
from training.corpora import Example, Labelled, Ref
from training.styles import Parts, UnclearError, record, spans

PARTS = Parts(
    [("Luxemburg", "Rosa"), ("Marx", "Karl"), ("Serge", "Victor"), ("Cliff", "Tony"), ("James", "C. L. R."),
     ("Deutscher", "Isaac"), ("Carr", "Edward Hallett")],
    {"en": ["The Accumulation of Capital", "Year One of the Revolution", "The Black Jacobins"]},
    ["Past and Present", "New Left Review"],
    [("London", "Pluto Press"), ("Paris", "Maspero")],
)  # fmt: skip
CITED = "Serge, Year One, London 1930"
REFERENCE = Example("made", CITED, (Ref(0, 28, (Labelled(0, 5, "author"), Labelled(7, 15, "title"))),))
STOCK = synthesis.Stock([REFERENCE], ["This was denied by many.", "Nobody knew it."], PARTS, ["Serge", "Cliff"])


@pytest.mark.parametrize("make", [synthesis.note, synthesis.essay, synthesis.listing])
@pytest.mark.parametrize("seed", range(60))
def test_what_is_made_up_is_sound(make: object, seed: int) -> None:
    assert callable(make)
    made: Example = make(STOCK, random.Random(seed))
    made = synthesis.italicized(made, random.Random(seed))
    assert len(synthesis.noisy(made, random.Random(seed)).text) == len(made.text)
    assert len(synthesis.straight(made).text) == len(made.text)
    at = 0
    for ref in made.refs:
        assert at <= ref.start < ref.end <= len(made.text)
        at = ref.end
        for span in ref.spans:
            assert ref.start <= span.start < span.end <= ref.end
            assert made.text[span.start : span.end].strip(" ,") == made.text[span.start : span.end]
    for part in made.parts:
        assert 0 <= part.start < part.end <= len(made.text)


@pytest.mark.parametrize("form", synthesis.FORMS)
def test_every_form_names_its_fields(form: str) -> None:
    made = synthesis.formed(STOCK, random.Random(3), form)
    assert made.refs[0].spans
    assert "{" not in made.text
    assert "!" not in made.text


def test_values_are_found_again_in_what_a_style_prints() -> None:
    made = record(PARTS, "en", random.Random(1)) | {
        "type": "book", "title": "The Black Jacobins", "author": [{"family": "James", "given": "C. L. R."}],
        "issued": {"date-parts": [[1938]]}, "publisher-place": "London", "publisher": "Pluto Press",
    }  # fmt: skip
    for name in ("container-title", "editor", "translator", "volume", "issue", "page", "edition", "URL", "DOI"):
        made.pop(name, None)
    text = "C.L.R. James, The Black Jacobins (London: Pluto Press, 1938), p. 512."
    assert [(text[s.start : s.end], s.label) for s in spans(text, made, "512")] == [
        ("C.L.R. James", "author"), ("The Black Jacobins", "title"), ("London", "publisher-place"),
        ("Pluto Press", "publisher"), ("1938", "issued"), ("p. 512", "page"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["James, The Black Jac. (1938)", "James, The Black Jacobins (1939)", "The Black Jacobins, London, 1938, 77"]
)
def test_what_is_not_found_without_doubt_is_left_out(text: str) -> None:
    made = {"type": "book", "title": "The Black Jacobins", "author": [{"family": "James", "given": "C."}],
            "issued": {"date-parts": [[1938]]}}  # fmt: skip
    with pytest.raises(UnclearError):
        spans(text, made, "")
