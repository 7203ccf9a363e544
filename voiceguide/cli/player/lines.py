"""Shows a session while it plays, a line for each phrase: for screen readers, logs and terminals that only print."""

from collections.abc import Callable
from typing import Final, Self

from voiceguide.cli.terminal import out, safe
from voiceguide.play.command import Command
from voiceguide.play.keys import KEYS, Key
from voiceguide.play.moment import Moment, State
from voiceguide.timeline.explain import by_role
from voiceguide.timeline.timeline import Event, Role, Spoken
from voiceguide.units import clock

OWN: Final = "voiceguide"
"""The id of words that are the player's own."""
CLOCK: Final = len("00:00")

SAID: Final = {
    State.PAUSED: "Paused. {} goes on.",
    State.LOST: "The sound device is gone; looking for it …",
    State.WAITING: "Still no sound device: paused. It goes on by itself when there is one.",
}
"""What is said when the player comes into a state; the key that goes on has a name of the listener's."""


class Lines:
    """Prints a line when something new is said, begins, or happens to the player."""

    def __init__(self, *, counts: bool, write: Callable[[str], None] = out, table: tuple[Key, ...] = KEYS) -> None:
        """With `counts` each counted number is a line too, for whom it is not heard."""
        self._table = table
        self._pause = next((key.name.capitalize() for key in table if key.command is Command.PAUSE), "Space")
        self._notice = ""
        self._noticed = ""
        """The last notice that was printed."""
        self._help = False
        self._counts = counts
        self._write = write
        self._words: Event | None = None
        self._section = ""
        self._state = State.PLAYING

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to put back."""

    def __call__(self, moment: Moment) -> None:
        """Print what is new; raises what `out` raises."""
        if moment.state is not self._state:
            before, self._state = self._state, moment.state
            if moment.state in SAID and before is not State.TELLING:
                self._write(safe(SAID[moment.state].format(self._pause)))
        if moment.notice != self._notice:
            self._notice = moment.notice
            if moment.notice:
                self._noticed = moment.notice
                self._write(safe(moment.notice))
        if moment.help is not self._help:
            self._help = moment.help
            self._write("\n".join(safe(line) for line in key_lines(self._table)))
        words = moment.words
        if words is not None and words != self._words:
            self._words = words
            if words.id == OWN:
                self._tell_own(text_of(words), moment)
            else:
                self._tell(words, in_session=moment.place is not None)

    def _tell_own(self, text: str, moment: Moment) -> None:
        """What stands there already is not told twice: the keys as a table, the rest as a notice.

        By the time that it is said there may be less left; it begins alike.
        """
        keys = moment.help and moment.state is State.TELLING
        if not keys and text.partition(".")[0] != self._noticed.partition(".")[0]:
            self._write(safe(text))

    def _tell(self, words: Event, *, in_session: bool) -> None:
        """With its time, which a closing that comes early has none of."""
        if words.section != self._section:
            self._section = words.section
            if words.section:
                self._write(f"\n{safe(words.section)}")
        if self._counts or not is_count(words):
            at = clock(words.start)[:-4] if in_session else ""
            self._write(f"{at:>{CLOCK}}  {safe(text_of(words))}")


def where_help_is(keys: tuple[Key, ...]) -> str:
    """What a listener needs to know of the keys who has never heard them; empty without such keys."""
    named = {key.command: key.name for key in keys}
    if Command.PAUSE not in named or Command.HELP not in named:
        return ""
    return f"{named[Command.PAUSE]} pauses and goes on; {named[Command.HELP]} twice says what every key does."


def key_lines(keys: tuple[Key, ...]) -> list[str]:
    """Every key and what it does, a line each."""
    rows = [
        *((key.name, key.about) for key in keys),
        ("Ctrl-C", "ends with a fade"),
        ("Ctrl-Z", "pauses, for the shell"),
    ]
    return [f"{name:<7} {about}" for name, about in rows]


def text_of(event: Event) -> str:
    """The words of an event, after the role that says them; a number by itself; empty where nothing is spoken."""
    if not isinstance(event.what, Spoken):
        return ""
    return event.what.text if is_count(event) else by_role(event.what)


def is_count(event: Event) -> bool:
    """Whether it is a counted number."""
    return isinstance(event.what, Spoken) and event.what.role is Role.COUNT
