"""A file comes whole or not at all, and what came once is not fetched again."""

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from typing import Final
from urllib.request import Request

import pytest
from catalogue_server import Published, Trouble, publishing

from voiceguide.fetch.download import BrokenOff, NoRoom, Promise, WrongContent, download, fetched
from voiceguide.fetch.web import Refused, Unreachable, _Careful, _extent, checked

CONTENT: Final = bytes(range(256)) * 1000
FILE: Final = "a/file.bin"


@pytest.fixture
def web() -> Iterator[Published]:
    """A server with one file."""
    with publishing() as published:
        published.files[FILE] = CONTENT
        yield published


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """Where it comes."""
    return tmp_path / "file.part"


def promise(web: Published, content: bytes = CONTENT) -> Promise:
    """What is published."""
    return Promise(url=web.address + FILE, size=len(content), md5=hashlib.md5(content).hexdigest())  # noqa: S324  (as published)


def nobody(_had: int) -> None:
    """Nobody looks."""


def test_it_comes(web: Published, part: Path) -> None:
    """Once, from its first byte to its last; and how far it is can be watched."""
    seen: list[int] = []
    download(promise(web), part, seen.append)
    assert part.read_bytes() == CONTENT
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, len(CONTENT))
    assert web.asked == [(FILE, "")]


@pytest.mark.parametrize("had", [1, 1000, len(CONTENT) - 1])
def test_it_goes_on_where_it_broke_off(web: Published, part: Path, had: int) -> None:
    """Only the rest is asked for."""
    part.write_bytes(CONTENT[:had])
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT
    assert web.asked == [(FILE, f"bytes={had}-")]


def test_what_is_here_already_is_not_asked_for(web: Published, part: Path) -> None:
    """Nothing is missing but to look at it."""
    part.write_bytes(CONTENT)
    download(promise(web), part, nobody)
    assert web.asked == []


def test_a_server_without_parts_gives_all_again(web: Published, part: Path) -> None:
    """It is taken from its beginning, not put behind what was here."""
    web.trouble[FILE] = Trouble(ranges=False)
    part.write_bytes(CONTENT[:1000])
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT


@pytest.mark.parametrize("before", [b"x" * 1000, b"x" * len(CONTENT), b"x" * (len(CONTENT) + 1)])
def test_what_is_of_another_edition_is_fetched_anew(web: Published, part: Path, before: bytes) -> None:
    """The checksum tells, and then it comes once more from the beginning."""
    part.write_bytes(before)
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT


def test_a_connection_that_breaks_is_taken_up_by_itself(web: Published, part: Path) -> None:
    """As long as something came."""
    web.trouble[FILE] = Trouble(ends_after=100_000)
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT
    assert web.asked == [(FILE, ""), (FILE, "bytes=100000-"), (FILE, "bytes=200000-")]


def test_a_connection_that_keeps_breaking_is_told(web: Published, part: Path) -> None:
    """What came is kept for the next time."""
    web.trouble[FILE] = Trouble(ends_after=10)
    with pytest.raises(BrokenOff, match=r"broke off after 0\.0 of 0\.3 MB") as broken:
        download(promise(web), part, nobody)
    assert "goes on from there" in broken.value.hint
    assert part.read_bytes() == CONTENT[:30]


def test_nothing_of_a_wrong_file_is_kept(web: Published, part: Path) -> None:
    """It has the right length, and other bytes."""
    web.trouble[FILE] = Trouble(instead=b"x" * len(CONTENT))
    with pytest.raises(WrongContent, match="its checksum is another"):
        download(promise(web), part, nobody)
    assert not part.exists()


@pytest.mark.parametrize("other", [b"", CONTENT[:-1], CONTENT + b"x", CONTENT * 50])
def test_a_file_of_another_size_is_refused(web: Published, part: Path, other: bytes) -> None:
    """Before more than was promised is written."""
    web.trouble[FILE] = Trouble(instead=other)
    with pytest.raises(WrongContent, match="it is of another size"):
        download(promise(web), part, nobody)
    assert not part.exists()


@pytest.mark.parametrize("status", [404, 403, 500, 503, 418])
def test_a_refusal_is_told(web: Published, part: Path, status: int) -> None:
    """With the number, for whoever is asked for help."""
    web.trouble[FILE] = Trouble(status=status)
    part.write_bytes(CONTENT[:7])
    with pytest.raises(Refused, match=str(status)):
        download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT[:7]


def test_a_file_that_became_shorter_is_refused(web: Published, part: Path) -> None:
    """The server has not so much of it as is here."""
    web.trouble[FILE] = Trouble(instead=CONTENT[:500])
    part.write_bytes(CONTENT[:1000])
    with pytest.raises(WrongContent, match="it is of another size"):
        download(promise(web), part, nobody)
    assert not part.exists()


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("/a/file.bin", "sends on, and to nowhere"),
        ("file:///etc/passwd", "to nowhere"),
        ("ftp://127.0.0.1/file.bin", "not safe"),
        ("data:text/plain,hello", "to nowhere"),
    ],
)
def test_a_server_that_sends_on_is_not_followed_anywhere(web: Published, part: Path, location: str, told: str) -> None:
    """Not in circles, and never out of the web."""
    web.trouble[FILE] = Trouble(status=302, location=location)
    with pytest.raises(Refused, match=told):
        download(promise(web), part, nobody)
    assert not part.exists()


