"""What voices of Piper's are published, and as which files.

The catalogue is `voices.json` beside the voices: an object of voices by name, each with its language, its quality and
its files, their sizes and checksums. It comes from elsewhere, so nothing in it is believed: not a path, not a number.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final
from urllib.parse import quote

from voiceguide.fetch.download import Promise, fetched
from voiceguide.fetch.web import OFFLINE, FetchFailed, Refused, checked
from voiceguide.voice.piper_folder import DESCRIPTION, MODEL, RANKS

ADDRESS: Final = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
VARIABLE: Final = "VOICEGUIDE_VOICES_URL"
"""The environment variable with another address, for a copy of the catalogue and its voices."""

CARD: Final = "MODEL_CARD"
"""Where a voice comes from, and its licence."""

_LIST: Final = "voices.json"
_LARGEST_LIST: Final = 1 << 24
_NAME: Final = re.compile(r"[^\W\d_]{2,3}(_\w{2,4})?-\w[\w+.]{0,60}-[a-z_]{1,10}")
"""`en_US-lessac-medium`: no name that means something to a file system."""
_PATH: Final = re.compile(r"(?:\w[\w.+@-]*/){0,8}\w[\w.+@-]*")
_MD5: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A voice that can be had."""

    name: str
    language: str
    """A BCP 47 tag."""
    title: str
    rank: str
    """One of Piper's words for its quality, or empty."""
    files: Mapping[str, Promise]
    """By the names that they have here."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that can be had."""

    offers: Mapping[str, Offer]
    aliases: Mapping[str, str]
    """Names from before, and what is meant by them today."""
    damaged: frozenset[str]
    """Voices that are listed in a way that cannot be right."""

    def named(self, name: str) -> Offer | None:
        """A voice by the name that it has, or had."""
        return self.offers.get(name) or self.offers.get(self.aliases.get(name, ""))

    def like(self, name: str) -> list[str]:
        """What was probably meant."""
        inside = [known for known in self.offers if len(name) > 1 and name.casefold() in known.casefold()]
        return sorted(inside)[:5] or get_close_matches(name, self.offers, 3)


class NoCatalogue(FetchFailed):
    """What came is not a list of voices."""

    def __init__(self, host: str) -> None:
        super().__init__(f"what {host} gives is not the list of voices", f"Try again later. {OFFLINE}")


def catalogue() -> Catalogue:
    """Fetch the list. Raises FetchFailed."""
    told = os.environ.get(VARIABLE, "")
    address = told or ADDRESS
    address = address if address.endswith("/") else f"{address}/"
    try:
        host = checked(address)
    except Refused as wrong:  # ours is well
        message = f"{VARIABLE} is '{told}', which is no address of the web"
        raise Refused(message, f"Write one that begins with https://, or unset {VARIABLE}.") from wrong
    try:
        listed = json.loads(fetched(address + _LIST, _LARGEST_LIST))
    except (ValueError, RecursionError) as wrong:
        raise NoCatalogue(host) from wrong
    if not isinstance(listed, dict):
        raise NoCatalogue(host)
    offers: dict[str, Offer] = {}
    aliases: dict[str, str] = {}
    for name, entry in listed.items():
        offer = _offer(name, entry, address)
        if offer is not None:
            offers[name] = offer
            former = entry.get("aliases")
            aliases |= dict.fromkeys(filter(_is_name, former), name) if isinstance(former, list) else {}
    if not offers:
        raise NoCatalogue(host)
    return Catalogue(offers=offers, aliases=aliases, damaged=frozenset(listed.keys() - offers.keys()))


def _offer(name: str, entry: object, address: str) -> Offer | None:
    """A voice as it is listed; None where anything about it cannot be."""
    if not _is_name(name) or not isinstance(entry, dict) or not isinstance(entry.get("files"), dict):
        return None
    most = {name + MODEL: 1 << 30, name + DESCRIPTION: 1 << 22, CARD: 1 << 20}  # bytes; the largest has 130 MB
    files: dict[str, Promise] = {}
    for path, facts in entry["files"].items():
        file = path.rpartition("/")[2]
        if file in most:  # and not samples, or whatever else lies beside
            promise = _promise(path, facts, address, most[file])
            if promise is None or file in files:
                return None
            files[file] = promise
    if not files.keys() >= {name + MODEL, name + DESCRIPTION}:
        return None
    rank = entry.get("quality")
    return Offer(
        name=name,
        language=name.partition("-")[0].replace("_", "-"),
        title=_title(name, entry.get("language")),
        rank=rank if rank in RANKS else "",
        files=files,
    )


def _promise(path: str, facts: object, address: str, most: int) -> Promise | None:
    if not _PATH.fullmatch(path) or not isinstance(facts, dict):
        return None
    size, md5 = facts.get("size_bytes"), facts.get("md5_digest")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= most:
        return None
    if not isinstance(md5, str) or not _MD5.fullmatch(md5):
        return None
    return Promise(url=address + quote(path), size=size, md5=md5)


def _title(name: str, language: object) -> str:
    """`Lessac, English (United States)`."""
    who = name.split("-")[1].replace("_", " ").capitalize()
    told = language if isinstance(language, dict) else {}
    spoken, country = told.get("name_english"), told.get("country_english")
    if not isinstance(spoken, str):
        return who
    return f"{who}, {spoken} ({country})" if isinstance(country, str) and country else f"{who}, {spoken}"


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None
