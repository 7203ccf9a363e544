"""A script as text goes in, the codes of what a checker says come out."""

from pathlib import Path
from textwrap import dedent, indent

from voiceguide import content
from voiceguide.check import Finding, examine
from voiceguide.model.wish import Wish
from voiceguide.script import parse_text
from voiceguide.sound.shelf import Shelf
from voiceguide.voice.store import Store

FRAME = """\
title: A session
posture: {posture}
eyes: {eyes}
technique: {technique}
screen: [{screen}]
{header}
steps:
{steps}
closing:
{closing}
"""

SHELF = Shelf(bundled=content.sounds())


def script(  # noqa: PLR0913  (each is a word of the header)
    steps: str,
    *,
    header: str = "",
    posture: str = "seated",
    eyes: str = "open",
    technique: str = "mindfulness",
    screen: str = "",
    closing: str = "- Thank you.",
) -> str:
    """A script with nothing else to say about it."""
    return FRAME.format(
        header=dedent(header).strip(),
        posture=posture,
        eyes=eyes,
        technique=technique,
        screen=screen,
        steps=indent(dedent(steps).strip(), "  "),
        closing=indent(dedent(closing).strip(), "  "),
    )


def findings(text: str, spoken: str = "1s", folder: Path | None = None) -> tuple[Finding, ...]:
    """Everything that is said about a script, every phrase taking as long as `spoken`."""
    document = parse_text(dedent(text), file="a.yaml", folder=folder)
    # The silent voice keeps nothing, so the store is never written.
    return examine(document, store=Store(folder=Path("nowhere")), shelf=SHELF, wish=Wish(voice=f"silent:{spoken}"))


def codes(text: str, spoken: str = "1s") -> list[str]:
    """The codes of all findings, by their place."""
    return [finding.problem.code for finding in findings(text, spoken)]


def told(text: str, spoken: str = "1s") -> list[str]:
    """Line, code and message of all findings."""
    return [
        f"{finding.problem.source.line} {finding.problem.code}: {finding.problem.message}"
        for finding in findings(text, spoken)
    ]
