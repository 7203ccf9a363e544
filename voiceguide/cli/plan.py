"""`voiceguide plan`."""

import json

import click

from voiceguide.cli.making import Made, made
from voiceguide.cli.progress import speaking
from voiceguide.cli.terminal import out, safe
from voiceguide.cli.wishes import Wishes, Wishing
from voiceguide.timeline.explain import table
from voiceguide.timeline.record import FORMAT, chapter_record, event_record
from voiceguide.units import RATE, milliseconds_of


@click.command(cls=Wishing)
@click.option("--json", "as_json", is_flag=True, help="As data: every event with its frames.")
def command(wishes: Wishes, *, as_json: bool) -> None:
    """Tell what will happen when, without playing it."""
    with speaking() as progress, made(wishes, progress) as session:
        told = json.dumps(record(session), indent=1, ensure_ascii=False) if as_json else _text(session)
    out(told)


def _text(session: Made) -> str:
    return "\n".join(safe(line) for line in table(session.plan.timeline).splitlines())


def record(session: Made) -> dict[str, object]:
    """A plan as data, stable and documented: enough for captions, and for checks from outside."""
    production, plan = session.production, session.plan
    timeline, speaker = plan.timeline, production.speaker
    reach = production.planner.reach()
    rate = speaker.rate_reached(production.planner.speaking.rate)
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
        "voice": {
            "name": speaker.voice.full_name,
            "engine": speaker.voice.engine,
            "version": speaker.voice.version,
            "wpm": rate,
            "gain_db": speaker.gain(rate),
        },
        "sections": [chapter_record(chapter) for chapter in timeline.chapters],
        "events": [event_record(event) for event in timeline.events],
    }
