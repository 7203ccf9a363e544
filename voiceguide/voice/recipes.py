"""By what a phrase is kept: everything that decides how it sounds."""

from voiceguide.voice.audible import SOUND_VERSION
from voiceguide.voice.engine import Lacking, Recorded, Voice
from voiceguide.voice.mouths import Mouths
from voiceguide.voice.store import recipe_of


class Recipes:
    """Those of one voice.

    What a voice speaks is known by the voice, its pace and the words; what was recorded, by the recording.
    """

    def __init__(self, voice: Voice, mouths: Mouths) -> None:
        self._voice = voice
        self._mouths = mouths
        self._fingerprints: dict[str, str] = {}

    def of(self, text: str, pace: int) -> bytes | None:
        """By which a phrase is kept; None where it is not. Raises `Lacking`."""
        if self._voice.kept:
            return recipe_of("phrase", self._voice.full_name, self._voice.version, pace, text, SOUND_VERSION)
        recorded = self._fingerprint(text) if self._voice.partial else ""
        return recipe_of("recording", recorded, text, SOUND_VERSION) if recorded else None

    def known(self, text: str, pace: int) -> bytes | None:
        """The same, and None for what the voice lacks."""
        try:
            return self.of(text, pace)
        except Lacking:
            return None

    def _fingerprint(self, text: str) -> str:
        if text not in self._fingerprints:
            mouth = self._mouths.take()
            try:
                self._fingerprints[text] = mouth.fingerprint(text) if isinstance(mouth, Recorded) else ""
            finally:
                self._mouths.give_back(mouth)
        return self._fingerprints[text]
