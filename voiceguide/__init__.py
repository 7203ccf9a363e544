"""An offline voice-guided session player: a YAML script becomes speech on an exact timeline.

As a library it does four things; each is imported when it is first asked for:

    import voiceguide

    session = voiceguide.load("body-scan")
    plan = voiceguide.plan(session, length="12m")
    voiceguide.render(session, "body-scan.flac", length="12m")
    voiceguide.play(session)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceguide.library import load, plan, play, render

__all__ = ["load", "plan", "play", "render"]


def __getattr__(name: str) -> object:
    """Import the library when one of its functions is asked for."""
    if name not in __all__:
        message = f"module 'voiceguide' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415  (as light as can be until then)

    return getattr(import_module("voiceguide.library"), name)
