"""Web pages that were sent, and who opens them: Chromium, headless, without a network."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from playwright.sync_api import Browser, Page, Request

from voiceguide.timeline.timeline import Spoken, Timeline

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: Final = (390, 844)
DESK: Final = (1440, 900)

WATCH: Final = """() => {
  const sound = document.getElementById("sound");
  window.seen = [];
  const look = () => {
    const now = document.querySelector(".now");
    window.seen.push([performance.now(), sound.currentTime * 1000, now ? Number(now.dataset.from) : -1]);
    requestAnimationFrame(look);
  };
  look();
}"""
"""Notes, at each frame of the screen, when it is, where the sound is and which words are marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A page, and the plan that it was made of."""

    file: Path
    timeline: Timeline

    @property
    def words(self) -> list[tuple[float, str]]:
        """From which millisecond what is said."""
        return [(event.start / 48, event.what.text) for event in self.timeline.events if isinstance(event.what, Spoken)]

    @property
    def text(self) -> str:
        """The page itself."""
        return self.file.read_text(encoding="utf-8")

    @property
    def sound(self) -> str:
        """The sound in it, as base64."""
        return self.text.partition("data:audio/mpeg;base64,")[2].partition('"')[0]


Sending = Callable[..., Sent]
"""Told a name and a script, makes a page of it; and an author and a licence, where they matter."""


class Visit:
    """Somebody who opens a page from the disk, offline, and whatever went wrong meanwhile; a context manager."""

    def __init__(
        self,
        opened: Browser,
        file: Path,
        size: tuple[int, int] = PHONE,
        *,
        scripts: bool = True,
        light: bool = False,
    ) -> None:
        """Nothing is opened yet."""
        self.wrong: list[str] = []
        """What the page complained of, and what it asked of any network."""
        self._file = file
        self._context = opened.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            color_scheme="light" if light else "dark",
            offline=True,
        )
        self.page: Final[Page] = self._context.new_page()
        self.page.on("console", lambda said: self.wrong.append(said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", self._asked)

    def __enter__(self) -> Self:
        self.page.goto(self._file.as_uri())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.close()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "blob:", "data:")):
            self.wrong.append(request.url)

    def begin(self) -> None:
        """Press the button, and wait until something is heard."""
        self.page.click("#start")
        self.heard_from(0.05)

    def until(self, state: str) -> None:
        """Wait for a state of the page; not by its own means, which the page's policy forbids."""
        for _ in range(1000):
            if self.page.evaluate(state):
                return
            self.page.wait_for_timeout(20)
        message = f"it never came to be that {state}"
        raise AssertionError(message)

    def arrived(self) -> None:
        """Wait for the end of a jump."""
        self.until("!document.getElementById('sound').seeking")

    def heard_from(self, second: float) -> None:
        """Wait until the sound has come to a place."""
        self.arrived()
        self.until(f"document.getElementById('sound').currentTime >= {second}")

    @property
    def at(self) -> float:
        """Where the sound is, in seconds."""
        return float(self.page.evaluate("document.getElementById('sound').currentTime"))

    @property
    def paused(self) -> bool:
        """Whether it does not play."""
        return bool(self.page.evaluate("document.getElementById('sound').paused"))

    @property
    def marked(self) -> str:
        """The words that are marked."""
        return str(self.page.evaluate("document.querySelector('.now')?.textContent ?? ''"))
