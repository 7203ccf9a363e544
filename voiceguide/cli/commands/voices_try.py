"""`voiceguide voices try`."""

from typing import Final

import click

from voiceguide import settings
from voiceguide.cli.commands.play import loudspeaker_for
from voiceguide.cli.endings import end
from voiceguide.cli.exits import Exit, WrongUsage
from voiceguide.cli.making import production_of
from voiceguide.cli.player.playing import STATUS, perform
from voiceguide.cli.progress import speaking
from voiceguide.cli.terminal import out, safe, tell
from voiceguide.model.session import Session
from voiceguide.model.wish import Wish
from voiceguide.play.command import How
from voiceguide.play.device import LAST
from voiceguide.play.feed import Feed
from voiceguide.problems import ScriptErrors, Stop
from voiceguide.script import read_text
from voiceguide.voice.engine import Voice
from voiceguide.voice.engines import NoSuchVoice, best, choose, language_in, listing, spoken_by
from voiceguide.voice.passages import passage_of

SILENT: Final = "silent"
ENGLISH: Final = "en"
SENTENCE: Final = 3
"""Of the passage that voices are measured with."""


class NothingHeard(Stop):
    """There is no loudspeaker, for any of the voices."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, "With --device silent, what each of them says is shown in time.")


@click.command()
@click.argument("wanted", nargs=-1, metavar="[LANGUAGE|VOICE]…")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
def command(wanted: tuple[str, ...], device: str | None) -> int:
    """Hear a sentence of a meditation from each voice of a language, or from those that you name.

    Without any, the voices for English are heard. Ctrl-C ends it.
    """
    voices = dict.fromkeys(voice for one in wanted or (ENGLISH,) for voice in meant(one))
    if not voices:
        raise WrongUsage("There is nothing to hear from that.", "Name a language, or a voice that is not silent.")
    heard = Exit.FAILED
    for voice in voices:
        out(safe(f"{voice.full_name}  {voice.title}, {voice.quality}"))
        try:
            how = _hear(voice, device)
        except NothingHeard as silence:
            return end(silence)
        except Stop as trouble:
            end(trouble)  # the others may speak
            continue
        if how is not How.DONE:
            return STATUS[how]
        heard = Exit.DONE
    return heard


def meant(wanted: str) -> list[Voice]:
    """The voices of a language, the one that is taken first; or one voice by its name."""
    voices, _ = listing()
    language = language_in(wanted)
    speaking_it = [voice for voice in voices if voice.engine != SILENT and spoken_by((voice,), language)]
    if speaking_it:
        first = best(voices, language)
        return sorted(speaking_it, key=lambda voice: voice != first)
    try:
        _, voice = choose(wanted, ENGLISH)
    except NoSuchVoice as unknown:
        raise WrongUsage(unknown.message, unknown.hint) from unknown
    return [] if voice.engine == SILENT else [voice]


def _hear(voice: Voice, device: str | None) -> How:
    """Speak the sentence as a session would, and play it."""
    own = settings.settings(settings.folders().settings)
    with speaking() as progress, production_of(_session(voice), Wish(voice=voice.full_name, rate=own.rate)) as made:
        plan = made.plan(progress)
        if any(made.cast.lack_of(phrase) is not None for phrase in made.planner.phrases(None)):
            tell(safe(f"{voice.full_name} has no recording of this sentence; another voice says it."))
        feed = Feed()
        with loudspeaker_for(feed, device) as loudspeaker:
            unheard = loudspeaker.name == LAST  # then the words are shown in time
            if loudspeaker.instead is not None:
                if unheard:
                    raise NothingHeard(loudspeaker.instead.message)
                tell(safe(loudspeaker.instead.message))
            ending = perform(
                plan.timeline,
                made.mixer(plan),
                feed,
                loudspeaker,
                before="",
                plain=True,
                quiet=not unheard,
                own=own,
            )
    return ending.how


def _session(voice: Voice) -> Session:
    """A script of a few words, in the language of the voice."""
    passage = passage_of(voice.languages[0] if voice.languages else ENGLISH)
    words = passage.sentences[SENTENCE]
    text = f'title: A voice\nlanguage: {passage.language}\nsteps:\n  - "{words}"\n'
    session, problems = read_text(text, file=voice.full_name)
    if session is None:
        raise ScriptErrors(problems)
    return session
