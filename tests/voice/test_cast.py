"""Several voices behind one door, and who says what one of them lacks."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from beepers import Beeper, long, nobody, phrase

from voiceguide.units import Decibels, WordsPerMinute, gain_of
from voiceguide.voice.cast import Cast, Casting
from voiceguide.voice.engine import NOT_RECORDED
from voiceguide.voice.speaker import SpeechFailed
from voiceguide.voice.store import Store


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Callable[..., Cast]]:
    """Gives several beepers their roles; the narrator is first."""
    opened: list[Cast] = []

    def one(
        narrator: Beeper,
        roles: Mapping[str, Beeper] | None = None,
        stand_in: Callable[[], Casting] = nobody,
    ) -> Cast:
        played = {role: beeper.casting for role, beeper in (roles or {}).items()}
        store = Store(folder=tmp_path)
        opened.append(Cast(store, narrator.casting, played, stand_in=lambda _: stand_in()))
        return opened[-1]

    yield one
    for each in opened:
        each.close()


Open = Callable[..., Cast]


def test_a_phrase_is_said_by_its_role(cast: Open) -> None:
    """And by the narrator where it has none, or one that nobody plays."""
    everybody = cast(Beeper("low", 10), {"teacher": Beeper("high", 30)})

    assert [everybody.length_of(phrase("Rest.", role)) for role in ("", "teacher", "unknown")] == [
        long("Rest.", 10), long("Rest.", 30), long("Rest.", 10),
    ]  # fmt: skip
    assert everybody.name_of(phrase("Rest.", "teacher")) == "high:one"
    assert everybody.name_of(phrase("Rest.")) == everybody.voice.full_name == "low:one"


def test_each_voice_has_its_own_gain(cast: Open) -> None:
    """A voice without paces has the one that it comes with."""
    everybody = cast(Beeper("low", 10), {"teacher": Beeper("high", 10, gain=-6.0)})

    loud, soft = (np.abs(everybody.clip_of(phrase("Rest.", role)).samples).max() for role in ("", "teacher"))

    assert soft / loud == pytest.approx(gain_of(Decibels(-6.0)), rel=1e-3)
    assert everybody.gain(WordsPerMinute(130)) == 0.0
    assert everybody.role("teacher").gain(WordsPerMinute(130)) == -6.0


def test_one_voice_in_two_roles_is_opened_once(cast: Open) -> None:
    """What it said for one it need not say for the other."""
    both = Beeper("both", 10)
    everybody = cast(both, {"teacher": both, "guide": both})

    everybody.prepare([phrase("Rest."), phrase("Rest.", "teacher"), phrase("Rest.", "guide")])

    assert both.asked == ["Rest."]


def test_what_a_voice_lacks_another_says(cast: Open) -> None:
    """All that it has it says itself; whoever says it, the length is theirs, and it is known who and why."""
    own, other = Beeper("own", 10, has={"Rest."}), Beeper("other", 30)
    everybody = cast(own, stand_in=lambda: other.casting)
    has, lacks = phrase("Rest."), phrase("Breathe.")

    everybody.prepare([has, lacks])

    assert (everybody.length_of(has), everybody.length_of(lacks)) == (long("Rest.", 10), long("Breathe.", 30))
    assert [everybody.name_of(one) for one in (has, lacks)] == ["own:one", "other:one"]
    assert [everybody.lack_of(one) for one in (has, lacks)] == [None, NOT_RECORDED]
    assert everybody.clip_of(lacks).last - everybody.clip_of(lacks).first == long("Breathe.", 30)
    assert other.asked == ["Breathe."]


def test_what_is_lacking_is_found_without_preparing(cast: Open) -> None:
    """A player's own word is said in the same way."""
    everybody = cast(Beeper("own", 10, has=set()), stand_in=lambda: Beeper("other", 30).casting)

    assert everybody.length_of(phrase("Five minutes.")) == long("Five minutes.", 30)
    assert everybody.name_of(phrase("Five minutes.")) == "other:one"


def test_a_role_that_lacks_words_has_the_same_stand_in(cast: Open) -> None:
    """Sought once, and only when somebody lacks something."""
    sought: list[str] = []
    other = Beeper("other", 30)

    def stand_in() -> Casting:
        sought.append("sought")
        return other.casting

    everybody = cast(Beeper("own", 10, has={"Rest."}), {"guide": Beeper("mine", 20, has=set())}, stand_in)
    everybody.prepare([phrase("Rest.")])
    assert sought == []

    everybody.prepare([phrase("One."), phrase("Two.", "guide")])
    assert (sought, sorted(other.asked)) == (["sought"], ["One.", "Two."])
    assert everybody.length_of(phrase("Two.", "guide")) == long("Two.", 30)


