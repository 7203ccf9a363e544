"""Nothing but `voices install` uses a network, and only one file of the program can."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from catalogue_server import publishing
from desk import SCRIPT
from test_layers import FILES, PACKAGE

DOOR: Final = "fetch/web.py"
NETWORKS: Final = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
"""What a Python program talks to others with."""
AT_HOME: Final = {"play/mpris.py": {"socket"}}
"""Headsets and media keys: a socket of the desktop's own, which is a file of this machine."""

WATCH: Final = """
import sys

def heard(event, arguments):
    elsewhere = event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple)
    if elsewhere or event == "socket.getaddrinfo":
        sys.stderr.write(f"NETWORK {event} {arguments[1:]}\\n")

sys.addaudithook(heard)
from voiceguide.cli.program import run
sys.exit(run(sys.argv[1:]))
"""
"""A program that tells whenever it turns to a network."""


def networks_in(source: str) -> set[str]:
    """What a file imports that could use one, wherever it stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        found |= {known for known in NETWORKS for name in names if name == known or name.startswith(f"{known}.")}
    return found


def test_one_file_uses_a_network() -> None:
    """And it does, so that this cannot pass by looking at nothing."""
    found = {str(path.relative_to(PACKAGE)): networks_in(path.read_text(encoding="utf-8")) for path in FILES}
    assert found.pop(DOOR) == {"http", "ssl", "urllib.request"}
    assert {file: used for file, used in found.items() if used} == AT_HOME


@pytest.mark.parametrize(
    "source",
    ["import socket", "from urllib import request", "def f():\n    import http.client as c", "import requests.api"],
)
def test_a_network_is_seen(source: str) -> None:
    """Wherever it is imported, and however it is written."""
    assert networks_in(source)


def test_nobody_else_turns_to_one(tmp_path: Path) -> None:
    """A session is read, spoken and written, and voices are listed, without one; `install` asks for one."""
    script = tmp_path / "two.yaml"
    script.write_text(SCRIPT)

    def turned(*line: str) -> str:
        run = subprocess.run([sys.executable, "-c", WATCH, *line], capture_output=True, text=True, check=False)
        return "\n".join(told for told in run.stderr.splitlines() if told.startswith("NETWORK"))

    assert turned("render", str(script), "-o", str(tmp_path / "two.wav")) == ""
    assert (tmp_path / "two.wav").exists()
    assert turned("voices", "en") == ""
    with publishing() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_VOICES_URL", place.address)
        assert "socket.connect" in turned("voices", "install")
