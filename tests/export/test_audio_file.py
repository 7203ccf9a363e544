import errno
import itertools
import os
import resource
import stat
import struct
import sys
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
import soundfile
from pieces import Tape, noise, piece, taped

from voiceguide.export.blocks import BLOCK, NothingToWrite
from voiceguide.export.formats import UnknownEnding, writer_of
from voiceguide.export.piece import Read
from voiceguide.export.wav import wav_header
from voiceguide.export.whole import CannotWrite, whole_file
from voiceguide.sound.clip import Samples
from voiceguide.units import RATE, Frames

FRAMES = Frames(2 * RATE + 17)
FORMATS = ("wav", "flac")
"""Those that keep every frame as it is."""
ALL = (*FORMATS, "mp3", "opus", "m4b")


def write(target: Path, samples: Samples, most: int = RATE) -> None:
    """Write samples into a file."""
    writer_of(target)(target, taped(samples, most))


@pytest.mark.parametrize("ending", [*FORMATS, "WAV"])
def test_every_frame_is_in_the_file(tmp_path: Path, ending: str) -> None:
    """The file has as many frames as the session, each rounded to 16 bit."""
    samples = noise(FRAMES)
    write(tmp_path / f"a.{ending}", samples)
    got, rate = soundfile.read(tmp_path / f"a.{ending}", dtype="int16")
    assert rate == RATE
    assert np.array_equal(got, np.rint(samples * np.float32(32767)).astype(np.int16))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("course", ["lqqql", "lqqq", "qqqq", "qqlqq"])
def test_silence_is_as_long_as_it_is(tmp_path: Path, ending: str, course: str) -> None:
    """At its beginning, within it and at its end, though a WAV skips what is zero."""
    blocks = {"l": noise(BLOCK), "q": np.zeros((BLOCK, 2), np.float32)}

    def sound() -> Read:
        waiting = [blocks[kind] for kind in reversed(course)]
        return lambda _count: waiting.pop()

    writer_of(tmp_path / f"a.{ending}")(tmp_path / f"a.{ending}", piece(sound, len(course) * BLOCK))
    samples = np.concatenate([blocks[kind] for kind in course])
    got = soundfile.read(tmp_path / f"a.{ending}", dtype="int16")[0]
    assert np.array_equal(got, np.rint(samples * np.float32(32767)).astype(np.int16))


def test_both_formats_hold_the_same_sound(tmp_path: Path) -> None:
    """A FLAC is the WAV in less room."""
    for ending in FORMATS:
        write(tmp_path / f"a.{ending}", noise(FRAMES))
    wav, flac = (soundfile.read(tmp_path / f"a.{ending}", dtype="int16")[0] for ending in FORMATS)
    assert np.array_equal(wav, flac)


@pytest.mark.parametrize("ending", ALL)
def test_the_bytes_depend_on_the_frames_alone(tmp_path: Path, ending: str) -> None:
    """However the frames arrive, the file is the same to the byte."""
    for most in (7919, RATE):
        write(tmp_path / f"{most}.{ending}", noise(FRAMES), most)
    assert (tmp_path / f"7919.{ending}").read_bytes() == (tmp_path / f"{RATE}.{ending}").read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_too_loud_is_held_at_the_edge(tmp_path: Path, ending: str) -> None:
    """Nothing wraps around into a crack."""
    write(tmp_path / f"a.{ending}", np.array([[1.5, -1.5], [1.0, -1.0]], dtype=np.float32))
    got, _ = soundfile.read(tmp_path / f"a.{ending}", dtype="int16")
    assert got.tolist() == [[32767, -32767], [32767, -32767]]


@pytest.mark.parametrize("ending", ALL)
def test_an_empty_session_is_no_file(tmp_path: Path, ending: str) -> None:
    """A file without a frame is refused, as no player could open it."""
    with pytest.raises(NothingToWrite):
        write(tmp_path / f"a.{ending}", noise(0))
    assert list(tmp_path.iterdir()) == []


