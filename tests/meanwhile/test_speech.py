"""Phrases that are spoken in the background, by a voice that waits for its cue."""

from collections import defaultdict
from threading import Event

import pytest

from voiceguide.meanwhile.speech import Speech
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Stop
from voiceguide.units import Frames, WordsPerMinute

IN_GOOD_TIME = 60.0


def phrase(said: str) -> Phrase:
    """To be said."""
    return Phrase(said=said, rate=WordsPerMinute(120))


class Gated:
    """A voice that says a phrase when its gate is opened."""

    def __init__(self) -> None:
        self.gates: defaultdict[str, Event] = defaultdict(Event)
        self.begun: defaultdict[str, Event] = defaultdict(Event)
        self.asked: list[str] = []

    def length_of(self, phrase: Phrase) -> Frames:
        """As many frames as letters."""
        self.asked.append(phrase.said)
        self.begun[phrase.said].set()
        assert self.gates[phrase.said].wait(IN_GOOD_TIME)
        if "!" in phrase.said:
            message = f"{phrase.said} is too loud"
            raise Stop(message)
        return Frames(len(phrase.said))

    def opens(self, *texts: str) -> None:
        """Let these be said."""
        for text in texts:
            self.gates[text].set()


def stored(phrase: Phrase) -> Frames | None:
    """Only one thing was ever said before."""
    return Frames(7) if phrase.said == "before" else None


@pytest.fixture
def voice() -> Gated:
    """All its gates are shut."""
    return Gated()


def spoken(speech: Speech, count: int) -> None:
    """Wait until so many are."""
    while speech.count < count:
        speech.wait(0.01)


def test_what_is_needed_first_is_spoken_first(voice: Gated) -> None:
    """Two at once; what becomes more urgent meanwhile goes before the rest."""
    speech = Speech(stored, voice.length_of)
    speech.want(map(phrase, ("one", "two", "three", "four")))
    assert voice.begun["one"].wait(IN_GOOD_TIME)
    assert voice.begun["two"].wait(IN_GOOD_TIME)
    speech.want(map(phrase, ("four", "one")))
    voice.opens("one")
    assert voice.begun["four"].wait(IN_GOOD_TIME)
    assert voice.asked[2:] == ["four"]
    voice.opens("two", "three", "four")
    spoken(speech, 4)
    assert speech.idle
    assert speech.lengths() == {phrase(said): len(said) for said in ("one", "two", "three", "four")}
    assert speech.speed is not None
    assert len(voice.asked) == 4
    speech.close()


def test_what_was_spoken_before_is_known_at_once(voice: Gated) -> None:
    """And is not asked for."""
    speech = Speech(stored, voice.length_of)
    speech.want([phrase("before")])
    assert speech.length(phrase("before")) == 7
    assert speech.idle
    assert speech.progress == (6, 6)
    assert speech.speed is None
    assert voice.asked == []


def test_a_failure_keeps_nothing_else_from_being_spoken(voice: Gated) -> None:
    """It is known which phrase, and why; it is not tried again."""
    speech = Speech(stored, voice.length_of)
    voice.opens("no!", "yes")
    speech.want(map(phrase, ("no!", "yes", "no!")))
    spoken(speech, 1)
    speech.wait(IN_GOOD_TIME)
    assert {str(stop) for stop in speech.failures.values()} == {"no! is too loud"}
    speech.only([phrase("no!")])
    assert speech.idle
    assert sorted(voice.asked) == ["no!", "yes"]
    speech.close()


def test_closed_it_begins_nothing_more(voice: Gated) -> None:
    """What is being spoken is not waited for."""
    speech = Speech(stored, voice.length_of)
    speech.want(map(phrase, ("one", "two", "three")))
    assert voice.begun["one"].wait(IN_GOOD_TIME)
    assert voice.begun["two"].wait(IN_GOOD_TIME)
    speech.close()
    voice.opens("one", "two")
    spoken(speech, 2)
    assert sorted(voice.asked) == ["one", "two"]
