"""`play --until`: a session that ends on a minute of the clock."""

from datetime import datetime

import click
import pytest
from desk import Author

from voiceguide.cli.player.until import Minute, left

NOW = datetime(2026, 3, 2, 7, 0, 30)  # noqa: DTZ001  (local time, as on the wall)


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        ((7, 30), 29 * 60 + 30),
        ((7, 1), 30),
        ((7, 0), 24 * 3600 - 30),
        ((6, 0), 23 * 3600 - 30),
        ((0, 0), 17 * 3600 - 30),
    ],
)
def test_the_next_time_that_the_clock_shows_it(until: tuple[int, int], seconds: int) -> None:
    """Today, or tomorrow if that minute has begun."""
    assert left(until, NOW) == seconds * 1000


@pytest.mark.parametrize("wrong", ["7", "24:00", "7:60", "half past seven", "07:30:15"])
def test_what_is_no_time_of_the_day(wrong: str) -> None:
    """It says how one is written."""
    with pytest.raises(click.BadParameter, match="07:30"):
        Minute().convert(wrong, None, None)


def test_for_and_until(author: Author) -> None:
    """Two lengths are asked for, so none is."""
    said = author.types("play", "pmr", "--for", "20m", "--until", "07:30", "--device", "silent")

    assert said.status == 2
    assert "--for and --until ask for two lengths." in said.err


def test_a_time_that_cannot_be_had(author: Author) -> None:
    """It is refused as any other length is."""
    script = author.writes("short.yaml", "title: Short\nsteps:\n  - Rest.\n")

    said = author.types("play", script, "--until", "07:30", "--voice", "silent", "--device", "silent")

    assert said.status == 4
    assert "The nearest that it can last is 1s." in said.err
