"""How long a session is guessed to be before anybody has spoken it."""

import pytest

from voiceguide.model.phrase import Phrase
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.units import RATE, WordsPerMinute


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("Sit comfortably, and let your shoulders drop.", 4.255),
        ("Let your breath go its own way.", 2.760),
        ("When you are ready, go on with your day.", 3.335),
    ],
)
def test_a_guess_is_near_what_a_voice_takes(said: str, seconds: float) -> None:
    """Within a fifth of what eSpeak NG takes at the usual rate, and in proportion to any other."""
    usual = GuessedLengths().phrase(Phrase(said=said, rate=WordsPerMinute(130)))
    slower = GuessedLengths().phrase(Phrase(said=said, rate=WordsPerMinute(65)))

    assert usual / RATE == pytest.approx(seconds, rel=0.2)
    assert slower / RATE == pytest.approx(2 * usual / RATE, abs=0.002)
