"""The folder of Piper's voices: what can be told of each by its small description, without loading anything.

A voice is two files beside each other, wherever in the folder: `NAME.onnx`, the network, and `NAME.onnx.json`, which
says what language it speaks, how its sounds are numbered and which speakers it has.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

MODEL: Final = ".onnx"
DESCRIPTION: Final = ".onnx.json"

RANKS: Final = ("high", "medium", "low", "x_low")
"""Piper's words for the quality of a voice, the best first."""

_LARGEST: Final = 1 << 22
"""Bytes of a description; real ones have 5,000, those of 900 speakers 25,000."""
_SPOKEN_BY: Final = ("espeak", "text")
"""How words may become sounds. Other ways need packages of their own, and some of those download when they are used."""
_FRAME: Final = {"^", "_", "$"}
_SCALES: Final = ("noise_scale", "length_scale", "noise_w")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,4}))?(?![A-Za-z0-9])")
_RATES: Final = range(8000, 192_001)
_SOUNDS: Final = range(1 << 31)
_NUMBER, _BYTES, _NETWORK = 0, 2, 7
"""Of the form in which networks are written: kinds of fields, and the field of the network."""
_FIELDS: Final = 1000
"""More than any has beside one another: a dozen."""
_BLOCKS: Final = 64
_BLOCK: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class PiperFile:
    """A voice that lies in the folder."""

    name: str
    """The file's, without its ending; with the folder before it where another has the same."""
    model: Path
    description: Path
    language: str
    """A BCP 47 tag; empty where nothing tells it."""
    title: str
    rank: str
    """One of `RANKS`, or empty."""
    speakers: Mapping[str, int]
    """By their names, where there are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A voice that lies in the folder and cannot speak."""

    name: str
    model: Path
    reason: str


class WrongDescriptionError(ValueError):
    """A description that does not say what it must."""


def found_in(folder: Path) -> tuple[PiperFile | Unusable, ...]:
    """Every voice below `folder`, the best first; those that are no use come last."""
    voices: dict[str, PiperFile | Unusable] = {}
    for model in _models(folder):
        name = model.name.removesuffix(MODEL)
        if name in voices:
            name = model.relative_to(folder).as_posix().removesuffix(MODEL)
        voices[name] = _looked_at(name, model)
    return tuple(sorted(voices.values(), key=_order))


def fingerprint(voice: PiperFile) -> str:
    """What tells this voice from any other, its next edition included.

    Of the description everything, of the network its length and 64 places in it: any training changes every one of
    them, and reading all of a hundred megabytes whenever a voice is looked for would take a second.
    """
    digest = hashlib.sha256(voice.description.read_bytes())
    with voice.model.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        digest.update(size.to_bytes(8, "little"))
        for number in range(_BLOCKS):
            file.seek(max(0, size - _BLOCK) * number // (_BLOCKS - 1))
            digest.update(file.read(_BLOCK))
    return digest.hexdigest()[:16]


def _models(folder: Path) -> Iterator[Path]:
    """Files by their names; what begins with a dot is not meant to be seen."""
    for place, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.endswith(MODEL) and not name.startswith("."))


def _order(voice: PiperFile | Unusable) -> tuple[int, str]:
    if isinstance(voice, Unusable):
        return len(RANKS) + 1, voice.name
    return RANKS.index(voice.rank) if voice.rank in RANKS else len(RANKS), voice.name


def _looked_at(name: str, model: Path) -> PiperFile | Unusable:
    description = model.with_name(model.name.removesuffix(MODEL) + DESCRIPTION)
    odd = next((file for file in (model, description) if file.exists() and not file.is_file()), None)
    if odd is not None:  # opening a pipe would wait for ever
        return Unusable(name=name, model=model, reason=f"{odd.name} is no file")
    try:
        if not _is_whole(model):
            return Unusable(
                name=name, model=model, reason=f"its file {model.name} is damaged, or not all of it is here"
            )
        return _voice(name, model, description, described(description))
    except FileNotFoundError:
        return Unusable(name=name, model=model, reason=f"its description {description.name} is not beside it")
    except WrongDescriptionError as wrong:
        return Unusable(name=name, model=model, reason=f"its description {description.name} {wrong}")
    except OSError as trouble:
        return Unusable(name=name, model=model, reason=f"it cannot be read: {trouble.strerror}")


