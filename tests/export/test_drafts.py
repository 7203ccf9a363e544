"""What a program that was killed left behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from voiceguide.export.whole import spare_file, whole_file

HOLDS = """
import sys
from pathlib import Path
from voiceguide.export.whole import spare_file, whole_file
with whole_file(Path(sys.argv[1])) as draft, spare_file(draft) as spare:
    draft.write_bytes(b"half")
    spare.write_bytes(b"half")
    print(draft.name, flush=True)
    sys.stdin.read()
"""
LOCKS = pytest.mark.skipif(sys.platform == "win32", reason="drafts stay on Windows")


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


@LOCKS
def test_a_draft_of_the_dead_is_taken_away_and_one_of_the_living_is_not(tmp_path: Path) -> None:
    """Whoever writes a draft holds it, however long nothing is heard of them."""
    target = tmp_path / "a.mp3"
    writer = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with writer:
        assert writer.stdout is not None
        draft = writer.stdout.readline().strip()
        assert names(tmp_path) == sorted([draft, draft.replace(".part", ".spare.part")])
        with whole_file(target) as mine:
            mine.write_bytes(b"mine")
        assert draft in names(tmp_path)

        writer.send_signal(signal.SIGKILL)
        writer.wait()
    with whole_file(target) as mine:
        mine.write_bytes(b"mine")
    assert names(tmp_path) == ["a.mp3"]


@LOCKS
def test_what_was_taken_away_before_it_was_held_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sweeps may be quicker than whoever has just created a draft and is about to hold it."""
    import fcntl  # noqa: PLC0415  (Windows has none)

    lock, swept = fcntl.flock, list[str]()

    def quicker(handle: int, how: int) -> None:
        if not swept:
            swept.extend(path.name for path in tmp_path.glob(".a.mp3.*"))
            (tmp_path / swept[0]).unlink()
        lock(handle, how)

    monkeypatch.setattr(fcntl, "flock", quicker)
    with whole_file(tmp_path / "a.mp3") as draft:
        draft.write_bytes(b"mine")
    assert swept == [draft.name]
    assert names(tmp_path) == ["a.mp3"]


@LOCKS
@pytest.mark.parametrize("name", [".b.mp3.0123abcd.part", "a.mp3.0123abcd.part", ".a.mp3.mine.part", ".a.mp3.part"])
def test_what_is_no_draft_of_this_file_is_left_alone(tmp_path: Path, name: str) -> None:
    """Whatever it is."""
    (tmp_path / name).touch()
    with whole_file(tmp_path / "a.mp3") as draft:
        draft.touch()
    assert names(tmp_path) == sorted([name, "a.mp3"])


@LOCKS
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nothing outside is touched."""
    other = tmp_path / "other"
    other.write_bytes(b"kept")
    link = tmp_path / ".a.mp3.0123abcd.part"
    link.symlink_to(other)
    with whole_file(tmp_path / "a.mp3") as draft:
        draft.touch()
    assert other.read_bytes() == b"kept"


def fails(target: Path) -> None:
    """Writing stops half way."""
    with whole_file(target) as draft, spare_file(draft) as spare:
        spare.write_bytes(b"half")
        raise KeyError


def test_nothing_is_left_of_a_spare(tmp_path: Path) -> None:
    """However it ends."""
    with pytest.raises(KeyError):
        fails(tmp_path / "a.mp3")
    assert names(tmp_path) == []
