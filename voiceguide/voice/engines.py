"""How engines and voices are found: by the entry points of the group `voiceguide.engines`, ours like anyone's."""

import difflib
import re
import sys
from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Final

from voiceguide.problems import Stop
from voiceguide.voice.engine import Engine, EngineMissing, Voice

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "voiceguide.engines"

OURS: Final = ("piper", "espeak", "system", "own", "command", "silent")
"""Each is in a module of its name. They are registered as anyone's are; that they are known here as well lets a session
begin before all that is installed has been looked through, which takes a tenth of the time until then."""

_LINUX: Final = sys.platform.startswith("linux")
_FIRST: Final = ("piper", "espeak", "system") if _LINUX else ("piper", "system", "espeak")
"""The best to listen to first; on Linux the system's voices are eSpeak's again, and come later."""
_ASKED_FOR: Final = ("own", "command", "silent")
"""Whose voices are never taken unless they are asked for by name."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?")
"""A language, perhaps its script, perhaps a place: `de`, `en-GB`, `zh-Hant`, `es-419`."""

_PUBLISHED: Final = re.compile(r"(?:piper:)?([a-z]{2,3}_[A-Z]{2,3}-\w+-(?:x_low|low|medium|high))")
"""The form of the names of Piper's voices: `en_US-lessac-medium`."""

_SEE: Final = "Type 'voiceguide voices' to see what there is."


class NoSuchVoice(Stop):
    """Nobody here has the voice, or speaks the language, that was asked for."""

    def __init__(self, wish: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(wish, dict.fromkeys(known), n=3)
        published = _PUBLISHED.fullmatch(wish)
        if near:
            meant = " or ".join(f"'{name}'" for name in near)
            hint = f"Did you mean {meant}? {_SEE}"
        elif published:
            hint = f"Type 'voiceguide voices install {published[1]}' to have it. {_SEE}"
        else:
            hint = _SEE
        super().__init__(f"there is no voice called '{wish}'", hint)


class NobodySpeaks(NoSuchVoice):
    """No voice was asked for, and none speaks the language of the session."""

    def __init__(self, language: str) -> None:
        Stop.__init__(
            self,
            f"no voice here speaks the language '{language}'",
            f"Install one, or ask for another with --voice. {_SEE} With --voice silent nothing is spoken.",
        )


class EngineBroken(EngineMissing):
    """An engine is registered, and cannot be imported."""

    def __init__(self, name: str, package: str, trouble: ImportError) -> None:
        super().__init__(
            f"the engine '{name}' cannot be loaded: {trouble}",
            f"Type 'pip install --force-reinstall \"{package}[{name}]\"'.",
        )


@cache
def registered() -> "dict[str, EntryPoint]":
    """Every engine that is installed, by name, in the order in which they are asked; none is imported."""
    from importlib.metadata import entry_points  # noqa: PLC0415  (ours are found without it)

    found = {point.name: point for point in entry_points(group=GROUP)}
    others = sorted(name for name in found if name not in {*_FIRST, *_ASKED_FOR})
    return {name: found[name] for name in (*_FIRST, *others, *_ASKED_FOR) if name in found}


def engine_named(name: str) -> Engine:
    """Import an engine. Raises `EngineMissing` when that fails, and `NoSuchVoice` for a name that nobody has."""
    package = __name__.partition(".")[0]
    engine: Engine
    try:
        if name in OURS:
            engine = import_module(f"voiceguide.voice.{name}").engine
            return engine
        point = registered().get(name)
        if point is None:
            raise NoSuchVoice(name, registered())
        package = point.dist.name if point.dist else point.module.partition(".")[0]
        engine = point.load()
    except ImportError as trouble:
        raise EngineBroken(name, package, trouble) from trouble
    return engine


def choose(wish: str, language: str, broken: Container[str] = ()) -> tuple[Engine, Voice]:
    """The voice that is wished for, or the best here that speaks `language` where nothing is.

    A wish is `engine:voice`, an engine, a voice of any engine, or a language such as `de` or `en-GB`. Voices whose full
    names are in `broken` are no choice, unless a wish names them. Raises `NoSuchVoice`, and `EngineMissing` when an
    engine is named that cannot be used here.
    """
    wish = wish.strip()
    name, _, rest = wish.partition(":")
    if name and (name in OURS or name in registered()):
        engine = engine_named(name)
        voice = engine.voice(rest) if rest else None
        if voice is None:
            whole = _without(engine.voices(), broken)
            voice = spoken_by(whole, language_in(rest) if rest else language)
            if voice is None and not rest:
                voice = next(iter(whole), None)
        if voice is None:
            raise NoSuchVoice(wish, [one.full_name for one in engine.voices()])
        return engine, voice
    return _among_all(wish, language, broken)


def names(wish: str, voice: Voice) -> bool:
    """Whether a wish names this very voice, and not only its language or its engine."""
    return wish.strip().casefold() in {voice.name.casefold(), voice.full_name.casefold()}


def _without(voices: tuple[Voice, ...], broken: Container[str]) -> tuple[Voice, ...]:
    return tuple(voice for voice in voices if voice.full_name not in broken) if broken else voices


def _among_all(wish: str, language: str, broken: Container[str]) -> tuple[Engine, Voice]:
    if wish:
        for engine in usable():
            voice = engine.voice(wish)
            if voice is not None:
                return engine, voice
    for engine in usable():
        voice = best(_without(engine.voices(), broken), language_in(wish) if wish else language)
        if voice is not None:
            return engine, voice
    if not wish:
        raise NobodySpeaks(language)
    raise NoSuchVoice(
        wish, [name for one in usable() for voice in one.voices() for name in (voice.name, voice.full_name)]
    )


def usable() -> Iterator[Engine]:
    """Those that can be used on this machine, each looked at only when its turn comes."""
    for name in _in_turn():
        try:
            engine = engine_named(name)
            engine.voices()
        except EngineMissing:
            continue
        yield engine


def _in_turn() -> Iterator[str]:
    """The names of `registered`; strangers are looked for only when their turn comes."""
    yield from _FIRST
    yield from (name for name in registered() if name not in OURS)
    yield from _ASKED_FOR


def listing() -> tuple[tuple[Voice, ...], dict[str, EngineMissing]]:
    """Every voice of every engine, in the order in which they are asked; and why an engine cannot be used, by name."""
    voices: list[Voice] = []
    missing: dict[str, EngineMissing] = {}
    for name in registered():
        try:
            voices += engine_named(name).voices()
        except EngineMissing as trouble:
            missing[name] = trouble
    return tuple(voices), missing


def best(voices: Iterable[Voice], language: str) -> Voice | None:
    """The one of `voices`, which are in the order of `listing`, that is taken for a language when nobody asks."""
    for engine, own in groupby(voices, lambda voice: voice.engine):
        able = () if engine in _ASKED_FOR else tuple(voice for voice in own if not voice.partial)
        found = spoken_by(able, language)
        if found is not None:
            return found
    return None


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


def language_in(wish: str) -> str:
    """A wish that has the form of a language; another is a name that was misspelt, and must not be half understood."""
    return wish if _LANGUAGE.fullmatch(wish) else ""


def _equal(known: str, tag: str) -> bool:
    return known == tag


def _below(known: str, tag: str) -> bool:
    return bool(tag) and known.startswith(f"{tag}-")
