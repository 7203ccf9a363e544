"""What is known of every session that has a name, quickly enough for a list of all.

What is in the bundled scripts stands ready in `scripts/index.json`, as long as they are the very files that it was made
from; other scripts are read. Lengths are those with one voice: with another they are near, and `measured` finds them.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Final, Self

from voiceguide import content, settings
from voiceguide.cli import library
from voiceguide.cli.terminal import safe, tell
from voiceguide.model.choices import Posture
from voiceguide.model.session import OptionKind, Session
from voiceguide.model.steps import MoveTo
from voiceguide.model.walk import every_step
from voiceguide.problems import ScriptErrors, Stop
from voiceguide.script import Document
from voiceguide.units import Milliseconds

INDEX: Final = "index.json"
POSITION: Final = "position"
"""The option by which our sessions let a listener choose a posture, also where they begin in none."""

Lengths = tuple[tuple[Milliseconds, Milliseconds], ...]
"""Ranges that can be had, both ends included, shortest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a session is, apart from its steps."""

    title: str
    summary: str
    language: str
    technique: str
    postures: tuple[str, ...]
    """Those that it can begin in, the usual one first."""
    settings: tuple[str, ...]
    """What to set for each of them, such as `position=lying`; empty for the usual one."""
    eyes: str
    screen: tuple[str, ...]
    """Care tags."""
    usual: Milliseconds
    """How long it lasts when no length is asked for."""
    lengths: Lengths

    @classmethod
    def of(cls, record: dict[str, object]) -> Self:
        """From a record of the index, which a test holds true."""
        known = {key: value for key, value in record.items() if key != "digest"}
        lengths = known.pop("lengths")
        for key in ("postures", "settings", "screen"):
            known[key] = tuple(_list(known[key]))
        ranges = tuple((least, most) for least, most in map(_list, _list(lengths)))
        return cls(lengths=ranges, **known)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A session that has a name."""

    name: str
    file: str
    facts: Facts
    exact: bool
    """Whether its lengths are those with the listener's own voice, to the millisecond, as far as was looked."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it can be found by: technique, postures, then care tags."""
        facts = self.facts
        return tuple(dict.fromkeys(tag for tag in (facts.technique, *facts.postures, *facts.screen) if tag))


def entries(*, sure: bool = False) -> Iterator[Entry]:
    """Every session that has a name and no mistakes; of others the name is told.

    That the usual voice is the one of the index is looked at only to be `sure`: it takes as long as all the rest.
    """
    indexed = _indexed()
    own = settings.settings(settings.folders().settings)
    usual = not own.voice and own.rate is None
    for name, file in library.names().items():
        record = indexed.sessions.get(name)
        try:
            if record is not None and record["digest"] == digest(file):
                facts = Facts.of(record)
                exact = usual and (not sure or _voice(facts.language) == indexed.voice)
                yield Entry(name=name, file=str(file), facts=facts, exact=exact)
            else:
                yield Entry(name=name, file=str(file), facts=_read(name), exact=False)
        except ScriptErrors:
            tell(safe(f"{name}: has mistakes; 'voiceguide check {name}' shows them."))


def measured(entry: Entry, setting: str = "") -> Entry:
    """The same with the lengths that it has with the listener's own voice, which may have to speak it for that.

    `setting` is one of its options, such as `position=lying`. Raises ScriptErrors, and Stop where there is no voice.
    """
    if entry.exact and not setting and _voice(entry.facts.language) == _indexed().voice:
        return entry
    # Imported here: sound and mixing take longer to import than a list takes to be made.
    usual, lengths = import_module("voiceguide.cli.measure").lengths_of(
        library.session_of(entry.name, _pairs(setting), lean=True)[0]
    )
    return replace(entry, facts=replace(entry.facts, usual=usual, lengths=lengths), exact=True)


def record_of(name: str, usual: Milliseconds, lengths: Lengths) -> dict[str, object]:
    """What the index keeps of a session."""
    document = library.document_of(name)
    facts = _facts(document, library.session_of(name, {}, lean=True)[0], usual, lengths)
    return {"digest": digest(library.names()[name]), **asdict(facts)}


def digest(file: Path) -> str:
    """Of a script, and of every file beside it or in `care` that it may bring in; empty if it cannot be read."""
    near = (*sorted(file.parent.glob("_*.yaml")), *(one for folder in library.shared() for one in folder.glob("*.yaml")
            if folder.name == content.CARE))  # fmt: skip
    try:
        text = file.read_bytes()
        for other in near:
            if other.name.encode() in text:
                text += other.read_bytes()
    except OSError:
        return ""
    return sha256(text).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    voice: dict[str, str]
    sessions: dict[str, dict[str, object]]


def _indexed() -> _Index:
    file = content.scripts() / INDEX
    if not file.is_file():
        return _Index(voice={}, sessions={})
    found = json.loads(file.read_text(encoding="utf-8"))
    return _Index(voice=found["voice"], sessions=found["sessions"])


def _pairs(setting: str) -> dict[str, str]:
    name, _, value = setting.partition("=")
    return {name: value} if name else {}


def _voice(language: str) -> dict[str, str]:
    """The voice that speaks a language where no other is wished for; nothing where there is none."""
    try:
        _, voice = import_module("voiceguide.voice.engines").choose("", language)
    except Stop:
        return {}
    return {"name": voice.full_name, "version": voice.version}


def _read(name: str) -> Facts:
    """Of a script that is not in the index; its lengths are a guess, for nothing is spoken. Raises ScriptErrors."""
    session = library.session_of(name, {})[0]
    usual, lengths = import_module("voiceguide.cli.measure").guessed(session)
    return _facts(library.document_of(name), session, usual, lengths)


def _facts(document: Document, session: Session, usual: Milliseconds, lengths: Lengths) -> Facts:
    beginnings: dict[str, str] = {}
    for posture, setting in _postures(document, session):
        beginnings.setdefault(posture, setting)
    return Facts(
        title=session.title,
        summary=session.summary,
        language=session.language,
        technique=session.technique,
        postures=tuple(beginnings),
        settings=tuple(beginnings.values()),
        eyes=session.eyes.value,
        screen=session.screen,
        usual=usual,
        lengths=lengths,
    )


def _postures(document: Document, session: Session) -> Iterator[tuple[str, str]]:
    """Where a listener begins and what is set for it: as it is, and with each value of the option that decides it."""
    yield _beginning(session), ""
    node = document.root.get("posture") if document.root is not None else None
    written = getattr(node, "text", "")
    for option in session.options:
        if option.kind is OptionKind.ONE_OF and (option.name == POSITION or f"${option.name}" in written):
            for choice in option.choices:
                other, _ = document.session({option.name: choice}, lean=True)
                if other is not None:
                    yield _beginning(other), f"{option.name}={choice}"


def _beginning(session: Session) -> str:
    """The posture at the top, or the first that the listener is moved to where that is any."""
    if session.posture is Posture.ANY:
        for step in every_step(session.steps):
            if isinstance(step, MoveTo):
                return step.posture.value
    return session.posture.value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
