"""Where the bundled scripts and sounds are: inside the installed package, or in the folders of the repository."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def scripts() -> Traversable:
    """The folder of the bundled session scripts."""
    return _folder("scripts")


def sounds() -> Traversable:
    """The folder of the bundled sounds."""
    return _folder("sounds")


def _folder(name: str) -> Traversable:
    # An editable install has no `_content`: there the repository's own folders stand beside the package.
    installed = files("voiceguide") / "_content" / name
    return installed if installed.is_dir() else Path(__file__).parent.parent / name
