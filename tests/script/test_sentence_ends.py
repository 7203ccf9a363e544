"""Where sentences end, and how durations are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.model.words import DOLLAR, capital, filled
from voiceguide.script.numerals import spoken_duration
from voiceguide.script.words import sentences
from voiceguide.units import Milliseconds


def split(text: str) -> list[str]:
    """The sentences of a text without names."""
    return [text[start:end] for start, end in sentences(text, lambda _: False)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Breathe in. Breathe out.", ["Breathe in.", "Breathe out."]),
        ("Ready? Then go! Now…  Rest", ["Ready?", "Then go!", "Now…", "Rest"]),
        ("Hold for 1.5 seconds. Rest.", ["Hold for 1.5 seconds.", "Rest."]),
        ("Use a prop, e.g. A cushion, i.e. B. Rest.", ["Use a prop, e.g. A cushion, i.e. B. Rest."]),
        ("Dr. Jacobson and Mr. Low agree. Rest.", ["Dr. Jacobson and Mr. Low agree.", "Rest."]),
        ("At 7 a.m. you wake. And so do I. Rest.", ["At 7 a.m. you wake.", "And so do I.", "Rest."]),
        ("See no. 5 of it. No. Rest.", ["See no. 5 of it.", "No.", "Rest."]),
        ("Feet, calves etc. Then rest.", ["Feet, calves etc.", "Then rest."]),
        ('"Let go." She rests. "Now."', ['"Let go."', "She rests.", '"Now."']),
        ("Breathe in ... and out. Rest", ["Breathe in ... and out.", "Rest"]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("Atme ein, z.B. Tief. Dann ruhe.", ["Atme ein, z.B. Tief.", "Dann ruhe."]),
        ("吸气。呼气。", ["吸气。", "呼气。"]),
        ("", []),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, parts: list[str]) -> None:
    """Abbreviations, decimals and quotations do not end one."""
    assert split(text) == parts


@given(st.text(alphabet="aA .!?…\n\"')5", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    """The sentences hold all of a text but the blanks between them."""
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["twenty-one seconds", "one minute and thirty seconds", "one hour", "one and a half seconds"]),
        ("de-AT", ["einundzwanzig Sekunden", "eine Minute und dreißig Sekunden", "eine Stunde", "1,5 Sekunden"]),
        ("fr", ["vingt et une secondes", "une minute et trente secondes", "une heure", "1,5 secondes"]),
        ("es", ["veintiún segundos", "un minuto y treinta segundos", "una hora", "1,5 segundos"]),
        ("it", ["ventuno secondi", "un minuto e trenta secondi", "un'ora", "1,5 secondi"]),
        ("nl", ["eenentwintig seconden", "één minuut en dertig seconden", "één uur", "1,5 seconden"]),
        ("pt", ["vinte e um segundos", "um minuto e trinta segundos", "uma hora", "1,5 segundos"]),
        ("xx", ["21 s", "1 min 30 s", "1 h", "1.5 s"]),
    ],
)
def test_a_duration_is_said_in_words(language: str, said: list[str]) -> None:
    """In the languages whose numbers are known; else in digits."""
    assert [spoken_duration(Milliseconds(time), language) for time in (21_000, 90_000, 3_600_000, 1500)] == said


@given(
    st.integers(min_value=0, max_value=86_400_000), st.sampled_from(["en", "de", "fr", "es", "it", "nl", "pt", "xx"])
)
def test_every_duration_can_be_said(time: int, language: str) -> None:
    """Up to a day, to the millisecond."""
    assert spoken_duration(Milliseconds(time), language).strip()


def test_names_are_filled_in_while_the_session_runs() -> None:
    """With a capital where they begin the words, and dollar signs back in their place."""
    known = {"round": "2", "rounds": "5", "posture": "lying"}

    assert filled("Round $round of $rounds, $posture.", known) == "Round 2 of 5, lying."
    assert filled("$posture still?", known) == "Lying still?"
    assert filled(f"It costs {DOLLAR}round.", known) == "It costs $round."


def test_a_capital_goes_to_the_first_letter() -> None:
    """After quotation marks, and not to what follows a number."""
    assert [capital(words) for words in ("breathe", "«breathe»", "¿cómo?", "3 rounds", "…")] == [
        "Breathe",
        "«Breathe»",
        "¿Cómo?",
        "3 rounds",
        "…",
    ]
