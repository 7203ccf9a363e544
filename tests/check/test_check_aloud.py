"""A script looked at with a real voice."""

from pathlib import Path

from looked_at import SHELF, script

from voiceguide.check import examine
from voiceguide.model.wish import Wish
from voiceguide.script import parse_text
from voiceguide.voice.store import Store

STEPS = """
- Notice your feet. [6s]
- repeat: $turns
  steps:
    - Breathe out, in the $place. [8s..12s..20s]
- Notice your hands. [10s..20s..50s]
"""
OPTIONS = """\
options:
  turns: {default: 2, from: 1, to: 3, about: how many rounds}
  place: {default: room, one of: [room, garden], about: where you are}
"""


def test_every_phrase_is_spoken_once(tmp_path: Path) -> None:
    """However many looks there are; and nothing is spoken for the slower voice."""
    document = parse_text(script(STEPS, header=OPTIONS), file="a.yaml")
    store = Store(folder=tmp_path)
    assert examine(document, store=store, shelf=SHELF, wish=Wish(voice="espeak")) == ()
    spoken = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.spoken")}
    assert len(spoken) == len(("feet", "room", "garden", "hands", "thanks"))
    assert examine(document, store=store, shelf=SHELF, wish=Wish(voice="espeak")) == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.spoken")} == spoken


def test_a_sentence_that_a_slower_voice_cannot_fit(tmp_path: Path) -> None:
    """It fits as it is, and would not with a voice that takes a quarter longer."""
    document = parse_text(script("- hold: 6s\n  on: Lift your left leg slowly, and hold it up there."), file="a.yaml")
    (finding,) = examine(document, store=Store(folder=tmp_path), shelf=SHELF)
    assert finding.problem.code == "words-too-long"
    assert finding.looks == ("with a voice 20 % slower",)
