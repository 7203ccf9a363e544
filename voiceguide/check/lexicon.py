"""Words that tell what a text asks of the listener: patterns, one set for each language that is known.

They look for instructions, not for mentions: what is only denied, put off or made to depend on something does not count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.check.numbers import ENGLISH, GERMAN, Numerals
from voiceguide.check.view import LYING, UPRIGHT
from voiceguide.model.steps import Posture

Fits = frozenset[Posture]

_BEGIN_EN: Final = r"(?:^|[.,;:!?]\s*|\b(?:now|then|and|please|slowly|gently|carefully|to)\s+)"
_BEGIN_DE: Final = r"(?:^|[.,;:!?]\s*|\b(?:nun|jetzt|dann|und|bitte|langsam|sanft|vorsichtig)\s+)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What to look for in one language."""

    numerals: Numerals
    not_now: re.Pattern[str]
    """In front of an instruction: it is not meant, or not for now."""
    looking: re.Pattern[str]
    told: tuple[tuple[re.Pattern[str], str, Fits], ...]
    """Instructions to change posture: the pattern, what it tells, and the postures in which it changes nothing."""
    rolling: re.Pattern[str]
    """Getting up from lying."""
    holding_breath: re.Pattern[str]
    tensing: re.Pattern[str]
    announcing: re.Pattern[str]
    """A silence is coming."""
    feet: re.Pattern[str]
    flat_feet: re.Pattern[str]
    """Feet that only stand there."""
    breath_in_words: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    """Breathing in, holding, breathing out."""

    def tells(self, text: str, pattern: re.Pattern[str]) -> bool:
        """Whether a text gives an instruction, and means it now."""
        return any(not self._put_off(text, match) for match in pattern.finditer(text))

    def changes(self, text: str, posture: Posture) -> Iterator[str]:
        """The changes of posture that a text asks for."""
        for pattern, what, fits in self.told:
            if posture not in fits and self.tells(text, pattern):
                yield what

    def _put_off(self, text: str, match: re.Match[str]) -> bool:
        return self.not_now.search(text, 0, match.start()) is not None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ENGLISH: Final = Lexicon(
    numerals=ENGLISH,
    not_now=_words(
        r"\b(?:before|when|if|until|after|without|not|never|don['’]t|avoid|no need|rather than|instead of|imagin\w+|later"
        r"|next time|as if|once you)\b"
    ),
    looking=_words(
        r"\bas (?:you (?:can )?see|shown|in the (?:picture|video|image))\b|\byou (?:can |will )?see (?:here|me|on)\b"
        r"|\blook at (?:me|the|this|that|your|my)\b|\bwatch (?:me|the (?:screen|video|picture))\b"
        r"|\b(?:on|at) (?:the|your) screen\b|\bread the\b"
    ),
    told=(
        (_words(r"\bstand(?:ing)? up\b|\bget up\b|\b(?:get|come|rise|push|up) (?:\w+ )?(?:on)?to (?:your feet|standing)\b"
                + rf"|{_BEGIN_EN}stand (?:tall|with|beside|behind|on|in|at|next)\b"),
         "stand up", UPRIGHT),
        (_words(r"\blie (?:back )?down\b" + rf"|{_BEGIN_EN}lie (?:back|flat|on)\b|\bcome (?:down )?onto your back\b"),
         "lie down", LYING),
        (_words(r"\b(?:roll|turn) (?:over )?(?:on ?to|to) (?:one|your|the) (?:(?:left|right|other) )?side\b"),
         "roll over", frozenset({Posture.SIDE_LYING})),
        (_words(r"\b(?:roll|turn) (?:over )?on ?to your (?:belly|front|stomach)\b"),
         "roll over", frozenset({Posture.PRONE})),
        (_words(r"\b(?:roll|turn) (?:over )?on ?to your back\b"), "roll over", frozenset({Posture.LYING})),
        (_words(r"\b(?:roll|turn) over\b(?! (?:on ?to|to))"), "roll over", frozenset()),
    ),
    rolling=_words(r"\broll (?:over|on ?to|to)\b|\bpush (?:yourself )?up\b|\bcome up (?:on)?to sitting\b|\bsit up\b"),
    holding_breath=_words(r"\bhold(?:ing)? (?:your|the|that|this) (?:in-|out-)?breath\b|\bhold it in\b"),
    tensing=_words(
        rf"{_BEGIN_EN}tense (?:up|your|the|both|it|them|all|every)\b|\bmake (?:a |two |one )?(?:tight |firm )?fists?\b"
        r"|\binto (?:a |two )?(?:tight |firm )?fists?\b|\bclench (?:your|the|both)\b"
    ),
    announcing=_words(
        r"\bsilen(?:t|ce|tly)\b|\bin quiet\b|\bquiet (?:time|minutes?|moments?)\b|\b(?:be|stay|rest|sit|lie) quiet(?:ly)?\b"
        r"|\bstillness\b|\bown (?:pace|time)\b|\bon your own\b|\bby yourself\b|\bfor (?:a|some|as) (?:while|time|long)\b"
        r"|\ba few minutes\b|\buntil (?:you hear|the (?:bell|chime)|i )|\bi will (?:be|speak|come|say|tell)\b|\ba bell\b"
        r"|\bfor the rest of\b|\btake (?:your|all the) time\b"
    ),
    feet=_words(r"\b(?:foot|feet)\b"),
    flat_feet=_words(
        r"\b(?:foot|feet) (?:are |is |rest |resting |stay )?(?:flat|on|apart|hip)\b|\b(?:leg|legs) and (?:the )?f(?:ee|oo)t\b"
    ),
    breath_in_words=(
        _words(r"\bin\b|\binhale"),
        _words(r"\b(?:hold|keep|pause|stay)\b"),
        _words(r"\bout\b|\bexhale"),
    ),
)  # fmt: skip

