"""Which cautions the listener was shown before: `play` shows one at the first time, and again when it has changed.

What a script speaks with `$caution` is spoken every time: it belongs to the session, whose length and sound are
promised, and do not hang on what was played before.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from voiceguide import settings
from voiceguide.care import caution_of, screen_of
from voiceguide.model.session import Session

FILE: Final = "cautions"
"""In the folder of the state: a line for each caution that was shown, by its digest."""

MOST: Final = 1000
"""Lines that are kept, the newest; who plays more sessions sees an old caution again."""


def caution_for(session: Session, name: str, *, asked: bool) -> str:
    """What is shown before a session: its caution, and where to read who should ask first.

    Empty where the listener has seen it and does not ask for it. `name` is how the session was called for.
    """
    said = caution_of(session)
    if not asked and _digest(session) in _seen(_file()):
        return ""
    first = f"'voiceguide show {name}' tells who should ask a doctor or physiotherapist first."
    return " ".join(part for part in (said, first if screen_of(session) else "") if part)


def remember(session: Session) -> None:
    """Note that its caution was shown; where that cannot be written, it is shown again."""
    file, digest = _file(), _digest(session)
    seen = _seen(file)
    if digest in seen:
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in [*seen, digest][-MOST:]), encoding="ascii")


def _file() -> Path:
    return settings.folders().state / FILE


def _seen(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="ascii", errors="replace").split() if file.is_file() else []
    except OSError:
        return []
    return [line for line in lines if line.isascii()]  # what else stands there was not written here


def _digest(session: Session) -> str:
    """The same for the same words about the same session, wherever its file stands."""
    said = "\n".join((session.title, caution_of(session), *screen_of(session)))
    return sha256(said.encode("utf-8", "replace")).hexdigest()
