"""Many sounds into one: any stretch of a timeline becomes frames, the same ones however it is asked for.

It refuses to know voices and devices: it is given clips and sounds, and gives frames.
"""

from voiceguide.mix.mixer import CELL, Mixer

__all__ = ["CELL", "Mixer"]
