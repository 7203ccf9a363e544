"""A plan as a picture: the session as a strip in rows, for whoever would rather see it than read it.

matplotlib draws it, an extra that is imported only here.
"""

import math
import warnings
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voiceguide.export.strip import Bar, Look, Named, Row, row_length, rows
from voiceguide.export.whole import whole_file
from voiceguide.problems import Stop
from voiceguide.timeline.glance import glance
from voiceguide.timeline.timeline import Timeline
from voiceguide.units import RATE, Frames, short_clock

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

ENDINGS: Final = (".png", ".svg", ".pdf")

# Colours that remain apart for people who see fewer of them (after Okabe and Ito), silence the lightest of all.
COLOURS: Final = {
    Look.SPEECH: "#0072b2",
    Look.SILENCE: "#e8edf2",
    Look.STILL: "#cdd5de",
    Look.HOLD: "#e69f00",
    Look.TENSE: "#d55e00",
    Look.RELEASE: "#9fdcc6",
    Look.IN: "#8ccbf0",
    Look.OUT: "#c9e6f7",
    Look.KEPT: "#f3cf80",
    Look.MOVE: "#cc79a7",
    Look.WAIT: "#f6efd9",
    Look.PLAY: "#009e73",
}
INK: Final = "#24313d"
PALE_INK: Final = "#6b7885"
SECTIONS: Final = ("#dfe5d3", "#eadfce")
"""Neighbours are told apart."""
BACKGROUND: Final = "#a9ba87"
BACKGROUND_INK: Final = "#5d7038"

WIDTH: Final = 14.0
"""Inches; so are the other measures of the page."""
MARGIN: Final = 0.6
LANE: Final = 0.4
BAND: Final = 0.22
UNDER: Final = 0.3
"""Below a row: landmarks, the background, the times."""
GAP: Final = 0.3
HEAD: Final = 0.85
FOOT: Final = 0.55
DPI: Final = 150
LETTER: Final = 0.07
"""The usual width of a letter of a section's title."""
MOST_DEPTH: Final = 3
"""Sections within sections that have a band of their own."""
LABELLED: Final = 8 * RATE
"""A silence or a span from here on carries its length, where there is room."""
TICKS: Final = (5, 10, 15, 30, 60, 120, 300, 600)
"""Seconds from one time to the next."""
MOST_TICKS: Final = 12
PLAIN: Final = (Look.SPEECH, Look.WAIT, Look.MOVE, Look.PLAY)


class PlotMissing(Stop):
    """What draws is not installed."""

    def __init__(self) -> None:
        message = "Pictures are drawn by matplotlib, which is not installed."
        super().__init__(message, "Type: pip install 'voiceguide[plot]'")


