"""Who speaks for a voice: as many as are in use at once."""

import threading

from voiceguide.voice.engine import Engine, Mouth, Voice


class Mouths:
    """As many of a voice's mouths as are in use at once, opened when needed."""

    def __init__(self, engine: Engine, voice: Voice) -> None:
        self._engine = engine
        self._voice = voice
        self._free: list[Mouth] = []
        self._busy: list[Mouth] = []
        self._door = threading.Lock()

    def take(self) -> Mouth:
        """One that is free, or another one."""
        with self._door:
            mouth = self._free.pop() if self._free else self._engine.open(self._voice)
            self._busy.append(mouth)
            return mouth

    def give_back(self, mouth: Mouth) -> bool:
        """Let others have it; False if it was taken away meanwhile."""
        with self._door:
            if mouth not in self._busy:
                return False
            self._busy.remove(mouth)
            self._free.append(mouth)
            return True

    def interrupt(self) -> None:
        """Let go of every mouth that is speaking; the next phrase opens another."""
        with self._door:
            busy, self._busy = self._busy, []
        for mouth in busy:
            mouth.close()

    def close(self) -> None:
        """Let go of all."""
        self.interrupt()
        with self._door:
            free, self._free = self._free, []
        for mouth in free:
            mouth.close()
