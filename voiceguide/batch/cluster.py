"""Tasks on other machines, by Dask: a scheduler that somebody runs gives them to its workers.

What a task takes and gives is sent over the network, so that no disk needs to be shared.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, TypeVar
from warnings import catch_warnings, simplefilter

from voiceguide.batch.crew import Began, Crashed, Ended
from voiceguide.batch.queue import Queue
from voiceguide.problems import Stop

T = TypeVar("T")
R = TypeVar("R")

PATIENCE_S: Final = 10
"""So long a scheduler has to answer."""


class NoCluster(Stop):
    """There is no scheduler, or nothing to talk to it with."""


def worked_elsewhere(
    tasks: Sequence[T], work: Callable[[T], R], words_of: Callable[[T], Hashable], address: str
) -> Iterator[Began | Ended[R] | Crashed]:
    """Work on all tasks with the workers of the scheduler at `address`, and tell what happens.

    `work` must be a thing that every worker can import. Raises NoCluster.
    """
    client = _client(address)
    try:
        yield from _worked(tasks, work, words_of, client)
    finally:
        client.close()


def _worked(
    tasks: Sequence[T],
    work: Callable[[T], R],
    words_of: Callable[[T], Hashable],
    client: Any,  # noqa: ANN401  (Dask's client has no types)
) -> Iterator[Began | Ended[R] | Crashed]:
    queue = Queue(tasks, words_of)
    done = import_module("distributed").as_completed(loop=client.loop)
    asked: dict[str, tuple[int, Any]] = {}
    while True:
        while (turn := queue.take()) is not None:
            number, task = turn
            with catch_warnings():
                simplefilter("ignore")  # that a session has sounds, and is large
                future = client.submit(work, task, pure=False, retries=0)
            asked[future.key] = (number, future)
            done.add(future)
            yield Began(number=number)
        if not asked:
            return
        future = next(done)
        number, _ = asked.pop(future.key)
        queue.done(number)
        error = future.exception()
        if error is None:
            yield Ended(number=number, result=future.result())
        else:
            yield Crashed(number=number, how=f"did not do it: {type(error).__name__}: {error}")
        future.release()


def _client(address: str) -> Any:  # noqa: ANN401  (Dask's client has no types)
    try:
        distributed = import_module("distributed")
    except ImportError as missing:
        raise NoCluster(
            "To work on several machines, voiceguide needs Dask.", "Type: pip install 'voiceguide[cluster]'"
        ) from missing
    try:
        client = distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        hint = "Look at its address, such as tcp://192.168.1.10:8786; 'dask scheduler' starts one and tells it."
        raise NoCluster(f"No scheduler answers at {address}.", hint) from error
    if not client.scheduler_info()["workers"]:
        client.close()
        hint = f"Start one on every machine, where voiceguide is installed too: dask worker {address}"
        raise NoCluster(f"The scheduler at {address} has no workers.", hint)
    return client
