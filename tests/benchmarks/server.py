"""The sound server is killed and started again ten times while a session plays.

    PYTHONPATH=tests:tests/whole python tests/benchmarks/server.py [TIMES] [SEED]

Every phrase is a tone of its own height. What is looked at is what the loudspeakers of all servers have played: every
phrase must be heard whole, in order, and only one that was cut off may be heard again.
"""

import sys

from servers import survived
from sounding import sounding
from tones import COUNT, heard_whole, numbers, written


def main() -> None:
    """Print what was heard."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with sounding() as (folder, server):
        written(folder)
        found = survived(server, folder, times, seed)
    for sound in found.lives:
        heard = zip(numbers(sound), heard_whole(sound), strict=True)
        print("heard:", " ".join(f"{number}" if whole else f"{number}…" for number, whole in heard))
    whole = found.whole()
    print(f"killed {times} times; status {found.status}   allowed 0")
    print(f"never heard whole: {found.missing(COUNT) or 'none'}   allowed none")
    print(f"out of order: {found.backwards()}   allowed 0; heard twice though whole: {len(whole) - len(set(whole))}")


if __name__ == "__main__":
    main()
