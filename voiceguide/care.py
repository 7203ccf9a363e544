"""Who should ask a doctor or physiotherapist before a session: what each care tag of a script means.

The words are data, `scripts/care/tags.toml`, for a clinician to read and change. A file of that name in the listener's
own folder of scripts comes first, tag by tag.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voiceguide import content, settings
from voiceguide.model.pack import Pack
from voiceguide.model.session import Session
from voiceguide.model.steps import Section, Sentence
from voiceguide.model.walk import every_step
from voiceguide.problems import Stop

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FILE: Final = "tags.toml"
KEYS: Final = ("ask", "instead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What a care tag means."""

    ask: str
    """The rest of the sentence `Ask first if …`."""
    instead: str
    """What is safer, as a sentence."""


class CareDamaged(Stop):
    """A file of care tags cannot be used as it is."""


def care_tags(pack: Pack | None = None) -> dict[str, Care]:
    """Every care tag; the listener's own words come first, then those in a session's pack. Raises CareDamaged."""
    tags = _tags(content.scripts() / content.CARE / FILE)
    for other in (*([pack.care] if pack else []), _own()):
        if other.is_file():
            tags |= _tags(other, known=tags)
    return tags


def own_words(tags: tuple[str, ...], pack: Pack | None = None) -> bytes:
    """The words for these tags that are not ours, for a pack; empty where there are none. Raises CareDamaged."""
    ours, all_ = _tags(content.scripts() / content.CARE / FILE), care_tags(pack)
    words = [
        f"[{tag}]\nask = {dumps(all_[tag].ask, ensure_ascii=False)}\n"
        f"instead = {dumps(all_[tag].instead, ensure_ascii=False)}\n"
        for tag in sorted(tags)
        if tag in ours and ours[tag] != all_[tag]
    ]
    return "\n".join(words).encode()


def caution_of(session: Session) -> str:
    """The caution in one piece."""
    return " ".join(part.words for part in session.caution if isinstance(part, Sentence))


def screen_of(session: Session) -> tuple[str, ...]:
    """The care tags of a session and of all its sections."""
    steps = (*session.steps, *session.closing)
    sections = [step for step in every_step(steps) if isinstance(step, Section)]
    return tuple(dict.fromkeys([*session.screen, *(tag for section in sections for tag in section.screen)]))


def asked_first(session: Session) -> tuple[str, ...]:
    """Who should ask a doctor or physiotherapist first: the rest of the sentence `Ask first if ...`, and what is safer.

    One for each care tag; none where nobody has to. Raises CareDamaged.
    """
    tags = screen_of(session)
    known = care_tags(session.pack) if tags else {}
    said = [known.get(tag, Care(ask=tag, instead="")) for tag in tags]
    return tuple(f"{care.ask}. {care.instead}".rstrip() for care in said)


def _own() -> Path:
    """The listener's own words."""
    return settings.folders().scripts / content.CARE / FILE


def _tags(file: "Traversable | Path", known: Mapping[str, Care] | None = None) -> dict[str, Care]:
    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise _damaged(file, f"cannot be read: {reason}") from error
    tags: dict[str, Care] = {}
    for tag, value in table.items():
        if known is not None and tag not in known:
            raise _damaged(file, f"has the tag {tag!r}, which no session can name")
        before = {} if known is None else {"ask": known[tag].ask, "instead": known[tag].instead}
        whole = {**before, **value} if isinstance(value, dict) else {}
        if set(whole) != set(KEYS) or not all(isinstance(words, str) and words.strip() for words in whole.values()):
            raise _damaged(file, f"does not say 'ask' and 'instead' under [{tag}], each as a text")
        tags[tag] = Care(ask=whole["ask"].strip(), instead=whole["instead"].strip())
    return tags


def _damaged(file: "Traversable | Path", what: str) -> CareDamaged:
    hint = "Correct it in a text editor, or delete it to go back to the words that came with voiceguide."
    return CareDamaged(f"The file {file} {what}.", hint)
