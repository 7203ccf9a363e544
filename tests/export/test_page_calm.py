"""A page for somebody who lies down with a phone, eyes closed, whatever their language."""

import pytest
from browsing import DESK, PHONE, Sending, Sent, Visit
from playwright.sync_api import Browser

pytest_plugins = ["page_fixtures"]

GERMAN = """
    title: Ruhe
    language: de
    caution: Nicht bei Schmerzen.
    screen: [supine]
    steps:
      - section: Atem
        steps:
          - Ruh dich aus. [20s!]
    closing:
      - Komm zurück. [2s!]
"""
LONG = f"""
    title: Read first
    caution: {"This is to be read before. " * 60}
    steps: [Rest.]
"""

LABEL = "document.getElementById('{}').getAttribute('aria-label') === '{}'"
"""What a button says, a moment after the sound has told that it stands still or plays."""


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_with_closed_eyes_the_whole_screen_pauses(opened: Browser, quiet: Sent, size: tuple[int, int]) -> None:
    """Wherever it is touched; nothing else can be met by chance, nor by a screen reader, until one goes back."""
    with Visit(opened, quiet.file, size) as visit:
        visit.begin()
        visit.page.click("#closed")
        box = visit.page.locator("#anywhere").bounding_box()
        assert box == {"x": 0, "y": 0, "width": size[0], "height": size[1]}
        for x, y in ((5, size[1] - 5), (size[0] // 2, 300), (5, 5)):
            visit.page.mouse.click(x, y)
            assert visit.paused
            visit.until(LABEL.format("anywhere", "Play"))
            visit.page.keyboard.press(" ")
            assert not visit.paused
            visit.until(LABEL.format("anywhere", "Pause"))
        for _ in range(4):
            visit.page.keyboard.press("Tab")
            assert visit.page.evaluate("document.activeElement.id") in {"", "anywhere", "open"}
        visit.page.keyboard.press("Escape")
        assert not visit.page.is_visible("#anywhere")
        assert visit.page.evaluate("document.activeElement.id") == "closed"
        visit.page.keyboard.press("Enter")
        visit.page.click("#open")
        assert visit.page.is_visible("#pause")
        assert visit.wrong == []


def test_the_beginning_is_in_sight(opened: Browser, send: Sending) -> None:
    """However much there is to read before."""
    with Visit(opened, send("long", LONG).file) as visit:
        box = visit.page.locator("#start").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE[1]
        assert box["height"] >= 44


def test_it_speaks_the_language_of_the_session(opened: Browser, send: Sending) -> None:
    """All that is not the author's; what is only there in English says so."""
    with Visit(opened, send("german", GERMAN).file) as visit:
        assert visit.page.get_attribute("html", "lang") == "de"
        assert visit.page.text_content("#before") == "Vor dem Beginn"
        assert visit.page.get_attribute(".before ul li", "lang") == "en"
        assert visit.page.text_content("#start") == "Beginnen"
        visit.begin()
        visit.until(LABEL.format("pause", "Pause"))
        assert visit.page.get_attribute("#speed", "aria-label") == "Tempo"
        visit.page.keyboard.press(" ")
        visit.until(LABEL.format("pause", "Abspielen"))
        visit.page.evaluate("document.getElementById('sound').currentTime = 10")
        visit.arrived()
        visit.until("document.getElementById('silence').textContent.startsWith('Stille, ')")
        assert " von 0:2" in str(visit.page.get_attribute("#place", "aria-valuetext"))
        titles = visit.page.eval_on_selector_all("#sections button span", "all => all.map((one) => one.textContent)")
        visit.page.reload()
        assert visit.page.text_content("#resume") == "Weiter bei 0:09"
        assert visit.wrong == []

    assert titles == ["Atem", "Ausklang"]
