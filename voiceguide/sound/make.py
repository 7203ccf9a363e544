"""Makes the bundled sounds again: `python -m voiceguide.sound.make FOLDER`."""

import sys
from pathlib import Path

from voiceguide.sound.catalogue import RECIPES, Recipe, made
from voiceguide.sound.files import write


def file_of(recipe: Recipe) -> str:
    """Where a sound stands in the folder of sounds: `chimes/low-bowl.flac`."""
    return f"{recipe.kind}/{recipe.name.replace(' ', '-')}.flac"


def make(folder: Path) -> None:
    """Write all of them into `folder`, over those that are there."""
    for recipe in RECIPES:
        file = folder / file_of(recipe)
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, made(recipe))


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004  (the command and its folder)
        sys.exit("usage: python -m voiceguide.sound.make FOLDER")
    make(Path(sys.argv[1]))
