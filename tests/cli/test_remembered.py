"""What a listener chose for a session is chosen again; nothing of it is hidden."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from desk import Author

from voiceguide import settings
from voiceguide.cli.exits import Exit
from voiceguide.cli.making import made
from voiceguide.cli.player import habits as remembered
from voiceguide.cli.player.habits import as_last_time, heard, remember
from voiceguide.cli.player.live import Live
from voiceguide.cli.wishes import Wishes
from voiceguide.journal import habits
from voiceguide.model.wish import Wish
from voiceguide.play.command import Command, How
from voiceguide.play.moment import Ending
from voiceguide.units import RATE, Decibels, Frames

NOW = datetime(2026, 5, 4, 21, 40)  # noqa: DTZ001  (a listener's own clock)
PLAIN = Wishes(wanted="body-scan", settings={}, background=None, wish=Wish())
CHOSEN = replace(PLAIN, background="rain", wish=Wish(voice="silent:2s"))
SHORT = "title: Short\nbackground: rain\nsteps: [Lie down.]\n"


def kept() -> dict[str, habits.Habit]:
    """What is remembered."""
    return habits.read(settings.folders().state)


def test_a_voice_and_a_background_are_chosen_again(capsys: pytest.CaptureFixture[str]) -> None:
    """And told; for another session nothing was chosen, and what is asked for now counts."""
    remember(CHOSEN, NOW, None)
    again = as_last_time(PLAIN, quiet=False)
    other = as_last_time(replace(PLAIN, wanted="pmr"), quiet=False)
    asked = as_last_time(replace(PLAIN, background="none", wish=Wish(voice="silent")), quiet=True)

    assert again == CHOSEN
    assert other.wish.voice == ""
    assert (asked.background, asked.wish.voice) == ("none", "silent")
    assert capsys.readouterr().err == (
        "As last time: voice silent:2s, background rain. ('voiceguide config --forget' forgets it.)\n"
    )


def test_what_is_gone_is_not_missed() -> None:
    """A voice that was removed, a sound that was deleted."""
    remember(replace(PLAIN, background="thunder", wish=Wish(voice="nobody")), NOW, None)

    assert as_last_time(PLAIN, quiet=True) == PLAIN


def test_what_is_usual_anyway_was_not_chosen(author: Author) -> None:
    """A session whose voice is that of the settings goes with them when they change."""
    author.types("config", "voice", "silent:2s")
    author.types("config", "background", "rain")
    remember(CHOSEN, NOW, None)

    assert (kept()["body-scan"].voice, kept()["body-scan"].background) == ("", "")


def test_what_is_set_later_counts(author: Author) -> None:
    """A new usual voice is heard in every session, a new background too."""
    remember(CHOSEN, NOW, None)
    author.types("config", "voice", "silent")
    assert as_last_time(PLAIN, quiet=True) == replace(CHOSEN, wish=Wish())

    author.types("config", "background", "sea")
    assert as_last_time(PLAIN, quiet=True) == PLAIN


def test_a_background_that_was_switched_off_stays_off(tmp_path: Path) -> None:
    """Until it is switched on again."""
    file = tmp_path / "short.yaml"
    file.write_text(SHORT, encoding="utf-8")
    wishes = replace(PLAIN, wanted=str(file), wish=Wish(voice="silent"))
    with made(wishes) as session:
        live = Live(session)
        live.keep(live.change(Command.BACKGROUND, Frames(0)))
        remember(wishes, NOW, live.background)
    again = as_last_time(replace(wishes, wish=Wish()), quiet=True)
    with made(again) as session:
        live = Live(session)
        assert not live.state.background
        live.keep(live.change(Command.BACKGROUND, Frames(0)))
        remember(again, NOW, live.background)

    assert again.background == "none"
    assert as_last_time(wishes, quiet=True).background is None


@pytest.mark.parametrize(
    ("how", "seconds", "counts"), [(How.DONE, 5, True), (How.INTERRUPTED, 59, False), (How.INTERRUPTED, 61, True)]
)
def test_what_was_only_tried_is_not_remembered(how: How, seconds: int, *, counts: bool) -> None:
    """A session counts that was heard to its end, or for a minute from where it was begun."""
    ending = Ending(how=how, position=Frames((100 + seconds) * RATE), volume=Decibels(0.0), late=0)

    assert heard(ending, Frames(100 * RATE)) is counts


def test_playing_remembers(author: Author) -> None:
    """The session and the hour; a file by its whole path, so that it is the same from another folder."""
    file = author.writes("short.yaml", SHORT)
    author.types("play", "short.yaml", "--device", "silent", "--voice", "silent:200ms")
    (wanted,) = kept()

    assert wanted == file
    assert kept()[wanted].voice == "silent:200ms"
    assert sum(kept()[wanted].hours.values()) == 1
    assert "As last time: voice silent:200ms." in author.types("play", "short.yaml", "--device", "silent").err


def test_config_shows_it_and_forgets_it(author: Author) -> None:
    """With the file that it stands in."""
    assert "Remembered" not in author.types("config").out

    remember(CHOSEN, NOW, None)
    told = author.types("config").out
    assert "body-scan" in told
    assert "21h" in told
    assert str(settings.folders().state / habits.FILE) in told

    assert author.types("config", "--forget", "rate").status == Exit.USAGE
    assert author.types("config", "--forget").status == Exit.DONE
    assert kept() == {}


def test_what_is_usual_at_this_hour_is_offered() -> None:
    """Once is no habit."""
    remember(PLAIN, NOW, None)
    assert remembered.usual_now(NOW) == ""

    remember(PLAIN, NOW, None)
    assert remembered.usual_now(NOW) == "body-scan"
    assert remembered.usual_now(NOW.replace(hour=7)) == ""
