"""`voiceguide check`."""

import json

import click

from voiceguide.cli import library
from voiceguide.cli.exits import Exit
from voiceguide.cli.making import planned, production_of
from voiceguide.cli.progress import speaking
from voiceguide.cli.report import report
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.cli.wishes import AS_WRITTEN
from voiceguide.problems import Problem, ScriptErrors, Weight


@click.command()
@click.argument("scripts", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="As data: file, line, column, weight, code, message, hint.")
@click.option("--strict", is_flag=True, help="Advice counts as an error.")
def command(scripts: tuple[str, ...], *, as_json: bool, strict: bool) -> int:
    """Find every mistake in scripts.

    Reads each script and lays it out, so that words which do not fit their time are found too.
    """
    found = [(script, problems_of(script)) for script in scripts]
    problems = [problem for _, its in found for problem in its]
    if as_json:
        out(json.dumps([_record(problem) for problem in problems], indent=2, ensure_ascii=False))
    elif problems:
        tell(report(problems))
    if not as_json:
        for script, its in found:
            if not its:
                out(safe(f"{script}: no mistakes"))
    wrong = [problem for problem in problems if strict or problem.weight is Weight.ERROR]
    return Exit.SCRIPT_ERRORS if wrong else Exit.DONE


def problems_of(script: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a script as it is written, and all advice on it."""
    try:
        session, advice = library.session_of(script, {})
        with speaking() as progress, production_of(session, AS_WRITTEN) as production:
            planned(production, progress)
            return (*advice, *production.problems)
    except ScriptErrors as errors:
        return errors.problems


def _record(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.source.file,
        "line": problem.source.line,
        "column": problem.source.column,
        "weight": problem.weight.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
