"""A voice of Piper's that the tests make themselves: the network's true inputs and output, and a tone for a voice.

It does what Piper's networks do: every sound has a length of its own, drawn at random, stretched and rounded up to
whole hops; and the sound has some noise in it.
"""

import json
import math
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE: Final = 22_050
HOP: Final = 256
_IPA: Final = (*range(0xE6, 0x2D1), *range(0x303, 0x330))
SOUNDS: Final = "_^$ !'(),-.:;?abcdefhijklmnopqrstuvwxyz" + "".join(map(chr, _IPA))
"""Each has its place for a number; the first three begin, part and end a sentence."""

_HOPS_A_SOUND: Final = 3.1
_INPUTS: Final[dict[str, list[int | str | None]]] = {"input": [1, "sounds"], "input_lengths": [1], "sid": [1]}


def network(*, speakers: int = 1, hertz: float = 220.0, output: str = "output") -> onnx.ModelProto:
    """A graph that hums for as long as it would speak; each speaker hums half as high again as the one before."""
    numbers: dict[str, Any] = {
        "first": np.array([0]), "second": np.array([1]), "third": np.array([2]), "shape": np.array([1, 1, 1, -1]),
        "none": np.int64(0), "one": np.int64(1), "hop": np.int64(HOP), "hops": np.float32(_HOPS_A_SOUND),
        "spread": np.float32(0.3), "breath": np.float32(0.01), "turn": np.float32(2 * math.pi * hertz / RATE),
        "half": np.float32(math.pi), "loud": np.float32(0.3), "steep": np.float32(8), "full": np.float32(1),
        "silent": np.float32(0), "fifth": np.float32(1.5),
    }  # fmt: skip
    steps = [
        ("Gather", "scales first", "noise"), ("Gather", "scales second", "length"), ("Gather", "scales third", "width"),
        ("Cast", "input", "sounds"),
        ("RandomNormalLike", "sounds", "drawn"), ("Mul", "drawn width", "w1"), ("Mul", "w1 spread", "w2"),
        ("Exp", "w2", "w3"), ("Mul", "w3 hops", "w4"), ("Mul", "w4 length", "w5"), ("Ceil", "w5", "w6"),
        ("ReduceSum", "w6", "all"), ("Cast64", "all", "count"), ("Mul", "count hop", "frames"),
        ("Range", "none frames one", "places"), ("Cast", "places", "at"),
        ("Mul", f"at {'pitch' if speakers > 1 else 'turn'}", "phase"), ("Sin", "phase", "wave"),
        ("Cast", "frames", "long"), ("Div", "at long", "share"), ("Mul", "share half", "arch"), ("Sin", "arch", "rise"),
        ("Mul", "rise steep", "r1"), ("Clip", "r1 silent full", "r2"), ("Mul", "r2 loud", "r3"),
        ("Mul", "wave r3", "tone"),
        ("RandomNormalLike", "tone", "hiss"), ("Mul", "hiss noise", "h1"), ("Mul", "h1 breath", "h2"),
        ("Add", "tone h2", "sum"), ("Reshape", "sum shape", output),
    ]  # fmt: skip
    if speakers > 1:
        steps[:0] = [("Cast", "sid", "who"), ("Pow", "fifth who", "up"), ("Mul", "turn up", "pitch")]
    nodes = [_node(kind, inputs.split(), given) for kind, inputs, given in steps]
    names = [name for name in _INPUTS if name != "sid" or speakers > 1]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            *(helper.make_tensor_value_info(name, TensorProto.INT64, _INPUTS[name]) for name in names),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, 1, 1, "frames"])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in numbers.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def _node(kind: str, inputs: list[str], output: str) -> onnx.NodeProto:
    match kind:
        case "Cast":
            return helper.make_node("Cast", inputs, [output], to=TensorProto.FLOAT)
        case "Cast64":
            return helper.make_node("Cast", inputs, [output], to=TensorProto.INT64)
        case "ReduceSum":
            return helper.make_node(kind, inputs, [output], keepdims=0)
        case _:
            return helper.make_node(kind, inputs, [output])


def description(name: str, *, speakers: int = 1, **others: object) -> dict[str, Any]:
    """What Piper's makers publish beside a network of that name, such as `en_US-tiny-medium`."""
    code, who, quality = name.split("-")
    family, _, region = code.partition("_")
    return {
        "audio": {"sample_rate": RATE, "quality": quality},
        "espeak": {"voice": {"en": "en-us", "pt": "pt-br"}.get(family, family)},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {sound: [number] for number, sound in enumerate(SOUNDS)},
        "num_symbols": len(SOUNDS),
        "num_speakers": speakers,
        "speaker_id_map": {f"p{number}": number for number in range(speakers)} if speakers > 1 else {},
        "piper_version": "1.0.0",
        "language": {
            "code": code,
            "family": family,
            "region": region,
            "name_english": {"en": "English", "de": "German"}.get(family, family),
            "country_english": {"US": "United States", "DE": "Germany"}.get(region, region),
        },
        "dataset": who,
        **others,
    }


def piper_voice(
    folder: Path, name: str = "en_US-tiny-medium", *, speakers: int = 1, hertz: float = 220.0, **others: object
) -> Path:
    """Lay a voice into a folder; the path of its network comes back."""
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.write_bytes(network(speakers=speakers, hertz=hertz).SerializeToString())
    told = json.dumps(description(name, speakers=speakers, **others), ensure_ascii=False)
    (folder / f"{name}.onnx.json").write_text(told, encoding="utf-8")
    return model


def worn(model: Path) -> None:
    """Make a network wrong inside that is as long as before."""
    whole = model.read_bytes()
    middle = len(whole) // 2
    model.write_bytes(whole[: middle - 200] + bytes(400) + whole[middle + 200 :])
