"""One compiler for all tests of the library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from compiled import Compiler


@pytest.fixture(scope="session")
def compiler(spoken_once: Path) -> Iterator[Compiler]:
    """Plans sessions, with the phrases that other tests have spoken already."""
    with Compiler(spoken_once / "voiceguide" / "phrases") as one:
        yield one
