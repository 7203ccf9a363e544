"""Several voices on one timeline: who says what, how fast, and that nothing else moves."""

from dataclasses import dataclass
from fractions import Fraction
from textwrap import dedent

from hypothesis import given, settings
from hypothesis import strategies as st
from written import FixedLengths, ms, natural, plan, session

from voiceguide.model.phrase import Phrase
from voiceguide.problems import Weight
from voiceguide.timeline.diff import How, differences
from voiceguide.timeline.plan import Plan, Planner
from voiceguide.timeline.timeline import Spoken
from voiceguide.timeline.voicing import RoleSpeaking, Speaking
from voiceguide.timeline.why import why
from voiceguide.units import Frames, Milliseconds, WordsPerMinute, frames_of

TALK = """
    title: Talk
    voices: {teacher: en-gb+f3, guide: en-us}
    steps:
      - One. [3s!]
      - {say: 'Two. [3s!]', voice: teacher}
      - {hold: 4s, on: Hold., count: last 3, voice: guide}
      - {breathe: {in: 3s, out: 3s}, guide: counts, voice: teacher}
"""


def test_the_plan_tells_who_speaks() -> None:
    """Words, numbers and breaths of a role stand after its name."""
    assert plan(session(TALK), spoken="500ms") == dedent("""\
        00:00.000  say      One.              0.500
        00:03.500  say      teacher: Two.     0.500
        00:07.000  hold                       4.000
        00:07.000    on       guide: Hold.    0.500
        00:08.000    count    guide: 3        0.500
        00:09.000    count    guide: 2        0.500
        00:10.000    count    guide: 1        0.500
        00:11.000  in                         3.000
        00:11.000    phase    teacher: In     0.500
        00:12.000    count    teacher: 2      0.500
        00:13.000    count    teacher: 3      0.500
        00:14.000  out                        3.000
        00:14.000    phase    teacher: Out    0.500
        00:15.000    count    teacher: 2      0.500
        00:16.000    count    teacher: 3      0.500
        00:17.000  end
    """)


def rates(rate: int, written: int) -> dict[str, WordsPerMinute]:
    """How fast everything is spoken when the session's rate is `rate` instead of `written`."""
    meant = session("""
        title: Rates
        voices: {slow: {rate: 100 wpm}, same: en-us}
        steps:
          - One.
          - {say: Two., voice: slow}
          - {say: Three., voice: slow, rate: 150 wpm}
          - {say: Four., voice: same}
          - {hold: 5s, count: up, voice: slow}
    """)
    usual = WordsPerMinute(written)
    roles = {
        "slow": RoleSpeaking(rate=WordsPerMinute(100), hasty=False),
        "same": RoleSpeaking(rate=usual, hasty=False),
    }
    speaking = Speaking(rate=WordsPerMinute(rate), written=usual, roles=roles)
    planner = Planner(session=meant, speaking=speaking, lengths=FixedLengths(spoken=ms("1s")))
    events = planner.natural().timeline.events
    return {event.what.text: event.what.phrase.rate for event in events if isinstance(event.what, Spoken)}


def test_a_role_has_its_own_rate() -> None:
    """Its numbers too; a step's own rate comes first, and a role without one speaks as the session does."""
    assert rates(130, 130) == {"One.": 130, "Two.": 100, "Three.": 150, "Four.": 130} | dict.fromkeys("12345", 100)


def test_a_listeners_rate_moves_the_roles() -> None:
    """By as much as it moves the narrator."""
    assert rates(65, 130) == {"One.": 65, "Two.": 50, "Three.": 75, "Four.": 65} | dict.fromkeys("12345", 50)


