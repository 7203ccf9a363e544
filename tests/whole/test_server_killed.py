"""A sound server that dies in mid-session, again and again."""

from pathlib import Path

from servers import survived
from sound_server import SoundServer
from tones import written

from voiceguide.cli.exits import Exit

COUNT = 12
TAKES = 3
TIMES = 3


def test_a_session_survives_its_sound_server(sound_server: SoundServer, tmp_path: Path) -> None:
    """Nothing is left out: the phrase that was cut off is heard again, and so it comes to its end."""
    written(tmp_path, COUNT)
    found = survived(sound_server, tmp_path, TIMES, seed=1)
    for _ in range(TAKES - 1):
        if not found.missing(COUNT):
            break  # else the machine may have been too busy to play any phrase in one piece
        found = survived(sound_server, tmp_path, TIMES, seed=1)

    assert found.status == Exit.DONE
    assert found.missing(COUNT) == []
    assert found.backwards() == 0