def test_a_server_that_sends_on_is_followed(web: Published, part: Path) -> None:
    """Large files often lie elsewhere; a part can be asked for there too."""
    web.trouble[FILE] = Trouble(status=302, location="/elsewhere")
    web.files["elsewhere"] = CONTENT
    part.write_bytes(CONTENT[:1000])
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT
    assert web.asked[-1] == ("elsewhere", "bytes=1000-")


def test_a_server_that_says_nothing_is_not_waited_for(web: Published, part: Path) -> None:
    """For longer than one has patience."""
    web.trouble[FILE] = Trouble(silent=True)
    with pytest.raises(Unreachable, match="it does not answer"):
        download(promise(web), part, nobody, patience=0.1)


def test_without_a_connection_it_is_told_what_still_works(part: Path) -> None:
    """The only command that needs one says so."""
    with publishing() as gone:
        pass
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 cannot be reached") as offline:
        download(promise(gone), part, nobody)
    assert "everything else works without" in offline.value.hint


def test_a_full_disk_is_told_before_anything_is_written(web: Published, part: Path) -> None:
    """As far as the system tells how much room there is."""
    web.trouble[FILE] = Trouble(told=False)
    huge = Promise(url=web.address + FILE, size=1 << 60, md5="0" * 32)
    with pytest.raises(NoRoom, match=os.strerror(errno.ENOSPC)):
        download(huge, part, nobody)
    assert not part.exists()


def test_a_disk_that_takes_no_more_is_told(web: Published, part: Path) -> None:
    """What came is kept, and the next time goes on from there."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(NoRoom, match=os.strerror(errno.EFBIG)) as full:
            download(promise(web), part, nobody)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "goes on from there" in full.value.hint
    assert CONTENT.startswith(part.read_bytes())
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT
    assert web.ranges_of(FILE)[0] == ""
    assert web.ranges_of(FILE)[1] != ""


def test_a_length_that_is_not_told_is_no_trouble(web: Published, part: Path) -> None:
    """It is known what is to come; whether all came is seen then."""
    web.trouble[FILE] = Trouble(told=False)
    download(promise(web), part, nobody)
    assert part.read_bytes() == CONTENT
    part.unlink()
    web.trouble[FILE] = Trouble(told=False, instead=CONTENT + b"x")
    with pytest.raises(WrongContent, match="it is larger"):
        download(promise(web), part, nobody)
    assert not part.exists()


@pytest.mark.parametrize(
    ("status", "written", "extent"),
    [
        (200, {"Content-Length": "7"}, (0, 7)),
        (200, {"Content-Length": "9" * 5000}, (0, None)),
        (200, {"Content-Length": "-7"}, (0, None)),
        (206, {"Content-Range": "bytes 3-6/7"}, (3, 7)),
        (206, {"Content-Range": "bytes 3-6/*"}, (3, None)),
        (206, {"Content-Range": f"bytes {'9' * 5000}-6/7"}, (-1, 7)),
        (206, {"Content-Range": "lines 3-6/7"}, (-1, 7)),
        (206, {}, (-1, None)),
    ],
)
def test_numbers_of_a_server_are_read_with_care(
    status: int, written: dict[str, str], extent: tuple[int, int | None]
) -> None:
    """A place that cannot be is told apart from the beginning."""
    headers = HTTPMessage()
    for name, value in written.items():
        headers[name] = value
    assert _extent(status, headers) == extent


def test_what_is_encrypted_stays_so() -> None:
    """A server that sends on from https to http is not followed."""
    asked = Request("https://example.org/a")
    headers = HTTPMessage()
    with pytest.raises(Refused, match="not safe"):
        _Careful().redirect_request(asked, io.BytesIO(), 302, "Found", headers, "http://example.org/a")
    assert _Careful().redirect_request(asked, io.BytesIO(), 302, "Found", headers, "https://example.org/b") is not None


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://x/", "x", "", "http://", "https://a b/", "http://x:y/", "http://ä/", "http://x\n/"],
)
def test_only_the_web_is_asked(address: str) -> None:
    """Any other address is refused, and nothing is sent."""
    with pytest.raises(Refused, match="no address of the web"):
        checked(address)


def test_what_is_held_in_memory_is_bounded(web: Published) -> None:
    """A list that never ends is not read."""
    with pytest.raises(WrongContent, match="far too large"):
        fetched(web.address + FILE, 1000)
    assert fetched(web.address + FILE, len(CONTENT)) == CONTENT


def test_what_breaks_off_in_memory_is_told(web: Published) -> None:
    """Half a list is none."""
    web.trouble[FILE] = Trouble(ends_after=10)
    with pytest.raises(BrokenOff):
        fetched(web.address + FILE, len(CONTENT))
