"""The words that stand in a step itself, not in those inside of it."""

from collections.abc import Iterator

from voiceguide.model.steps import Breathe, Hold, MoveTo, Say, Sentence, SetEyes, Step, Text


def sentences_of(step: Step) -> Iterator[Sentence]:
    """Every sentence of one step."""
    match step:
        case Say():
            yield from _in(step.text)
        case Hold():
            yield from _in(step.say)
            if step.on is not None:
                yield step.on
            yield from (sentence for _, sentence in step.during)
        case Breathe():
            yield from (phase.word for phase in step.phases)
        case MoveTo() | SetEyes():
            yield from _in(step.say)
        case _:
            pass


def _in(text: Text) -> Iterator[Sentence]:
    return (item for item in text if isinstance(item, Sentence))
