"""Opens packs: each is unpacked once, into a folder of the cache that is named by the digest of what it holds."""

from dataclasses import dataclass
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

from voiceguide.model.pack import Pack
from voiceguide.pack import manifest as manifests
from voiceguide.pack.archive import Archive
from voiceguide.pack.cache import kept
from voiceguide.pack.door import LIBRARY
from voiceguide.pack.manifest import Manifest
from voiceguide.pack.names import fault_in
from voiceguide.pack.refused import PackRefused
from voiceguide.problems import Problem, Source
from voiceguide.script import Document, parse
from voiceguide.script.decode import LARGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A pack in a folder."""

    folder: Path
    """Links in its own path followed."""
    manifest: Manifest

    @property
    def script(self) -> Path:
        """The script that is played."""
        return self.folder / self.manifest.script

    @property
    def library(self) -> tuple[Path, ...]:
        """The folders that any script in it may name files of, in the order in which they are looked through."""
        place = self.folder / LIBRARY
        return (*(sorted(place.iterdir()) if place.is_dir() else ()), self.folder)


def open_pack(path: Path, cache: Path) -> Opened:
    """Unpack a pack below `cache`, unless it is there already.

    Raises:
        PackRefused: It is damaged, or holds what no pack holds.
        CannotWrite: There is no room for it.
    """
    try:
        with path.open("rb") as file:
            digest = _digest_of(file)
            with Archive(file) as archive:
                manifest = manifests.manifest_of(archive.read(manifests.NAME, manifests.LARGEST))
                if fault_in(manifest.script) or manifest.script not in archive.sizes():
                    raise PackRefused("the script that it is to play is missing in this pack")
                folder = kept(cache, digest, archive, lambda: _digest_of(file)).resolve()
    except OSError as error:
        raise PackRefused(f"this pack cannot be read: {error.strerror or error}", "Look at who may read it.") from error
    return Opened(folder=folder, manifest=manifest)


def packed_document(path: Path, shown: str, library: tuple[Path, ...], cache: Path) -> Document:
    """The script in a pack; why it cannot be opened is in the document. Raises CannotWrite."""
    try:
        opened = open_pack(path, cache)
    except PackRefused as refused:
        top = Source(file=shown, line=1, column=1)
        hint = refused.hint[:1].lower() + refused.hint[1:]
        problem = Problem(source=top, message=refused.message, hint=hint, code="pack")
        return Document(file=shown, folder=None, library=library, root=None, included=(), problems=(problem,))
    return parse(
        opened.script,
        shown=f"{shown}/{opened.manifest.script}",
        library=(*opened.library, *library),
        pack=Pack(folder=opened.folder, shown=shown, voice=opened.manifest.voice),
    )


def member(pack: Path, name: str) -> bytes:
    """A text in a pack; empty where it has none of that name."""
    try:
        with pack.open("rb") as file, Archive(file) as archive:
            return archive.read(name, LARGEST)
    except PackRefused:
        return b""


def _digest_of(file: BufferedReader) -> str:
    """Of all that a file holds, from its beginning on."""
    file.seek(0)
    return file_digest(file, "sha256").hexdigest()
