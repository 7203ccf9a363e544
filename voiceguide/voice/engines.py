"""How engines and voices are found: by the entry points of the group `voiceguide.engines`, ours like anyone's."""

import difflib
import sys
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from voiceguide.problems import Stop
from voiceguide.voice.engine import Engine, EngineMissing, Voice

GROUP: Final = "voiceguide.engines"

_FIRST: Final = ("espeak", "system") if sys.platform.startswith("linux") else ("system", "espeak")
_LAST: Final = "silent"
"""Never taken unless it is asked for."""


class NoSuchVoice(Stop):
    """Nobody here has the voice, or speaks the language, that was asked for."""


@cache
def registered() -> dict[str, EntryPoint]:
    """Every engine that is installed, by name, in the order in which they are asked; none is imported."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    order = [name for name in _FIRST if name in found]
    order += sorted(found.keys() - {*_FIRST, _LAST})
    order += [_LAST] if _LAST in found else []
    return {name: found[name] for name in order}


def engine_named(name: str) -> Engine:
    """Import an engine. Raises `EngineMissing` when that fails, and `NoSuchVoice` for a name that nobody has."""
    point = registered().get(name)
    if point is None:
        raise NoSuchVoice(f"there is no engine '{name}'", _nearest(name, list(registered())))
    try:
        engine: Engine = point.load()
    except ImportError as trouble:
        raise EngineMissing(
            f"the engine '{name}' cannot be loaded: {trouble}",
            f"Type 'pip install {point.module.split('.')[0]}[{name}]'.",
        ) from trouble
    return engine


def choose(wish: str, language: str) -> tuple[Engine, Voice]:
    """The voice that is wished for, or the first that speaks `language` where nothing is.

    A wish is `engine:voice`, an engine, a voice of any engine, or a language such as `de` or `en-GB`. Raises
    `NoSuchVoice`, and `EngineMissing` when an engine is named that cannot be used here.
    """
    wish = wish.strip()
    name, colon, rest = wish.partition(":")
    if colon and name in registered():
        engine = engine_named(name)
        voice = engine.voice(rest) or (spoken_by(engine.voices(), rest) if rest else None)
        if voice is None:
            names = [one.full_name for one in engine.voices()]
            raise NoSuchVoice(f"the engine '{name}' has no voice '{rest}'", _nearest(wish, names))
        return engine, voice
    if wish in registered():
        engine = engine_named(wish)
        voice = spoken_by(engine.voices(), language) or next(iter(engine.voices()), None)
        if voice is None:
            raise NoSuchVoice(f"the engine '{wish}' has no voices", "Type 'voiceguide voices' to see what there is.")
        return engine, voice
    return _among_all(wish, language)


def _among_all(wish: str, language: str) -> tuple[Engine, Voice]:
    present = list(_present())
    if wish:
        for engine in present:
            voice = engine.voice(wish)
            if voice is not None:
                return engine, voice
    for engine in present:
        voice = spoken_by(engine.voices(), wish or language) if engine.name != _LAST else None
        if voice is not None:
            return engine, voice
    if not wish:
        raise NoSuchVoice(
            f"no voice here speaks the language '{language}'",
            "Install a voice for it, or take another with --voice; 'voiceguide voices' lists them. "
            "With --voice silent nothing is spoken.",
        )
    names = [name for engine in present for voice in engine.voices() for name in (voice.name, voice.full_name)]
    raise NoSuchVoice(f"there is no voice '{wish}'", _nearest(wish, names))


def _present() -> list[Engine]:
    """Those that can be used on this machine."""
    found = []
    for name in registered():
        try:
            engine = engine_named(name)
            engine.voices()
        except EngineMissing:
            continue
        found.append(engine)
    return found


def spoken_by(voices: tuple[Voice, ...], language: str) -> Voice | None:
    """The first of `voices` for a BCP 47 tag, or for the same language of another place."""
    parts = language.lower().replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        tag = "-".join(parts[:count])
        for fits in (_equal, _below):
            for voice in voices:
                if any(fits(known.lower(), tag) for known in voice.languages):
                    return voice
    return None


def _equal(known: str, tag: str) -> bool:
    return known == tag


def _below(known: str, tag: str) -> bool:
    return bool(tag) and known.startswith(f"{tag}-")


def _nearest(wish: str, names: list[str]) -> str:
    close = difflib.get_close_matches(wish, names, n=3)
    see = "Type 'voiceguide voices' to see what there is."
    meant = " or ".join(f"'{name}'" for name in close)
    return f"Did you mean {meant}? {see}" if close else see
