"""The web page, used in a real browser, from the disk and without a network."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest
from browsing import ARGUMENTS, DESK, PHONE, WATCH, Visit
from conftest import path_of
from playwright.sync_api import Browser, sync_playwright

import voiceguide
from voiceguide.timeline.timeline import Spoken, Timeline

LEAD: Final = 23
"""Milliseconds by which the sound in the page is late, as its encoder says."""

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

HOSTILE: Final = """
    title: '</title></script><script>alert(1)</script> & "quotes" <!--'
    summary: '"><img src=x onerror=alert(2)> $$script $${script} \\u2028 '
    caution: '</section></main><script>alert(3)</script>'
    sources: ['<svg onload=alert(4)>', 'http://127.0.0.1:9/a.png']
    language: en
    steps:
      - section: '<script>alert(5)</script>" onclick="alert(6)'
        steps:
          - 'Say </script><script>alert(7)</script> and <!-- "quotes" -- > &amp; &#60;b&#62; it''s.'
      - section: "\\u05e0\\u05e9\\u05d9\\u05de\\u05d4"
        steps:
          - "\\u05e0\\u05e9\\u05d5\\u05dd \\u05dc\\u05d0\\u05d8."
          - "Smile \\U0001F469\\u200D\\U0001F466."
"""

KEPT_AWAKE: Final = """() => {
  window.awake = 0;
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (kind) => {
    const lock = await request(kind);
    window.awake += 1;
    lock.addEventListener("release", () => { window.awake -= 1; });
    return lock;
  };
}"""
"""Counts how many times the browser was told to leave the screen on."""

PLAIN: Final = """
    title: No sections
    steps:
      - Sit comfortably.
