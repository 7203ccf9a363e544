"""What a recorded voice lacks, told to whoever asked for it: how much, which phrases, and who says them instead."""

import shlex
from collections.abc import Iterator
from typing import Final

from voiceguide.cli.terminal import safe
from voiceguide.model.phrase import Phrase
from voiceguide.problems import Source
from voiceguide.produce import Production
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.timeline import Spoken
from voiceguide.voice.engine import NOT_RECORDED

SHOWN: Final = 3
"""So many phrases are named, in the order of the session."""
_LONGEST: Final = 40
"""Characters of a phrase that are shown."""
_RECORDER: Final = "own"
"""The engine whose voices 'voiceguide record' makes."""


def lacking(production: Production, plan: Plan, wanted: str) -> Iterator[str]:
    """A line for each voice that cannot speak, or lacks phrases of a plan, and for recordings that are poor.

    `wanted` is how the listener named the session.
    """
    cast = production.cast
    yield from map(safe, cast.changes)
    said: dict[tuple[str, str], dict[Phrase, Source]] = {}
    for event in plan.timeline.events:
        if isinstance(event.what, Spoken):
            role = event.what.phrase.speaker if cast.has(event.what.phrase.speaker) else ""
            said.setdefault((cast.role(role).voice.full_name, role), {}).setdefault(event.what.phrase, event.source)
    for (voice, role), phrases in said.items():
        missing = {phrase: source for phrase, source in phrases.items() if cast.lack_of(phrase) is not None}
        if missing:
            hint = "" if production.session.pack else _what_to_do(voice, role, wanted)  # a pack's voice is a stranger's
            yield safe(_told(production, voice, phrases, missing) + hint)
    remarks = cast.remarks
    yield from (safe(f"{remark}.") for remark in remarks[:SHOWN])
    if len(remarks) > SHOWN:
        yield f"The same can be said of {len(remarks) - SHOWN} more."


def _told(production: Production, voice: str, phrases: dict[Phrase, Source], missing: dict[Phrase, Source]) -> str:
    cast, file = production.cast, production.session.source.file
    first = [
        f"'{_short(phrase.said)}' ({_where(source, file)}{_why(cast.lack_of(phrase))})"
        for phrase, source in list(missing.items())[:SHOWN]
    ]
    more = len(missing) - len(first)
    which = ", ".join(first) + (f" and {more} more" if more else "")
    them = "it" if len(missing) == 1 else "them"
    if len(missing) == len(phrases) > SHOWN:
        return f"{voice} has none of the {len(phrases)} phrases, and {cast.name_of(next(iter(missing)))} says them."
    many = "its only phrase" if len(phrases) == 1 else f"{len(missing)} of {len(phrases)} phrases"
    return f"{voice} lacks {many}, and {cast.name_of(next(iter(missing)))} says {them}: {which}."


def _what_to_do(voice: str, role: str, wanted: str) -> str:
    engine, _, name = voice.partition(":")
    line = ["voiceguide", "record", wanted, "--as", name, *(["--role", role] if role else [])]
    return f" Type '{shlex.join(line)}' to record what is missing." if engine == _RECORDER else ""


def _where(source: Source, file: str) -> str:
    return f"line {source.line}" if source.file == file else f"{source.file}:{source.line}"


def _why(reason: str | None) -> str:
    return "" if reason in (None, "", NOT_RECORDED) else f", {reason}"


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
