"""Writes what is kept of the bundled sessions: `scripts/index.json` and the table of their lengths.

Run it when a script was changed:  python tests/library_tables.py
"""

import json
from pathlib import Path
from typing import Final

from compiled import FOLDER, ON_THE_SHELF, SENSIBLE, Compiler, sensible, session

from voiceguide import settings
from voiceguide.cli.catalogue import INDEX, record_of
from voiceguide.timeline.plan import Plan
from voiceguide.units import milliseconds_of, short_clock

LENGTHS: Final = Path(__file__).parent / "library" / "lengths.txt"
HEAD: Final = """\
How every session of the catalogue fills its lengths: the factors of silences and of rounds at its least, usual and
longest. Written by tests/library_tables.py.

session                     natural    least            usual            most
"""


def line_of(compiler: Compiler, name: str) -> str:
    """One line of the table of lengths."""
    natural = compiler.plan(name, None)
    cells = [_cell(compiler.plan(name, length)) for length in sensible(name)]
    return f"{name:27} {short_clock(natural.natural):10} {'  '.join(f'{cell:15}' for cell in cells)}".rstrip()


def _cell(plan: Plan) -> str:
    length = short_clock(plan.timeline.frames)
    return f"{length} {float(plan.silences):.2f} {float(plan.rounds):.2f}"


def index_record(compiler: Compiler, name: str) -> dict[str, object]:
    """What the index keeps of a session."""
    meant = session(name)
    planner = compiler.planner(meant)
    usual = meant.length or milliseconds_of(planner.natural().timeline.frames)
    return record_of(name, usual, tuple((one.least, one.most) for one in planner.reach()))


def main() -> None:
    """Write both."""
    with Compiler(settings.folders().store) as compiler:
        names = [name for name in SENSIBLE if name in ON_THE_SHELF]
        lines = "".join(f"{line_of(compiler, name)}\n" for name in names)
        LENGTHS.write_text(HEAD + lines, encoding="utf-8")
        index = {"voice": compiler.voice, "sessions": {name: index_record(compiler, name) for name in ON_THE_SHELF}}
        (FOLDER / INDEX).write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
