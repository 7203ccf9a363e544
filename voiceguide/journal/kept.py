"""A small file that is there whole or not at all, for its owner alone."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

BIGGEST: Final = 1_000_000
"""Bytes; what is bigger was not written here."""


def write(file: Path, table: dict[str, object], *, indent: int | None = None) -> None:
    """Keep a table, whatever happens to the process or the machine meanwhile. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as writing:
            json.dump(table, writing, indent=indent, ensure_ascii=False)
            writing.flush()
            os.fsync(writing.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync(file.parent)


def read(file: Path) -> dict[str, object] | None:
    """The table that was kept; None if there is none, or none that can be understood."""
    _sweep(file)
    try:
        if not file.is_file() or file.stat().st_size > BIGGEST:
            return None
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _sync(folder: Path) -> None:
    """Let the new name outlast a power cut, where a folder can be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(file: Path) -> None:
    """Throw away what a killed process left half written."""
    with suppress(OSError):
        for draft in file.parent.glob(f".{file.name}.*"):
            draft.unlink(missing_ok=True)
