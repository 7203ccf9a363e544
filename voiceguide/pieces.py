"""A session that is laid out becomes a piece: what every writer of files is given."""

from voiceguide import content
from voiceguide.care import asked_first
from voiceguide.export.piece import Piece, Progress, credit_of, nobody, sound_of
from voiceguide.produce import Production
from voiceguide.timeline.plan import Plan
from voiceguide.timeline.record import FORMAT, chapter_record, event_record
from voiceguide.units import RATE, Frames, milliseconds_of


def piece_of(  # noqa: PLR0913  (what can be said of a file)
    production: Production,
    plan: Plan,
    *,
    start: Frames = Frames(0),
    author: str = "",
    licence: str = "",
    progress: Progress = nobody,
) -> Piece:
    """The piece from `start` on, with what is to be told of it; a bundled session's licence is known.

    Raises CareDamaged where the listener's own words on who should ask first cannot be read.
    """
    session = production.session
    return Piece(
        session=session,
        timeline=plan.timeline,
        start=start,
        sound=sound_of(lambda: production.mixer(plan), start),
        credit=credit_of(author, licence or content.licence_of(session.file)),
        progress=progress,
        ask_first=asked_first(session),
        clip_of=production.cast.clip_of,
        record=lambda: record(production, plan),
    )


def record(production: Production, plan: Plan) -> dict[str, object]:
    """A plan as data, stable and documented: enough for captions, and for checks from outside."""
    timeline, cast = plan.timeline, production.cast
    reach = production.planner.reach()
    return {
        "format": FORMAT,
        "title": timeline.title,
        "rate": RATE,
        "frames": timeline.frames,
        "asked_ms": timeline.asked,
        "natural_ms": milliseconds_of(plan.natural),
        "shortest_ms": reach[0].least,
        "longest_ms": reach[-1].most,
        "reachable_ms": [[one.least, one.most] for one in reach],
        "factor": {"silences": float(plan.silences), "rounds": float(plan.rounds)},
        "seed": production.wish.seed,
        "options": {option.name: list(option.value) for option in production.session.options},
        "voice": _voice(production, ""),
        "voices": {role.role: _voice(production, role.role) for role in production.session.voices},
        "sections": [chapter_record(chapter) for chapter in timeline.chapters],
        "events": [event_record(event, cast) for event in timeline.events],
    }


def _voice(production: Production, role: str) -> dict[str, object]:
    """Who plays a role; the narrator where it is empty."""
    rate = production.cast.rate_reached(production.planner.speaking.rate_for(role), role)
    speaker = production.cast.role(role)
    return {
        "name": speaker.voice.full_name,
        "engine": speaker.voice.engine,
        "version": speaker.voice.version,
        "wpm": rate if speaker.voice.paces else None,
        "gain_db": speaker.gain(rate),
    }
