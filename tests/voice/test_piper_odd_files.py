"""What lies in the folder of voices and is no voice, or one that speaks without end, holds nobody up."""

import os
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tiny_piper import piper_voice
from voice_fixtures import present

from voiceguide.voice.engine import Unspoken
from voiceguide.voice.piper import PiperMouth, PiperVoiceDamaged, engine, folder


@pytest.fixture(autouse=True)
def _piper_is_here() -> None:
    piper_voice(folder(), "en_US-good-low")
    present("piper")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("ending", [".onnx", ".onnx.json"])
def test_a_pipe_is_no_voice(ending: str) -> None:
    """Nobody waits for what never comes out of it; the others are listed."""
    model = piper_voice(folder(), "en_US-pipe-low")
    odd = model.with_suffix(ending)
    odd.unlink()
    os.mkfifo(odd)
    assert [voice.name for voice in engine.voices()] == ["en_US-good-low"]
    with pytest.raises(PiperVoiceDamaged, match=f"en_US-pipe-low{ending} is no file"):
        engine.voice("en_US-pipe-low")


def test_a_voice_that_does_not_end_is_told() -> None:
    """However long it would speak."""
    model = piper_voice(folder(), "en_US-endless-low")
    model.write_bytes(_hum(frames=22_050 * 301))
    voice = engine.voice("en_US-endless-low")
    assert voice is not None
    mouth = engine.open(voice)
    with pytest.raises(Unspoken, match="it spoke for more than 5 minutes"):
        mouth.speak("Let go.", 720)
    mouth.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux sees to it")
def test_a_voice_that_would_take_all_memory_is_told() -> None:
    """It is refused it, and the machine goes on."""
    model = piper_voice(folder(), "en_US-endless-low")
    model.write_bytes(_hum(frames=1 << 33))
    voice = engine.voice("en_US-endless-low")
    assert voice is not None
    mouth = engine.open(voice)
    with pytest.raises((Unspoken, PiperVoiceDamaged), match="it needs more memory than a voice is given: 4 GB"):
        mouth.speak("Let go.", 720)
    mouth.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux sees to it")
def test_no_voice_can_take_all_memory() -> None:
    """The process that speaks is bounded before it knows the network."""
    voice = engine.voice("en_US-good-low")
    assert voice is not None
    mouth = engine.open(voice)
    assert isinstance(mouth, PiperMouth)
    mouth.speak("In.", 720)
    lines = Path(f"/proc/{mouth._worker.start().pid}/limits").read_text(encoding="ascii").splitlines()
    (bound,) = (int(line.split()[3]) for line in lines if line.startswith("Max data size"))
    assert 0 < bound <= 4 << 30
    mouth.close()


def test_a_damaged_voice_is_removed_by_the_name_of_its_file() -> None:
    """Also where one of its speakers was asked for."""
    damaged = PiperVoiceDamaged("en_US-several-low#p1", "it is gone")
    assert "voices remove en_US-several-low'" in damaged.hint
    assert "voices install en_US-several-low'" in damaged.hint


def _hum(*, frames: int) -> bytes:
    """A network that gives so many frames, whatever it is asked."""
    kinds = {"input": TensorProto.INT64, "input_lengths": TensorProto.INT64, "scales": TensorProto.FLOAT}
    shapes: dict[str, list[int | str | None]] = {"input": [1, "sounds"], "input_lengths": [1], "scales": [3]}
    graph = helper.make_graph(
        [helper.make_node("Expand", ["level", "shape"], ["output"])],
        "hum",
        [helper.make_tensor_value_info(name, kind, shapes[name]) for name, kind in kinds.items()],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, frames])],
        [
            numpy_helper.from_array(np.array([0.1], np.float32), "level"),
            numpy_helper.from_array(np.array([1, 1, 1, frames]), "shape"),
        ],
    )
    model: onnx.ModelProto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    content: bytes = model.SerializeToString()
    return content