class PlotEnding(Stop):
    """The ending of a file's name tells no kind of picture."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"'{target}' has no ending that tells a kind of picture.",
            f"Give the file a name that ends in one of: {', '.join(ENDINGS)}.",
        )


def kind_of(target: Path) -> str:
    """The ending that tells the format. Raises PlotEnding."""
    kind = target.suffix.lower()
    if kind not in ENDINGS:
        raise PlotEnding(target)
    return kind


def plot(timeline: Timeline, target: Path) -> None:
    """Draw a plan into a file; its ending tells the format.

    Raises PlotEnding, PlotMissing and CannotWrite.
    """
    kind = kind_of(target)
    try:
        import matplotlib as mpl  # noqa: PLC0415  (an extra; see above)
        from matplotlib.figure import Figure  # noqa: PLC0415  (an extra)
    except ImportError as missing:
        raise PlotMissing from missing
    # The same plan gives the same bytes: no date, and ids that do not come from chance.
    dated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(kind, {})
    with mpl.rc_context({"font.family": "DejaVu Sans", "svg.hashsalt": "voiceguide"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # a letter that the font lacks is a box
        figure = Figure(figsize=(WIDTH, 1.0), dpi=DPI, facecolor="white")
        _draw(figure, timeline)
        with whole_file(target) as draft:
            figure.savefig(draft, format=kind[1:], metadata=dated)


def _draw(figure: "Figure", timeline: Timeline) -> None:
    drawn = rows(timeline)
    bands = 1 + min(MOST_DEPTH - 1, max((chapter.depth for chapter in timeline.chapters), default=0))
    tall = bands * BAND + LANE + UNDER
    height = HEAD + len(drawn) * (tall + GAP) + FOOT
    figure.set_size_inches(WIDTH, height)
    _head(figure, timeline, height)
    length = row_length(timeline)
    for number, row in enumerate(drawn):
        bottom = height - HEAD - (number + 1) * tall - number * GAP
        place = (MARGIN / WIDTH, bottom / height, 1 - 2 * MARGIN / WIDTH, tall / height)
        axes = figure.add_axes(place)
        axes.set_xlim(0, length)
        axes.set_ylim(0, tall)
        axes.axis("off")
        _row(axes, row, length, bands)
    _legend(figure, drawn, height)


def _head(figure: "Figure", timeline: Timeline, height: float) -> None:
    seen = glance(timeline)
    whole = max(seen.frames, 1)
    parts = [("speech", seen.speech), ("silence", seen.silence), ("beats", seen.beats), ("bells and moves", seen.rest)]
    shares = "   ".join(f"{name} {round(100 * frames / whole)} %" for name, frames in parts if frames)
    words = f"{seen.speaking} words a minute while speaking, {seen.overall} overall"
    left, right = MARGIN / WIDTH, 1 - MARGIN / WIDTH
    figure.text(
        left, 1 - 0.32 / height, timeline.title, size=17, color=INK, weight="bold", va="center", parse_math=False
    )
    figure.text(right, 1 - 0.32 / height, short_clock(timeline.frames), size=17, color=INK, ha="right", va="center")
    figure.text(left, 1 - 0.62 / height, shares, size=9.5, color=PALE_INK, va="center")
    figure.text(right, 1 - 0.62 / height, words, size=9.5, color=PALE_INK, ha="right", va="center")


def _row(axes: "Axes", row: Row, length: Frames, bands: int) -> None:
    base = UNDER
    for look, bars in groupby(sorted(row.bars, key=lambda bar: list(Look).index(bar.look)), key=lambda bar: bar.look):
        axes.broken_barh([(bar.start, bar.frames) for bar in bars], (base, LANE), facecolor=COLOURS[look], linewidth=0)
    axes.broken_barh(
        [(bar.start, bar.frames) for bar in row.words],
        (base + LANE * 0.62, LANE * 0.38),
        facecolor=COLOURS[Look.SPEECH],
        linewidth=0,
    )
    _edges(axes, row.bars, base)
    _lengths(axes, row.bars, length, base)
    for section in row.sections:
        if section.depth < bands:
            _section(axes, section, length, base + LANE + (bands - 1 - section.depth) * BAND)
    _bells(axes, row.bells, base)
    axes.scatter(
        row.landmarks, [base - 0.045] * len(row.landmarks), marker="^", s=14, color=INK, linewidths=0, clip_on=False
    )
    for background in row.backgrounds:
        axes.broken_barh([(background.start, background.frames)], (base - 0.13, 0.035), facecolor=BACKGROUND)
        if background.begins:
            label = _write(axes, background.start, base - 0.115, background.name, size=7.5, color=BACKGROUND_INK)
            label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.2})
    _times(axes, row, length)


def _edges(axes: "Axes", bars: Sequence[Bar], base: float) -> None:
    """A fine line where a beat begins, so that each breath of many is seen."""
    starts = [bar.start for bar in bars if bar.look not in {Look.SPEECH, Look.SILENCE, Look.STILL, Look.WAIT}]
    axes.vlines(starts, base, base + LANE, color="white", linewidth=0.6)


def _lengths(axes: "Axes", bars: Sequence[Bar], length: Frames, base: float) -> None:
    room = (WIDTH - 2 * MARGIN) / length
    for bar in bars:
        if bar.whole >= LABELLED and bar.look not in PLAIN:
            told = f"{round(bar.whole / RATE)} s" if bar.whole < 100 * RATE else short_clock(bar.whole)
            if 2 * bar.frames > bar.whole and bar.frames * room > 0.065 * len(told) + 0.04:
                middle = bar.start + bar.frames / 2
                # Below the words of a beat, and in the middle of a silence.
                up = LANE * (0.5 if bar.look in {Look.SILENCE, Look.STILL} else 0.28)
                _write(axes, middle, base + up, told, size=7, color=INK, ha="center")


def _section(axes: "Axes", section: Named, length: Frames, bottom: float) -> None:
    colour = SECTIONS[section.depth % 2]
    axes.broken_barh([(section.start, section.frames)], (bottom + 0.02, BAND - 0.04), facecolor=colour, linewidth=0)
    if section.begins:
        axes.vlines([section.start], bottom + 0.02, bottom + BAND - 0.02, color=INK, linewidth=1.2)
    letters = int((section.frames / length * (WIDTH - 2 * MARGIN) - 0.08) / LETTER)
    name = section.name if section.begins else f"… {section.name}"
    if len(name) > letters:
        name = name[: letters - 1].rstrip() + "…" if letters > 3 else ""  # noqa: PLR2004  (fewer say nothing)
    inset = 0.06 * length / (WIDTH - 2 * MARGIN)
    _write(axes, section.start + inset, bottom + BAND / 2, name, size=8, color=INK)


def _bells(axes: "Axes", bells: Sequence[Frames], base: float) -> None:
    axes.vlines(bells, base, base + LANE, color="#8a6d00", linewidth=1.1)
    axes.scatter(
        bells, [base + LANE * 0.5] * len(bells), marker="o", s=30, color="#8a6d00", edgecolors="white", linewidths=0.7,
        zorder=3, clip_on=False,
    )  # fmt: skip


def _times(axes: "Axes", row: Row, length: Frames) -> None:
    step = next((each for each in TICKS if length <= MOST_TICKS * each * RATE), TICKS[-1])
    for number in range(math.floor(row.frames / RATE / step) + 1):
        at = number * step * RATE
        axes.vlines([at], UNDER - 0.2, UNDER, color=PALE_INK, linewidth=0.5)
        big = number == 0
        _write(
            axes, at, 0.035, short_clock(Frames(row.start + at)), size=8 if big else 7, color=INK if big else PALE_INK,
            ha="center", weight="bold" if big else "normal",
        )  # fmt: skip


def _write(  # noqa: PLR0913  (what a letter looks like)
    axes: "Axes", x: float, y: float, text: str, *, size: float, color: str, ha: str = "left", weight: str = "normal"
) -> "Text":
    return axes.text(x, y, text, size=size, color=color, ha=ha, va="center", weight=weight, parse_math=False)


def _legend(figure: "Figure", drawn: Sequence[Row], height: float) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415  (an extra)
    from matplotlib.patches import Patch  # noqa: PLC0415  (an extra)

    seen = {bar.look for row in drawn for bar in row.bars} | {bar.look for row in drawn for bar in row.words}
    handles: list[Patch | Line2D] = [Patch(color=COLOURS[look], label=look.value) for look in Look if look in seen]
    if any(row.bells for row in drawn):
        handles.append(Line2D([], [], color="#8a6d00", marker="o", linestyle="", label="bell"))
    if any(row.backgrounds for row in drawn):
        handles.append(Line2D([], [], color=BACKGROUND, linewidth=3, label="background"))
    if any(row.landmarks for row in drawn):
        label = "landmark: neither voice nor wording moves it"
        handles.append(Line2D([], [], color=INK, marker="^", linestyle="", markersize=4, label=label))
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(MARGIN / WIDTH - 0.005, 0.12 / height), ncols=6,
        frameon=False, fontsize=8.5, labelcolor=INK, borderaxespad=0, handlelength=1.2, columnspacing=1.6,
    )  # fmt: skip
