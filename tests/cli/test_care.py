from voiceguide.care import care_tags
from voiceguide.script.grammar import CARE_TAGS


def test_every_care_tag_says_who_should_ask() -> None:
    """A script can only use tags that `show` can explain."""
    assert set(care_tags()) == set(CARE_TAGS)
