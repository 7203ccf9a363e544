"""A voice that turns out to be broken gives way to another, unless it was asked for by name."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from beepers import Beeper, long, nobody, phrase
from tiny_piper import piper_voice, worn
from voice_fixtures import present

from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.script import read_text
from voiceguide.voice.cast import Cast, Casting, Finding
from voiceguide.voice.casting import company
from voiceguide.voice.engine import EngineMissing
from voiceguide.voice.piper import folder
from voiceguide.voice.speaker import SpeechFailed
from voiceguide.voice.store import Store

RUSTY = "The voice 'rusty:one' cannot be used: it is rusty, so 'whole:one' speaks instead."

Open = Callable[..., Cast]


def session() -> Session:
    """One that names no voice."""
    read, problems = read_text("title: One\nsteps: [Rest.]\n", file="one.yaml")
    assert read is not None, problems
    return read


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Open]:
    """Gives beepers their roles, and the narrator a successor."""
    opened: list[Cast] = []

    def one(
        narrator: Beeper, roles: Mapping[str, Beeper] | None = None, successors: tuple[Beeper, ...] | None = None
    ) -> Cast:
        def next_best(broken: frozenset[str]) -> Casting:
            found = next((one for one in successors or () if one.beeps.full_name not in broken), None)
            return found.casting if found else nobody()

        finding: Finding | None = None if successors is None else next_best
        played = {role: beeper.casting for role, beeper in (roles or {}).items()}
        store = Store(folder=tmp_path)
        opened.append(Cast(store, narrator.casting, played, stand_in=finding or nobody, next_best=finding))
        return opened[-1]

    yield one
    for each in opened:
        each.close()


def test_a_broken_narrator_gives_way_for_the_whole_session(cast: Open) -> None:
    """It is told once, in a sentence, and the lengths are the other's."""
    rusty, whole = Beeper("rusty", 10, broken=True), Beeper("whole", 30)
    everybody = cast(rusty, {"guide": rusty}, successors=(whole,))
    said = [phrase("Rest."), phrase("Breathe."), phrase("Rest.", "guide")]

    everybody.prepare(said)

    assert [everybody.name_of(one) for one in said] == ["whole:one"] * 3
    assert everybody.length_of(said[1]) == long("Breathe.", 30)
    assert everybody.voice.full_name == "whole:one"
    assert everybody.changes == (RUSTY,)


def test_it_gives_way_without_being_prepared(cast: Open) -> None:
    """As a session begins that is spoken while it plays."""
    everybody = cast(Beeper("rusty", 10, broken=True), successors=(Beeper("whole", 30),))

    assert everybody.stored(phrase("Rest.")) is None
    assert everybody.length_of(phrase("Rest.")) == long("Rest.", 30)
    assert everybody.changes == (RUSTY,)


def test_the_next_may_be_broken_too(cast: Open) -> None:
    """Each that is tried is told, and none is tried twice."""
    broken = [Beeper(name, 10, broken=True) for name in ("rusty", "bent")]
    everybody = cast(broken[0], successors=(*broken, Beeper("whole", 30)))

    everybody.prepare([phrase("Rest.")])

    assert everybody.length_of(phrase("Rest.")) == long("Rest.", 30)
    assert [change.partition("'")[2].partition(":")[0] for change in everybody.changes] == ["rusty", "bent"]


def test_where_all_are_broken_the_last_is_told(cast: Open) -> None:
    """Nothing is tried for ever."""
    broken = [Beeper(name, 10, broken=True) for name in ("rusty", "bent")]
    everybody = cast(broken[0], successors=tuple(broken))

    with pytest.raises(EngineMissing, match="'bent:one'"):
        everybody.prepare([phrase("Rest.")])


def test_one_that_was_asked_for_does_not_give_way(cast: Open) -> None:
    """Whoever wants this voice wants to know."""
    everybody = cast(Beeper("rusty", 10, broken=True))

    with pytest.raises(EngineMissing, match="it is rusty"):
        everybody.prepare([phrase("Rest.")])
    with pytest.raises(EngineMissing, match="it is rusty"):
        everybody.length_of(phrase("Rest."))
    assert everybody.changes == ()


def test_the_narrator_speaks_for_a_role_whose_voice_is_broken(cast: Open) -> None:
    """As for one whose voice is not here at all."""
    everybody = cast(Beeper("whole", 30), {"guide": Beeper("rusty", 10, broken=True)})

    everybody.prepare([phrase("Rest."), phrase("Breathe.", "guide")])

    assert everybody.name_of(phrase("Breathe.", "guide")) == "whole:one"
    assert everybody.changes == (RUSTY,)


def test_what_was_promised_stays_when_a_voice_breaks_later(cast: Open) -> None:
    """Lengths that the plan rests on never change, and neither does who says them."""
    rusty = Beeper("rusty", 10)
    everybody = cast(rusty, successors=(Beeper("whole", 30),))
    assert everybody.length_of(phrase("Rest.")) == long("Rest.", 10)

    rusty.broken = True

    assert everybody.length_of(phrase("Breathe.")) == long("Breathe.", 30)
    assert everybody.length_of(phrase("Rest.")) == long("Rest.", 10)
    assert everybody.clip_of(phrase("Rest.")).last - everybody.clip_of(phrase("Rest.")).first == long("Rest.", 10)
    assert [everybody.name_of(phrase(said)) for said in ("Rest.", "Breathe.")] == ["rusty:one", "whole:one"]


def test_a_phrase_that_nobody_could_say_is_told(cast: Open) -> None:
    """A voice that is the same everywhere is not broken: it is the phrase that must be written otherwise."""
    everybody = cast(Beeper("low", 10), successors=(Beeper("whole", 30),))

    with pytest.raises(SpeechFailed, match="it swallowed a fly"):
        everybody.prepare([phrase("It swallowed a fly.")])
    assert everybody.changes == ()


@pytest.mark.parametrize("name", ["guide", ""])
def test_the_narrator_says_what_a_role_lacks(cast: Open, name: str) -> None:
    """So nobody is heard who belongs to nothing; what the narrator lacks, the language's best voice says."""
    best = Beeper("best", 30)
    lacks = Beeper("own", 10, has=set())
    everybody = cast(*((Beeper("low", 20), {"guide": lacks}) if name else (lacks, None)), successors=(best,))

    everybody.prepare([phrase("Rest.", name)])

    assert everybody.name_of(phrase("Rest.", name)) == ("low:one" if name else "best:one")


def test_a_broken_voice_is_waited_for_once(tmp_path: Path) -> None:
    """Whoever speaks next with the same store knows of it, and tells it too."""
    present("espeak")
    worn(piper_voice(folder()))
    store = Store(folder=tmp_path)
    told = []
    for _ in range(2):
        with company(session(), Wish(), store).cast as everybody:
            told.append((everybody.voice.engine, len(everybody.changes)))
            everybody.prepare([phrase("Rest.")])
            told.append((everybody.voice.engine, len(everybody.changes)))
    assert told == [("piper", 0), ("espeak", 1), ("espeak", 1), ("espeak", 1)]
