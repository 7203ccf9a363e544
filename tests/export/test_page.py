"""The web page, used in a real browser, from the disk and without a network."""

import itertools
import json
from typing import Final

from browsing import DESK, WATCH, Sending, Sent, Visit
from playwright.sync_api import Browser

pytest_plugins = ["page_fixtures"]

LEAD: Final = 23
"""Milliseconds by which the sound in the page is late, as its encoder says."""

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
        speeds = visit.page.eval_on_selector_all("#speed option", "all => all.map((one) => Number(one.value))")
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


def test_words_keep_their_order(quiet: Sent) -> None:
    """Every word of the plan is in the page once, and each begins after the one before."""
    words = quiet.words
    assert all(one <= two for (one, _), (two, _) in itertools.pairwise(words))
    assert quiet.text.count('class="line"') == len(words)
