"""What files and pages say of themselves, in the language of the session: a few words for each of a few languages.

English is for all others. What a script says itself is never translated.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The words of one language. Braces hold what is filled in."""

    code: str
    """The language, as it stands in an attribute `lang`."""

    # --- transcripts and pages
    before: str
    """The title of what should be read first."""
    lasts: str
    sections: str
    words: str
    """The title of all that is said."""
    sources: str
    closing: str
    """The chapter of the closing steps."""
    times: str
    by: str
    made: str
    licence: str
    no_treatment: str

    # --- the player of a page
    begin: str
    resume: str
    afresh: str
    player: str
    play: str
    pause: str
    again: str
    on: str
    previous: str
    next: str
    play_from: str
    place: str
    of: str
    """A moment, and the length of all."""
    silence: str
    speed: str
    eyes_closed: str
    """Makes the whole screen one dark button that pauses."""
    eyes_open: str
    """Leads back from there."""
    damaged: str
    keys: str
    """The title of what the keys do."""
    space: str
    key_pause: str
    key_again: str
    key_on: str
    key_previous: str
    key_next: str
    aloud: str


ENGLISH: Final = Tongue(
    code="en",
    before="Before you begin",
    lasts="It lasts {}.",
    sections="Sections",
    words="Words",
    sources="Sources",
    closing="Closing",
    times="{} times",
    by="By {}.",
    made="Made with voiceguide.",
    licence="Licence: {}.",
    no_treatment="This session is no medical treatment, and takes the place of none.",
    begin="Begin",
    resume="Go on at {}",
    afresh="From the beginning",
    player="Player",
    play="Play",
    pause="Pause",
    again="Say that again",
    on="Next words",
    previous="Section before",
    next="Section after",
    play_from="Play from {}",
    place="Place in the session",
    of="{} of {}",
    silence="silence, {} s",
    speed="Speed",
    eyes_closed="Eyes closed",
    eyes_open="Show the words",
    damaged="This page was cut short on its way to you, and its sound cannot be played. Ask for it again.",
    keys="Keys, and words for a screen reader",
    space="Space",
    key_pause="pauses, and goes on",
    key_again="says that again; twice, the words before",
    key_on="goes to the next words",
    key_previous="goes to the section before",
    key_next="goes to the section after",
    aloud="Give the words to a screen reader or a braille display as they are spoken",
)


def tongue_of(language: str) -> Tongue:
    """The words for a BCP 47 tag, whatever its place: those for `de` of `de-AT`; English where there are none."""
    code = language.partition("-")[0].lower()
    if code == ENGLISH.code:
        return ENGLISH
    others: dict[str, Tongue] = import_module("voiceguide.export.tongues").TONGUES
    return others.get(code, ENGLISH)