def _is_whole(model: Path) -> bool:
    """Whether a file is a network from its first byte to its last, as far as can be told without reading it.

    It is a message of protobuf: fields after one another, each a key, its length and so many bytes. The network itself
    is one of them.
    """
    with model.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        keys: set[int] = set()
        for _ in range(_FIELDS):
            if file.tell() == size:
                break
            key = _number(file)
            value = _number(file)  # a number itself, or the length of what follows
            if key is None or value is None or key & 7 not in {_NUMBER, _BYTES} or value > size:
                return False
            if key & 7 == _BYTES:
                keys.add(key >> 3)
                file.seek(value, os.SEEK_CUR)
        return file.tell() == size and _NETWORK in keys


def _number(file: BinaryIO) -> int | None:
    """A number of protobuf's: seven bits a byte, the lowest first; None where it does not end."""
    number = 0
    for place in range(10):
        byte = file.read(1)
        if not byte:
            return None
        number |= (byte[0] & 127) << 7 * place
        if byte[0] < 128:  # noqa: PLR2004  (the bit that says that more follow)
            return number
    return None


def described(file: Path) -> dict[str, Any]:
    """A description, with everything in it that speaking needs. Raises WrongDescriptionError and OSError."""
    with file.open("rb") as opened:
        content = opened.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise WrongDescriptionError("is far too large")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise WrongDescriptionError("is not written in JSON, or not to its end") from error
    if not isinstance(found, dict):
        raise WrongDescriptionError("does not describe a voice")
    how = found.get("phoneme_type") or _SPOKEN_BY[0]
    if how not in _SPOKEN_BY:
        raise WrongDescriptionError(f"asks for sounds made by '{how}', which is not to be had here")
    rate = _at(found, "audio", "sample_rate")
    if not _is_count(rate) or rate not in _RATES or not isinstance(_at(found, "espeak", "voice"), str):
        raise WrongDescriptionError("does not tell the rate of its sound, or its language")
    if not all(_is_count(found.get(key)) and found[key] for key in ("num_speakers", "num_symbols")):
        raise WrongDescriptionError("does not tell its speakers and its sounds")
    if not _are_sounds(found.get("phoneme_id_map")):
        raise WrongDescriptionError("does not number its sounds")
    if not all(isinstance(_at(found, "inference", key), int | float | None) for key in _SCALES):
        raise WrongDescriptionError("has a scale that is no number")
    return found


def _are_sounds(ids: object) -> bool:
    """Whether every sound has its numbers, those that begin, part and end a sentence among them."""
    if not isinstance(ids, dict) or not ids.keys() >= _FRAME:
        return False
    return all(isinstance(numbers, list) and all(map(_is_sound, numbers)) for numbers in ids.values())


def _voice(name: str, model: Path, description: Path, found: dict[str, Any]) -> PiperFile:
    language = _at(found, "language", "code")
    spoken = [_tag(text) for text in (language, _at(found, "espeak", "voice"), model.name)]
    speakers = found.get("speaker_id_map")
    known = {who: number for who, number in speakers.items() if _is_count(number)} if isinstance(speakers, dict) else {}
    rank = _at(found, "audio", "quality") or model.name.removesuffix(MODEL).rpartition("-")[2]
    return PiperFile(
        name=name,
        model=model,
        description=description,
        language=next(filter(None, spoken), ""),
        title=_title(found, model.name.removesuffix(MODEL)),
        rank=rank if rank in RANKS else "",
        speakers=known if found["num_speakers"] > 1 else {},
    )


def _title(found: dict[str, Any], otherwise: str) -> str:
    """`Lessac, English (United States)`."""
    who = found.get("dataset")
    language, country = _at(found, "language", "name_english"), _at(found, "language", "country_english")
    if not isinstance(who, str) or not who or not isinstance(language, str):
        return otherwise
    spoken = f"{language} ({country})" if isinstance(country, str) and country else language
    return f"{who.replace('_', ' ').capitalize()}, {spoken}"


def _tag(code: object) -> str:
    """`en-US` for `en_US`, `en-us` and `en_US-lessac-low.onnx`; empty for what has not that form."""
    written = _LANGUAGE.match(code) if isinstance(code, str) else None
    if written is None:
        return ""
    language, place = written.groups()
    short = 3  # a place has two letters or three digits, a script four letters
    return "-".join([language.lower(), *([place.upper() if len(place) <= short else place.title()] if place else [])])


def _at(found: dict[str, Any], table: str, key: str) -> object:
    inside = found.get(table)
    return inside.get(key) if isinstance(inside, dict) else None


def _is_sound(value: object) -> bool:
    """Whether it can stand for a sound: a number that the network can be given."""
    return _is_count(value) and value in _SOUNDS


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
