"""The process in which Piper speaks.

The network draws random numbers: how long each sound lasts, and how it is breathed. The runtime takes no seed for a
call, only one for a network that is loaded; the first phrase after that always sounds the same, and every further one
depends on how many came before. So the network is loaded once and says nothing itself, and each phrase is said by a
forked child, for which it is the first. (Measured: the same phrase in any order gave the same samples in a child, and
others each time without. With the randomness set to nothing they would be the same too, but duller than the voice was
made.) Where there is no fork, the network is loaded anew for every phrase: a quarter of a second for 60 MB.

One thread for each network: a process with threads must not fork, two phrases are spoken at once anyway, and sums are
always added in the same order.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voiceguide.voice.piper_folder import described
from voiceguide.voice.serve import die_with_parent, ears_and_tongue, leave, serve

if TYPE_CHECKING:
    import onnxruntime
    from piper import PiperVoice

WHOLE: Final = 1000
"""The pace at which sounds last as long as the network gives them; at twice that, half as long."""

_SEED: Final = 2048
"""Any will do; it decides in which of many ways a phrase is said."""
_NEEDED: Final = {"input", "input_lengths", "scales"}
"""What a network of Piper's is given; one with several speakers is given `sid` as well."""
_FULL_SCALE: Final = 32767
_MARKUP: Final = str.maketrans("[]", "  ")
"""Piper takes what stands between `[[` and `]]` for sounds already."""
_LONGEST_S: Final = 300
"""Seconds of sound for one phrase; the longest there may be takes two minutes at the slowest rate."""
_MOST_MEMORY: Final = 4 << 30
"""Bytes for one network at work; a machine with little memory gives no more than half of it. The largest that is
published takes about two for the longest sentence at the slowest rate: 130 seconds of sound in 32 layers of numbers,
five of such at once. (By reckoning: 22,050 x 130 x 32 x 4 x 5.) Linux sees to it; macOS takes no notice of such a
bound, and Windows knows none."""
_MEMORY_ERRORS: Final = ("bad_alloc", "allocate memory", "bad allocation")
"""How the runtime says that it was refused memory."""

RUNTIME: Final = "Piper's runtime cannot be loaded"
"""The reason where it is not the voice that is broken."""
_NO_NETWORK: Final = "its network is damaged, or not one of Piper's"
_OTHER_NETWORK: Final = "it is not a voice of Piper's, or not the one that its description describes"
_NO_MEMORY: Final = f"it needs more memory than a voice is given: {_MOST_MEMORY >> 30} GB, or half of what is here"
_NO_SOUNDS: Final = "eSpeak does not know the language that its description names, or not these words"
_NOT_SAID: Final = "its network failed at these words"


class NotSaidError(OSError):
    """A phrase failed, and the process can go on."""


class NoVoiceError(ValueError):
    """A network that is not one of Piper's."""


def main(arguments: list[str]) -> None:
    """Serve phrases with the network, its description, and the number of the speaker in `arguments`."""
    model, description, speaker = arguments
    requests, answers = ears_and_tongue()
    # From 1.29 on the runtime gives this machine a number and reports to its makers. Told so before it is loaded, it
    # makes neither the number nor the thread that sends.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    _bound_memory()
    try:
        talker = Talker(Path(model).resolve(), Path(description).resolve(), int(speaker))
    except NoVoiceError as wrong:
        leave(answers, str(wrong))
    except ImportError:
        leave(answers, RUNTIME)
    except Exception as trouble:  # noqa: BLE001  (each part of the runtime fails in its own way)
        leave(answers, _reason(trouble, _NO_NETWORK))
    serve(talker.say, requests=requests, answers=answers, forking=talker.forking)


class Talker:
    """One speaker of one network."""

    def __init__(self, model: Path, description: Path, speaker: int) -> None:
        import piper  # noqa: PLC0415  (the environment was made ready for it first)

        # eSpeak, which finds the sounds, keeps its data's path in 160 characters; a name in the current folder fits.
        os.chdir(Path(piper.__file__).parent)
        self._model = str(model)
        self._voice = piper.PiperVoice(
            session=_loaded(self._model),
            config=piper.PiperConfig.from_dict(described(description)),
            espeak_data_dir=Path("espeak-ng-data"),
        )
        self._speaker = speaker
        inputs = {one.name for one in self._voice.session.get_inputs()}
        if not inputs >= _NEEDED or ("sid" in inputs) != (self._voice.config.num_speakers > 1):
            raise NoVoiceError(_OTHER_NETWORK)
        self.forking = sys.platform.startswith("linux") and _threads() == 1

    def say(self, text: str, pace: int) -> tuple[int, bytes]:
        """One phrase, as if nothing had been said before."""
        try:
            if self.forking:
                die_with_parent()
            else:
                self._voice.session = _loaded(self._model)
            return _spoken(self._voice, text.translate(_MARKUP), pace, self._speaker)
        except NotSaidError:
            raise
        except Exception as trouble:
            runtimes = type(trouble).__module__.startswith("onnxruntime")
            raise NotSaidError(_reason(trouble, _NOT_SAID if runtimes else _NO_SOUNDS)) from trouble


def _loaded(model: str) -> "onnxruntime.InferenceSession":
    import onnxruntime  # noqa: PLC0415  (the environment was made ready for it first)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    onnxruntime.set_seed(_SEED)
    return onnxruntime.InferenceSession(model, sess_options=options, providers=["CPUExecutionProvider"])


def _spoken(voice: "PiperVoice", text: str, pace: int, speaker: int) -> tuple[int, bytes]:
    """All sentences of a phrase, at the level that the network gives: one gain for a voice is found elsewhere."""
    import numpy as np  # noqa: PLC0415  (the environment was made ready for it first)
    from piper import SynthesisConfig  # noqa: PLC0415  (the same)

    how = SynthesisConfig(
        speaker_id=speaker if voice.config.num_speakers > 1 else None,
        length_scale=WHOLE / pace,
        normalize_audio=False,
    )
    parts = [np.zeros(0, np.float32)]
    room = _LONGEST_S * voice.config.sample_rate
    for chunk in voice.synthesize(text, how):
        room -= chunk.audio_float_array.size
        if room < 0:
            raise NotSaidError(f"it spoke for more than {_LONGEST_S // 60} minutes")
        parts.append(np.nan_to_num(chunk.audio_float_array).ravel())
    sound = np.concatenate(parts)
    return voice.config.sample_rate, np.rint(sound * _FULL_SCALE).astype("<i2").tobytes()


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208  (numbers, not paths)


def _bound_memory() -> None:
    """Let a network that was made to take all memory be refused it, and not the rest of the machine."""
    try:
        import resource  # noqa: PLC0415  (Windows has none)
    except ImportError:
        return
    most = min(_MOST_MEMORY, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2)
    with suppress(OSError, ValueError):  # the listener may have set a lower one
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _reason(trouble: Exception, otherwise: str) -> str:
    """What went wrong, for a person; the runtime's own words are for its makers."""
    refused = isinstance(trouble, MemoryError) or any(words in str(trouble) for words in _MEMORY_ERRORS)
    return _NO_MEMORY if refused else otherwise
