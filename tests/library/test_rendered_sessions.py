"""What every bundled session sounds like: its speech, its chimes and its background, measured in mixed frames."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from compiled import SENSIBLE, Compiler, sensible

from voiceguide.mix.mixer import Mixer
from voiceguide.sound.clip import Samples
from voiceguide.sound.loudness import integrated, momentary
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.timeline import Spoken, Struck, Underneath
from voiceguide.units import RATE

VOICE = -20.0
"""LUFS at which speech stands."""


def only(plan: Plan, kind: type) -> Plan:
    """The events of one kind; the session is as long as before."""
    events = tuple(event for event in plan.timeline.events if isinstance(event.what, kind))
    return replace(plan, timeline=replace(plan.timeline, events=events))


def seconds_of(mixer: Mixer) -> Iterator[Samples]:
    """The frames of a mixer, ten seconds at a time."""
    while len(samples := mixer.read(10 * RATE)):
        yield samples


def heard(mixer: Mixer) -> Samples:
    """The stretches of a mixer in which there is anything."""
    loud = [samples for samples in seconds_of(mixer) if samples.any()]
    return np.concatenate(loud) if loud else np.zeros((0, 2), dtype=np.float32)


@pytest.mark.parametrize("name", SENSIBLE)
def test_a_session_is_level(compiler: Compiler, name: str) -> None:
    """Frames as planned, none clipped; speech at -20 LUFS within 1, no chime as loud, the background 20 dB below."""
    plan = compiler.plan(name, sensible(name)[1])
    sizes = [(len(samples), float(np.max(np.abs(samples)))) for samples in seconds_of(compiler.mixer(plan))]

    assert sum(frames for frames, _ in sizes) == plan.timeline.frames
    assert max(peak for _, peak in sizes) < 10 ** (-1 / 20)
    speech, chimes, grounds = (heard(compiler.mixer(only(plan, kind))) for kind in (Spoken, Struck, Underneath))
    level = integrated(speech)
    assert level == pytest.approx(VOICE, abs=1.0)
    assert not len(chimes) or float(np.max(momentary(chimes))) < level
    assert not len(grounds) or integrated(grounds) <= level - 20
