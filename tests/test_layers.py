"""The house: which room may import which. An arrow that points up, or to a room nobody listed, fails here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import voiceguide

PACKAGE = Path(voiceguide.__file__).parent

BELOW = {
    "units": "",
    "problems": "",
    "model": "units problems",
    "timeline": "model units problems",
    "sound": "units problems",
    "mix": "timeline sound model units",
    "content": "",
    "speakers": "",
    "settings": "speakers units problems",
    "voice": "settings speakers sound model units problems",
    "fetch": "voice problems",
    "script": "model units problems",
    "watch": "",
    "play": "timeline sound units problems",
    "export": "mix timeline sound model units problems",
    "pack": "export sound script model problems",
    "produce": "mix timeline sound voice script model units problems",
    "care": "content settings model problems",
    "pieces": "care produce export timeline content units",
    "meanwhile": "timeline model units problems",
    "check": "produce timeline sound voice script model units problems",
    "record": "check produce play export timeline sound voice model units problems",
    "batch": "pack script settings problems units",
    "journal": "units",
    "cli": "journal batch fetch meanwhile record check pieces care watch produce pack play export mix timeline sound"
    " voice script content settings model units problems",
    "library": "pieces produce pack play export timeline sound voice script content settings model units problems",
    "__init__": "library",
    "__main__": "cli",
}
"""Every room, from the ground up, and the rooms that it may import."""


def room_of(path: Path) -> str:
    """The room that a file of the package stands in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(source: str) -> Iterator[tuple[int, str]]:
    """The line and the room of every import of the package; a relative import counts as the room `.`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = ["voiceguide.."]
        elif isinstance(node, ast.ImportFrom) and node.module == "voiceguide":
            names = [f"voiceguide.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module)]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "voiceguide":
                yield node.lineno, rest.partition(".")[0] or ("." if rest else "__init__")


def wrong_imports(room: str, source: str) -> list[str]:
    """A sentence for every import that a file of `room` may not make."""
    allowed = {room, *BELOW.get(room, "").split()}
    return [f"line {line}: {room} imports {other}" for line, other in imports_of(source) if other not in allowed]


FILES = sorted(path for path in PACKAGE.rglob("*.py") if "_content" not in path.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_only_go_down(path: Path) -> None:
    """A room imports itself and the rooms listed for it, by their full names."""
    assert room_of(path) in BELOW, f"{room_of(path)} is not a room of the house: list it where it belongs"
    assert wrong_imports(room_of(path), path.read_text(encoding="utf-8")) == []


def test_there_is_a_house() -> None:
    """The walk finds the package, so that it cannot pass by looking at nothing."""
    assert {"units", "problems", "model", "timeline", "sound", "cli"} <= {room_of(path) for path in FILES}


def test_no_arrow_is_listed_that_nobody_needs() -> None:
    """What a room may import is what it does import: a new arrow is drawn on purpose."""
    drawn = {(room_of(path), other) for path in FILES for _, other in imports_of(path.read_text(encoding="utf-8"))}
    assert [f"{room} -> {other}" for room in BELOW for other in BELOW[room].split() if (room, other) not in drawn] == []


def test_a_room_imports_only_rooms_listed_before_it() -> None:
    """The list itself has no arrow that points up."""
    floors = list(BELOW)
    for room, below in BELOW.items():
        assert all(floors.index(other) < floors.index(room) for other in below.split()), room


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("model", "from voiceguide.cli import main"),
        ("timeline", "import voiceguide.voice.store"),
        ("mix", "from voiceguide import voice"),
        ("sound", "from . import clip"),
        ("sound", "from ..units import Frames"),
        ("play", "def later():\n    from voiceguide.script import read"),
        ("garage", "from voiceguide.units import Frames"),
        ("cli", "from voiceguide.garage import car"),
    ],
)
def test_a_wrong_arrow_is_seen(room: str, source: str) -> None:
    """Wherever it stands and however it is written, and from or to a room that is not listed."""
    assert wrong_imports(room, source)
