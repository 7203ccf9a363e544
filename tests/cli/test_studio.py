"""One sitting at the microphone, key by key."""

from collections.abc import Sequence
from typing import Self

import numpy as np
import pytest
from own_voices import recorded, room, shelf_of, taken

from voiceguide.cli.recording.studio import BEFORE, GOOD, NOTHING, POOR, Studio
from voiceguide.model.phrase import Phrase
from voiceguide.record.keeping import Shelf
from voiceguide.record.microphone import NoMicrophone
from voiceguide.record.wanted import Wanted
from voiceguide.sound.takes import Mono
from voiceguide.units import WordsPerMinute
from voiceguide.voice.own_manifest import read, words_of

TEXTS = ("Breathe in slowly.", "Hold.", "Breathe out, and let it go.")
GOOD_TAKE = np.concatenate((taken(1.5), room(2)))
QUIET_TAKE = np.concatenate((taken(1.5, amplitude=0.004, noise=0.0001), room(2, 0.0001)))


class Stage:
    """A microphone and keys: a take ends by its own silence, and keys are pressed while nothing is recorded."""

    def __init__(self, keys: str, takes: Sequence[Mono]) -> None:
        self._keys = iter(keys)
        self._takes = iter(takes)
        self._bites: list[Mono] = []
        self._open = False
        self.listening = True
        self.opened = 0

    def __enter__(self) -> Self:
        self._open = True
        self.opened += 1
        take = next(self._takes, None)
        if take is None:
            message = "No microphone was found on this machine."
            raise NoMicrophone(message)
        self._bites = np.array_split(take, max(1, len(take) // 4800))
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False

    def heard(self) -> Mono:
        """The next bite; silence after the last."""
        return self._bites.pop(0) if self._bites else room(0.1)

    def names(self, seconds: float) -> tuple[str, ...]:
        """The next key; the terminal goes when there is none."""
        del seconds
        if self._open:
            return ()
        key = next(self._keys, None)
        self.listening = key is not None
        return () if key is None else (key,)


def sit(
    keys: str, *takes: Mono, shelf: Shelf | None = None, redo: Sequence[int] = (), said: list[str] | None = None
) -> Stage:
    """Sit down with these keys and takes."""
    stage = Stage(keys, takes)

    def model(phrase: Phrase) -> Mono | None:
        if said is not None:
            said.append(phrase.said)
        return None

    Studio(
        phrases=[Wanted(text=text, phrase=Phrase(said=text, rate=WordsPerMinute(120))) for text in TEXTS],
        shelf=shelf or shelf_of("anna"),
        keys=stage,
        microphone=stage,
        model=model,
        device="silent",
        plain=True,
    ).run(redo)
    return stage


def kept(name: str = "anna") -> list[str]:
    """What is on the disk."""
    folder = shelf_of(name).recordings.folder
    return [one.text for one in read(folder).phrases.values()] if folder.exists() else []


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was told."""
    return [line for line in capsys.readouterr().out.splitlines() if line]


def test_enter_is_nearly_all_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """It begins, the silence ends, it keeps; and so through all phrases."""
    sit("\n\n" * 3, GOOD_TAKE, GOOD_TAKE[: 2 * 48_000 + 30_000], GOOD_TAKE)
    assert kept() == list(TEXTS)
    told = lines(capsys)
    assert told[:2] == ["1 of 3:  Breathe in slowly.", BEFORE]
    assert "1.5 seconds. Good." in told
    assert told.count(GOOD) == told.count(BEFORE) == 1
    assert told.count("Kept.") == 3


def test_each_phrase_is_said_first() -> None:
    """And again with h; a phrase that is left out is said too."""
    said: list[str] = []
    sit("hsl", said=said)
    assert said == [TEXTS[0], TEXTS[0], TEXTS[1]]


def test_skip_back_and_leave() -> None:
    """What is skipped is not recorded; back leads to the one before."""
    stage = sit("sb\n\nl", GOOD_TAKE)
    assert kept() == [TEXTS[0]]
    assert stage.opened == 1


def test_it_goes_on_where_it_was_left(capsys: pytest.CaptureFixture[str]) -> None:
    """With the first phrase that is missing; whatever punctuation it had before."""
    recorded("anna", "breathe in slowly", "Breathe out and let it go")
    sit("l", shelf=Shelf(recordings=read(shelf_of("anna").recordings.folder), now=shelf_of("anna").now))
    assert lines(capsys)[0] == "2 of 3:  Hold."


def test_what_is_recorded_may_be_recorded_anew(capsys: pytest.CaptureFixture[str]) -> None:
    """Only that, and the old one is there until the new one is kept."""
    folder = recorded("anna", *TEXTS)
    shelf = Shelf(recordings=read(folder), now=shelf_of("anna").now)
    before = shelf.recordings.phrases[words_of(TEXTS[1])]
    sit("\nl", GOOD_TAKE, shelf=shelf, redo=[1])
    assert read(folder).phrases[words_of(TEXTS[1])] == before
    sit("\n\n", GOOD_TAKE[: 3 * 48_000], shelf=shelf, redo=[1])
    assert read(folder).phrases[words_of(TEXTS[1])] != before
    assert "Recorded 2025-03-01 12:30; s leaves it as it is." in lines(capsys)
    assert len(kept()) == 3


def test_a_poor_take_is_recorded_again(capsys: pytest.CaptureFixture[str]) -> None:
    """Enter repeats it; only k keeps it all the same."""
    sit("\n\nkl", QUIET_TAKE, QUIET_TAKE)
    assert kept() == [TEXTS[0]]
    told = lines(capsys)
    assert told.count("1.5 seconds.") == 2
    assert "It is very soft. Come nearer to the microphone, or turn it up." in told
    assert POOR in told


def test_nothing_cannot_be_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """A silent take is no phrase, whatever key is pressed."""
    sit("\nkp\n\nl", np.zeros(21 * 48_000, np.float32), GOOD_TAKE)
    assert kept() == [TEXTS[0]]
    told = lines(capsys)
    assert "Nothing was heard. See that the microphone is on, and that this program may use it." in told
    assert NOTHING in told


def test_a_good_take_may_be_repeated() -> None:
    """Until it pleases; the last one is kept."""
    sit("\nr\nl", GOOD_TAKE, np.concatenate((taken(2.2), room(2))))
    (recording,) = read(shelf_of("anna").recordings.folder).phrases.values()
    assert recording.frames > 2 * 48_000


def test_a_terminal_that_is_gone_ends_it() -> None:
    """What was not kept is not kept."""
    sit("\n", GOOD_TAKE)
    assert kept() == []


def test_no_microphone_is_a_sentence() -> None:
    """All before it is safe."""
    with pytest.raises(NoMicrophone):
        sit("\n\n\n", GOOD_TAKE)
    assert kept() == [TEXTS[0]]


@pytest.mark.parametrize("keys", ["x7#", "\x1b[A", "?"])
def test_other_keys_do_nothing(keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    """But for the question mark, which tells the keys."""
    stage = Stage("", [])
    sit(f"{keys}l")
    assert kept() == []
    assert lines(capsys).count(BEFORE) == (2 if keys == "?" else 1)
    assert not stage.opened
