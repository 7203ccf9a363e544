"""A browser, and a page to look at in it."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest
from browsing import ARGUMENTS, Sending, Sent
from conftest import path_of
from playwright.sync_api import Browser, sync_playwright

import voiceguide

QUIET: Final = """
    title: A quiet minute
    summary: To try a page with.
    screen: [supine, floor]
    caution: Stop if it hurts.
    sources: ['A book, 1990']
    steps:
      - section: Arriving
        steps:
          - Sit comfortably. Let the chair hold you. [6s!]
      - section: Breath
        steps:
          - breathe: {in: 3s, out: 3s}
            times: 2
            guide: counts
      - section: Silence
        steps:
          - Be still now, for a while. [8s!]
          - That is enough.
          - Go on with your day.
"""


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    """A browser for all tests of a file; no longer, for it has an event loop running."""
    chromium = path_of("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def send(tmp_path_factory: pytest.TempPathFactory, spoken_once: Path) -> Sending:
    """Makes a page of a script, spoken by eSpeak NG."""
    folder = tmp_path_factory.mktemp("pages")

    def make(name: str, script: str, author: str = "", licence: str = "") -> Sent:
        (folder / f"{name}.yaml").write_text(dedent(script).lstrip(), encoding="utf-8")
        file = folder / f"{name}.html"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(spoken_once))
            for kind in ("DATA", "CONFIG", "STATE"):
                patch.setenv(f"XDG_{kind}_HOME", str(folder / kind))
            session = voiceguide.load(folder / f"{name}.yaml")
            plan = voiceguide.render(session, file, voice="espeak:en-gb", author=author, licence=licence)
        return Sent(file=file, timeline=plan.timeline)

    return make


@pytest.fixture(scope="session")
def quiet(send: Sending) -> Sent:
    """A page with three sections and breaths."""
    return send("quiet", QUIET)
