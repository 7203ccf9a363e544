"""`voiceguide doctor`."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import click

from voiceguide import settings
from voiceguide.cli.commands.devices import look_at
from voiceguide.cli.exits import Exit
from voiceguide.cli.terminal import out, safe, table
from voiceguide.play import device
from voiceguide.problems import Stop
from voiceguide.voice.engines import listing, registered

PACKAGES: Final = (
    "numpy",
    "pyyaml",
    "soundfile",
    "soxr",
    "miniaudio",
    "pyttsx3",
    "espeakng-loader",
    "piper-tts",
    "onnxruntime",
    "simpleaudio",
    "rich",
    "wakepy",
)
SILENT: Final = "silent"
"""The name of the engine and of the device of last resort."""

Finding = tuple[bool, str, str, str]
"""Whether it is well, what was looked at, what was found, and what to do (empty where nothing is to be done)."""


@click.command()
def command() -> int:
    """Tell what is found, what is missing and what to type."""
    voices = _voices()
    findings = [_program(), *voices, *_devices(), *_folders(), _packages()]
    rows = [("ok" if well else "--", what, found) for well, what, found, _ in findings]
    out(table(rows))
    for _, what, _, hint in findings:
        if hint:
            out("\n" + "\n  ".join(safe(line) for line in (what, *hint.splitlines())))
    speaks = any(well and what != _engine(SILENT) for well, what, _, _ in voices)
    return Exit.DONE if speaks else Exit.FAILED


def _program() -> Finding:
    about = f"{version('voiceguide')}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return True, "voiceguide", about, ""


def _engine(name: str) -> str:
    return f"voice engine {name}"


def _voices() -> list[Finding]:
    voices, missing = listing()
    findings: list[Finding] = []
    for name in registered():
        count = sum(voice.engine == name for voice in voices)
        if name in missing:
            findings.append((False, _engine(name), missing[name].message, missing[name].hint))
        else:
            findings.append((count > 0, _engine(name), f"{count} voice{'s' if count != 1 else ''}", ""))
    return findings


def _devices() -> list[Finding]:
    findings: list[Finding] = []
    for name in device.names():
        about, trouble = look_at(name)
        findings.append((not trouble, f"sound device {name}", about, trouble))
    return findings


def _folders() -> list[Finding]:
    own = settings.folders()
    try:
        settings.settings(own.settings)
        written: Finding = (True, "settings", _place(own.settings), "")
    except Stop as damaged:
        written = (False, "settings", damaged.message, damaged.hint)
    places = {
        "own scripts": own.scripts,
        "own sounds": own.sounds,
        "voices": own.voices,
        "spoken phrases": own.store,
    }
    return [written, *((True, what, _place(path), "") for what, path in places.items())]


def _place(path: Path) -> str:
    if not path.exists():
        return f"{path} (not there yet)"
    if path.is_file():
        return str(path)
    sizes = [file.stat().st_size for file in path.rglob("*") if file.is_file()]
    return f"{path} ({len(sizes)} files, {sum(sizes) / 1e6:.1f} MB)"


def _packages() -> Finding:
    found: list[str] = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return True, "packages", ", ".join(found), ""
