"""Blocks become a timeline: every cue gets its moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from voiceguide.timeline.cues import (
    Block,
    Filler,
    Freedom,
    Ground,
    Leaf,
    Lengths,
    Move,
    Node,
    Place,
    Rest,
    Shape,
    Span,
    Strike,
    Thing,
    Track,
    Words,
    fixed,
)
from voiceguide.timeline.share import Shares, share
from voiceguide.timeline.spans import counted
from voiceguide.timeline.timeline import (
    Chapter,
    Event,
    Happening,
    Landmark,
    Moving,
    Quiet,
    Recorded,
    Struck,
    Timeline,
    Toned,
    Underneath,
    Why,
)
from voiceguide.timeline.timeline import Track as On
from voiceguide.units import Frames, Milliseconds, frames_of

LAST_CHIME_WAIT = frames_of(Milliseconds(8000))
"""A chime with nothing after it may ring so long before the session ends."""

FADE_IN = frames_of(Milliseconds(4000))
FADE_OUT = frames_of(Milliseconds(10_000))
"""How a background comes and goes: 3-5 s and 8-15 s are pleasant."""

TONE = frames_of(Milliseconds(200))
"""A tone lasts 120-250 ms."""

_ORDER = {On.TIME: 0, On.INSIDE: 1, On.SOUND: 2}


@dataclass(slots=True)
class Placer:
    """Walks through blocks once, with a clock that counts frames."""

    lengths: Lengths
    reserves: Mapping[str, Frames]
    """For each pass of its own length, the rigid frames of its longer side."""
    given: dict[str, Frames]
    """What each thing was given, by the id of its place."""
    now: int = 0
    events: list[Event] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    grounds: list[tuple[Frames, Ground]] = field(default_factory=list)
    rings: list[tuple[Frames, Strike]] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)
    spans: dict[str, tuple[Frames, Frames]] = field(default_factory=dict)
    """From where to where every silence, span and block lies, by its id."""
    depth: int = 0
    on_landmark: bool = False
    """Whether no words have come since a pass of its own length ended."""
    closing: int | None = None

    def node(self, node: Node) -> None:
        """Place one node where the clock stands."""
        start = Frames(self.now)
        if isinstance(node, Block):
            self._block(node)
        else:
            self._leaf(node)
        self.spans[node.place.id] = (start, Frames(self.now))

    def _block(self, block: Block) -> None:
        start = Frames(self.now)
        if block.closing:
            self.closing = self.now
        if block.filler is not None:
            self._share_inside(block, block.filler)
        self.depth += block.title is not None
        for child in block.children:
            self.node(child)
        self.depth -= block.title is not None
        if block.filler is not None:
            self._fill(block.place, block.filler, start)
        if block.title is not None:
            self.chapters.append(
                Chapter(
                    title=block.title.title,
                    start=start,
                    end=Frames(self.now),
                    depth=self.depth,
                    source=block.title.source,
                )
            )

    def _length_of(self, place: Place, filler: Filler) -> Frames:
        return self.given.get(place.id, Frames(max(filler.freedom.least, filler.freedom.nature)))

    def _share_inside(self, block: Block, filler: Filler) -> None:
        """In an elastic pass, its silences and the one at its end share what the words leave."""
        if filler.freedom.rigid:
            return
        reserve = max(filler.inner.rigid, self.reserves.get(block.place.twin, 0))
        inner = Shape(rigid=Frames(reserve), things=filler.inner.things)
        rest = max(0, filler.freedom.nature - inner.natural)
        length = self._length_of(block.place, filler)
        free = Freedom(nature=Frames(rest), least=filler.tail, most=length)
        end = Thing(twin=f"{block.place.twin}/rest", places=(f"{block.place.id}/rest",), freedom=free)
        shares = share(replace(inner, things=(*inner.things, end)), length)
        self.given.update(shares.of)

    def _fill(self, place: Place, filler: Filler, start: Frames) -> None:
        length = self._length_of(place, filler)
        rest = start + length - self.now
        if rest > 0:
            nature = Frames(max(0, filler.freedom.nature - filler.inner.natural))
            quiet = Quiet(why=Why.OVER, natural=nature, least=Frames(0), most=filler.freedom.most)
            self._event(replace(place, id=f"{place.id}/rest"), Frames(rest), quiet)
        self._landmark(place, filled=rest <= filler.tail)
        self.on_landmark = True

    def _landmark(self, place: Place, *, filled: bool) -> None:
        self.landmarks.append(Landmark(frame=Frames(self.now), filled=filled, source=place.source))

    def _leaf(self, leaf: Leaf) -> None:
        match leaf:
            case Words():
                self.on_landmark = False
                self._event(leaf.place, leaf.frames, leaf.spoken)
            case Rest():
                frames = self.given.get(leaf.place.id, leaf.freedom.nature)
                if frames:
                    free = leaf.freedom
                    quiet = Quiet(why=leaf.why, natural=free.nature, least=free.least, most=free.most)
                    self._event(leaf.place, frames, quiet)
            case Move():
                self._event(leaf.place, leaf.frames, Moving(posture=leaf.place.posture))
            case Span():
                self._span(leaf)
            case Strike():
                self.rings.append((Frames(self.now), leaf))
                self._event(leaf.place, leaf.frames, Struck(sound=leaf.sound, level=leaf.level))
            case Track():
                self.on_landmark = False
                self._event(leaf.place, leaf.frames, Recorded(file=leaf.file, level=leaf.level))
            case Ground():
                self.grounds.append((Frames(self.now), leaf))

    def _span(self, span: Span) -> None:
        frames = self.given.get(span.place.id, Frames(max(span.freedom.least, span.freedom.nature)))
        start = self.now
        if self.on_landmark and self.landmarks[-1].frame < start:
            self._landmark(span.place, filled=self.landmarks[-1].filled)
        self._event(span.place, frames, span.beat)
        if span.tone:
            place = replace(span.place, id=f"{span.place.id}/tone")
            self._inside(place, start, TONE, Toned(sound=span.tone))
        words = sorted((*span.words, *counted(span, frames, self.lengths)), key=lambda word: word.at)
        for word in words:
            place = replace(span.place, id=f"{span.place.id}/{word.spoken.role.value}/{word.at}")
            self._inside(place, start + word.at, word.frames, word.spoken)

    def last_silence(self, place: Place, frames: Frames, quiet: Quiet) -> None:
        """Put a silence after everything else."""
        self._event(place, frames, quiet)

    def _event(self, place: Place, frames: Frames, what: Happening) -> None:
        if isinstance(what, Quiet) and what.why is not Why.WRITTEN and self.events:
            # Its place is what is around it, which may have begun in another posture.
            before = self.events[-1]
            place = replace(place, posture=before.posture, eyes=before.eyes)
        self.events.append(_event(place, On.TIME, Frames(self.now), frames, what))
        self.now += frames

    def _inside(self, place: Place, start: int, frames: Frames, what: Happening) -> None:
        self.events.append(_event(place, On.INSIDE, Frames(start), frames, what))

    def ring(self, total: Frames) -> Iterator[Event]:
        """What rings on: every stroke, to where it has rung out or the session ends."""
        for start, strike in self.rings:
            frames = Frames(min(self.lengths.ring(strike.sound), total - start))
            if frames > 0:
                place = replace(strike.place, id=f"{strike.place.id}/ring")
                yield _event(place, On.SOUND, start, frames, Struck(sound=strike.sound, level=strike.level))

    def underneath(self, total: Frames) -> Iterator[Event]:
        """The backgrounds: each from its step to the end of its fade under the next one, or to the end."""
        for number, (start, ground) in enumerate(self.grounds):
            after = self.grounds[number + 1] if number + 1 < len(self.grounds) else None
            end = total if after is None else after[0]
            fade_in = FADE_IN if ground.fade is None else ground.fade
            fade_out = FADE_OUT
            if after is not None:
                fade_out = FADE_IN if after[1].fade is None else after[1].fade
                end = Frames(min(total, end + fade_out))
            if ground.sound and end > start:
                what = Underneath(sound=ground.sound, level=ground.level, fade_in=fade_in, fade_out=fade_out)
                yield _event(ground.place, On.SOUND, start, Frames(end - start), what)


def place(root: Block, lengths: Lengths, shares: Shares) -> Placer:
    """Place a whole session: a thing that `shares` does not name has its nature."""
    reserves: dict[str, Frames] = {}
    _collect_reserves(root, reserves)
    placer = Placer(lengths=lengths, reserves=reserves, given=dict(shares.of))
    placer.node(root)
    if shares.odd:
        odd = shares.odd
        free = fixed(odd)
        quiet = Quiet(why=Why.ODD, natural=Frames(0), least=free.least, most=free.most)
        placer.last_silence(replace(root.place, id="odd"), odd, quiet)
    return placer


def timeline_of(placer: Placer, title: str, asked: Milliseconds | None) -> Timeline:
    """Everything that was placed, with what lies underneath."""
    total = Frames(placer.now)
    events = sorted(
        (*placer.events, *placer.ring(total), *placer.underneath(total)),
        key=lambda event: (event.start, _ORDER[event.track]),
    )
    chapters = sorted(placer.chapters, key=lambda chapter: (chapter.start, chapter.depth))
    closing = total if placer.closing is None else Frames(placer.closing)
    return Timeline(
        title=title,
        frames=total,
        asked=asked,
        events=tuple(events),
        chapters=tuple(chapters),
        landmarks=tuple(placer.landmarks),
        closing=closing,
    )


def _collect_reserves(block: Block, reserves: dict[str, Frames]) -> None:
    if block.filler is not None:
        twin = block.place.twin
        reserves[twin] = max(reserves.get(twin, Frames(0)), block.filler.inner.rigid)
    for child in block.children:
        if isinstance(child, Block):
            _collect_reserves(child, reserves)


def _event(place: Place, track: On, start: Frames, frames: Frames, what: Happening) -> Event:
    return Event(
        id=place.id,
        track=track,
        start=start,
        frames=frames,
        what=what,
        source=place.source,
        section=place.section,
        side=place.side,
        round=place.round,
        posture=place.posture,
        eyes=place.eyes,
    )
