"""A server that gives next to nothing is not waited for without end; one that is merely slow is."""

from collections.abc import Iterator
from typing import Final

import pytest
from catalogue_server import Published, Trouble, publishing

from voiceguide.fetch.download import fetched
from voiceguide.fetch.web import Unreachable

FILE: Final = "list.json"


@pytest.fixture
def web() -> Iterator[Published]:
    """A server with one file."""
    with publishing() as published:
        published.files[FILE] = bytes(200_000)
        yield published


def test_a_server_that_trickles_is_given_up(web: Published) -> None:
    """Though it never falls silent for as long as one has patience."""
    web.trouble[FILE] = Trouble(trickles=True)
    with pytest.raises(Unreachable, match="hardly anything comes"):
        fetched(web.address + FILE, 1 << 20, patience=0.3)


def test_what_comes_in_time_comes_whole(web: Published) -> None:
    """In pieces as the connection has them."""
    assert fetched(web.address + FILE, 1 << 20) == bytes(200_000)
