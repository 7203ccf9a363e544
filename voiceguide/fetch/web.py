"""The only door to a network in this program: one file is asked for by HTTP, and its bytes come in order."""

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final, Protocol
from urllib.parse import urlsplit

from voiceguide.problems import Stop

PATIENCE_S: Final = 30.0
"""Seconds without a word from the server."""

_LEAST: Final = 1 << 12
"""Bytes that come in that time at least: at such a rate 250 kB take half an hour."""

_SCHEMES: Final = ("https", "http")
_WRITTEN: Final = re.compile("[0-9]{1,18}")
"""A number of bytes as servers write it."""
_PARTIAL: Final = 206
_NOT_FOUND: Final = 404
_NOT_THAT_RANGE: Final = 416
_REDIRECTS: Final = range(300, 400)
_TROUBLE: Final = range(500, 600)

OFFLINE: Final = "Only 'voiceguide voices install' needs a network; everything else works without."


class FetchFailed(Stop):
    """Something cannot be fetched."""


class Unreachable(FetchFailed):
    """There is no connection, or it broke off."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"{host} cannot be reached: {reason}", f"See that this machine is online. {OFFLINE}")


class Refused(FetchFailed):
    """The server answers, and does not give it."""


class NotThatRange(Refused):
    """The server has the file, and not so much of it."""


class Reader(Protocol):
    """What an answer is read from."""

    def read(self, amount: int, /) -> bytes:
        """At most so many bytes; none at the end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A file on its way."""

    host: str
    start: int
    """The byte that it begins with."""
    whole: int | None
    """How many bytes the file has; None where the server does not tell."""
    reader: Reader
    """Gives what has come, and waits only where nothing has."""

    def read(self, amount: int) -> bytes:
        """At most so many bytes; none at the end. Raises Unreachable."""
        try:
            return self.reader.read(amount)
        except (OSError, http.client.HTTPException, ValueError) as trouble:
            raise Unreachable(self.host, _reason(trouble)) from trouble


class _Watched:
    """Reads what has come, and loses patience with a server from which hardly anything does."""

    def __init__(self, response: http.client.HTTPResponse, patience: float) -> None:
        self._response: Final = response
        self._patience: Final = patience
        self._since = time.monotonic()
        self._came = 0

    def read(self, amount: int, /) -> bytes:
        """At most so many bytes; none at the end. Raises OSError."""
        here = len(self._response.peek(1))
        block = self._response.read(min(amount, here) if here else amount)
        self._came += len(block)
        now = time.monotonic()
        if self._came >= _LEAST:
            self._since, self._came = now, 0
        elif block and now - self._since > self._patience:
            raise TrickleError
        return block


class TrickleError(OSError):
    """A server gives so little that nobody can wait for all of it."""

    def __init__(self) -> None:
        super().__init__("hardly anything comes")


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows a server that sends on, but never out of the web, nor from what is encrypted to what is not."""

    def redirect_request(  # noqa: PLR0913, PLR0917  (urllib's signature)
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Look where it goes."""
        before, after = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if after not in _SCHEMES or (before == "https" and after != "https"):
            raise Refused(f"{req.host} sends on to an address that is not safe", f"Try again later. {OFFLINE}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@contextmanager
def opened(url: str, *, start: int = 0, patience: float = PATIENCE_S) -> Iterator[Answer]:
    """Ask for a file, from its byte `start` on where the server can; `patience` is in seconds.

    Raises:
        Unreachable: there is no connection.
        Refused: the server does not give it.
    """
    host = checked(url)
    request = urllib.request.Request(url, headers={"User-Agent": "voiceguide"})  # noqa: S310  (the scheme was looked at)
    if start:
        request.add_header("Range", f"bytes={start}-")
    try:
        response = _opener().open(request, timeout=patience)
    except urllib.error.HTTPError as error:
        error.close()
        raise _refusal(host, url, error.code) from error
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise Unreachable(host, _reason(trouble)) from trouble
    with response:
        first, whole = _extent(response.status, response.headers)
        yield Answer(host=host, start=first, whole=whole, reader=_Watched(response, patience))


def checked(url: str) -> str:
    """The host of an address that can be asked. Raises Refused."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in _SCHEMES and parts.port != 0 else None
    except ValueError:
        host = None
    if not host or not url.isascii() or not url.isprintable() or " " in url:
        raise Refused(f"'{url}' is no address of the web", "Write one that begins with https://.")
    return host


def _opener() -> urllib.request.OpenerDirector:
    """One that knows the web and nothing else: no files, no other protocols."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Careful(),
    ):
        opener.add_handler(handler)
    return opener


def _extent(status: int, headers: http.client.HTTPMessage) -> tuple[int, int | None]:
    """The first byte that comes, and how many the whole file has."""
    if status == _PARTIAL:
        unit, _, span = headers.get("Content-Range", "").partition(" ")
        place, _, whole = span.partition("/")
        first = _number(place.partition("-")[0]) if unit == "bytes" else None
        return -1 if first is None else first, _number(whole)
    return 0, _number(headers.get("Content-Length", ""))


def _number(written: str) -> int | None:
    return int(written) if _WRITTEN.fullmatch(written) else None


def _refusal(host: str, url: str, code: int) -> Refused:
    later = f"Try again later. {OFFLINE}"
    if code == _NOT_FOUND:
        return Refused(f"{host} does not have {urlsplit(url).path} (404)", later)
    if code == _NOT_THAT_RANGE:
        return NotThatRange(f"{host} does not have so much of {urlsplit(url).path} (416)", later)
    if code in _REDIRECTS:
        return Refused(f"{host} sends on, and to nowhere ({code})", later)
    if code in _TROUBLE:
        return Refused(f"{host} has trouble of its own ({code})", later)
    return Refused(f"{host} refuses it ({code})", later)


def _reason(trouble: Exception) -> str:
    """What went wrong, for a person."""
    cause = trouble.reason if isinstance(trouble, urllib.error.URLError) else trouble
    if isinstance(cause, TimeoutError):
        return "it does not answer"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return "its certificate is not to be trusted, or the date of this machine is wrong"
    if isinstance(cause, ssl.SSLError):
        return "it cannot be spoken with in secret"
    if isinstance(cause, TrickleError):
        return str(cause)
    if isinstance(cause, http.client.RemoteDisconnected):
        return "it ends the conversation"
    if isinstance(cause, OSError):
        return cause.strerror or "the connection broke off"
    if isinstance(cause, http.client.IncompleteRead):
        return "the connection broke off"
    return "its answer is not in the language of the web"
