"""Scripts are found by name, the user's own first."""

from pathlib import Path

import pytest

from voiceguide.script import UnknownScriptError, find_script, is_file_name, shelved


@pytest.fixture
def shelves(tmp_path: Path) -> tuple[Path, Path]:
    """The user's folder and the bundled one."""
    own, bundled = tmp_path / "own", tmp_path / "bundled"
    for folder, names in ((own, ["evening", "pmr"]), (bundled, ["body-scan", "pmr", "_shared"])):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.yaml").touch()
    (own / "notes.txt").touch()
    return own, bundled


def test_the_users_own_script_comes_first(shelves: tuple[Path, Path]) -> None:
    """A name is looked for in the user's folder, then among the bundled."""
    own, bundled = shelves

    assert find_script("pmr", shelves) == own / "pmr.yaml"
    assert find_script("body-scan", shelves) == bundled / "body-scan.yaml"
    assert list(shelved(shelves)) == ["body-scan", "evening", "pmr"]


def test_an_unknown_name_is_answered_with_the_nearest(shelves: tuple[Path, Path]) -> None:
    """What is not there is told with what is."""
    with pytest.raises(UnknownScriptError, match="there is no session 'bodyscan'") as told:
        find_script("bodyscan", shelves)

    assert told.value.hint == "did you mean 'body-scan'?"


def test_what_looks_like_a_path_is_a_file(shelves: tuple[Path, Path]) -> None:
    """A slash or an ending means a file, wherever it is."""
    path = str(shelves[0] / "evening.yaml")

    assert [is_file_name(each) for each in ("pmr", "./pmr", "pmr.yaml", "pmr.YML", "a.voiceguide")] == [
        False,
        True,
        True,
        True,
        True,
    ]
    assert find_script(path, ()) == Path(path)
    with pytest.raises(UnknownScriptError, match="there is no file"):
        find_script("none.yaml", shelves)
