"""Work that kills the process that does it, for one file."""

import os
import signal

from voiceguide.cli.batch.task import Grow, Outcome, Task
from voiceguide.cli.batch.task import work as true_work


def work(task: Task, grow: Grow) -> Outcome:
    """As it should be, but for one."""
    if task.name == "two 20s silent-2s.wav":
        os.kill(os.getpid(), signal.SIGKILL)
    return true_work(task, grow)