"""


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    """A browser for all tests of this file."""
    chromium = path_of("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield launched
        launched.close()


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


@pytest.fixture(scope="module")
def send(tmp_path_factory: pytest.TempPathFactory, spoken_once: Path) -> Iterator[Sending]:
    """Makes a page of a script, spoken by eSpeak NG."""
    folder = tmp_path_factory.mktemp("pages")

    def make(name: str, script: str, author: str = "", licence: str = "") -> Sent:
        (folder / f"{name}.yaml").write_text(dedent(script).lstrip(), encoding="utf-8")
        session = voiceguide.load(folder / f"{name}.yaml")
        file = folder / f"{name}.html"
        plan = voiceguide.render(session, file, voice="espeak:en-gb", author=author, licence=licence)
        return Sent(file=file, timeline=plan.timeline)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(spoken_once))
        for kind in ("DATA", "CONFIG", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind))
        yield make


@pytest.fixture(scope="module")
def quiet(send: Sending) -> Sent:
    """A page with three sections and breaths."""
    return send("quiet", QUIET)


def test_words_follow_the_sound(opened: Browser, quiet: Sent) -> None:
    """While it plays from the disk, the words that are heard are marked, within 100 ms of the plan."""
    with Visit(opened, quiet.file) as visit:
        visit.begin()
        visit.page.evaluate(WATCH)
        visit.page.wait_for_timeout(1500)
        visit.page.click("#next")  # to the breaths, where there are words at every second
        visit.page.wait_for_timeout(4500)
        seen = visit.page.evaluate("window.seen")
        assert visit.wrong == []

    # Where the machine stood still, nobody was shown anything.
    shown = [(now, marked) for (one, _, _), (two, now, marked) in itertools.pairwise(seen) if two - one <= 50]
    assert len({marked for _, marked in shown}) >= 6
    assert len(shown) > 50
    for now, marked in shown:
        near = {last_of(quiet.words, now - LEAD + off) for off in range(-100, 101, 10)}
        assert round(marked) in near, (now, marked)


def last_of(words: list[tuple[float, str]], now: float) -> int:
    """When the words began that are heard at a moment, or were heard last; -1 before all."""
    return max((round(start) for start, _ in words if start <= now), default=-1)


def test_what_is_marked_is_what_is_heard(opened: Browser, quiet: Sent) -> None:
    """The sound itself, as the browser decodes it, has each word within 50 ms of where the page has it."""
    with Visit(opened, quiet.file) as visit:
        loud = visit.page.evaluate(
            """async () => {
              const bytes = Uint8Array.from(atob(SOUND), (char) => char.charCodeAt(0));
              const decoded = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
              const wave = decoded.getChannelData(0);
              const windows = [];
              for (let at = 0; at + 240 <= wave.length; at += 240) {
                let sum = 0;
                for (let sample = at; sample < at + 240; sample += 1) sum += wave[sample] * wave[sample];
                windows.push(Math.sqrt(sum / 240));
              }
              return windows;
            }""".replace("SOUND", json.dumps(quiet.sound))
        )
    loud = [0.0] * 12 + loud
    level = max(loud) * 10 ** (-38 / 20)
    onsets = [(at - 12) * 5 for at in range(12, len(loud)) if loud[at] > level and max(loud[at - 12 : at]) <= level]
    for start, text in quiet.words:
        assert min(abs(onset - LEAD - start) for onset in onsets) <= 50, text


def test_sections_are_a_click_away(opened: Browser, quiet: Sent) -> None:
    """From the list, by buttons and by keys; the run-up before the first word is a tenth of a second."""
    sections = [(chapter.start / 48_000, chapter.title) for chapter in quiet.timeline.chapters]
    with Visit(opened, quiet.file, DESK) as visit:
        visit.begin()
        for number, (start, title) in [*enumerate(sections)][::-1]:
            visit.page.click(f"#sections button >> nth={number}")
            visit.arrived()
            assert -0.11 <= visit.at - LEAD / 1000 - start <= 0.6
            assert visit.page.text_content("#section") == title
            assert visit.page.text_content("#sections button[aria-current] span") == title
        titles = []
        for key in ("n", "n", "n", "p", "p", "p", "p"):
            visit.page.keyboard.press(key)
            titles.append(visit.page.text_content("#section"))
        assert visit.wrong == []

    assert titles == ["Breath", "Silence", "Silence", "Silence", "Breath", "Arriving", "Arriving"]


def test_words_are_a_click_away(opened: Browser, quiet: Sent) -> None:
    """A sentence, or the time before a paragraph."""
    start = next(start for start, text in quiet.words if text == "Go on with your day.")
    with Visit(opened, quiet.file) as visit:
        visit.begin()
        visit.page.get_by_text("Go on with your day.").click()
        visit.arrived()
        assert visit.marked == "Go on with your day."
        assert -0.11 <= visit.at - (start + LEAD) / 1000 <= 0.6
        visit.page.click(".at >> nth=0")
        visit.arrived()
        assert visit.marked == "Sit comfortably."


def test_a_few_keys_are_all_there_is(opened: Browser, quiet: Sent) -> None:
    """Space pauses, arrows go from words to words; a focused control keeps its own keys."""
    texts = [text for _, text in quiet.words]
    with Visit(opened, quiet.file) as visit:
        visit.begin()
        assert visit.page.evaluate("document.activeElement.id") == "pause"
        visit.page.keyboard.press(" ")
        assert visit.paused
        visit.page.evaluate("document.activeElement.blur()")
        visit.page.keyboard.press("ArrowRight")
        visit.page.keyboard.press("ArrowRight")
        assert visit.marked == texts[2]
        visit.page.keyboard.press("ArrowLeft")
        assert visit.marked == texts[1]
        visit.page.focus("#speed")
        visit.page.keyboard.press("ArrowRight")
        visit.page.keyboard.press("n")
        assert visit.marked == texts[1]
        visit.page.evaluate("document.activeElement.blur()")
        visit.page.keyboard.press("Control+n")
        visit.page.keyboard.press(" ")
        assert not visit.paused
        assert visit.marked == texts[1]
        assert visit.wrong == []


def test_speed_changes_and_pitch_stays(opened: Browser, quiet: Sent) -> None:
    """From 0.75 to 1.25."""
    with Visit(opened, quiet.file) as visit:
        visit.begin()
        speeds = visit.page.eval_on_selector_all("#speed option", "all => all.map((one) => Number(one.textContent))")
        visit.page.select_option("#speed", "0.75")
        state = visit.page.evaluate("(s => [s.playbackRate, s.preservesPitch])(document.getElementById('sound'))")

    assert (min(speeds), max(speeds)) == (0.75, 1.25)
    assert state == [0.75, True]


def test_the_place_is_remembered(opened: Browser, quiet: Sent) -> None:
    """Who comes back is asked whether to go on; the lock screen knows what is heard, and the screen stays on."""
    with Visit(opened, quiet.file) as visit:
        visit.page.evaluate(KEPT_AWAKE)
        visit.begin()
        visit.until("window.awake === 1")
        visit.page.keyboard.press(" ")
        visit.until("window.awake === 0")
        visit.page.keyboard.press("n")
        visit.page.keyboard.press("n")
        visit.arrived()
        told = visit.page.evaluate("[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.album]")
        visit.page.reload()
        text = visit.page.text_content("#resume")
        visit.page.click("#resume")
        visit.arrived()
        place = visit.page.text_content("#section")

    assert told == ["Silence", "A quiet minute"]
    assert text is not None
    assert text.startswith("Go on at 0:2")
    assert place == "Silence"


@pytest.mark.parametrize(("size", "light"), [(PHONE, False), (DESK, True)])
def test_axe_finds_no_violation(opened: Browser, quiet: Sent, size: tuple[int, int], light: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    """Neither before the beginning nor while it plays, with the list of sections and the keys open."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    with Visit(opened, quiet.file, size, light=light) as visit:
        visit.page.evaluate(axe)
        assert violations(visit) == []
        visit.begin()
        if size is PHONE:
            visit.page.click("#list")
        visit.page.click("summary")
        visit.page.wait_for_timeout(400)  # colours have faded to what they will be
        assert violations(visit) == []


