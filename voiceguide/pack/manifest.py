"""What a pack says of itself, in a file that a person can read."""

import json
import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from voiceguide.model.pack import OWN
from voiceguide.pack.refused import PackRefused

FORMAT: Final = 1
LARGEST: Final = 16 << 10
"""Bytes."""
NAME: Final = f"{OWN}/manifest.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a pack says of itself."""

    title: str
    script: str
    """The name of the script in the pack."""
    voice: str = ""
    """The name of the recordings that speak it; empty where there are none."""


def text_of(manifest: Manifest) -> bytes:
    """The file. Nothing in it tells when, where or by whom it was made: the same session gives the same pack."""
    lines = [
        "# A session of voiceguide. It is a zip file: whoever opens it finds the script and its sounds.",
        f"format = {FORMAT}",
        f'made_by = "voiceguide {version("voiceguide")}"',
        f"title = {_quoted(manifest.title)}",
        f"script = {_quoted(manifest.script)}",
        *([f"voice = {_quoted(manifest.voice)}"] if manifest.voice else []),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def manifest_of(raw: bytes) -> Manifest:
    """Read the file. Raises PackRefused."""
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PackRefused(f"{NAME} in this pack cannot be read") from error
    made = table.get("format")
    if isinstance(made, int) and made > FORMAT:
        message = f"this pack is of format {made}, which this voiceguide does not know"
        raise PackRefused(message, "Install a newer voiceguide.")
    script, title, voice = (table.get(key, "") for key in ("script", "title", "voice"))
    if made != FORMAT or not isinstance(script, str) or not isinstance(title, str) or not isinstance(voice, str):
        raise PackRefused(f"{NAME} in this pack does not say which script is to be played")
    return Manifest(title=title, script=script, voice=voice)


def _quoted(text: str) -> str:
    """As TOML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
