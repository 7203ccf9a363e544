"""Makes a script ready to be heard after every save, while the version before it plays."""

import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from voiceguide.cli import library
from voiceguide.cli.endings import end
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.making import Made, made
from voiceguide.cli.progress import speaking
from voiceguide.cli.terminal import tell
from voiceguide.cli.wishes import Wishes
from voiceguide.pack import is_pack
from voiceguide.play.places import RUN_UP
from voiceguide.problems import Stop
from voiceguide.script import find_script
from voiceguide.timeline.lines import changed_line, moment_of
from voiceguide.units import Frames
from voiceguide.watch import Contents, Watcher, contents

NOTHING_YET: Final = Contents()


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A version of the script that can be heard."""

    made: Made
    start: Frames
    stack: ExitStack
    """Holds what the version needs open."""


class Desk:
    """Makes a version of the script ready after every save, while the one before it plays."""

    def __init__(self, wishes: Wishes, line: int | None) -> None:
        self._wishes = wishes
        self._line = line
        self.shown = library.document_of(wishes.wanted).file
        self.path = find_script(wishes.wanted, library.folders())
        if is_pack(self.path):
            raise WrongUsage(f"{wishes.wanted} is a pack, which nobody edits.", "Unzip it, and preview its script.")
        self.waiting = threading.Event()
        """Set while a version is ready that was not played yet."""
        self._making = threading.Lock()
        self._ready: Take | None = None
        self._playing: Take | None = None
        self._seen = NOTHING_YET
        """What the files held when they were read last."""
        self._heard = NOTHING_YET
        """What they held in the last version that could be heard."""
        self._watching: tuple[Path, ...] = ()
        self._watcher = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the watching, and what is still open."""
        self._watcher.close()
        for take in (self._ready, self._playing):
            if take is not None:
                take.stack.close()

    def next(self) -> Take | None:
        """The newest version, to be played now; None if there is still none after a moment."""
        self.waiting.wait(0.2)
        with self._making:
            take, self._ready = self._ready, None
            self.waiting.clear()
        self._watch()
        if take is not None:
            if self._playing is not None:
                self._playing.stack.close()
            self._playing = take
        return take

    def prepare(self) -> None:
        """Read, check and lay out the script as it is now; what is wrong is told, and what was ready before stays."""
        began = time.monotonic()
        with self._making:
            stack = ExitStack()
            try:
                found = self._seen = contents(self._files())
                with speaking() as progress:
                    session = stack.enter_context(made(self._wishes, progress, lean=True))
                take = Take(made=session, start=self._start(session, found), stack=stack)
            except Exception as error:  # noqa: BLE001  (whatever it is, the next save may be better)
                stack.close()
                end(error)
                return
            if self._ready is not None:
                self._ready.stack.close()
            self._ready, self._heard = take, found
            self.waiting.set()
        if self._playing is not None:
            tell(f"Ready after {time.monotonic() - began:.2f} s.")
        self._look_through()

    def _look_through(self) -> None:
        """Tell what is wrong in the steps that these settings leave out: nobody needs to wait for that."""
        try:
            library.session_of(self._wishes.wanted, self._wishes.settings)
        except Stop as mistakes:
            end(mistakes)

    def _start(self, session: Made, found: Contents) -> Frames:
        """Where this version begins: at the line that was asked for, or at the first one that is new."""
        timeline = session.plan.timeline
        path, line = (self.path, self._line) if self._line is not None else self._changed(found)
        shown = self.shown if path == self.path else str(path)
        moment = moment_of(timeline, shown, _text(found.get(path, b"")), line) if line else Frames(0)
        return Frames(max(0, moment - RUN_UP)) if moment < timeline.frames else Frames(0)

    def _changed(self, found: Contents) -> tuple[Path, int | None]:
        """The first file that is another than before, and its first line that is; without one at the first time."""
        for path, content in found.items():
            line = changed_line(_text(self._heard.get(path, content)), _text(content))
            if line is not None:
                return path, line
        return self.path, None

    def _files(self) -> tuple[Path, ...]:
        """The script and what it includes, as far as it can be read now."""
        document = library.document_of(self._wishes.wanted)
        others = (Path(included.root.page.file) for included in document.included)
        return (self.path, *(path for path in others if path.is_file()))

    def _watch(self) -> None:
        """Watch what belongs to the script, which may include more files than before."""
        files = self._files()
        if set(files) != set(self._watching):
            self._watcher.close()
            self._watching = files
            self._watcher.enter_context(Watcher(files, self.prepare))
            if contents(files) != self._seen:  # saved before anybody watched
                self.prepare()


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