def test_a_file_over_4_gib_says_so_in_eight_bytes() -> None:
    """From 4 GiB on the header is RF64, whose sizes do not overflow."""
    most = (0xFFFF_FFFF - 36) // 4
    assert wav_header(Frames(most))[:4] == b"RIFF"
    header = wav_header(Frames(most + 1))
    assert header[:4] == b"RF64"
    size, frames = struct.unpack_from("<QQ", header, 28)
    assert (size, frames) == (4 * (most + 1), most + 1)


def test_other_programs_read_a_file_over_4_gib(tmp_path: Path) -> None:
    """A sparse file of eight hours is read with its true length."""
    frames = Frames(8 * 3600 * RATE)
    file = tmp_path / "long.wav"
    file.write_bytes(wav_header(frames))
    os.truncate(file, len(wav_header(frames)) + frames * 4)
    assert soundfile.info(file).frames == frames


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    """Rising, and all frames at last."""
    told: list[int] = []
    tape = Tape(noise(FRAMES))
    writer_of(tmp_path / "a.wav")(tmp_path / "a.wav", piece(lambda: tape.read, FRAMES, progress=told.append))
    assert told[-1] == FRAMES
    assert all(before < after for before, after in itertools.pairwise(told))


@pytest.mark.parametrize("name", ["a", "a.ogg3", "-", ".wav", "a.wav.old"])
def test_an_unknown_ending_gets_the_list_of_known_ones(name: str) -> None:
    """The name decides the format, so an unknown one is refused before any work."""
    with pytest.raises(UnknownEnding) as caught:
        writer_of(Path(name))
    assert ".wav, .flac" in caught.value.hint


@pytest.mark.parametrize("ending", ALL)
@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_nothing_is_left_when_writing_is_interrupted(tmp_path: Path, ending: str, error: type[BaseException]) -> None:
    """An older file of that name stays as it was, and no draft is left."""
    target = tmp_path / f"a.{ending}"
    target.write_bytes(b"older")

    def stops(count: Frames) -> Samples:
        if tape.at > RATE:
            raise error
        return tape.read(count)

    tape = Tape(noise(FRAMES))
    with pytest.raises(error):
        writer_of(target)(target, piece(lambda: stops, FRAMES))
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


FILL = """
import resource, sys, signal
sys.path[:0] = {path!r}
from pathlib import Path
import numpy as np
from pieces import piece
from voiceguide.export.formats import writer_of
from voiceguide.export.whole import CannotWrite
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
block = np.random.default_rng(1).uniform(-0.9, 0.9, (48000, 2)).astype(np.float32)
try:
    writer_of(Path(sys.argv[1]))(Path(sys.argv[1]), piece(lambda: lambda count: block[:count], 480_000))
except CannotWrite as stop:
    print(stop.message)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit for files here")
@pytest.mark.parametrize("ending", ALL)
def test_a_full_disk_is_a_sentence(tmp_path: Path, ending: str) -> None:
    """When no more bytes fit, the file is named and nothing is left."""
    target = tmp_path / f"a.{ending}"
    program = FILL.format(path=sys.path)
    told = run([sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"{target} cannot be written: ")
    assert told.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    """The system's reason is in it."""
    with pytest.raises(CannotWrite, match=os.strerror(errno.ENOENT)):
        write(tmp_path / "no" / "a.wav", noise(9))


def test_a_folder_in_its_place_is_a_sentence(tmp_path: Path) -> None:
    """What is no file is not replaced."""
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(CannotWrite):
        write(tmp_path / "a.wav", noise(9))
    assert (tmp_path / "a.wav").is_dir()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is written."""
    (tmp_path / "link.wav").symlink_to(tmp_path / "true.wav")
    write(tmp_path / "link.wav", noise(9))
    assert (tmp_path / "link.wav").is_symlink()
    assert soundfile.info(tmp_path / "true.wav").frames == 9


def test_others_may_read_the_file_as_usual(tmp_path: Path) -> None:
    """It has the rights of any new file, not those of a temporary one."""
    (tmp_path / "plain").touch()
    with whole_file(tmp_path / "a.txt") as draft:
        draft.write_bytes(b"a")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    """Rendering twice into one name keeps the newer."""
    for frames in (9, 5):
        write(tmp_path / "a.flac", noise(frames))
    assert soundfile.info(tmp_path / "a.flac").frames == 5
