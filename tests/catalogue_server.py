"""A place where voices are published, on this machine; it can be told to have any trouble that servers have."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from tiny_piper import description, network

LIST: Final = "voices.json"


@dataclass
class Trouble:
    """What goes wrong with a file."""

    status: int = 200
    location: str = ""
    ends_after: int | None = None
    """Bytes of an answer, then the connection is gone; the length is told as if all came."""
    ranges: bool = True
    """Whether a part can be asked for."""
    told: bool = True
    """Whether the length is."""
    instead: bytes | None = None
    trickles: bool = False
    """One byte comes, and after a while another."""
    silent: bool = False
    """Nothing is ever answered."""
    met: threading.Event = field(default_factory=threading.Event)
    """Set when somebody waits for an answer that never comes."""


@dataclass
class Published:
    """What is published, and who asked for it."""

    files: dict[str, bytes] = field(default_factory=dict)
    trouble: dict[str, Trouble] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Paths and ranges."""
    listed: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def voice(self, name: str = "en_US-tiny-medium", **others: object) -> str:
        """Publish a voice; its folder comes back."""
        code, who, quality = name.split("-")
        folder = f"{code.partition('_')[0]}/{code}/{who}/{quality}"
        told = description(name, **others)  # type: ignore[arg-type]
        contents = {
            f"{folder}/{name}.onnx": network().SerializeToString(),
            f"{folder}/{name}.onnx.json": json.dumps(told).encode(),
            f"{folder}/MODEL_CARD": b"* License: CC0\n",
        }
        self.files |= contents
        self.listed[name] = {
            "key": name,
            "name": who,
            "language": told["language"],
            "quality": quality,
            "num_speakers": told["num_speakers"],
            "speaker_id_map": told["speaker_id_map"],
            "files": {
                path: {"size_bytes": len(content), "md5_digest": hashlib.md5(content).hexdigest()}  # noqa: S324  (as is published)
                for path, content in contents.items()
            },
            "aliases": [f"{code.lower()}-{who}-{quality}"],
        }
        self.listing()
        return folder

    def listing(self) -> None:
        """Publish the list as it is now."""
        self.files[LIST] = json.dumps(self.listed).encode()

    def ranges_of(self, ending: str) -> list[str]:
        """What parts were asked for of files that end so; an empty one for the whole."""
        return [span for path, span in self.asked if path.endswith(ending)]


class _Handler(BaseHTTPRequestHandler):
    published: Published

    def do_GET(self) -> None:
        path = unquote(self.path).lstrip("/")
        span = self.headers.get("Range", "")
        self.published.asked.append((path, span))
        trouble = self.published.trouble.get(path, Trouble())
        if trouble.silent:
            trouble.met.set()
            self.published.over.wait()
            return
        content = self.published.files.get(path) if trouble.instead is None else trouble.instead
        if trouble.status != 200 or content is None:
            self.send_response(404 if content is None and trouble.status == 200 else trouble.status)
            if trouble.location:
                self.send_header("Location", trouble.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._give(content, span if trouble.ranges else "", trouble)

    def _give(self, content: bytes, span: str, trouble: Trouble) -> None:
        start = int(span.removeprefix("bytes=").partition("-")[0]) if span else 0
        if span and start >= len(content):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(content)}")
            self.end_headers()
            return
        self.send_response(206 if span else 200)
        if span:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if trouble.told:
            self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        rest = content[start:]
        while trouble.trickles and rest and not self.published.over.wait(0.02):
            self.wfile.write(rest[:1])
            rest = rest[1:]
        self.wfile.write(rest if trouble.ends_after is None else rest[: trouble.ends_after])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked may be gone."""


@contextmanager
def publishing() -> Iterator[Published]:
    """Serve until the end of the block."""
    published = Published()
    handler = type("Handler", (_Handler,), {"published": published})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    published.address = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield published
    finally:
        published.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def everything_below(folder: Path) -> set[str]:
    """Every file, hidden ones too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
