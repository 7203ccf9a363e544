"""Scripts that a generator writes as a careful teacher would: nothing is wrong with any of them."""

from random import Random

import pytest
from looked_at import findings

from voiceguide.problems import Weight

HEADER = """\
title: Session {seed}
technique: mindfulness
posture: {posture}
eyes: open
screen: [supine, prone, hands_knees, standing, walking, tense, breath_hold]
caution: Stop if it hurts.
options:
  rest: {{default: 12s, from: 8s, to: 30s, about: how long you rest}}
  turns: {{default: 3, from: 2, to: 5, about: how many rounds}}
  place: {{default: bed, one of: [bed, floor], about: where you are}}
steps:
  - chime: bowl
  - $caution
"""
CLOSING = "closing:\n  - Let your breath come and go. [22s]\n  - chime: bowl\n    wait: 8s\n"
TEXTS = (
    "Notice your hands. [8s]",
    "Let your shoulders be heavy. [10s..15s..30s]",
    "Breathe out, slowly.",
    "Feel the $place under you. [4s!]",
    "There is nothing to do. Just notice. [$rest]",
    "Whatever comes, let it be. [6s..20s]",
)


class Teacher:
    """Writes one script from a seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = Random(seed)  # noqa: S311  (chosen, not secret)
        self.posture = self.chance.choice(("lying", "seated"))

    def script(self) -> str:
        """All of it."""
        head = HEADER.format(seed=self.seed, posture=self.posture)
        steps = "".join(self.step(2, deep=0) for _ in range(self.chance.randint(2, 5)))
        return head + steps + CLOSING

    def step(self, indent: int, *, deep: int) -> str:
        """One step with those inside of it."""
        simple = (self._say, self._pause, self._hold, self._relax, self._breathe, self._choice, self._move)
        nested = (self._repeat, self._sides, self._section, self._each, self._over)
        ways = simple if deep == 2 else simple + nested
        lines = self.chance.choice(ways)(deep).splitlines()
        return "".join(f"{' ' * indent}{line}\n" for line in lines)

    def _say(self, _deep: int) -> str:
        return f"- {self.chance.choice(TEXTS)}"

    def _pause(self, _deep: int) -> str:
        return f"- Rest now, in silence.\n- pause: {self.chance.choice(('5s', '20s', '12s!', '$rest'))}"

    def _hold(self, _deep: int) -> str:
        count = self.chance.choice(("up", "down", "last 3", "none"))
        return f"- hold: {self.chance.choice((8, 12))}s\n  on: Reach.\n  count: {count}"

    def _relax(self, _deep: int) -> str:
        return (
            f"- Close your hand into a fist.\n- tense: {self.chance.choice((5, 7))}s\n  on: Now.\n"
            "- release: 12s..30s\n  on: Let go."
        )

    def _breathe(self, _deep: int) -> str:
        guide = self.chance.choice(("words", "counts", "tones", "words 2 then tones"))
        return f"- breathe: {{in: 4s, out: 6s}}\n  times: {self.chance.choice(('4', '2..4', '30s'))}\n  guide: {guide}"

    def _choice(self, _deep: int) -> str:
        return "- one of: [Notice your breath., Notice your feet., Notice your hands.]\n- Stay with it. [8s..12s..20s]"

    def _move(self, _deep: int) -> str:
        return "- move to: seated\n  take: 20s\n  say: Come to sitting, in your own time.\n  unless: {posture: seated}"

    def _inside(self, deep: int) -> str:
        return "".join(self.step(4, deep=deep + 1) for _ in range(self.chance.randint(1, 2)))

    def _repeat(self, deep: int) -> str:
        rounds = self.chance.choice(("2", "$turns", "2..3..4"))
        return f"- repeat: {rounds}\n  between: And again. [6s]\n  steps:\n{self._inside(deep)}"

    def _sides(self, deep: int) -> str:
        return f"- each side:\n    - Your $side side.\n{self._inside(deep)}"

    def _section(self, deep: int) -> str:
        return f"- section: Part {deep}\n  unless: {{place: floor}}\n  steps:\n{self._inside(deep)}"

    def _each(self, deep: int) -> str:
        notice = f"Notice your $part{deep}. [6s]"
        return f"- for each: [hands, arms]\n  as: part{deep}\n  steps:\n    - {notice}\n{self._inside(deep)}"

    def _over(self, _deep: int) -> str:
        return f"- over: 20s..30s\n  steps:\n    - {self.chance.choice(TEXTS[:3])}"


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_valid_scripts_give_no_error(first: int) -> None:
    """Forty of them, looked at from every side; six hundred were tried."""
    for seed in range(first, first + 10):
        text = Teacher(seed).script()
        wrong = [finding.problem for finding in findings(text, "400ms") if finding.problem.weight is Weight.ERROR]
        assert wrong == [], f"{wrong}\n{text}"
