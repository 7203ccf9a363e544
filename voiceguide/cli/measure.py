"""The lengths that a session can have: with the voice that would speak it, or as a guess without any."""

from voiceguide import settings
from voiceguide.cli.catalogue import Lengths
from voiceguide.cli.making import production_of
from voiceguide.cli.progress import speaking
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.produce import speaking_for
from voiceguide.timeline.phrases import GuessedLengths
from voiceguide.timeline.plan import LONGEST, Planner
from voiceguide.timeline.rounds import natural_rounds
from voiceguide.units import Milliseconds, milliseconds_of


def lengths_of(session: Session) -> tuple[Milliseconds, Lengths]:
    """How long it lasts when no length is asked for, and every length that it can have.

    Raises ScriptErrors, and Stop where there is no voice.
    """
    own = settings.settings(settings.folders().settings)
    wish = Wish(voice=own.voice, usual=True, rate=own.rate)
    with speaking() as progress, production_of(session, wish) as production:
        production.speak(progress)
        planner = production.planner
        usual = session.length or milliseconds_of(planner.natural().timeline.frames)
        return usual, tuple((one.least, one.most) for one in planner.reach())


def guessed(session: Session) -> tuple[Milliseconds, Lengths]:
    """The same, near enough for a list, without a word spoken. Raises ScriptErrors."""
    planner = Planner(session=session, speaking=speaking_for(session, Wish()), lengths=GuessedLengths())
    usual = session.length or milliseconds_of(planner.draft(natural_rounds, None).shape.natural)
    least = planner.draft(lambda _, rounds: rounds.least, Milliseconds(0)).shape.least
    most = planner.draft(lambda _, rounds: rounds.most, milliseconds_of(LONGEST)).shape.most
    return usual, ((milliseconds_of(least), milliseconds_of(most)),)