_GERMAN: Final = Lexicon(
    numerals=GERMAN,
    not_now=_words(
        r"\b(?:bevor|wenn|falls|bis|nachdem|ohne|nicht|nie|niemals|kein\w*|statt|vorstell\w+|stell dir|später|als ob|sobald)\b"
    ),
    looking=_words(r"\bwie (?:du|sie|ihr) (?:siehst|sehen|seht)\b|\b(?:siehst|sehen sie) (?:hier|auf)\b"
                   r"|\bauf dem bildschirm\b|\b(?:schau|sieh|schauen sie|sehen sie) (?:auf|dir|sich|das|die|den)\b"),
    told=(
        (_words(r"\b(?:steh|stehe|stehen sie) (?:\w+ ){0,2}auf\b|\bkomm\w* (?:\w+ ){0,3}(?:in den stand|zum stehen)\b"),
         "aufstehen", UPRIGHT),
        (_words(r"\b(?:leg|lege|legen sie) (?:dich|sich) (?:\w+ ){0,2}(?:hin|auf|nieder|zurück)\b"), "hinlegen", LYING),
        (_words(r"\b(?:roll|rolle|rollen sie|dreh|drehe|drehen sie) (?:dich|sich) (?:\w+ ){0,2}(?:auf|um|zur|herum)\b"),
         "umdrehen", frozenset({Posture.SIDE_LYING})),
    ),
    rolling=_words(rf"{_BEGIN_DE}(?:roll|rolle|rollen sie) (?:dich|sich)\b|\bsetz\w* (?:dich|sich) auf\b"),
    holding_breath=_words(r"\b(?:halte?|halten sie) (?:\w+ )?(?:den|deinen|ihren) atem\b|\b(?:halte?|halten sie) die luft an\b"),
    tensing=_words(
        rf"{_BEGIN_DE}(?:spann|spanne|spannen sie) (?:\w+ ){{1,4}}an\b|\b(?:ball\w*|mach\w*) (?:\w+ ){{0,3}}(?:faust|fäuste)\b"
    ),
    announcing=_words(
        r"\bstille\b|\bstill\b|\bruhe\b|\beigenen? (?:tempo|zeit|rhythmus)\b|\bfür (?:eine )?(?:weile|einige zeit)\b"
        r"|\bbis (?:du|sie|der|die|zum|zur)\b|\beinige minuten\b|\bglocke\b|\bgong\b"
    ),
    feet=_words(r"\b(?:fuß|füße|füßen)\b"),
    flat_feet=_words(r"\bfüße (?:stehen|flach|auf|hüftbreit)\b|\bbeine? und füße?\b"),
    breath_in_words=(_words(r"\bein\b|\beinatmen"), _words(r"\bhalt\w*\b"), _words(r"\baus\b|\bausatmen")),
)  # fmt: skip

_LEXICONS: Final = {"en": _ENGLISH, "de": _GERMAN}


def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language such as `en-GB`; None for one whose words are not known."""
    return _LEXICONS.get(language.partition("-")[0].lower())
