"""`voiceguide list`."""

import json
from collections.abc import Iterator

import click

from voiceguide.cli import library
from voiceguide.cli.terminal import out, safe, table, tell
from voiceguide.model.session import Session
from voiceguide.problems import ScriptErrors


@click.command()
@click.option("--tag", "tags", metavar="T", multiple=True, help="Only sessions with this tag; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="As data: name, title, summary, file, language, tags.")
def command(tags: tuple[str, ...], *, as_json: bool) -> None:
    """List the sessions.

    A tag is a technique, a posture, or a care tag that says who should ask first, such as 'lying' or 'body scan'.
    """
    wanted = {tag.casefold() for tag in tags}
    every = list(sessions())
    found = [(name, session) for name, session in every if wanted <= {tag.casefold() for tag in tags_of(session)}]
    if as_json:
        out(json.dumps([_record(name, session) for name, session in found], indent=2, ensure_ascii=False))
    elif found:
        out(table([(name, session.title, ", ".join(tags_of(session)[:2])) for name, session in found]))
    elif tags:
        known = sorted({tag for _, session in every for tag in tags_of(session)})
        tell(safe(f"No session has these tags. There are: {', '.join(known)}."))


def sessions() -> Iterator[tuple[str, Session]]:
    """Every session that has a name and no mistakes; of others the name is told."""
    for name in library.names():
        try:
            yield name, library.session_of(name, {})[0]
        except ScriptErrors:
            tell(safe(f"{name}: has mistakes; 'voiceguide check {name}' shows them."))


def tags_of(session: Session) -> tuple[str, ...]:
    """What a session can be found by: technique, posture, then its care tags."""
    return tuple(dict.fromkeys(tag for tag in (session.technique, session.posture.value, *session.screen) if tag))


def _record(name: str, session: Session) -> dict[str, object]:
    return {
        "name": name,
        "title": session.title,
        "summary": session.summary,
        "file": session.file,
        "language": session.language,
        "tags": list(tags_of(session)),
    }
