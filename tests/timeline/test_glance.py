"""A plan at a glance."""

from written import natural, session

from voiceguide.timeline.glance import Stretch, glance
from voiceguide.units import Frames, Milliseconds, frames_of


def seconds(count: float) -> Frames:
    """So many seconds as frames."""
    return frames_of(Milliseconds(round(count * 1000)))


def test_speech_silence_beats_and_the_rest_are_the_whole() -> None:
    """Words in a beat are speech; a chime's wait and a change of posture are the rest; all together are the length."""
    plan = natural(
        session("""
            title: All of it
            steps:
              - chime: bowl
              - Two words. [5s]
              - hold: 4s
                on: Press.
              - move to: seated
                take: 10s
        """)
    )

    seen = glance(plan.timeline)

    assert seen.speech == seconds(1 + 1)
    assert seen.silence == seconds(5)
    assert seen.beats == seconds(4 - 1)
    assert seen.rest == seconds(3 + 10)
    assert seen.speech + seen.silence + seen.beats + seen.rest == seen.frames


def test_words_a_minute() -> None:
    """While the voice speaks, words in beats do not count; over the whole session they do; numbers never do."""
    plan = natural(
        session("""
            title: Words
            steps:
              - One two three four. [5s!]
              - hold: 4s
                on: Five.
                count: up
        """)
    )

    seen = glance(plan.timeline)

    assert seen.words == 5
    assert seen.speaking == 4 * 60
    assert seen.overall == 5 * 60 / 10


def test_silences_that_meet_are_heard_as_one() -> None:
    """The longest silence is as it is heard, not as it is written."""
    plan = natural(
        session("""
            title: Silences
            steps:
              - Listen. [10s]
              - pause: 10s
              - Listen again. [15s]
        """)
    )

    seen = glance(plan.timeline)

    assert (seen.longest_at, seen.longest) == (seconds(1), seconds(20))


def test_a_session_without_words() -> None:
    """Nothing is divided by nothing."""
    seen = glance(natural(session("title: Nothing\nsteps: [pause: 3s]")).timeline)

    assert (seen.words, seen.speaking, seen.overall, seen.speech) == (0, 0, 0, 0)


def test_every_section_and_what_stands_outside() -> None:
    """Sections with those inside them, and a line for what stands outside of all, unless it is silent."""
    plan = natural(
        session("""
            title: Parts
            steps:
              - Welcome. [3s!]
              - section: First
                steps:
                  - section: Inner
                    steps: ['Speak. [9s!]']
              - section: Second
                steps: ['Speak. [4s!]']
            closing:
              - chime: bowl
                wait: 5s
        """)
    )

    def stretch(title: str, start: float, length: float, speech: float, depth: int = 0) -> Stretch:
        return Stretch(
            title=title,
            depth=depth,
            start=seconds(start),
            frames=seconds(length),
            speech=seconds(speech),
            closing=start == 19,
        )

    assert glance(plan.timeline).stretches == (
        stretch("", 0, 4, 1),
        stretch("First", 4, 10, 1),
        stretch("Inner", 4, 10, 1, depth=1),
        stretch("Second", 14, 5, 1),
        stretch("", 19, 5, 0),
    )
