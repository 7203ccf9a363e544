"""The frame of a session: its opening, its caution, its closing, its voice and its length.

Figures: domain reference, sections 0 and 19 rules 10 and 12; section 16 (rates).
"""

from collections.abc import Iterator
from typing import Final

from voiceguide.check.rule import Found, at, at_header
from voiceguide.check.sentences import sentences_of
from voiceguide.check.view import View, seconds, told
from voiceguide.model.forms import Rounds
from voiceguide.model.steps import Breathe, Repeat, Sentence
from voiceguide.model.walk import every_step
from voiceguide.timeline.plan import Range, thresholds
from voiceguide.timeline.timeline import Role, Spoken, Struck
from voiceguide.units import Frames, WordsPerMinute, written_duration

SLOWEST: Final = WordsPerMinute(100)
FASTEST: Final = WordsPerMinute(170)
AFTER_CHIME: Final = seconds(3)


def no_closing(view: View) -> Iterator[Found]:
    """No closing."""
    if not view.session.closing:
        yield at_header(
            view.session.source,
            "there is no 'closing'",
            "write what always ends the session, as in closing: [chime: bowl]",
        )


def caution_unspoken(view: View) -> Iterator[Found]:
    """A caution that is never spoken, or only under a condition."""
    caution = [item for item in view.session.caution if isinstance(item, Sentence)]
    spoken = any(
        isinstance(moment.event.what, Spoken) and moment.event.what.role is Role.CAUTION for moment in view.moments
    )
    if caution and not spoken:
        yield at_header(caution[0].source, "the caution is not spoken", "write a step '- $caution' near the beginning")


def early_word(view: View) -> Iterator[Found]:
    """A first word under 3 s after the opening chime."""
    strike: Frames | None = None
    for moment in sorted((*view.moments, *view.inside), key=lambda moment: moment.event.start):
        if isinstance(moment.event.what, Struck):
            strike = moment.event.start
        elif isinstance(moment.event.what, Spoken):
            if strike is not None and moment.event.start - strike < AFTER_CHIME:
                after = told(Frames(moment.event.start - strike))
                yield at(
                    moment,
                    f"the first word comes {after} after the opening chime",
                    f"let it ring: {told(AFTER_CHIME)} or more, as in 'wait: 6s'",
                )
            return


def voice_rate(view: View) -> Iterator[Found]:
    """A voice rate under 100 or over 170 words a minute."""
    hint = f"ask for {SLOWEST} to {FASTEST} words a minute; slow a session down with silences"
    wish = view.session.voice
    if not SLOWEST <= wish.rate <= FASTEST:
        yield at_header(wish.rate_source, f"the voice speaks at {wish.rate} words a minute", hint)
    for role in view.session.voices:
        if role.rate is not None and not SLOWEST <= role.rate <= FASTEST:
            yield at_header(role.source, f"'{role.role}' speaks at {role.rate} words a minute", hint)
    for step in every_step((*view.session.steps, *view.session.closing)):
        for sentence in sentences_of(step):
            if sentence.rate is not None and not SLOWEST <= sentence.rate <= FASTEST:
                yield Found(
                    source=sentence.source,
                    path=step.path,
                    message=f"these words are spoken at {sentence.rate} words a minute",
                    hint=hint,
                )
                break


def length_not_kept(view: View) -> Iterator[Found]:
    """A declared length that the voice does not keep."""
    if view.kept or view.session.length is None:
        return
    near = ", ".join(_askable(each) for each in view.ranges)
    yield at_header(
        view.session.length_source,
        f"'length: {written_duration(view.session.length)}' cannot be had",
        f"ask for {near}, or give the silences more freedom" if near else "give the silences more freedom, or say less",
    )


def length_hole(view: View) -> Iterator[Found]:
    """Holes in the reachable lengths."""
    for low, high in zip(view.ranges, view.ranges[1:], strict=False):
        source, path = view.session.source, ""
        for step in every_step((*view.session.steps, *view.session.closing)):
            rounds = step.rounds if isinstance(step, Repeat) else step.times if isinstance(step, Breathe) else None
            marks = {step.at_least, step.under} - {None}
            if (isinstance(rounds, Rounds) and rounds.least < rounds.most) or (
                marks and marks & thresholds(view.session)
            ):
                source, path = step.source, step.path
                break
        yield Found(
            source=source,
            path=path,
            message=f"no length between {told(_frames(low.most))} and {told(_frames(high.least))} can be had",
            hint="give the silences around it more freedom, as in 10s..20s..60s",
        )


def _askable(lengths: Range) -> str:
    """The ends of a range to whole seconds within it, or exactly where it has none."""
    named = lengths.in_seconds or lengths
    least, most = told(_frames(named.least)), told(_frames(named.most))
    return f"{least} to {most}" if named.least < named.most else least


def _frames(length: int) -> Frames:
    return seconds(length / 1000)
