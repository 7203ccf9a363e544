"""How words are cut into what is shown at a time, and where a part of a long sentence begins."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.export.breaks import onset_near
from voiceguide.export.wrapping import WIDE, columns, one_line, pages
from voiceguide.sound.clip import Clip
from voiceguide.units import Frames

LONG = (
    "Allow your shoulders to drop away from your ears, and let the breath move in and out at its own natural pace,"
    " without changing it."
)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=400))
def test_every_word_is_shown_in_two_rows_of_42(text: str) -> None:
    """Whatever is said: no row is wider, no more than two at a time, no letter is lost."""
    line = one_line(text)
    shown = pages(line)

    assert all(1 <= len(rows) <= 2 for rows in shown)
    assert all(columns(row) <= WIDE for rows in shown for row in rows)
    assert "".join("".join(rows) for rows in shown).replace(" ", "") == line.replace(" ", "")


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    """And its rows are about equally long."""
    assert pages(LONG) == [
        ("Allow your shoulders to", "drop away from your ears,"),
        ("and let the breath move in and out at its", "own natural pace, without changing it."),
    ]


def test_a_part_begins_after_the_pause_that_is_near() -> None:
    """Not where letters let expect it, nor after a shorter pause that is nearer."""
    loud, quiet = np.full(9600, 0.5, np.float32), np.zeros(9600, np.float32)
    heard = np.concatenate([loud, loud, quiet[:7200], loud, quiet[:1200], loud])
    clip = Clip(samples=heard[:, np.newaxis], first=Frames(0), last=Frames(len(heard)))

    assert onset_near(clip, Frames(24_000)) == 26_400
    assert onset_near(clip, Frames(36_000)) == 26_400
    assert onset_near(clip, Frames(240_000)) == 240_000
