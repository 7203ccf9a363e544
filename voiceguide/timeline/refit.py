"""A session that already plays is brought to another length: what was heard stays, the rest is fitted again.

before     |== heard ==|..silence..|  words  |......silence......|
^ now
after      |== heard ==|..silence....|  words  |........silence........|
stays    | its played part is its lower bound
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.model.forms import Exactly, Rounds
from voiceguide.model.steps import Pause
from voiceguide.timeline.cues import Block, Freedom, Node, Rest, Shape, Thing, fixed
from voiceguide.timeline.fit import Draft, Found, Sweep
from voiceguide.timeline.place import place
from voiceguide.timeline.plan import Plan, Planner
from voiceguide.timeline.rounds import Rounding
from voiceguide.timeline.share import Shares, share
from voiceguide.units import Frames, Milliseconds, milliseconds_of

QUIET: Final = Milliseconds(800)
"""Before a closing that comes early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What can no longer change."""

    now: Frames
    """The first frame that may still change: nothing of it is with the device."""
    spans: Mapping[str, tuple[Frames, Frames]]
    """From where to where everything lies in the plan as it was, by its id."""
    shared: frozenset[str]
    """The places in an `each side` that has begun: its silences stay shared."""
    silences: frozenset[str]
    """The places that are nothing but silence, so that the one that is playing may still change."""
    begun: Mapping[str, int]
    """The rounds of the loops that have begun."""

    def frozen(self, shape: Shape) -> tuple[Shape, dict[str, Frames]]:
        """What the rest still needs, and what is settled."""
        rigid = int(shape.rigid)
        settled: dict[str, Frames] = {}
        free: list[Thing] = []
        for thing in shape.things:
            freedom = self._freedom(thing)
            if freedom.rigid:
                rigid += len(thing.places) * freedom.nature
                settled |= dict.fromkeys(thing.places, freedom.nature)
            else:
                free.append(replace(thing, freedom=freedom))
        return Shape(rigid=Frames(rigid), things=tuple(free)), settled

    def _freedom(self, thing: Thing) -> Freedom:
        known = [self.spans[name] for name in thing.places if name in self.spans]
        if not known or (min(start for start, _ in known) >= self.now and not self.shared.intersection(thing.places)):
            return thing.freedom
        start, end = known[0]
        if len(thing.places) == 1 and start < self.now < end and thing.places[0] in self.silences:
            least = Frames(max(thing.freedom.least, self.now - start))
            return replace(thing.freedom, least=least, most=Frames(max(least, thing.freedom.most)))
        return fixed(Frames(max(end - start, thing.freedom.least)))  # longer where its words had to be waited for


def refit(planner: Planner, plan: Plan, now: Frames, asked: Frames) -> Plan:
    """The plan with the length that was asked for, or the nearest that can still be had; what is before `now` stays.

    The rounds stay as planned; only if the silences cannot reach the length do rounds that have not begun step.
    """
    past = _past(planner, plan, now)
    settled: dict[str, Frames] = {}

    def draft(rounding: Rounding) -> Draft:
        made = planner.draft(past_rounds(past.begun, rounding), plan.compared)
        shape, fixed_now = past.frozen(made.root.shape)
        settled.update(fixed_now)
        open_loops = tuple(loop for loop in made.loops if loop.key not in past.begun)
        return replace(made, shape=shape, loops=open_loops)

    as_planned = draft(past_rounds(plan.counts, _never))
    if as_planned.shape.least <= asked <= as_planned.shape.most:
        return _laid_out(planner, plan, Found(draft=as_planned, rounds=plan.rounds), settled, asked)
    sweep = Sweep(draft)
    nearest = min(
        (min(max(asked, low), high) for low, high in sweep.reach()), key=lambda length: (abs(length - asked), length)
    )
    found = sweep.find(Frames(nearest))
    chosen = found or Found(draft=as_planned, rounds=plan.rounds)
    return _laid_out(planner, plan, chosen, settled, Frames(nearest))


def landing(planner: Planner, plan: Plan, now: Frames) -> Plan:
    """The closing alone, at its nature, for a listener who ends early: with posture and eyes as they are at `now`.

    What was playing has faded out before it; a breath of quiet comes between.
    """
    before = [event for event in plan.timeline.events if event.start <= now]
    posture, eyes = planner.session.posture, planner.session.eyes
    if before:
        posture, eyes = before[-1].posture, before[-1].eyes
    quiet = tuple(
        Pause(source=step.source, path=f"{step.path}/before", length=Exactly(nature=QUIET))
        for step in planner.session.closing[:1]
    )
    session = replace(planner.session, steps=quiet, background=None, posture=posture, eyes=eyes)
    return replace(planner, session=session, problems=[]).natural()


def past_rounds(kept: Mapping[str, int], otherwise: Rounding) -> Rounding:
    """Rounds that keep the numbers they have."""
    return lambda key, rounds: kept[key] if key in kept else otherwise(key, rounds)


def _never(key: str, rounds: Rounds) -> int:
    """A loop that was not there before has its nature."""
    del key
    return rounds.nature


def _laid_out(planner: Planner, plan: Plan, found: Found, settled: Mapping[str, Frames], asked: Frames) -> Plan:
    shares = share(found.draft.shape, asked)
    everything = Shares(of={**settled, **shares.of}, odd=shares.odd, factor=shares.factor)
    laid_out = planner.laid_out(found.draft, everything, found.rounds, milliseconds_of(asked))
    return replace(laid_out, compared=plan.compared, natural=plan.natural)


def _past(planner: Planner, plan: Plan, now: Frames) -> Past:
    spans = place(plan.root, planner.lengths, plan.shares).spans
    begun = {name for name, (start, _) in spans.items() if start < now}
    heard = [node.place.twin for node in _nodes(plan.root) if node.place.id in begun]
    return Past(
        now=now,
        spans=spans,
        shared=frozenset(
            inner.place.id
            for node in _nodes(plan.root)
            if isinstance(node, Block) and node.sides and spans[node.place.id][0] < now < spans[node.place.id][1]
            for inner in _nodes(node)
        ),
        silences=frozenset(node.place.id for node in _nodes(plan.root) if isinstance(node, Rest)),
        begun={
            key: count
            for key, count in plan.counts.items()
            if any(twin == key or twin.startswith(f"{key}[") for twin in heard)
        },
    )


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Block):
        for child in node.children:
            yield from _nodes(child)
