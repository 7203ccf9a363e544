"""Whatever the bytes, a script is a session or a list of problems; never an exception, never much work."""

import random
from pathlib import Path

import pytest
from script_text import problems

from voiceguide.problems import Weight
from voiceguide.script import parse, read, read_text

VALID = Path(__file__).with_name("easy-back.yaml").read_bytes()
HEAD = "title: T\nsteps:\n"
MIB = 1 << 20


def filled(head: str, unit: str, tail: str = "", size: int = MIB) -> str:
    """A text of `size` bytes."""
    return head + unit * ((size - len(head) - len(tail)) // len(unit.encode())) + tail


def nested_loops(verb: str, depth: int) -> str:
    """Loops inside of loops."""
    lines = [f"{'    ' * level}- {verb}\n{'    ' * level}  steps:\n" for level in range(depth)]
    return f"{HEAD}{''.join(lines)}{'    ' * depth}- Rest.\n"


LAUGHS = "".join(
    f"{chr(98 + level)}: &{chr(98 + level)} [{', '.join(['*' + chr(97 + level)] * 10)}]\n" for level in range(15)
)
ROUTINES = "".join(f"  r{level}: {{steps: [{{do: r{level + 1}}}, {{do: r{level + 1}}}]}}\n" for level in range(30))
ROUTINES += "  r30: {steps: [a]}\n"
CHAIN = "".join(f"  r{level}: {{steps: [{{do: r{level + 1}}}]}}\n" for level in range(3000)) + "  r3000: {steps: [a]}\n"
UNROLLED = "- repeat: 10000\n  steps:\n  - pause: ${round}s\n  - repeat: 10000\n    steps:\n    - pause: ${round}s\n"
NAMES = ", ".join(f"x{number}" for number in range(20_000))
MANY = "title: T\noptions: {a: {default: b, about: c}}\nsteps:\n- "

REFUSED: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", "not-a-script"),
    "blanks": (" " * MIB, "not-a-script"),
    "lines": ("\n" * MIB, "not-a-script"),
    "a list at the top": ("- a\n", "not-a-script"),
    "a text at the top": ("Breathe in.\n", "not-a-script"),
    "a byte too many": (filled(HEAD, "- a\n", size=MIB + 8), "too-large"),
    "a flat list": (filled(HEAD, "- a\n"), "too-large"),
    "a flow list": (filled("title: T\nsteps: [", "a,", "]"), "too-large"),
    "many keys": ("".join(f"k{key}: 1\n" for key in range(90_000)), "too-large"),
    "a hundred thousand brackets": ("[" * 100_000, "too-deep"),
    "a hundred thousand braces": ("{a: " * 100_000, "too-deep"),
    "dashes": ("- " * 1000, "too-deep"),
    "a thousand nested lists": ("".join(" " * level + "- \n" for level in range(1000)), "too-deep"),
    "a billion laughs": (f"a: &a [x, x, x, x, x, x, x, x, x, x]\n{LAUGHS}title: T\nsteps: *p\n", "too-large"),
    "an anchor in itself": ("title: T\nsteps: &a [*a]\n", "yaml"),
    "loops in loops": (nested_loops("repeat: 1000", 6), "too-many"),
    "lists in lists": (nested_loops("for each: [a, b, c, d, e, f, g, h, i, j]", 6), "too-many"),
    "rounds that are read": (f"{HEAD}{UNROLLED}", "too-many"),
    "routines in routines": (f"title: T\nroutines:\n{ROUTINES}steps: [{{do: r0}}]\n", "too-many"),
    "a chain of routines": (f"title: T\nroutines:\n{CHAIN}steps: [{{do: r0}}]\n", "too-deep"),
    "a routine in itself": ("title: T\nroutines: {a: {steps: [{do: a}]}}\nsteps: [{do: a}]\n", "recursion"),
    "many breaths": (f"{HEAD}- repeat: 1000\n  steps: [{{breathe: {{in: 4s, out: 4s}}, times: 1000}}]\n", "too-many"),
    "a million sentences": (filled(f"{HEAD}- ", "Aa. "), "long-text"),
    "a million silences": (filled(f"{HEAD}- a", "[6s]"), "long-text"),
    "a million names": (filled(MANY, "$a. "), "long-text"),
    "a million unknown names": (filled(f"{HEAD}- ", "$a ", size=19_000), "unknown-name"),
    "huge numbers": (f"{HEAD}- pause: {'9' * 100_000}s\n- hold: {'9' * 9}h\n", "form"),
    "a huge repeat": (f"{HEAD}- repeat: {'9' * 9}\n  steps: [a]\n", "too-many"),
    "unknown words": (HEAD + "".join(f"- paus{step}: 1\n" for step in range(9000)), "unknown-word"),
    "many choices": (
        f"title: T\noptions: {{o: {{default: x1, about: b, one of: [{NAMES}]}}}}\nsteps: [a]\n",
        "too-large",
    ),
    "many names": (f"title: T\nroutines: {{r: {{takes: [{NAMES}], steps: [a]}}}}\nsteps: [a]\n", "too-large"),
    "control characters": (f"{HEAD}- Breathe\x1b[31m in.\n", "character"),
    "NUL": ("\0" * MIB, "character"),
    "half a character": (f"{HEAD}- \ud800\n", "character"),
    "letters that turn around": (f"{HEAD}- Breathe \u202e in.\n", "character"),
    "an escape in quotes": (f'{HEAD}- "Breathe \\x1b[31m in."\n', "character"),
    "not UTF-8": (b"title: T\xff\n", "not-utf-8"),
    "UTF-16": ("title: T\n".encode("utf-16"), "not-utf-8"),
    "UTF-16 without a mark": ("title: T\n".encode("utf-16-le"), "character"),
    "a directive": ("%YAML 1.1\n---\ntitle: T\n", "yaml"),
    "an unknown directive": ("%FOO\n---\ntitle: T\n", "yaml"),
    "two documents": ("title: T\n---\ntitle: T\n", "yaml"),
    "a list as a key": (f"{HEAD}- ? [a]\n  : b\n", "slip"),
    "a key without a value": ("title:\nsteps:\n", "no-value"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_reason(name: str) -> None:
    """Each is refused in its own words, whose first says what it is."""
    written, code = REFUSED[name]

    found = problems(written)

    assert found
    assert found[0].code == code, str(found[0])
    assert found[0].weight is Weight.ERROR


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_that_is_told_could_harm_a_terminal(name: str) -> None:
    """Messages and hints hold no control characters, however many the file has."""
    for problem in problems(REFUSED[name][0]):
        assert problem.message.isprintable()
        assert problem.hint.isprintable()


def test_a_byte_order_mark_is_passed_over() -> None:
    """Editors write one without asking."""
    assert problems(b"\xef\xbb\xbf" + HEAD.encode() + b"- Rest.\n") == ()


def test_every_kind_of_line_end_is_read() -> None:
    """A script from Windows has the same lines."""
    (problem,) = problems("title: T\r\nsteps:\r\n- pause: 3s\r\n- puase: 3s\r\n")

    assert (problem.source.line, problem.source.column) == (4, 3)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_script_is_read_without_an_exception(seed: int) -> None:
    """Bytes changed, taken out, put in and cut off give a session or problems inside of the file."""
    dice = random.Random(seed)  # noqa: S311  (damage, not secrets)
    odd = b"[ { } ] * &a ! !! - ' \" $ ${ # | > .. % , ? 99999999999 repeat when: \xff \x00 \xe2\x80\xae".split(b" ")
    odd += [b": ", b"- ", b"\t", b"\n", b"  "]
    for _ in range(8):
        raw = bytearray(VALID)
        for _ in range(dice.randrange(1, 6)):
            at = dice.randrange(len(raw))
            match dice.randrange(4):
                case 0:
                    raw[at : at + dice.randrange(1, 40)] = b""
                case 1:
                    raw[at:at] = dice.choice(odd)
                case 2:
                    raw[at : at + 1] = bytes([dice.randrange(256)])
                case _:
                    raw[at:at] = raw[dice.randrange(len(raw)) :][: dice.randrange(1, 200)]
        if not dice.randrange(4):
            raw = raw[: dice.randrange(len(raw))]
        session, found = read_text(bytes(raw), file="t.yaml")
        assert (session is None) == any(problem.weight is Weight.ERROR for problem in found)
        lines = raw.count(b"\n") + raw.count(b"\r") + 2
        assert all(1 <= problem.source.line <= lines and problem.source.column >= 1 for problem in found)
        assert list(found) == sorted(found, key=lambda problem: problem.source)


@pytest.mark.parametrize("seed", range(10))
def test_random_bytes_are_refused(seed: int) -> None:
    """Noise is no script."""
    dice = random.Random(seed)  # noqa: S311  (no secret)

    assert problems(dice.randbytes(5000))
    assert problems("".join(dice.choices("-[]{}:,'\"|>!&*#%@` \n\taé$.", k=5000)))


def test_a_folder_and_a_file_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A folder, a missing file and a name that cannot be one are problems."""
    for path in (tmp_path, tmp_path / "none.yaml", tmp_path / "a\0b.yaml"):
        session, (problem,) = read(path, shown="here")
        assert session is None
        assert problem.code == "unreadable"
        assert problem.source.file == "here"


def test_a_script_may_be_read_many_times() -> None:
    """A document is read once, and becomes a session for each setting."""
    document = parse(Path(__file__).with_name("easy-back.yaml"))

    found = {rest: document.session({"rest": rest}) for rest in ("10s", "20s", "60s")}

    assert all(session is not None and not told for session, told in found.values())
