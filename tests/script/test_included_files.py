"""Files that a script brings in or plays."""

from pathlib import Path

import pytest

from voiceguide.model.session import Session
from voiceguide.model.steps import Group
from voiceguide.problems import Problem
from voiceguide.script import read

PARTS = """
options: {rest: {default: 10s, from: 5s, to: 60s, about: a rest}}
routines: {let go: {takes: [part], steps: ['Let your $part go. [$rest]']}}
"""


def written(folder: Path, **files: str) -> Path:
    """A folder with these YAML files; the path of `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "main.yaml"


def read_in(path: Path, library: tuple[Path, ...] = ()) -> tuple[Session | None, list[str]]:
    """The session, and what its author is told."""
    session, problems = read(path, shown="main.yaml", library=library)
    return session, [_shown(problem) for problem in problems]


def _shown(problem: Problem) -> str:
    return f"{problem} | {problem.hint}"


def test_an_included_file_gives_routines_and_options(tmp_path: Path) -> None:
    """They are used like those of the script itself."""
    main = written(
        tmp_path,
        parts=PARTS,
        main="title: T\ninclude: parts.yaml\nsteps: [{do: let go, with: {part: jaw}}, {pause: $rest}]\n",
    )

    session, told = read_in(main)

    assert told == []
    assert session is not None
    assert [option.name for option in session.options] == ["rest"]
    assert isinstance(session.steps[0], Group)
    assert session.steps[0].source.line == 3
    assert session.steps[0].steps[0].source.file == "parts.yaml"


def test_the_library_is_looked_in_after_the_scripts_own_folder(tmp_path: Path) -> None:
    """A script may use what is bundled, from anywhere."""
    written(tmp_path / "library", parts=PARTS)
    main = written(tmp_path / "own", main="title: T\ninclude: [parts.yaml]\nsteps: [{pause: $rest}]\n")

    assert read_in(main)[1] == [
        "main.yaml:2:11: there is no file 'parts.yaml' | look at its name; paths begin where the script is",
    ]
    assert read_in(main, (tmp_path / "library",))[1] == []


@pytest.mark.parametrize("path", ["../parts.yaml", "link.yaml", "up/../../parts.yaml"])
def test_no_path_leaves_the_scripts_folder(tmp_path: Path, path: str) -> None:
    """Neither by dots nor by a link."""
    written(tmp_path, parts=PARTS)
    main = written(tmp_path / "own", main=f"title: T\ninclude: {path}\nsteps: [Rest.]\n")
    (tmp_path / "own" / "up").mkdir()
    (tmp_path / "own" / "link.yaml").symlink_to(tmp_path / "parts.yaml")

    hint = "put the file beside the script, or in a folder inside of its own"
    assert read_in(main)[1] == [f"main.yaml:2:10: '{path}' leaves the script's folder | {hint}"]


def test_an_absolute_path_is_refused(tmp_path: Path) -> None:
    """Only what lies beside the script can travel with it."""
    main = written(tmp_path, main="title: T\nsteps: [{play: /etc/passwd}]\n")

    assert read_in(main)[1] == [
        "main.yaml:2:16: '/etc/passwd' is not beside the script | write its path from the script on, with '/'"
    ]


def test_mistakes_in_an_included_file_name_it(tmp_path: Path) -> None:
    """They come after those of the script itself."""
    main = written(
        tmp_path,
        parts="routines:\n  a: {steps: [{puase: 3s}]}\n",
        main="title: T\ninclude: parts.yaml\nsteps: [{do: a}, {puase: 3s}]\n",
    )

    assert read_in(main)[1] == [
        "main.yaml:3:19: unknown step 'puase' | did you mean 'pause'?",
        "parts.yaml:2:16: unknown step 'puase' | did you mean 'pause'?",
    ]


def test_a_file_that_brings_itself_in_is_refused(tmp_path: Path) -> None:
    """Directly or through another."""
    main = written(
        tmp_path,
        a="include: b.yaml\nroutines: {}\n",
        b="include: a.yaml\nroutines: {}\n",
        main="title: T\ninclude: a.yaml\nsteps: [Rest.]\n",
    )

    assert read_in(main)[1] == ["b.yaml:1:10: 'a.yaml' brings itself in | take it out"]


def test_a_name_that_is_there_already_is_refused(tmp_path: Path) -> None:
    """An included option or routine cannot be given again."""
    main = written(
        tmp_path,
        parts=PARTS,
        main="title: T\ninclude: parts.yaml\noptions: {rest: {default: a, about: b}}\n"
        "routines: {let go: {steps: [Rest.]}}\nsteps: [Rest.]\n",
    )

    assert read_in(main)[1] == [
        "main.yaml:3:11: 'rest' already means something here | choose another name",
        "main.yaml:4:12: the routine 'let go' is there already | parts.yaml has one in line 3: give it another name",
    ]


def test_what_follows_from_a_missing_file_is_not_told_beside_it(tmp_path: Path) -> None:
    """Routines and names that it would have given are no mistakes of their own; other mistakes are told with it."""
    main = written(
        tmp_path / "own",
        main="title: T\ninclude: prats.yaml\nsteps: [{do: let go}, {pause: $rest}, {puase: 3s}]\n",
    )

    assert read_in(main)[1] == [
        "main.yaml:2:10: there is no file 'prats.yaml' | look at its name; paths begin where the script is",
        "main.yaml:3:40: unknown step 'puase' | did you mean 'pause'?",
    ]
