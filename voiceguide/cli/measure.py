"""The lengths that a session can have with the voice that would speak it."""

from voiceguide import settings
from voiceguide.cli.catalogue import Lengths
from voiceguide.cli.making import production_of
from voiceguide.cli.progress import speaking
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.units import Milliseconds, milliseconds_of


def lengths_of(session: Session) -> tuple[Milliseconds, Lengths]:
    """How long it lasts when no length is asked for, and every length that it can have.

    Raises ScriptErrors, and Stop where there is no voice.
    """
    own = settings.settings(settings.folders().settings)
    wish = Wish(voice=own.voice, rate=own.rate)
    with speaking() as progress, production_of(session, wish) as production:
        production.speak(progress)
        planner = production.planner
        usual = session.length or milliseconds_of(planner.natural().timeline.frames)
        return usual, tuple((one.least, one.most) for one in planner.reach())
