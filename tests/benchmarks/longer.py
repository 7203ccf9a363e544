"""A session is made a minute longer while it plays: does it end exactly a minute later?

    PYTHONPATH=tests:tests/whole python tests/benchmarks/longer.py

Both are recorded from the first frame to the last.
"""

import os

import numpy as np
from listening import Listener, as_it_was_sent
from measure import own_folders
from sound_server import SoundServer

from voiceguide import journal, settings
from voiceguide.cli.making import made
from voiceguide.cli.player.live import Live
from voiceguide.cli.wishes import Wishes
from voiceguide.model.wish import Wish
from voiceguide.units import RATE

SCRIPT = """\
title: Rest
background: rain
steps:
  - Lie down, and rest your arms. [6s..20s..60s]
  - Rest. [6s..20s..60s]
closing:
  - Come back.
"""


def main() -> None:
    """Print both lengths."""
    server = SoundServer()
    with own_folders() as folder:
        os.environ |= server.environment
        (folder / "rest.yaml").write_text(SCRIPT, encoding="utf-8")
        wishes = Wishes(wanted=str(folder / "rest.yaml"), settings={}, background=None, wish=Wish())
        try:
            server.start()
            with server.recording() as recording:
                player = Listener(folder, recording, "play", "rest.yaml")
                player.until(lambda sound: float(np.abs(sound).max()) > 0.1)
                player.press("+")
                status = player.ended()
            recorded = recording.read()
        finally:
            server.close()
        last = journal.read(settings.folders().state)
        assert last is not None
        with made(wishes) as session:
            before = session.plan.timeline.frames
            live = Live(session, last.refits)
            mixer = live.part.mixer
            should = np.array(mixer.read(mixer.frames))
    heard = as_it_was_sent(recorded, should)
    ending = len(should) - (int(np.flatnonzero(should.any(axis=1))[-1]) + 1)
    print(
        f"status {status}; planned {before} frames, refitted to {len(should)}: {(len(should) - before) / RATE} s more"
    )
    print(f"heard {len(heard) + ending} frames, {len(heard) + ending - len(should)} more than that   allowed 0")


if __name__ == "__main__":
    main()
