"""A worker whose speech is trouble; each text says which."""

import os
import signal
import sys
import time
from pathlib import Path

from voiceguide.voice.serve import ears_and_tongue, leave, serve


def main(arguments: list[str]) -> None:
    """Serve with or without forking; the second argument is a file that remembers over processes."""
    forking, memory = arguments[0] == "forking", Path(arguments[1])
    requests, answers = ears_and_tongue()
    if arguments[0] == "missing":
        leave(answers, "there is no such thing")

    def speak(text: str, pace: int) -> tuple[int, bytes]:
        match text:
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "hang":
                time.sleep(3600)
            case "refuse":
                raise OSError(text)
            case "fault":
                raise ValueError(text)
            case "print":
                sys.stdout.write("this must not be heard")
                sys.stdout.flush()
                os.write(1, b"nor this")
            case "count":
                memory.write_text(memory.read_text() + "." if memory.exists() else ".")
                return len(memory.read_text()), b"counted"
            case "who":
                return os.getpid(), os.getppid().to_bytes(4, "little")
        return pace, text.encode()

    serve(speak, requests=requests, answers=answers, forking=forking)
