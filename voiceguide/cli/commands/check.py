"""`voiceguide check`."""

import json
from collections.abc import Iterable, Sequence

import click

from voiceguide import content, settings
from voiceguide.check import Finding, examine
from voiceguide.cli import library
from voiceguide.cli.exits import Exit
from voiceguide.cli.report import report
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.problems import Problem, Weight
from voiceguide.sound.shelf import Shelf
from voiceguide.voice.store import Store


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="As data, the same as --format json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, for programs, or for a build on GitHub.",
)
@click.option("--strict", is_flag=True, help="Advice counts as an error.")
def command(scripts: tuple[str, ...], *, as_json: bool, form: str, strict: bool) -> int:
    """Find every mistake in scripts, and tell what would be better otherwise.

    Looks at each script at its defaults, at every value of its options, short and long, and with a slower voice.
    An advice can be accepted where it arises, with 'allow: [CODE]' in the step.
    """
    found = [(script, findings_of(script)) for script in scripts]
    findings = [finding for _, its in found for finding in its]
    if as_json or form == "json":
        out(json.dumps([_record(finding) for finding in findings], indent=2, ensure_ascii=False))
    elif form == "github":
        for finding in findings:
            out(_annotation(finding.problem))
    else:
        _tell(found)
    wrong = [finding for finding in findings if strict or finding.problem.weight is Weight.ERROR]
    return Exit.SCRIPT_ERRORS if wrong else Exit.DONE


def findings_of(script: str) -> tuple[Finding, ...]:
    """Everything that is to be said about a script.

    Raises:
        NoSuchSession: There is none of that name.
        Stop: No voice can be had.
    """
    document = library.document_of(script)
    packed = document.pack.sounds if document.pack else None
    shelf = Shelf(bundled=content.sounds(), own=settings.folders().sounds, packed=packed)
    return examine(document, store=Store(folder=settings.folders().store), shelf=shelf)


def _tell(found: Sequence[tuple[str, Sequence[Finding]]]) -> None:
    """Problems first, then a line for each script that has none, then all in a sentence."""
    problems = [finding.problem for _, its in found for finding in its]
    if problems:
        tell(report(problems))
    for script, its in found:
        if not its:
            out(safe(f"{script}: no mistakes"))
    if problems or len(found) > 1:
        out(_summary(len(found), problems))


def _summary(scripts: int, problems: Iterable[Problem]) -> str:
    weights = [problem.weight for problem in problems]
    errors, advice = weights.count(Weight.ERROR), weights.count(Weight.ADVICE)
    checked = f"{scripts} script{'s' if scripts != 1 else ''} checked"
    return f"{checked}: {errors or 'no'} error{'s' if errors != 1 else ''}, {advice or 'no'} advice"


def _record(finding: Finding) -> dict[str, object]:
    problem = finding.problem
    return {
        "file": problem.source.file,
        "line": problem.source.line,
        "column": problem.source.column,
        "weight": problem.weight.value,
        "code": problem.code,
        "message": problem.message,
        "reason": finding.reason,
        "hint": problem.hint,
        "looks": list(finding.looks),
    }


def _annotation(problem: Problem) -> str:
    """A line that GitHub shows beside the script, one for each problem."""
    kind = "error" if problem.weight is Weight.ERROR else "warning"
    source = problem.source
    place = f"file={_property(source.file)},line={source.line},col={source.column},title={_property(problem.code)}"
    return f"::{kind} {place}::{_escaped(f'{problem.message}. {problem.hint}')}"


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    """As GitHub reads it; what could steer a terminal is written out."""
    return safe(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
