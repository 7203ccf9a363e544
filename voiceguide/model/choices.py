"""The few words that an author chooses among."""

from enum import StrEnum


class Posture(StrEnum):
    """Where the listener's body is."""

    ANY = "any"
    LYING = "lying"
    SIDE_LYING = "side lying"
    PRONE = "prone"
    HANDS_AND_KNEES = "hands and knees"
    KNEELING = "kneeling"
    SEATED = "seated"
    STANDING = "standing"
    WALKING = "walking"


class Eyes(StrEnum):
    """What is asked of the eyes; closing them is never an order."""

    OPEN = "open"
    OPTIONAL = "optional"


class SpanKind(StrEnum):
    """What the body does in a timed span."""

    HOLD = "hold"
    TENSE = "tense"
    RELEASE = "release"


class Counting(StrEnum):
    """How the seconds or beats of a span are told."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    LAST_3 = "last 3"


class BreathPart(StrEnum):
    """A phase of a breath; `more` is a short second in-breath."""

    IN = "in"
    MORE = "more"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"


class Guiding(StrEnum):
    """How a breath is led."""

    WORDS = "words"
    COUNTS = "counts"
    TONES = "tones"
    NONE = "none"
