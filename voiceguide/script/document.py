"""A script that was read once, and becomes a session for each setting of its options."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from voiceguide.model.pack import Pack
from voiceguide.model.session import Option, RoleWish, Session
from voiceguide.problems import Problem, Source
from voiceguide.script import header
from voiceguide.script.count import check_count
from voiceguide.script.decode import bytes_of
from voiceguide.script.fields import read_fields
from voiceguide.script.grammar import HEADER, TAKEN_NAMES
from voiceguide.script.include import Included, read_included, root_of
from voiceguide.script.names import Later
from voiceguide.script.nodes import MapNode, Scalar
from voiceguide.script.notes import Notes
from voiceguide.script.options import check_settings, read_options, values_of
from voiceguide.script.place import Budget, Place, Routine, Script, TooMuchError
from voiceguide.script.roles import advise_idle, read_roles
from voiceguide.script.routines import read_routines
from voiceguide.script.steps import read_steps
from voiceguide.script.weigh import weigh

_ROWS: Final = {word.name: word for word in HEADER}
_PARTS: Final = {word.name: replace(word, required=False) for word in HEADER}
_NO_SETTINGS: Final[Mapping[str, str]] = {}
_FOLLOWS: Final = frozenset({"unknown-routine", "unknown-name", "unknown-role"})
"""What may only be missing because a file that should be brought in has a mistake, which is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file's nodes, and those of the files that it includes."""

    file: str
    """As the user named it."""
    folder: Path | None
    library: tuple[Path, ...]
    root: MapNode | None
    """None where the file cannot be read at all."""
    included: tuple[Included, ...]
    problems: tuple[Problem, ...]
    """What was found before any option has a value."""
    named: Mapping[tuple[Path, str], Path] = field(default_factory=dict)
    """The files that are brought in: by the folder that each was looked for in, and its name as it is written."""
    path: Path | None = None
    """Where it is; None for a text that is in no file."""
    pack: Pack | None = None
    """The pack that it came in; None for a script that stands by itself."""

    @property
    def is_parts(self) -> bool:
        """Whether it is there for others to include: it has routines, options or roles, neither title nor steps."""
        root = self.root
        return (
            root is not None
            and not any(root.get(name) for name in ("title", "steps"))
            and any(root.get(name) for name in ("routines", "options", "voices"))
        )

    def files(self, settings: Mapping[str, str] = _NO_SETTINGS) -> Mapping[tuple[Path, str], Path]:
        """Every file that is named with these settings, also in steps that they leave out; keys as in `named`."""
        notes = Notes(named=dict(self.named))
        if self.root is not None:
            with suppress(TooMuchError):
                _session(self, self.root, settings, notes, lean=False)
        return notes.named

    def problems_in_parts(self) -> tuple[Problem, ...]:
        """What is wrong in a file of parts."""
        notes = Notes()
        for problem in self.problems:
            notes.add(problem)
        if self.root is not None:
            try:
                _session(self, self.root, {}, notes, lean=False)
            except TooMuchError as error:
                notes.add(error.problem)
        return notes.sorted(self.file)

    def session(
        self, settings: Mapping[str, str] = _NO_SETTINGS, *, lean: bool = False
    ) -> tuple[Session | None, tuple[Problem, ...]]:
        """The session with the listener's settings, and everything that is wrong in the script.

        There is no session where anything is an error. `lean` does not read the steps that these settings leave out,
        which is quicker where many settings are tried one after another.
        """
        if self.root is None:
            return None, self.problems
        notes = Notes()
        for problem in self.problems:
            notes.add(problem)
        try:
            session = _session(self, self.root, settings, notes, lean=lean)
        except TooMuchError as error:
            notes.add(error.problem)
            session = None
        if any(problem.code in {"no-file", "outside"} or problem.source.file != self.file for problem in self.problems):
            notes.drop(_FOLLOWS)
        if self.is_parts:
            hint = "bring it into a session with 'include'"
            top = Source(file=self.file, line=1, column=1)
            notes.error(top, "this file holds parts for sessions, and is none itself", hint, "not-a-script")
        return None if notes.errors else session, notes.sorted(self.file)


