"""The process that has a program of the user's speak: one phrase, one run of it.

No shell takes part. The text is one whole argument, or all that stands on standard input; one that could be taken for
an option begins with a blank. The program runs in a folder and a session of its own, for a limited time, and may write
a limited amount; whatever it has started ends with it, and so does it when nobody waits for it any more. (What it has
started and set free, as a service is, is found on Linux only.)
"""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from voiceguide.voice.serve import LateError, adopt_what_is_left, ears_and_tongue, serve

PER_MILLE: Final = 1000
"""The pace that is usual."""
MS_A_CHARACTER: Final = 50
MOST_BYTES: Final = 64 << 20
"""Of everything that is written for a phrase: five minutes of the best sound there is."""

_PLACE: Final = re.compile(r"\{(?:text|out|pace)\}")
_OUT: Final = "speech.wav"
_HEARD: Final = "heard"
_SAID: Final = "said"
_LOOK_S: Final = 0.005
_MOMENT_S: Final = 0.05
"""Within which a killed parent's children are given to somebody else."""
_BLOCK: Final = 4096
"""Bytes that the smallest file takes."""
_ROUNDS: Final = 100
"""So often it is looked what is left, as what is ended may have had children too."""
_FLOODED: Final = f"it wrote more than {MOST_BYTES >> 20} MB for one phrase"
_LAST: Final = 4096
_WORD: Final = 200


class NothingSaidError(OSError):
    """The program did not do what it was asked for; carries the reason and the last that it said."""

    def __init__(self, reason: str, folder: Path) -> None:
        last = _last_words(folder / _SAID)
        super().__init__(f"{reason}: {last}" if last else reason)


class TooLateError(NothingSaidError, LateError):
    """The program did not come to an end."""


class ForsakenError(Exception):
    """Nobody waits for this phrase any more."""


def main(arguments: list[str]) -> None:
    """Serve phrases as the first argument tells, which is JSON; the second is a folder that nobody else knows."""
    order, folder = json.loads(arguments[0]), Path(arguments[1])
    requests, answers = ears_and_tongue()
    parent = os.getppid()
    adopt_what_is_left()

    def speak(text: str, pace: int) -> tuple[int, bytes]:
        place = Path(tempfile.mkdtemp(dir=folder))
        try:
            line = arguments_for(order["command"], text, str(place / _OUT), pace_for(order["numbers"], pace))
            told = None if any("{text}" in argument for argument in order["command"]) else text
            allowed = order["seconds"] + MS_A_CHARACTER * len(text) / 1000
            _run(line, told, place, requests, allowed)
        except ForsakenError:
            _leave(folder, parent)
        else:
            return 0, _result(place, asked=any("{out}" in argument for argument in order["command"]))
        finally:
            shutil.rmtree(place, ignore_errors=True)

    serve(speak, requests=requests, answers=answers, forking=False)
    _leave(folder, parent)


def arguments_for(command: Sequence[str], text: str, out: str, pace: str) -> list[str]:
    """The command line of one phrase; nothing that is put in is looked at again."""
    inside = {"{text}": text, "{out}": out, "{pace}": pace}
    # To a program, what begins with a mark could be an option, a file or a variable; what begins with a blank is text.
    whole = text if text[:1].isalnum() else f" {text}"
    return [
        whole if argument == "{text}" else _PLACE.sub(lambda place: inside[place[0]], argument) for argument in command
    ]


def pace_for(numbers: Sequence[float] | None, pace: int) -> str:
    """What stands for `{pace}`: `pace` is in thousandths of the usual, and a larger one is faster.

    `numbers` are the slowest, the usual and the fastest, and 1 where only whole ones will do.
    """
    if numbers is None:
        return ""
    slowest, usual, fastest, whole = numbers
    value = usual * pace / PER_MILLE if slowest < fastest else usual * PER_MILLE / pace
    value = max(min(slowest, fastest), min(value, max(slowest, fastest)))
    return str(round(value)) if whole else f"{value:.4f}".rstrip("0").rstrip(".")


