from __future__ import annotations

import pytest

from citecheck.read.language import guess_language

SAMPLES = {
    "en": "The workers had been told that the land was theirs, and they were not to leave it for the towns.",
    "de": "Die Arbeiter waren der Meinung, daß das Land ihnen gehörte, und sie wollten es nicht verlassen.",
    "fr": "Les ouvriers pensaient que la terre était à eux et ne voulaient pas la quitter pour aller dans les villes.",
    "it": "Gli operai pensavano che la terra fosse loro e non volevano lasciarla per andare nelle città della costa.",
    "es": "Los obreros creían que la tierra era suya y no querían dejarla para irse con sus hijos al mar.",
    "pt": "Os trabalhadores pensavam que a terra era deles e não queriam deixá-la para ir com os filhos às cidades.",
    "nl": "De arbeiders dachten dat het land van hen was en zij wilden het niet verlaten voor een leven in de steden.",
    "la": "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, et hi omnes non lingua sed legibus.",
    "pl": "Robotnicy myśleli, że ziemia jest ich i nie chcieli jej opuszczać, jak się to stało na wsi w kraju.",
    "ru": "Рабочие думали, что земля принадлежит им, и не хотели уходить в город, как это было с их отцами и за морем.",
    "uk": "Робітники думали, що земля належить їм, і не хотіли йти до міста, як це було з батьками та за морем у них.",
    "el": "Οι εργάτες πίστευαν ότι η γη ήταν δική τους.",
    "ar": "كان العمال يظنون أن الأرض لهم.",
    "fa": "کارگران گمان می‌کردند که زمین از آن‌هاست.",
    "he": "הפועלים חשבו שהאדמה שלהם",
    "zh": "工人们认为土地是他们的。",
    "ja": "労働者たちは土地が自分たちのものだと思っていた。",
    "ko": "노동자들은 땅이 자기들의 것이라고 생각했다.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_languages_are_told_apart(language: str) -> None:
    assert guess_language(SAMPLES[language]) == language


@pytest.mark.parametrize("text", ["", "123 ...", "Lenin", "Mao Zedong, Stalin, Bucharin", "the end"], ids=str)
def test_nothing_is_guessed_from_next_to_nothing(text: str) -> None:
    assert guess_language(text) is None


def test_quotations_do_not_outweigh_the_text() -> None:
    assert guess_language(SAMPLES["en"] * 3 + SAMPLES["de"] + SAMPLES["ru"]) == "en"
