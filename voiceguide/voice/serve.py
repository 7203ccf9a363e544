"""The inside of a process that speaks.

It is given requests on standard input and answers on standard output, both as a fixed header and then bytes:

    request   pace (i4) | milliseconds allowed (u4) | length (u4) | text, UTF-8
    answer    status (u4) | frames a second (u4) | length (u4) | sound, or the reason in UTF-8

Nothing heavy is imported here (no numpy: a process with threads must not fork).
"""

import os
import signal
import struct
import sys
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Final, NoReturn

REQUEST: Final = struct.Struct("<iII")
ANSWER: Final = struct.Struct("<III")

SPOKEN: Final = 0
UNSPOKEN: Final = 1
"""This phrase failed; the process goes on."""
MISSING: Final = 2
"""Nothing can be said here at all."""
LATE: Final = 3
"""This phrase was not said in its time; the process goes on."""

Speak = Callable[[str, int], tuple[int, bytes]]
"""Says a text at a pace: frames a second, and the sound. Raises OSError with the reason when it cannot."""

_LONGEST: Final = 1 << 20
"""Bytes of text in one request: a sentence has 600 characters."""


class LateError(OSError):
    """What speaks did not come to an end in its time."""


class BrokeOffError(OSError):
    """A child did not come to its end."""

    def __init__(self, code: int, content: bytes) -> None:
        told = content.decode(errors="replace") or "it broke off"
        super().__init__(f"it was ended by signal {-code}" if code < 0 else told)


def ears_and_tongue() -> tuple[BinaryIO, BinaryIO]:
    """The two ends of the conversation, out of reach of anything that prints to standard output meanwhile."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return requests, answers


def serve(speak: Speak, *, requests: BinaryIO, answers: BinaryIO, forking: bool) -> None:
    """Answer until there are no more requests; with `forking` every phrase is said by a fresh child."""
    while header := requests.read(REQUEST.size):
        pace, allowed, length = REQUEST.unpack(header)
        if length > _LONGEST:
            return
        text = requests.read(length).decode()
        try:
            if forking:
                private = (requests.fileno(), answers.fileno())
                rate, sound = _in_a_child(partial(speak, text, pace), allowed, private)
            else:
                rate, sound = speak(text, pace)
        except OSError as trouble:
            reply(answers, LATE if isinstance(trouble, LateError) else UNSPOKEN, 0, str(trouble).encode())
        else:
            reply(answers, SPOKEN, rate, sound)


def reply(answers: BinaryIO, status: int, rate: int, content: bytes) -> None:
    """Send one answer; ends the process quietly when nobody listens any more."""
    try:
        answers.write(ANSWER.pack(status, rate, len(content)) + content)
        answers.flush()
    except OSError:
        os._exit(0)


def _in_a_child(say: Callable[[], tuple[int, bytes]], allowed: int, private: tuple[int, int]) -> tuple[int, bytes]:
    """What `say` gives in a fresh child, which is ended after `allowed` milliseconds and sees nothing `private`."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(say, allowed, mouth, (*private, ear))
    os.close(mouth)
    try:
        with os.fdopen(ear, "rb") as heard:
            content = heard.read()
    finally:
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        raise LateError("it did not come to an end")
    if code != 0:
        raise BrokeOffError(code, content)
    return int.from_bytes(content[:4], "little"), content[4:]


def _be_the_child(
    say: Callable[[], tuple[int, bytes]], allowed: int, mouth: int, not_mine: tuple[int, ...]
) -> NoReturn:
    """Speak, hand over, and leave without any of Python's farewells."""
    code = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, allowed / 1000)
        for descriptor in not_mine:
            os.close(descriptor)
        try:
            rate, sound = say()
            content = rate.to_bytes(4, "little") + sound
            code = 0
        except OSError as trouble:
            content = str(trouble).encode()
        with os.fdopen(mouth, "wb") as told:
            told.write(content)
    except BaseException:  # noqa: BLE001  (whatever it was: a forked child must never return into its parent's code)
        code = 1
    finally:
        os._exit(code)


def die_with_parent() -> None:
    """Where Linux offers it: a child never outlives the process that waits for it."""
    import ctypes  # noqa: PLC0415  (only a child needs it)

    set_death_signal, kill = 1, 9
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(set_death_signal, kill, 0, 0, 0)


def adopt_what_is_left() -> None:
    """Where Linux offers it: what a child has set free to outlive it becomes a child of this process."""
    import ctypes  # noqa: PLC0415  (only who starts programs needs it)

    become_subreaper = 36
    prctl = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform.startswith("linux") else None
    if prctl is not None:
        prctl(become_subreaper, 1, 0, 0, 0)


def leave(answers: BinaryIO, reason: str) -> NoReturn:
    """Tell that nothing can be said here, and end."""
    reply(answers, MISSING, 0, reason.encode())
    sys.exit(0)
