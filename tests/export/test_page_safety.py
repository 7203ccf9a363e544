"""The web page keeps nobody out, and lets nothing in."""

from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest
from browsing import DESK, PHONE, Sending, Sent, Visit
from playwright.sync_api import Browser

pytest_plugins = ["page_fixtures"]

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
        visit.page.click("#closed")
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
    assert title == '</title></script><script>alert(1)</script> & "quotes" <!--'
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


def test_a_damaged_page_says_so(opened: Browser, quiet: Sent, tmp_path: Path) -> None:
    """What a mail program cut to pieces is no silence without a reason."""
    damaged = tmp_path / "damaged.html"
    damaged.write_text(quiet.text.replace(quiet.sound, "!!!"), encoding="utf-8")
    with Visit(opened, damaged) as visit:
        assert visit.page.is_visible("#damaged")
        assert not visit.page.is_visible("#begin")
