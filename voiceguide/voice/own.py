"""The engine `own`: voices that somebody recorded, phrase by phrase. What was not recorded, another voice says."""

import hashlib
import math
import os
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide import settings
from voiceguide.sound.loudness import integrated
from voiceguide.sound.takes import clipped
from voiceguide.units import RATE, Decibels
from voiceguide.voice.audible import FULL_SCALE, kept
from voiceguide.voice.calibration import LEVEL
from voiceguide.voice.engine import NOT_RECORDED, Lacking, Unspoken, Utterance, Voice
from voiceguide.voice.heard import sound_of
from voiceguide.voice.own_manifest import (
    FILE,
    MOST_SOUND,
    NAME,
    Recording,
    Recordings,
    RecordingsDamaged,
    UnusableFile,
    content_of,
    read,
    words_of,
)

_MOST_GAIN: Final = 40.0
_LEAST_GAIN: Final = -20.0
_SAMPLE: Final = 30
"""So many phrases are listened to where nobody wrote down how loud they are."""
_TELEPHONE: Final = 16_000
"""Samples a second; what has fewer sounds like a telephone."""


class OwnMouth:
    """Plays what was recorded."""

    def __init__(self, recordings: Recordings) -> None:
        """Nothing is read yet."""
        self._recordings = recordings

    def speak(self, text: str, pace: int) -> Utterance:  # noqa: ARG002  (a recording has its own)
        """The recording of these words; whatever is wrong with it, the listener gets another voice, and is told."""
        recording = self._recordings.phrases.get(words_of(text))
        if recording is None:
            raise Lacking(NOT_RECORDED)
        utterance = checked(self._recordings, recording)
        found = faults(utterance)
        if not found:
            return utterance
        name = f"{self._recordings.folder.name}/{recording.file}"
        return replace(utterance, remark=f"{name} {' and '.join(found)}")

    def fingerprint(self, text: str) -> str:
        """Of the file, to its last byte. Raises `Lacking`."""
        recording = self._recordings.phrases.get(words_of(text))
        if recording is None:
            raise Lacking(NOT_RECORDED)
        return hashlib.sha256(_bytes_of(self._recordings, recording)).hexdigest()

    def close(self) -> None:
        """Nothing was opened."""


class OwnEngine:
    """The folders below `own` in the user's folder of voices, or those that came in a pack."""

    name = "own"

    def __init__(self, home: Path | None = None) -> None:
        """`home` is where the voices are; None for the user's folder, wherever that is when it is asked."""
        self._home = home

    def voices(self) -> tuple[Voice, ...]:
        """Those that can be used, by name."""
        try:
            names = sorted(entry.name for entry in os.scandir(self._home or folder()) if NAME.fullmatch(entry.name))
        except OSError:
            return ()
        found = []
        for name in names:
            try:
                voice = self.voice(name)
            except RecordingsDamaged:
                continue
            found += [voice] if voice else []
        return tuple(found)

    def voice(self, name: str) -> Voice | None:
        """By its folder's name. Raises `RecordingsDamaged`."""
        recordings = recordings_of(name, self._home)
        if recordings is None:
            return None
        return Voice(
            engine=self.name,
            name=name,
            languages=(recordings.language,) if recordings.language else (),
            title=f"{recordings.title}, {len(recordings.phrases)} phrases",
            quality="recorded",
            version=_version(recordings),
            reproducible=True,
            kept=False,
            paces=None,
            gain=gain_of_set(recordings),
            partial=True,
        )

    def open(self, voice: Voice) -> OwnMouth:
        """Make ready to play."""
        recordings = recordings_of(voice.name, self._home)
        if recordings is None:
            raise RecordingsDamaged((self._home or folder()) / voice.name / FILE, "is not there any more")
        return OwnMouth(recordings)


def folder() -> Path:
    """Where recorded voices are."""
    return settings.folders().voices / OwnEngine.name


def recordings_of(name: str, home: Path | None = None) -> Recordings | None:
    """The recorded voice of that name, below `home` if it is not the user's; None if there is none.

    Raises `RecordingsDamaged`.
    """
    if not NAME.fullmatch(name):
        return None
    try:
        return read((home or folder()) / name)
    except (FileNotFoundError, NotADirectoryError):
        return None


def utterance_of(recordings: Recordings, recording: Recording) -> Utterance:
    """A recording as it lies there, mixed to mono. Raises `Lacking`, which names the file."""
    try:
        return sound_of(_bytes_of(recordings, recording))
    except Unspoken as trouble:
        raise Lacking(f"{recordings.folder.name}/{recording.file} cannot be read as sound") from trouble


def _bytes_of(recordings: Recordings, recording: Recording) -> bytes:
    try:
        return content_of(recordings.folder, recording.file, MOST_SOUND)
    except UnusableFile as trouble:
        raise Lacking(f"{recordings.folder.name}/{recording.file} {trouble}") from trouble


def checked(recordings: Recordings, recording: Recording) -> Utterance:
    """A recording that can be used. Raises `Lacking`, which names the file and what is wrong with it."""
    utterance = utterance_of(recordings, recording)
    try:
        kept(utterance, recording.text)
    except Unspoken as trouble:
        raise Lacking(f"{recordings.folder.name}/{recording.file} is of no use: {trouble}") from trouble
    return utterance


def faults(utterance: Utterance) -> tuple[str, ...]:
    """What is not as good as it could be in a recording that can be used, each as the end of a sentence about it."""
    found = []
    if utterance.rate < _TELEPHONE:
        found.append(f"has only {utterance.rate} samples a second, and sounds like a telephone")
    if clipped(utterance.samples):
        found.append("is too loud, so that its waves are cut off")
    return tuple(found)


def gain_of_set(recordings: Recordings) -> Decibels:
    """What brings the whole set to the level of every voice, in hundredths; a soft phrase stays softer than others."""
    measured: list[tuple[int, float]] = [
        (one.frames, one.loudness) for one in recordings.phrases.values() if one.frames and one.loudness is not None
    ]
    if not measured:
        measured = _listened(recordings)
    frames = sum(count for count, _ in measured)
    power = sum(count * 10.0 ** (loudness / 10.0) for count, loudness in measured)
    if not frames or not power:
        return Decibels(0.0)
    gain = LEVEL - 10.0 * math.log10(power / frames)
    return Decibels(round(max(_LEAST_GAIN, min(gain, _MOST_GAIN)), 2))


def _listened(recordings: Recordings) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for recording in list(recordings.phrases.values())[:_SAMPLE]:
        try:
            spoken = kept(utterance_of(recordings, recording), recording.text)
        except (Lacking, Unspoken):
            continue
        samples = spoken.samples[spoken.first : spoken.last].astype(np.float32) / FULL_SCALE
        found.append((spoken.audible, integrated(samples[:, np.newaxis])))
    return found


def _version(recordings: Recordings) -> str:
    """Another one whenever a phrase is recorded again."""
    digest = hashlib.sha256(repr((RATE, recordings.phrases)).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:16]


engine = OwnEngine()
"""Behind the entry point."""