def violations(visit: Visit) -> list[str]:
    """What axe-core finds, each with the first place of it."""
    found = visit.page.evaluate("axe.run().then((told) => told.violations.map((one) => [one.id, one.nodes[0].html]))")
    return [f"{name}: {place}" for name, place in found]


def test_fingers_find_every_button(opened: Browser, quiet: Sent) -> None:
    """At least 44 points either way on a phone, and nothing is wider than the screen."""
    with Visit(opened, quiet.file) as visit:
        visit.begin()
        visit.page.click("#list")
        boxes = [found.bounding_box() for found in visit.page.query_selector_all("button, select, summary")]
        wide = visit.page.evaluate("document.documentElement.scrollWidth")

    seen = [box for box in boxes if box]
    assert len(seen) > 10
    assert all(min(box["width"], box["height"]) >= 44 for box in seen)
    assert wide <= PHONE[0]


def test_what_an_author_writes_stays_words(opened: Browser, send: Sending) -> None:
    """Scripts, quotes and comments in every place of a script are shown, and do nothing."""
    sent = send("hostile", HOSTILE, author='"><script>alert(8)</script>', licence="<b>'")
    with Visit(opened, sent.file) as visit:
        visit.begin()
        visit.page.wait_for_timeout(300)
        lines = visit.page.eval_on_selector_all(".line", "all => all.map((one) => one.textContent)")
        made = visit.page.evaluate("[document.scripts.length, document.querySelectorAll('img, svg[onload], b').length]")
        title = visit.page.title()
        right_to_left = visit.page.evaluate("getComputedStyle(document.querySelectorAll('.said p')[1]).direction")
        assert visit.wrong == []

    assert lines == [text for _, text in sent.words]
    assert made == [1, 0]
    assert title == '</Title></script><script>alert(1)</script> & "quotes" <!--'
    assert right_to_left == "rtl"


def test_the_policy_forbids_every_network_and_every_other_script(opened: Browser, quiet: Sent) -> None:
    """Even something that got into the page could not send anything, nor run."""
    with Visit(opened, quiet.file) as visit:
        refused = visit.page.evaluate(
            """async () => {
              const refused = [];
              document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
              const add = (name, more) => document.body.append(Object.assign(document.createElement(name), more));
              add("script", { textContent: "window.ran = true" });
              add("img", { src: "http://127.0.0.1:9/a.png" });
              add("style", { textContent: "body { color: red }" });
              add("iframe", { src: "http://127.0.0.1:9/" });
              await fetch("http://127.0.0.1:9/").catch(() => {});
              await new Promise((done) => setTimeout(done, 100));
              return [...new Set(refused), String(window.ran)];
            }"""
        )

    assert sorted(refused) == ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem", "undefined"]


def test_without_scripts_it_can_be_heard_and_read(opened: Browser, quiet: Sent) -> None:
    """The browser's own player, what to know before, and all words."""
    with Visit(opened, quiet.file, scripts=False) as visit:
        assert visit.page.is_visible("audio")
        assert visit.page.is_visible("#before")
        assert visit.page.get_by_text("Go on with your day.").is_visible()
        assert not visit.page.is_visible("#player")
        assert not visit.page.is_visible("#begin")
        assert not visit.page.is_enabled(".at >> nth=0")
        played = visit.page.evaluate("(s => s.play().then(() => s.duration))(document.querySelector('audio'))")

    assert played > 30


def test_without_sections_there_are_no_buttons_for_them(opened: Browser, send: Sending) -> None:
    """And at the end it can be heard again."""
    with Visit(opened, send("plain", PLAIN).file) as visit:
        visit.begin()
        assert not visit.page.is_visible("#next")
        assert not visit.page.is_visible("#list")
        visit.until("document.getElementById('sound').ended")
        visit.page.click("#pause")
        visit.heard_from(0.02)
        assert visit.marked == "Sit comfortably."
        assert visit.wrong == []


def test_a_damaged_page_says_so(opened: Browser, quiet: Sent, tmp_path: Path) -> None:
    """What a mail program cut to pieces is no silence without a reason."""
    damaged = tmp_path / "damaged.html"
    damaged.write_text(quiet.text.replace(quiet.sound, "!!!"), encoding="utf-8")
    with Visit(opened, damaged) as visit:
        assert visit.page.is_visible("#damaged")
        assert not visit.page.is_visible("#begin")


def test_words_keep_their_order(quiet: Sent) -> None:
    """Every word of the plan is in the page once, and each begins after the one before."""
    words = quiet.words
    assert all(one <= two for (one, _), (two, _) in itertools.pairwise(words))
    assert quiet.text.count('class="line"') == len(words)
