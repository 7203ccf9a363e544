"""What `voiceguide record` does: finds what is to be said, lists it, or leads through it."""

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING

import numpy as np

from voiceguide import settings
from voiceguide.cli import library
from voiceguide.cli.exits import WrongUsage
from voiceguide.cli.recording.studio import Studio
from voiceguide.cli.terminal import out, safe, table, tell
from voiceguide.model.phrase import Phrase
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.play.keys import Terminal
from voiceguide.problems import Stop
from voiceguide.record.keeping import Shelf
from voiceguide.record.microphone import MiniaudioMicrophone
from voiceguide.record.wanted import Wanted, wanted
from voiceguide.sound.takes import Mono
from voiceguide.units import RATE
from voiceguide.voice.audible import kept
from voiceguide.voice.casting import company
from voiceguide.voice.engine import Lacking
from voiceguide.voice.engines import registered
from voiceguide.voice.own import OwnEngine, checked, faults, folder, recordings_of
from voiceguide.voice.own_manifest import NAME, Recordings, words_of
from voiceguide.voice.store import Store

if TYPE_CHECKING:
    from voiceguide.voice.cast import Cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be recorded, and where it goes."""

    asked: str
    """The session, as it was asked for."""
    session: Session
    phrases: tuple[Wanted, ...]
    shelf: Shelf
    role: str
    """Whose phrases they are; empty for the narrator's."""

    @property
    def voice(self) -> str:
        """The whole name of the voice."""
        return f"{OwnEngine.name}:{self.shelf.recordings.folder.name}"


def plan_of(asked: str, name: str, options: Mapping[str, str], role: str) -> Plan:
    """Find everything that the session says.

    Raises:
        WrongUsage: The voice cannot have this name, or nobody has this role.
        Stop: The session or the voice cannot be read.
    """
    if not NAME.fullmatch(name) or name in registered():
        message = f"A voice cannot be called '{safe(name)}'."
        raise WrongUsage(message, "Take letters and digits, such as --as anna.")
    session, _ = library.session_of(asked, {})
    sessions = [session, *([library.session_of(asked, options)[0]] if options else [])]
    phrases = wanted(sessions, role)
    if not phrases:
        message = f"Nobody called '{safe(role)}' says anything in it." if role else "The narrator says nothing in it."
        roles = f"Those who speak beside the narrator: {_roles(session)}." if session.voices else ""
        raise WrongUsage(message, roles or f"'voiceguide plan {safe(asked)}' shows what is said.")
    new = Recordings(folder=folder() / name, title=name, language=session.language, phrases={})
    shelf = Shelf(recordings=recordings_of(name) or new, now=datetime.now)
    return Plan(asked=asked, session=session, phrases=phrases, shelf=shelf, role=role)


def listed(plan: Plan) -> bool:
    """List all phrases; whether nothing is wrong with those that are recorded."""
    rows, wrong = [], []
    for number, one in enumerate(plan.phrases, 1):
        state, faulty = _state(plan.shelf.recordings, one.text, number)
        rows.append((f"{number:>4}", state, one.text))
        wrong += [f"{number}: {fault}" for fault in faulty]
    out(table(rows))
    out(f"\n{_summary(plan)}")
    for line in wrong:
        tell(safe(line))
    return not wrong


def _state(recordings: Recordings, text: str, number: int) -> tuple[str, list[str]]:
    recording = recordings.phrases.get(words_of(text))
    if recording is None:
        return "-", []
    try:
        utterance = checked(recordings, recording)
    except Lacking as trouble:
        return "damaged", [str(trouble)]
    name = f"{recordings.folder.name}/{recording.file}"
    poor = [f"{name} {fault}; add --redo {number} to record it anew" for fault in faults(utterance)]
    return f"{kept(utterance, text).audible / RATE:.1f} s", poor


def lead(plan: Plan, *, redo: Sequence[int], voice: str | None, device: str | None, plain: bool) -> None:
    """Lead through what is missing, or through `redo`; the summary is told however it ends.

    `voice` says the phrases first; an empty one is the usual, None is nobody.
    """
    beyond = [number for number in redo if number > len(plan.phrases)]
    if beyond:
        message = f"There is no phrase {beyond[0]}: there are {len(plan.phrases)}."
        raise WrongUsage(message, f"To see them, type: voiceguide record {safe(plan.asked)} --as … --list")
    device = device or settings.settings(settings.folders().settings).device or None
    with Terminal() as keys, _stopping(keys):
        if not keys.listening:
            message = "Recording needs a terminal, for its keys."
            raise WrongUsage(message, "Type the command in a terminal of its own; --list lists the phrases anywhere.")
        model = None if voice is None else _Model(plan.session, voice)
        try:
            Studio(
                phrases=plan.phrases,
                shelf=plan.shelf,
                keys=keys,
                microphone=MiniaudioMicrophone(),
                model=model,
                device=device,
                plain=plain,
            ).run([number - 1 for number in redo])
        finally:
            if model is not None:
                model.close()
            tell(_summary(plan))


@contextmanager
def _stopping(keys: Terminal) -> Iterator[None]:
    """Give the terminal back to the shell on Ctrl-Z, and take it again on `fg`."""
    if not hasattr(signal, "SIGTSTP"):  # Windows has none
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        keys.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        keys.take()

    before = signal.signal(signal.SIGTSTP, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


def _summary(plan: Plan) -> str:
    count = sum(plan.shelf.has(one.text) for one in plan.phrases)
    told = f"{count} of {len(plan.phrases)} phrases are recorded, as {plan.voice}."
    if count and plan.role:
        told += f"\nTo hear them, write below 'voices' in the script: {plan.role}: {plan.voice}"
    elif count:
        told += f"\nTo hear them: voiceguide play {plan.asked} --voice {plan.voice}"
    if count < len(plan.phrases):
        told += "\nTo go on: the same command again."
    if plan.session.voices and not plan.role:
        told += f"\nOthers speak in it too, and are recorded with --role: {_roles(plan.session)}."
    return "\n".join(safe(line) for line in told.splitlines())


def _roles(session: Session) -> str:
    return ", ".join(one.role for one in session.voices)


class _Model:
    """Whoever says the phrases first. Where nobody can, that is told once."""

    def __init__(self, session: Session, voice: str) -> None:
        own = settings.settings(settings.folders().settings)
        store = Store(folder=settings.folders().store)
        cast = company(session, Wish(voice=voice or own.voice, usual=not voice), store).cast
        if cast.voice.partial:  # a model is somebody who can say everything
            anybody = replace(session, voice=replace(session.voice, name=""), pack=None)
            cast = company(anybody, Wish(), store).cast
        self._cast: Cast | None = cast
        self._rate = own.rate
        self._told = 0

    def __call__(self, phrase: Phrase) -> Mono | None:
        """The phrase, spoken; None if that cannot be."""
        if self._cast is None:
            return None
        try:
            clip = self._cast.clip_of(replace(phrase, rate=self._rate or phrase.rate, speaker=""))
            for change in self._cast.changes[self._told :]:
                tell(safe(change))
            self._told = len(self._cast.changes)
        except Stop as trouble:
            self.close()
            tell("\n".join(safe(line) for line in str(trouble).splitlines()))
            return None
        return np.ascontiguousarray(clip.samples[:, 0])

    def close(self) -> None:
        """End whoever speaks."""
        if self._cast is not None:
            self._cast.close()
            self._cast = None
