"""Where the bundled scripts and sounds are: inside the installed package, or in the folders of the repository."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CARE: Final = "care"
"""Within a folder of sessions: what is said of care, for all of them."""

SCRIPTS_LICENCE: Final = "CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/"
"""What others may do with the bundled scripts, and so with what is made of them."""


def scripts() -> "Traversable":
    """The folder of the bundled session scripts."""
    return _folder("scripts")


def sounds() -> "Traversable":
    """The folder of the bundled sounds."""
    return _folder("sounds")


def licence_of(script: str) -> str:
    """The licence of a script's file if it is one of the bundled ones; else empty, for it is its author's to say."""
    bundled = Path(str(scripts())).resolve()
    return SCRIPTS_LICENCE if Path(script).resolve().is_relative_to(bundled) else ""


def _folder(name: str) -> "Traversable":
    # An editable install has no `_content`: there the repository's own folders stand beside the package.
    package = Path(__file__).parent
    for folder in (package / "_content" / name, package.parent / name):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # noqa: PLC0415  (the package is in a zip file, as it seldom is)

    return files("voiceguide") / "_content" / name
