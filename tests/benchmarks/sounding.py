"""What every benchmark here needs that listens: folders of its own, and a sound server that can be recorded."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import own_folders
from sound_server import SoundServer


@contextmanager
def sounding() -> Iterator[tuple[Path, SoundServer]]:
    """The folder, and the server that everything plays to meanwhile."""
    server = SoundServer()
    with own_folders() as folder:
        os.environ |= server.environment
        try:
            server.start()
            yield folder, server
        finally:
            server.close()