def test_only_a_voice_that_the_script_did_not_name_is_hurried() -> None:
    """For a role as for the narrator: words that do not fit are an error, or faster with an advice."""
    meant = session("""
        title: Haste
        voices: {guide: en-us}
        steps:
          - {hold: 1s, on: Hold., voice: guide}
    """)

    class Rated:
        """A phrase is the shorter, the faster it is spoken."""

        def phrase(self, phrase: Phrase) -> Frames:
            """At 130 words a minute, a little more than there is room for."""
            return frames_of(Milliseconds(92_000 // phrase.rate))

        def ring(self, sound: str) -> Frames:
            """There is none."""
            raise AssertionError(sound)

        def file(self, file: str) -> Frames:
            """There is none."""
            raise AssertionError(file)

    found = []
    for hasty in (True, False):
        roles = {"guide": RoleSpeaking(rate=WordsPerMinute(130), hasty=hasty)}
        speaking = Speaking(rate=WordsPerMinute(130), written=WordsPerMinute(130), hasty=not hasty, roles=roles)
        planner = Planner(session=meant, speaking=speaking, lengths=Rated())
        events = planner.natural().timeline.events
        (spoken,) = [event.what.phrase for event in events if isinstance(event.what, Spoken)]
        found += [(spoken.speaker, spoken.rate, problem.code, problem.weight) for problem in planner.problems]
    assert found == [("guide", 136, "hasty-words", Weight.ADVICE), ("guide", 130, "words-too-long", Weight.ERROR)]


def test_why_and_diff_say_who() -> None:
    """Another speaker of the same words is a change."""
    old = natural(session(TALK))
    new = natural(session(TALK.replace("[3s!]', voice: teacher", "[3s!]', voice: guide")))

    told = why(old, frames_of(ms("4s")))
    changes = [(change.how, change.what) for change in differences(old.timeline, new.timeline)]

    assert told.what.startswith("The voice of “teacher” says “Two.”: 1s")
    assert changes == [(How.GONE, "teacher: “Two.”"), (How.NEW, "guide: “Two.”")]


@dataclass(frozen=True, slots=True)
class Voices:
    """Every speaker has lengths of their own, in milliseconds for each letter."""

    letters: dict[str, int]

    def phrase(self, phrase: Phrase) -> Frames:
        """Not whole milliseconds: an odd number of frames."""
        return Frames(len(phrase.said) * self.letters[phrase.speaker] * 48 + 7)

    def ring(self, sound: str) -> Frames:
        """How long a chime rings."""
        del sound
        return frames_of(ms("9s"))

    def file(self, file: str) -> Frames:
        """There is none."""
        raise AssertionError(file)


LANDMARKS = session("""
    title: Landmarks
    voices: {teacher: en-gb+f3, guide: en-us}
    length: 4m
    steps:
      - steps: [Hello., {say: And hello from me., voice: teacher}]
        over: 20s
      - chime: bowl
        wait: 10s
      - repeat: 3
        voice: guide
        over: 20s
        steps:
          - Round $round of $rounds. [6s]
          - {hold: 4s, on: Hold., count: down}
          - {say: 'And rest. [3s]', voice: teacher}
      - {breathe: {in: 4s, out: 6s}, times: 4, voice: teacher}
      - each side:
          - {say: 'Your $side leg. [6s]', voice: guide}
          - Rest it.
        over: 25s!
    closing:
      - over: 10s
        steps: [{say: Goodbye., voice: guide}]
""")


def planned(letters: dict[str, int], asked: str) -> Plan:
    """The session of landmarks with these voices."""
    rate = WordsPerMinute(130)
    roles = {name: RoleSpeaking(rate=rate, hasty=False) for name in ("teacher", "guide")}
    speaking = Speaking(rate=rate, written=rate, roles=roles)
    planner = Planner(session=LANDMARKS, speaking=speaking, lengths=Voices(letters))
    made = planner.fitted(ms(asked)) if asked else planner.natural()
    assert not planner.problems
    return made


PACES = st.fixed_dictionaries({name: st.integers(20, 120) for name in ("", "teacher", "guide")})


@settings(max_examples=60, deadline=None)
@given(one=PACES, other=PACES, asked=st.sampled_from(["", "3m", "4m", "5m", "200.123s"]))
def test_landmarks_stay_whoever_speaks(one: dict[str, int], other: dict[str, int], asked: str) -> None:
    """To the frame, at any length; so do the beats, and the whole."""
    first, second = planned(one, asked), planned(other, asked)

    assert [mark.frame for mark in first.timeline.landmarks] == [mark.frame for mark in second.timeline.landmarks]
    assert not any(mark.filled for mark in (*first.timeline.landmarks, *second.timeline.landmarks))
    assert first.timeline.frames == second.timeline.frames
    assert isinstance(first.silences, Fraction)
    if asked:
        assert first.timeline.frames == frames_of(ms(asked))
