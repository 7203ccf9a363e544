"""`voiceguide schema`."""

import json

import click

from voiceguide.cli.terminal import out
from voiceguide.script.schema import schema


@click.command()
def command() -> None:
    """Print the language as a JSON Schema for editors.

    Editors with yaml-language-server complete words, explain them, and mark those that are misspelt. 'voiceguide new'
    writes a script whose first line tells the editor where the schema is.
    """
    out(schema_text())


def schema_text() -> str:
    """The schema as it is printed and kept."""
    return json.dumps(schema(), indent=1, ensure_ascii=False)
