"""Tells when files change, in a thread of its own.

The folders are watched, not the files: many editors write a new file and put it in the old one's place. What counts is
the content, so a file that was only touched did not change.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

STEP_MS: Final = 20
"""How often the system is asked; nothing has changed for so long before a change is told."""
ANYWAY_MS: Final = 1000
"""The files are looked at so often even when the system tells nothing, as on some network drives."""
PATIENCE_MS: Final = 200
"""A change is told after so long, even if more follow."""

Contents = dict[Path, bytes]


class Watcher:
    """Watches some files from when it is entered to when it is left."""

    def __init__(self, files: Iterable[Path], changed: Callable[[], None]) -> None:
        """`changed` is called in the watcher's thread whenever the content of any of them is another."""
        self._files = tuple(files)
        self._changed = changed
        self._ended = Event()
        self._known = contents(self._files)
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        from watchfiles import watch  # noqa: PLC0415  (only who previews needs it)

        # A link may lead elsewhere: what it points to is written in its own folder.
        folders = {place for file in self._files for place in (file.absolute().parent, file.resolve().parent)}
        for _ in watch(
            *(folder for folder in folders if folder.is_dir()),
            watch_filter=None,
            recursive=False,
            step=STEP_MS,
            debounce=PATIENCE_MS,
            rust_timeout=ANYWAY_MS,
            yield_on_timeout=True,
            stop_event=self._ended,
            raise_interrupt=False,
        ):
            self.look()

    def look(self) -> None:
        """Compare what the files hold with what they held."""
        found = contents(self._files)
        # A file that is empty or away for a moment is being written: what it will hold comes with the next event.
        whole = {file: content for file, content in found.items() if content}
        if whole != self._known and whole.keys() == self._known.keys():
            self._known = whole
            self._changed()


def contents(files: Iterable[Path]) -> Contents:
    """What the files hold now; those that cannot be read are left out."""
    found: Contents = {}
    for file in files:
        try:
            found[file] = file.read_bytes()
        except OSError:
            continue
    return found
