"""Names that every system can have."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from voiceguide.pack.names import clash_in, fault_in, known_as, safe_part


@pytest.mark.parametrize(
    "name", ["evening.yaml", "a/b/c.flac", "Körper.yaml", "夕方.yaml", "a b.flac", "console", "x.nul"]
)
def test_usual_names_can_be(name: str) -> None:
    """In any language."""
    assert fault_in(name) == ""


@given(some.text(max_size=300), some.sampled_from(["", ".mp3", ".labels.txt"]))
def test_any_text_becomes_a_name(text: str, ending: str) -> None:
    """Which then has no fault, whatever it was."""
    name = safe_part(text, ending) + ending
    assert fault_in(name) == ""
    assert "/" not in name


@given(some.text(min_size=1, max_size=20))
def test_what_a_system_may_take_for_the_same_clashes(text: str) -> None:
    """In capitals or not."""
    assert known_as(known_as(text)) == known_as(text)
    if known_as(text.upper()) == known_as(text.lower()):
        assert clash_in([text.upper(), text.lower()])


def test_a_folder_is_no_file() -> None:
    """Nor can it be one of another case."""
    assert clash_in(["a", "A/b"]) == "A/b"
    assert clash_in(["A/b", "a"]) == "a"
    assert clash_in(["a/b", "A/c"]) == ""
