"""What a checker knows: every mistake in a script, and everything that experience advises against.

A script is looked at from many sides: at its defaults, at every value of its options, short and long, with a slower
voice. Rules are small functions over a planned session; they look at what will be heard, not at how it was written.
"""

from voiceguide.check.examine import examine
from voiceguide.check.ledger import Finding
from voiceguide.check.rule import Rule
from voiceguide.check.rules import RULES

__all__ = ["RULES", "Finding", "Rule", "examine"]
