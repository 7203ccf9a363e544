from voiceguide.care import care_tags, screen_of
from voiceguide.script import read_text
from voiceguide.script.grammar import CARE_TAGS

SCRIPT = """
title: Test
screen: [floor]
steps:
  - section: Down
    screen: [supine]
    steps: [Rest.]
closing:
  - section: Up
    screen: [standing]
    steps: [Stand.]
"""


def test_every_care_tag_says_who_should_ask() -> None:
    """A script can only use tags that `show` can explain."""
    assert set(care_tags()) == set(CARE_TAGS)


def test_who_should_ask_first_is_told_of_the_whole_session() -> None:
    """Of its header and of every section, those of the closing too."""
    session, _ = read_text(SCRIPT, file="t.yaml")

    assert session is not None
    assert screen_of(session) == ("floor", "supine", "standing")
