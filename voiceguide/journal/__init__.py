"""What was heard: the session that was played last, and how far; what is usual, and at which time of day.

It is written so that neither a killed process nor a power cut can damage it, and rebuilds nothing itself: it keeps the
recipe of a plan, and the plan is made again.
"""

from voiceguide.journal.last import FILE, Last, Recipe, read, write
from voiceguide.journal.pulse import Pulse

__all__ = ["FILE", "Last", "Pulse", "Recipe", "read", "write"]
