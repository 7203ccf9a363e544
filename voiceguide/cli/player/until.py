"""`--until 07:30`: a session that ends on a minute of the local clock."""

import re
from datetime import datetime, timedelta
from typing import Final

import click

from voiceguide.units import SECOND, Milliseconds

_WRITTEN: Final = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
HOURS: Final = 24
MINUTES: Final = 60


class Minute(click.ParamType[tuple[int, int]]):
    """A minute of the day."""

    name = "minute"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read `07:30`."""
        if isinstance(value, tuple):
            return value
        written = _WRITTEN.fullmatch(str(value).strip())
        hour, minute = (int(part) for part in written.groups()) if written else (HOURS, MINUTES)
        if hour >= HOURS or minute >= MINUTES:
            self.fail("this is no time of the day; write it such as 07:30 or 21:15", param, ctx)
        return hour, minute


def left(until: tuple[int, int], now: datetime) -> Milliseconds:
    """How long it is from `now`, in local time, to the next time that the clock shows `until`.

    Where the clock is put forward or back meanwhile, that is considered.
    """
    end = now.replace(hour=until[0], minute=until[1], second=0, microsecond=0, fold=0)
    if end <= now:
        end += timedelta(days=1)
    return Milliseconds(round((end.timestamp() - now.timestamp()) * SECOND))
