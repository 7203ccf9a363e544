"""`voiceguide voices`."""

import click

from voiceguide.cli.terminal import out, safe, table, tell
from voiceguide.voice.engine import EngineMissing, Voice
from voiceguide.voice.engines import engine_named, registered, spoken_by


@click.command()
@click.argument("language", required=False)
def command(language: str | None) -> None:
    """List the voices.

    With LANGUAGE, such as en or de-AT, only those that speak it.
    """
    rows: list[tuple[str, str, str]] = []
    missing: list[str] = []
    for name in registered():
        try:
            voices = engine_named(name).voices()
        except EngineMissing as trouble:
            missing += [trouble.message, trouble.hint]
            continue
        rows += [_row(voice) for voice in voices if language is None or spoken_by((voice,), language)]
    if rows:
        out(table(rows))
    for line in missing:
        tell(safe(line))


def _row(voice: Voice) -> tuple[str, str, str]:
    return voice.full_name, ", ".join(voice.languages) or "any", f"{voice.title}, {voice.quality}"
