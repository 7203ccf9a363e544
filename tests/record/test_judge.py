"""What is said of a take."""

import numpy as np
import pytest
from own_voices import room, spoken, taken

from voiceguide.record.judge import Fault, findings
from voiceguide.sound.takes import Mono, measured
from voiceguide.units import RATE

SENTENCE = "Breathe in slowly, and let it go again."


def faults(samples: Mono, text: str = SENTENCE) -> list[Fault]:
    """What is wrong."""
    return [finding.fault for finding in findings(measured(samples), text)]


def test_a_good_take_has_no_fault() -> None:
    """Also a calm one, a short word, and one in a room that is lived in."""
    assert faults(taken(2.5)) == []
    assert faults(taken(6)) == []
    assert faults(taken(0.4), "In") == []
    assert faults(taken(2.5, noise=0.002)) == []


@pytest.mark.parametrize(
    ("samples", "fault"),
    [
        (np.zeros(2 * RATE, np.float32), Fault.SILENT),
        (np.zeros(0, np.float32), Fault.SILENT),
        (room(2), Fault.SILENT),
        (np.clip(taken(2.5, amplitude=4), -1, 1), Fault.CLIPPED),
        (taken(2.5, amplitude=0.004, noise=0.0001), Fault.QUIET),
        (taken(2.5, amplitude=0.1, noise=0.01), Fault.NOISY),
        (taken(0.5), Fault.SHORT),
        (taken(20), Fault.LONG),
        (np.concatenate((spoken(2.5), room(1))), Fault.BEGUN),
        (np.concatenate((room(1), spoken(2.5))), Fault.UNENDED),
    ],
)
def test_a_fault_is_told(samples: Mono, fault: Fault) -> None:
    """Each by itself, calmly, with what helps."""
    assert faults(samples) == [fault]
    (finding,) = findings(measured(samples), SENTENCE)
    assert finding.says.endswith(".")


def test_the_gravest_comes_first() -> None:
    """Of several."""
    assert faults(np.clip(taken(0.5, amplitude=4), -1, 1)) == [Fault.CLIPPED, Fault.SHORT]