def _session(document: Document, root: MapNode, settings: Mapping[str, str], notes: Notes, *, lean: bool) -> Session:
    top = Source(file=document.file, line=1, column=1)
    blank = Script(
        notes=notes,
        budget=Budget(),
        language="en",
        sides=header.USUAL_SIDES,
        routines={},
        caution=(),
        has_length=root.get("length") is not None,
        library=document.library,
        steps=read_steps,
        called=set(),
        roles={},
        spoken_by=set(),
        is_parts=document.is_parts,
        lean=lean,
    )
    start = Place(script=blank, names={"posture": Later(name="posture")}, path="", folder=document.folder)
    options = _options(document, root, settings, start)
    check_settings(settings, options, _place_of(root, "options") or top, start)
    known = start.knowing(values_of(options))
    fields = read_fields(root, _PARTS if document.is_parts else _ROWS, known, what="the script", source=top)
    script = replace(
        blank,
        language=header.language(fields),
        sides=header.sides(fields),
        routines=_routines(document, root, known),
        roles=_roles(document, root, known),
    )
    fields = replace(fields, place=replace(known, script=script))
    caution = header.caution(fields)
    fields = replace(fields, place=replace(known, script=replace(script, caution=caution)))
    for steps in (root.get("steps"), root.get("closing")):
        if steps is not None:
            weigh(steps, script.routines)
    session = Session(
        file=document.file,
        pack=document.pack,
        title=fields.title("title"),
        summary=fields.title("summary"),
        technique=header.technique(fields),
        posture=header.posture(fields),
        eyes=header.eyes(fields),
        language=script.language,
        sources=header.sources(fields),
        screen=header.screen(fields),
        caution=caution,
        options=options,
        voice=header.voice(fields),
        background=header.background(fields),
        pronounce=header.pronounce(fields),
        sides=script.sides,
        length=fields.optional_duration("length"),
        length_source=fields.nodes["length"].source if "length" in fields else top,
        longest_silence=fields.duration("longest silence", header.USUAL_LONGEST_SILENCE),
        steps=fields.steps("steps"),
        closing=fields.steps("closing"),
        source=top,
    )
    _read_idle(document, fields.place)
    if not lean and not document.is_parts:
        advise_idle(script.roles.values(), document.file, fields.place)
    check_count(session, notes)
    return replace(session, voices=tuple(role for role in script.roles.values() if role.role in script.spoken_by))


def _read_idle(document: Document, place: Place) -> None:
    """Read the routines of this file that nobody does, for what is wrong in them."""
    for routine in place.script.routines.values():
        if place.script.lean or routine.source.file != document.file or routine.name in place.script.called:
            continue
        anything = {name: Later(name=name, open=True) for name in (*routine.takes, *TAKEN_NAMES)}
        inside = replace(place.knowing(anything), path=f"routines/{routine.name}", calls=(routine.name,))
        read_steps(routine.steps, inside)


def _place_of(root: MapNode, key: str) -> Source | None:
    scalar = root.key(key)
    return scalar.source if scalar else None


def _options(document: Document, root: MapNode, settings: Mapping[str, str], place: Place) -> tuple[Option, ...]:
    found: tuple[Option, ...] = ()
    for each in (*(included.root for included in document.included), root):
        node = each.get("options")
        if node is not None and not (isinstance(node, Scalar) and node.empty):
            found += read_options(node, settings, place.knowing(values_of(found)))
    return found


def _routines(document: Document, root: MapNode, place: Place) -> dict[str, Routine]:
    found: dict[str, Routine] = {}
    places = [(included.root, included.folder) for included in document.included]
    for each, folder in (*places, (root, document.folder)):
        node = each.get("routines")
        if node is not None and not (isinstance(node, Scalar) and node.empty):
            read_routines(node, folder, place, found)
    return found


def _roles(document: Document, root: MapNode, place: Place) -> dict[str, RoleWish]:
    """Who speaks; a file that brings another in may give its roles other voices."""
    found: dict[str, RoleWish] = {}
    for each in (*(included.root for included in document.included), root):
        node = each.get("voices")
        if node is not None and not (isinstance(node, Scalar) and node.empty):
            read_roles(node, place, found)
    return found


def parse(
    path: Path,
    *,
    shown: str | None = None,
    library: tuple[Path, ...] = (),
    pack: Pack | None = None,
) -> Document:
    """The script in a file, which may have come in a pack; what is wrong with it is in the document."""
    file = shown or str(path)
    raw = bytes_of(path, file)
    if isinstance(raw, Problem):
        return Document(file=file, folder=None, library=library, root=None, included=(), problems=(raw,))
    document = parse_text(raw, file=file, folder=path.parent, library=library, pack=pack)
    return replace(document, path=path)


def parse_text(
    raw: bytes | str,
    *,
    file: str,
    folder: Path | None = None,
    library: tuple[Path, ...] = (),
    pack: Pack | None = None,
) -> Document:
    """The script in a text; `file` is what it is called in messages, `folder` where its paths begin."""
    notes = Notes()
    root = root_of(raw, file, notes)
    included: tuple[Included, ...] = ()
    if root is not None:
        included = read_included(root, folder, library, notes, pack)
    return Document(
        file=file,
        folder=folder,
        library=library,
        root=root,
        included=included,
        problems=notes.sorted(file),
        named=notes.named,
        pack=pack,
    )
