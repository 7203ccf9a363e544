"""Sums and products of frames, column by column: several times faster than to stretch one column over two."""

import numpy as np

from voiceguide.sound.clip import Samples
from voiceguide.sound.shapes import Curve

Factor = np.float32 | Curve
"""One factor for all frames, or one for each."""


def add(mixed: Samples, part: Samples, factor: Factor) -> None:
    """Add `part`, in one or two channels, times `factor` to the two channels of `mixed`, which is as long."""
    if isinstance(factor, np.ndarray):
        part = scaled(part, factor)
    elif factor != 1.0:
        part = part * factor
    if part.shape[1] == mixed.shape[1]:
        mixed += part
    else:
        for channel in range(mixed.shape[1]):
            mixed[:, channel] += part[:, 0]


def scaled(samples: Samples, curve: Curve) -> Samples:
    """`samples` times a factor for each frame."""
    product = np.empty_like(samples)
    for channel in range(samples.shape[1]):
        np.multiply(samples[:, channel], curve, out=product[:, channel])
    return product


def peak(samples: Samples) -> float:
    """The largest size of any sample."""
    return max(float(np.max(samples)), -float(np.min(samples))) if len(samples) else 0.0
