"""Which phrases a session asks for, whatever is asked of it."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from voiceguide.model.session import Session
from voiceguide.record.wanted import wanted
from voiceguide.script import parse

Read = Callable[..., Session]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a script with some options set."""

    def read_one(script: str, **options: str) -> Session:
        file = tmp_path / "session.yaml"
        file.write_text(dedent(script), encoding="utf-8")
        session, problems = parse(file).session(options)
        assert session is not None, problems
        return session

    return read_one


def texts(*sessions: Session, role: str = "") -> list[str]:
    """What is to be recorded."""
    return [one.text for one in wanted(sessions, role)]


def test_each_phrase_once_in_the_order_of_the_session(read: Read) -> None:
    """Sentences, words on a beat, numbers, and the closing; what differs by its punctuation alone is one."""
    session = read("""
        title: All
        steps:
          - Lie down. [2s!] Rest.
          - hold: 3s
            on: Reach.
            count: up
          - breathe: {in: 4s, out: 6s}
            times: 2
          - rest!
        closing:
          - Get up.
    """)
    assert texts(session) == ["Lie down.", "Rest.", "Reach.", "2", "3", "In", "Out", "Get up."]


def test_names_are_filled_in(read: Read) -> None:
    """Every item, both sides, and as many rounds as there can be."""
    session = read("""
        title: Names
        steps:
          - repeat: 1..2..4
            steps: [Round $round.]
          - each side:
              - Your $side leg.
          - for each: [nose, chin]
            as: part
            steps: [Feel your $part.]
    """)
    assert texts(session) == [
        "Round 1.", "Round 2.", "Round 3.", "Round 4.", "Your left leg.", "Your right leg.", "Feel your nose.",
        "Feel your chin.",
    ]  # fmt: skip


def test_every_alternative_is_recorded(read: Read) -> None:
    """For another day may choose another, and a longer session may say more."""
    session = read("""
        title: Choices
        length: 2m
        steps:
          - one of: [Be still., [Be quiet., Be calm.], Be here.]
          - say: Stay a little longer.
            at least: 3m
          - say: Not much time today.
            under: 1m
          - pause: 10s..60s..400s
    """)
    assert sorted(texts(session)) == [
        "Be calm.", "Be here.", "Be quiet.", "Be still.", "Not much time today.", "Stay a little longer.",
    ]  # fmt: skip


SKIPPING = """
    title: Options
    options:
      skip: {default: [legs], some of: [legs, arms], about: what is left out}
    steps:
      - Begin.
      - say: Your legs.
        unless: {skip: legs}
      - Your head.
      - say: Your arms.
        unless: {skip: arms}
"""


def test_what_an_option_adds_comes_where_it_is_said(read: Read) -> None:
    """Beside what is said by default."""
    usual, more = read(SKIPPING), read(SKIPPING, skip="arms")
    assert texts(usual) == ["Begin.", "Your head.", "Your arms."]
    assert texts(usual, more) == ["Begin.", "Your legs.", "Your head.", "Your arms."]


def test_roles_are_recorded_one_by_one(read: Read) -> None:
    """Each by whoever plays it."""
    session = read("""
        title: Two
        voices:
          friend: {rate: 110 wpm}
        steps:
          - Begin.
          - say: I am here.
            voice: friend
    """)
    assert texts(session) == ["Begin."]
    assert texts(session, role="friend") == ["I am here."]
    assert texts(session, role="nobody") == []
