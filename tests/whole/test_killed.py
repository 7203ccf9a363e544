"""A player that is killed at any moment: the next one goes on with the phrase that was heard."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from killing import killed_after

TIMES = 8
AT_ONCE = 4


def test_a_killed_session_goes_on_where_it_was(tmp_path: Path) -> None:
    """Every time with the phrase that was playing, after a sentence that says where, and no file is damaged.

    Where it was killed in the 80 ms before a phrase, it may go on with that one.
    """
    chance = random.Random(4)  # noqa: S311  (the same moments every time)
    moments = [chance.uniform(0.0, 3.0) for _ in range(TIMES)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda one: killed_after(tmp_path / str(one[0]), one[1]), enumerate(moments)))

    assert len({one.shown for one in found}) > TIMES // 2
    for one in found:
        assert one.first == one.kept
        assert one.kept - one.shown in {0, 1}  # 1: it was kept, and not shown yet
        assert one.said.endswith(" seconds left.")
        assert one.damaged == ()
