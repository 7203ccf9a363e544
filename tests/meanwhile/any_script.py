"""Scripts that a seed writes: every sentence another one, in everything that words decide on."""

from random import Random
from textwrap import indent
from typing import Final

WORDS: Final = (
    "let",
    "your",
    "weight",
    "be",
    "carried",
    "by",
    "the",
    "floor",
    "and",
    "notice",
    "how",
    "breath",
    "goes",
)


class Author:
    """Writes a script from a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311  (chosen, not secret)
        self._sentences = 0

    def script(self) -> str:
        """A whole one."""
        return f"title: Generated\nsteps:\n{self._inner(3)}\nclosing:\n  - {self._sentence()}. [3s]\n"

    def _inner(self, depth: int) -> str:
        return indent("\n".join(self._step(depth) for _ in range(self._chance.randint(1, 4))), "  ")

    def _step(self, depth: int) -> str:  # noqa: C901  (one case for each step)
        chance = self._chance
        kinds = ["text", "text", "text", "pause", "hold", "release", "chime", "breathe"]
        match chance.choice(kinds + ["repeat", "within", "sides", "over", "still", "section"] * bool(depth)):
            case "text":
                return f"- {self._sentence()}. {chance.choice(['', f'[{self._silence()}]'])}".rstrip()
            case "pause":
                return f"- pause: {self._silence()}"
            case "hold":
                return f"- hold: {chance.randint(2, 9)}s\n  say: {self._sentence()}.\n  count: up"
            case "release":
                return f"- release: {chance.randint(9, 20)}s\n  count: down"
            case "chime":
                return "- chime: bowl"
            case "breathe":
                return "- breathe: {in: 4s, out: 6s}\n  times: 2..3"
            case "repeat":
                return f"- repeat: {chance.choice(['2', '1..3', '2..3..5'])}\n  steps:\n{self._inner(depth - 1)}"
            case "within":
                return f"- repeat: {chance.randint(20, 90)}s\n  steps:\n{self._inner(depth - 1)}"
            case "sides":
                side = indent(f"- {self._sentence()} on the $side.", "  ")
                return f"- each side:\n{self._inner(depth - 1)}\n{side}"
            case "over":
                return f"- over: 5s..{chance.randint(20, 60)}s..400s\n  steps:\n{self._inner(depth - 1)}"
            case "still":
                return f"- over: 500s!\n  steps:\n{self._inner(depth - 1)}"
            case _:
                return f"- section: {self._sentence()}\n  steps:\n{self._inner(depth - 1)}"

    def _sentence(self) -> str:
        self._sentences += 1
        words = self._chance.choices(WORDS, k=self._chance.randint(1, 14))
        return " ".join(["Step", str(self._sentences), *words])

    def _silence(self) -> str:
        low, middle, high = sorted(self._chance.choices(range(1, 40), k=3))
        return self._chance.choice([f"{middle}s", f"{middle}s!", f"{low}s..{middle}s..{high}s"])
