"""The plan as data is what the README says of it."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from desk import SCRIPT, Author

from voiceguide.units import RATE

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")


def keys_in(table: str) -> set[str]:
    """The names in the first column of a table."""
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_the_readme_names_every_key(author: Author) -> None:
    """Nothing that is printed is left out, and nothing is named that is not printed."""
    section = README[README.index("## The plan as data") : README.index("## As a library")]
    of_plan, of_event = section.split("Every event has:")
    plan = json.loads(author.types("plan", author.writes("two.yaml", SCRIPT), "--voice", "silent", "--json").out)
    shared = set.intersection(*(set(event) for event in plan["events"]))
    silence = next(event for event in plan["events"] if event["kind"] == "silence")
    speech = next(event for event in plan["events"] if event["kind"] == "speech")

    assert keys_in(of_plan) == set(plan)
    assert keys_in(of_event) == shared
    assert set(silence) - shared == {"why", "natural_ms", "min_ms", "max_ms"}
    assert set(speech) - shared == {"role", "speaker", "voice", "audible", "rate_wpm", "level_db"}


def test_one_length_that_is_no_whole_millisecond_is_told(author: Author) -> None:
    """A sound file of one's own has any number of frames; nothing else can be had, and it is told to the nearest."""
    soundfile.write(author.folder / "odd.wav", np.full(24_007, 0.5, np.float32), RATE)
    script = author.writes("odd.yaml", "title: Odd\nsteps:\n  - play: odd.wav\n")
    plan = json.loads(author.types("plan", script, "--voice", "silent", "--json").out)
    assert (plan["frames"], plan["reachable_ms"]) == (24_007, [[500, 500]])


def rates_in(plan: dict[str, Any]) -> set[int | None]:
    """The rates at which its phrases are said."""
    return {event["rate_wpm"] for event in plan["events"] if event["kind"] == "speech"}


def test_a_rate_is_the_one_that_is_reached(author: Author) -> None:
    """Not the one that was wished for; which is told as an advice."""
    script = author.writes("one.yaml", "title: One\nsteps:\n  - Breathe in.\n")
    said = author.types("plan", script, "--voice", "espeak:en-gb", "--rate", "60", "--json")
    plan = json.loads(said.out)
    reached = plan["voice"]["wpm"]
    assert reached > 60
    assert f"cannot speak at 60 words a minute and speaks at {reached}" in said.err
    assert rates_in(plan) == {reached}


def test_a_voice_with_a_pace_of_its_own_has_no_rate(author: Author) -> None:
    """Whatever was wished for."""
    script = author.writes("two.yaml", SCRIPT)
    plan = json.loads(author.types("plan", script, "--voice", "silent", "--rate", "90", "--json").out)
    assert plan["voice"]["wpm"] is None
    assert rates_in(plan) == {None}