def test_the_stand_in_may_be_one_of_the_cast(cast: Open) -> None:
    """Then it is not opened a second time."""
    teacher = Beeper("teacher", 20)
    everybody = cast(Beeper("own", 10, has=set()), {"teacher": teacher}, lambda: teacher.casting)

    everybody.prepare([phrase("Rest."), phrase("Rest.", "teacher")])

    assert teacher.asked == ["Rest."]


def test_progress_goes_from_nothing_to_all_over_all_voices(cast: Open) -> None:
    """What one voice lacks is done when another has said it; equal words of one voice count once."""
    own, other = Beeper("own", 10, has={"One.", "Two."}), Beeper("other", 10)
    everybody = cast(own, {"teacher": Beeper("teacher", 10)}, lambda: other.casting)
    said = [phrase(said, role) for role in ("", "teacher") for said in ("One.", "Two.", "Four.", "Five.")]
    told: list[tuple[int, int]] = []

    everybody.prepare([*said, *said], lambda done, of: told.append((done, of)))

    whole = told[-1][1]
    done = [count for count, _ in told]
    assert {of for _, of in told} == {whole}
    assert (done[0], done[-1]) == (0, whole)
    assert done == sorted(set(done))


def test_nothing_to_speak_says_nothing(cast: Open) -> None:
    """With all in the store nobody is asked, and no progress is told."""
    first, again = Beeper("low", 10), Beeper("low", 10)
    cast(first).prepare([phrase("Rest.")])
    told: list[tuple[int, int]] = []

    everybody = cast(again)
    everybody.prepare([phrase("Rest.")], lambda *count: told.append(count))

    assert (told, again.asked) == ([], [])
    assert everybody.stored(phrase("Rest.")) == long("Rest.", 10)
    assert everybody.stored(phrase("Never said.")) is None


def test_what_is_recorded_was_spoken_before(cast: Open) -> None:
    """So all that is lacking is known before anything is spoken."""
    other = Beeper("other", 30)
    everybody = cast(Beeper("own", 10, has={"Rest."}), stand_in=lambda: other.casting)

    assert everybody.stored(phrase("Rest.")) == long("Rest.", 10)
    assert everybody.stored(phrase("Breathe.")) is None
    assert everybody.lack_of(phrase("Breathe.")) == NOT_RECORDED
    assert other.asked == []

    everybody.length_of(phrase("Breathe."))
    assert everybody.stored(phrase("Breathe.")) == long("Breathe.", 30)


def test_without_anybody_else_a_lack_is_an_error_with_its_phrase(cast: Open) -> None:
    """It tells whose voice it is, and what to do."""
    everybody = cast(Beeper("own", 10, has={"Rest."}))
    everybody.prepare([phrase("Rest.")])

    with pytest.raises(SpeechFailed) as failed:
        everybody.prepare([phrase("Rest."), phrase("Breathe.")])

    assert failed.value.phrase == phrase("Breathe.")
    assert failed.value.message == (
        "the voice 'own:one' could not say 'Breathe.': it was never recorded, and no other voice here can say it"
    )
    assert failed.value.hint.startswith("Record it")


def test_a_stand_in_that_lacks_words_too_is_an_error(cast: Open) -> None:
    """Nobody is asked in a circle."""
    everybody = cast(Beeper("own", 10, has=set()), stand_in=lambda: Beeper("mine", 10, has=set()).casting)

    with pytest.raises(SpeechFailed, match=r"'mine:one' could not say 'Rest\.'"):
        everybody.length_of(phrase("Rest."))
    with pytest.raises(SpeechFailed, match=r"'mine:one' could not say 'Breathe\.'"):
        everybody.prepare([phrase("Breathe.")])


def test_a_failure_is_one_whoever_is_lacking(cast: Open) -> None:
    """A voice that cannot say what it has does not pass it on."""
    other = Beeper("other", 10)
    everybody = cast(Beeper("own", 10, has=set()), stand_in=lambda: other.casting)

    with pytest.raises(SpeechFailed, match="it swallowed a fly"):
        everybody.prepare([phrase("One."), phrase("It swallowed a fly.")])


def test_many_threads_ask_at_once(cast: Open) -> None:
    """Each gets the same answer, and the stand-in is sought once."""
    sought: list[int] = []
    other = Beeper("other", 30)

    def stand_in() -> Casting:
        sought.append(threading.get_ident())
        return other.casting

    everybody = cast(Beeper("own", 10, has={"One."}), stand_in=stand_in)
    said = [phrase(said) for said in ("One.", "Two.", "Three.")] * 20
    with ThreadPoolExecutor(8) as pool:
        lengths = list(pool.map(everybody.length_of, said))

    assert lengths == [long("One.", 10), long("Two.", 30), long("Three.", 30)] * 20
    assert len(sought) == 1
