"""Options, alone and together.

By default a few settings of every session are tried in which all options have another value at once; with the
environment variable WHOLE_LIBRARY every combination is, or where there are more than 300, every pair of values.
"""

import os
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from math import prod

import pytest
from compiled import ON_THE_SHELF, Compiler, session, set_to

from voiceguide.check.ledger import Ledger
from voiceguide.check.looks import settings
from voiceguide.check.rules import RULES
from voiceguide.check.view import view_of
from voiceguide.model.session import Session

WHOLE = bool(os.environ.get("WHOLE_LIBRARY"))
MOST = 300
"""So many combinations are all tried."""
FEW = 3
"""Settings of each session that are tried by default."""

Values = Mapping[str, tuple[str, ...]]
CODES = tuple(rule.code for rule in RULES)


def values_of(meant: Session) -> Values:
    """Every value that an option is tried at, the default first."""
    found: dict[str, list[str]] = {option.name: [",".join(option.default)] for option in meant.options if option.choices
                                   or option.least}  # fmt: skip
    for setting in settings(meant.options):
        for name, value in setting.values.items():
            found[name].append(value)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def every(values: Values) -> Iterator[dict[str, str]]:
    """Every combination."""
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def pairs(values: Values) -> Iterator[dict[str, str]]:
    """As few settings as are easily found in which every pair of values of two options comes together."""
    names = list(values)
    missing = {
        ((one, first), (two, second))
        for one, two in combinations(names, 2)
        for first in values[one]
        for second in values[two]
    }
    while missing:
        row = dict(min(missing))
        for name in names:
            if name not in row:
                row[name] = max(values[name], key=lambda value: len(_new({**row, name: value}, names) & missing))
        missing -= _new(row, names)
        yield {name: row[name] for name in names}


def _new(row: dict[str, str], names: list[str]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    there = [name for name in names if name in row]
    return {((one, row[one]), (two, row[two])) for one, two in combinations(there, 2)}


def few(values: Values) -> Iterator[dict[str, str]]:
    """The first value of all that is not the default, then the second, and so on."""
    for number in range(1, 1 + min(FEW, max((len(each) for each in values.values()), default=1) - 1)):
        yield {name: each[min(number, len(each) - 1)] for name, each in values.items()}


def tried(name: str) -> Iterator[dict[str, str]]:
    """The settings of a session that are tried."""
    values = values_of(session(name))
    if not WHOLE:
        return few(values)
    return every(values) if prod(map(len, values.values())) <= MOST else pairs(values)


def found_in(compiler: Compiler, meant: Session) -> list[str]:
    """Everything that is wrong or could be better in one setting."""
    planner = compiler.planner(meant)
    plan = planner.natural()
    ledger = Ledger(known=CODES)
    ledger.accept(meant)
    ledger.problems(planner.problems, session=meant, look="")
    view = view_of(meant, plan)
    for rule in RULES:
        for found in rule.find(view):
            ledger.note(found, code=rule.code, reason=rule.reason, weight=rule.weight, look="")
    return [str(finding.problem) for finding in ledger.findings() if finding.problem.code != "allow-unused"]


@pytest.mark.parametrize("name", ON_THE_SHELF)
def test_options_work_together(compiler: Compiler, name: str) -> None:
    """At its natural length no setting is an error, and none gets an advice."""
    wrong = {}
    for chosen in tried(name):
        problems = found_in(compiler, set_to(name, chosen))
        if problems:
            wrong[" ".join(f"{key}={value}" for key, value in chosen.items())] = problems
    assert wrong == {}


def test_every_pair_comes_together() -> None:
    """The few settings that are tried where there are many hold every pair of values."""
    values = {"a": ("1", "2", "3"), "b": ("x", "y"), "c": ("p", "q"), "d": ("m", "n", "o")}
    rows = list(pairs(values))
    assert len(rows) < 20
    for one, two in combinations(values, 2):
        assert {(row[one], row[two]) for row in rows} == set(product(values[one], values[two]))
