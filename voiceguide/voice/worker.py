"""The outside of a process that speaks: it is started when first needed, watched, ended and started again."""

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from voiceguide.voice.engine import EngineMissing, TooSlow, Unspoken
from voiceguide.voice.serve import ANSWER, LATE, MISSING, REQUEST, SPOKEN

_START: Final = (
    "import sys; sys.path[:] = sys.argv.pop(1).split(sys.argv.pop(1)); "
    "from importlib import import_module; import_module(sys.argv[1]).main(sys.argv[2:])"
)
"""What the new interpreter is told: our own way of finding modules, then the module whose `main` serves."""

_LONGEST: Final = 1 << 28
"""Bytes of one answer: far more than any sentence, far less than a broken header could claim."""

_MOMENT_S: Final = 2
_LONG_MS: Final = 10_000
"""Who had so much time and was not ready is broken; who had less may have been kept waiting by others."""

_CLOSED: Final = "the voice was closed meanwhile"
_ENDED: Final = "the process that speaks ended, or did not answer"


class Worker:
    """One process that speaks one phrase at a time.

    It lives in a session of its own, so that Ctrl-C in the terminal does not reach it, and ends when its standard input
    does: with this process, however that ends.
    """

    def __init__(self, module: str, *arguments: str, bare: bool, once: bool = False, minding: bool = False) -> None:
        """Nothing is started yet.

        `module` has the `main(arguments)` that serves. `bare` leaves site's start-up files out, which takes a third off
        the start. `once` is for where there is no fork: every phrase gets a fresh process. One that is `minding`
        processes of its own is given a moment to end them before it is ended.
        """
        self._command = [
            sys.executable,
            "-I",
            *(["-S"] if bare else []),
            "-c",
            _START,
            os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
            os.pathsep,
            module,
            *arguments,
        ]
        self._once = once
        self._minding = minding
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def start(self) -> subprocess.Popen[bytes]:
        """The process, started now unless it runs already."""
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self.stop()
        self._process = process = subprocess.Popen(  # noqa: S603  (our own interpreter and our own module)
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if self._closed:
            self.stop()
        return process

    def ask(self, text: str, pace: int, *, allowed: int) -> tuple[int, bytes]:
        """Frames a second and the sound of `text`.

        `allowed` milliseconds are given to the speaking; the process is killed a second later. Raises `Unspoken`, which
        is `TooSlow` when they were many and went by, and `EngineMissing` when the process says that it can say nothing
        at all.
        """
        if self._closed:
            raise Unspoken(_CLOSED)
        process = self.start()
        over = threading.Event()
        watch = threading.Timer(allowed / 1000 + 1, _ended, (process, over))
        watch.daemon = True
        watch.start()
        try:
            said = text.encode()
            answer = _exchange(process, REQUEST.pack(pace, allowed, len(said)) + said)
        except (OSError, ValueError):
            answer = None
        finally:
            watch.cancel()
        slow = TooSlow if allowed >= _LONG_MS else Unspoken
        if answer is None:
            self.stop()
            raise (slow if over.is_set() else Unspoken)(_ENDED)
        status, rate, content = answer
        if self._once:
            self.stop()
        if status == MISSING:
            raise EngineMissing(content.decode(errors="replace"))
        if status != SPOKEN:
            raise (slow if status == LATE else Unspoken)(content.decode(errors="replace"))
        return rate, content

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self.stop()

    def stop(self) -> None:
        """End the process; the next phrase starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
            if self._minding and process.stdin is not None:
                process.stdin.close()
                process.wait(_MOMENT_S)
        process.kill()
        with contextlib.suppress(OSError, ValueError), process:  # its way out closes both ends and waits
            pass


def _ended(process: subprocess.Popen[bytes], over: threading.Event) -> None:
    """Kill what takes too long."""
    over.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> tuple[int, int, bytes] | None:
    """One question and its answer; None when the process ended in between."""
    assert process.stdin is not None  # noqa: S101  (both are pipes, as they were opened)
    assert process.stdout is not None  # noqa: S101  (it was started with a pipe)
    process.stdin.write(request)
    process.stdin.flush()
    header = process.stdout.read(ANSWER.size)
    if len(header) < ANSWER.size:
        return None
    status, rate, length = ANSWER.unpack(header)
    if length > _LONGEST:
        return None
    content = process.stdout.read(length)
    return (status, rate, content) if len(content) == length else None
