"""The program as a library."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

import voiceguide
from voiceguide.play.command import How
from voiceguide.problems import ScriptErrors
from voiceguide.script import UnknownScriptError
from voiceguide.timeline.plan import UnreachableError
from voiceguide.units import RATE

SCRIPT = """\
title: Library
options:
  rest: {default: 10s, from: 6s, to: 20s, about: how long it rests}
steps:
  - Rest. [$rest]
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script in a file."""
    path = tmp_path / "library.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_importing_it_is_light() -> None:
    """Nothing of the program is imported before one of its functions is asked for."""
    heavy = "print([name for name in sys.modules if name in ('numpy', 'yaml') or name.startswith('voiceguide.')])"
    said = subprocess.run(
        [sys.executable, "-c", f"import voiceguide, sys; {heavy}"], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"


def test_a_session_is_loaded_and_laid_out(script: Path) -> None:
    """By file or by name, with the listener's options."""
    session = voiceguide.load(script)

    assert session.title == "Library"
    assert voiceguide.plan(session, voice="silent").timeline.frames == 11 * RATE
    assert voiceguide.plan(session, voice="silent", length="13s").timeline.frames == 13 * RATE
    longer = voiceguide.load(str(script), {"rest": "20s"})
    assert voiceguide.plan(longer, voice="silent").timeline.frames == 21 * RATE
    assert voiceguide.load("body-scan").technique == "body scan"


def test_a_session_is_rendered(script: Path, tmp_path: Path) -> None:
    """The file holds the frames of the plan."""
    output = tmp_path / "library.wav"

    plan = voiceguide.render(voiceguide.load(script), output, voice="silent")

    assert soundfile.info(output).frames == plan.timeline.frames


def test_a_session_is_played(tmp_path: Path) -> None:
    """To its end, and whoever wants to can look."""
    path = tmp_path / "short.yaml"
    path.write_text("title: Short\nsteps:\n  - Now.\n", encoding="utf-8")
    seen: list[int] = []

    ending = voiceguide.play(
        voiceguide.load(path), voice="silent:100ms", device="silent", show=lambda moment: seen.append(moment.position)
    )

    assert ending.how is How.DONE
    assert ending.position == RATE // 10
    assert seen


def test_what_goes_wrong_is_raised(script: Path) -> None:
    """Mistakes, lengths and names, each as its own kind."""
    with pytest.raises(UnknownScriptError):
        voiceguide.load("no-such-session")
    with pytest.raises(ScriptErrors) as errors:
        voiceguide.load(script, {"rest": "1h"})
    assert len(errors.value.problems) == 1
    with pytest.raises(UnreachableError) as unreachable:
        voiceguide.plan(voiceguide.load(script), voice="silent", length="1h")
    assert unreachable.value.ranges
    with pytest.raises(ValueError, match="no length of time"):
        voiceguide.plan(voiceguide.load(script), voice="silent", length="soon")
    with pytest.raises(AttributeError):
        voiceguide.dance  # noqa: B018  (it is asked for)


def test_the_room_has_its_own_name_too() -> None:
    """`voiceguide.play` is called as a function, and what stands in the room of that name is still imported."""
    from voiceguide.play import device  # noqa: PLC0415  (it is the point)

    assert callable(voiceguide.play)
    assert device.names()


def test_the_example_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands there, in an empty folder."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## As a library")[2]
    code = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(tmp_path)

    exec(compile(code.group(1), "README.md", "exec"), {})  # noqa: S102  (it is ours)

    assert list(tmp_path.glob("*.wav"))
