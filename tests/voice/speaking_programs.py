"""Programs that speak, or do not, for the engine `command`; run by the tests' own interpreter."""

import os
import subprocess
import sys
import time
import wave
from pathlib import Path


def written(out: str, seconds: float, rate: int = 22_050, channels: int = 1) -> None:
    """A hum of so many seconds."""
    wave_length = (b"\x00\x20" * channels) * 50 + (b"\x00\xe0" * channels) * 50
    size = 2 * channels * round(seconds * rate)
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((wave_length * (size // len(wave_length) + 1))[:size])


def main(how: str, out: str = "", text: str = "", extra: str = "") -> None:  # noqa: C901, PLR0912, PLR0915  (a case each)
    """Do what `how` says."""
    match how:
        case "hum":
            written(out, len(text) / 15)
        case "pace":
            written(out, len(text) / 15 / float(extra))
        case "stereo":
            written(out, len(text) / 15, rate=8000, channels=2)
        case "told":
            Path(extra).write_text(text, encoding="utf-8")
            written(out, len(text) / 15)
        case "heard":
            Path(extra).write_text(sys.stdin.read(), encoding="utf-8")
            written(out, 3)
        case "ending":
            written(f"{out}.wav", 3)
        case "fails":
            sys.stderr.write("first line\nno such voice \x1b[31m\n\n")
            sys.exit(3)
        case "crashes":
            os.kill(os.getpid(), 11)
        case "hangs":
            Path(extra).write_text(str(os.getpid()), encoding="utf-8")
            time.sleep(3600)
        case "leaves":
            left = subprocess.Popen(["sleep", "3600"])
            Path(extra).write_text(str(left.pid), encoding="utf-8")
            written(out, len(text) / 15)
        case "frees":
            left = subprocess.Popen(["sleep", "3600"], start_new_session=True)
            again = [sys.executable, __file__, "leaves", f"{out}.other", text, f"{extra}.other"]
            subprocess.run(again, check=True, start_new_session=True)
            Path(extra).write_text(str(left.pid), encoding="utf-8")
            written(out, len(text) / 15)
        case "buries":
            deep = Path(out).parent / "a" / "b"
            deep.mkdir(parents=True)
            with (deep / "c").open("wb") as file:
                while True:
                    file.write(bytes(1 << 20))
        case "scatters":
            for number in range(1 << 30):
                Path(out).with_name(f"{number}").touch()
        case "garbage":
            Path(out).write_bytes(bytes(range(256)) * 100)
        case "promises":
            written(out, 1)
            content = bytearray(Path(out).read_bytes())
            content[24:28] = (1).to_bytes(4, "little")  # one frame a second
            Path(out).write_bytes(content)
        case "empty":
            Path(out).touch()
        case "nothing":
            pass
        case "link":
            Path(out).symlink_to("/etc/hostname")
        case "pipe":
            os.mkfifo(out)
        case "silence":
            written(out, 0.0001)
        case "floods":
            block = bytes(1 << 20)
            with Path(out).open("wb") as file:
                while True:
                    file.write(block)


if __name__ == "__main__":
    main(*sys.argv[1:])
