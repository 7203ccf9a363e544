"""`voiceguide record`."""

from importlib import import_module

import click

from voiceguide.cli.exits import Exit
from voiceguide.cli.wishes import Setting


@click.command()
@click.argument("wanted", metavar="NAME|FILE")
@click.option("--as", "name", required=True, metavar="VOICE", help="What your voice is called, such as anna.")
@click.option(
    "--set", "set_", type=Setting(), multiple=True, metavar="KEY=VALUE",
    help="Record also what is said with this option of the session. May be given again.",
)  # fmt: skip
@click.option("--role", default="", metavar="ROLE", help="Record what this role of the script says.")
@click.option("--list", "only_list", is_flag=True, help="Only list the phrases, and what is wrong with recordings.")
@click.option(
    "--redo", type=click.IntRange(1), multiple=True, metavar="N",
    help="Record phrase N of the list anew. May be given again.",
)  # fmt: skip
@click.option("--no-model", is_flag=True, help="Do not say the phrases beforehand.")
@click.option("--voice", default="", metavar="V", help="Who says them; 'voiceguide voices' lists who can.")
@click.option("--device", metavar="D", help="A sound device; 'voiceguide devices' lists them.")
@click.option("--plain", is_flag=True, help="Lines that a screen reader can read, and a tone where recording begins.")
def command(
    wanted: str,
    name: str,
    set_: tuple[tuple[str, str], ...],
    role: str,
    *,
    redo: tuple[int, ...],
    voice: str,
    device: str | None,
    only_list: bool,
    no_model: bool,
    plain: bool,
) -> int:
    """Record a session with your own voice.

    You are led through every phrase of the session: it is shown and said, then it is your turn. Enter begins, Enter or
    a silence ends; you hear it again, and keep it or repeat it. Leave at any time with l, and go on another day with
    the same command: what was kept is kept. Then 'voiceguide play NAME --voice VOICE' speaks with your voice.
    """
    recording = import_module("voiceguide.cli.recording.sitting")
    plan = recording.plan_of(wanted, name, dict(set_), role)
    if only_list:
        return Exit.DONE if recording.listed(plan) else Exit.FAILED
    recording.lead(plan, redo=redo, voice=None if no_model else voice, device=device, plain=plain)
    return Exit.DONE