def _run(line: list[str], told: str | None, place: Path, requests: BinaryIO, allowed: float) -> None:
    """Run the program to its end. Raises NothingSaidError."""
    (place / "text").write_text("" if told is None else f"{told}\n", encoding="utf-8")
    with (place / "text").open("rb") as text, (place / _HEARD).open("wb") as heard, (place / _SAID).open("wb") as said:
        try:
            process = subprocess.Popen(  # noqa: S603  (the user's own program; no shell)
                line, stdin=text, stdout=heard, stderr=said, cwd=place, start_new_session=True
            )
        except (OSError, ValueError) as trouble:
            reason = f"'{line[0]}' cannot be started: {getattr(trouble, 'strerror', None) or trouble}"
            raise NothingSaidError(reason, place) from trouble
    end = time.monotonic() + allowed
    flooded = late = False
    try:
        while process.poll() is None and not (flooded or late):
            if _forsaken(requests):
                raise ForsakenError
            late = time.monotonic() > end
            flooded = _written(place) > MOST_BYTES
    finally:
        _end(process)
    if flooded:
        raise NothingSaidError(_FLOODED, place)
    if late:
        raise TooLateError(f"it did not come to an end within {allowed:.0f} seconds", place)
    if process.returncode < 0:
        raise NothingSaidError(f"it was ended by signal {-process.returncode}", place)
    if process.returncode:
        raise NothingSaidError(f"it ended with status {process.returncode}", place)


def _forsaken(requests: BinaryIO) -> bool:
    """Whether nobody waits any more; takes the time between two looks. While a phrase is spoken no other is asked."""
    if sys.platform == "win32":
        time.sleep(_LOOK_S)
        return False
    ready, _, _ = select.select([requests], [], [], _LOOK_S)
    return bool(ready)


def _leave(folder: Path, parent: int) -> NoReturn:
    """End; if that is because the parent was killed, nobody else takes the folder away."""
    time.sleep(_MOMENT_S)
    if os.getppid() != parent:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program, and whatever it has started and not ended."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(_ROUNDS):
        left = _children()
        for child in left:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        if not left:
            return


def _children() -> list[int]:
    """The processes that this one has; where the system does not tell, none."""
    with suppress(OSError, ValueError):
        me = os.getpid()
        return [int(child) for child in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split()]
    return []


def _written(place: Path) -> int:
    """Bytes of all files, wherever below, and a block of the disk for each; no more are counted than are too many."""
    total, folders = 0, [os.fspath(place)]
    while folders and total <= MOST_BYTES:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    total += entry.stat(follow_symlinks=False).st_size + _BLOCK
                    folders += [entry.path] if entry.is_dir(follow_symlinks=False) else []
                if total > MOST_BYTES:
                    break
    return total


def _result(place: Path, *, asked: bool) -> bytes:
    """The sound: of the file that was asked for, perhaps with an ending of the program's own, or what it said."""
    if asked:
        files = sorted(place.glob("speech*"), key=lambda file: (file.name != _OUT, file.name))
    else:
        files = [place / _HEARD]
    sound = next((file for file in files if file.is_file() and not file.is_symlink()), None)
    if sound is None:
        raise NothingSaidError("it wrote no sound file", place)
    if _written(place) > MOST_BYTES:
        raise NothingSaidError(_FLOODED, place)
    content = sound.read_bytes()
    if not content:
        raise NothingSaidError("it gave no sound", place)
    return content


def _last_words(file: Path) -> str:
    """The last line that the program wrote to standard error."""
    try:
        with file.open("rb") as said:
            said.seek(max(0, said.seek(0, os.SEEK_END) - _LAST))
            lines = said.read().decode(errors="replace").split("\n")
    except OSError:
        return ""
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    plain = "".join(char if char.isprintable() else " " for char in last)
    return " ".join(plain.split())[:_WORD].rstrip()
