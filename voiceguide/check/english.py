"""The words of English."""

from typing import Final

from voiceguide.check.lexicon import Lexicon, Telling, words
from voiceguide.check.numbers import ENGLISH as NUMERALS
from voiceguide.check.view import LYING, UPRIGHT
from voiceguide.model.choices import Posture

_BEGIN: Final = r"(?:^|[.,;:!?]\s*|\b(?:now|then|and|please|slowly|gently|carefully|to)\s+)"
"""In front of an instruction."""

_ROLL: Final = r"(?<!\bthem )(?<!\bit )(?<!\bknees )(?<!\blegs )\b(?:roll|turn) (?:over )?(?:on ?to|to)"
"""Of the listener, not of the knees that are let roll to one side."""

ENGLISH: Final = Lexicon(
    numerals=NUMERALS,
    not_now=words(
        r"\b(?:before|when|if|until|after|once|later|next time|imagin\w+|as if)\b",
        r"\b(?:without|not|never|avoid|no need|rather than|instead of)\b",
        r"\bdon.t\b",
    ),
    looking=words(
        r"\bas (?:you (?:can )?see|shown|in the (?:picture|video|image))\b",
        r"\byou (?:can |will )?see (?:here|me|on)\b",
        r"\blook at (?:me|the|this|that|your|my)\b",
        r"\bwatch (?:me|the (?:screen|video|picture))\b",
        r"\b(?:on|at) (?:the|your) screen\b",
        r"\bread the\b",
    ),
    told=(
        Telling(
            pattern=words(
                r"\bstand(?:ing)? up\b",
                r"\bget up\b",
                r"\b(?:get|come|rise|push|up) (?:\w+ )?(?:on)?to (?:your feet|standing)\b",
                rf"{_BEGIN}stand (?:tall|with|beside|behind|on|in|at|next)\b",
            ),
            what="stand up",
            fits=UPRIGHT,
        ),
        Telling(
            pattern=words(
                r"\blie (?:back )?down\b", r"\bcome (?:down )?onto your back\b", rf"{_BEGIN}lie (?:back|flat|on)\b"
            ),
            what="lie down",
            fits=LYING,
        ),
        Telling(
            pattern=words(rf"{_ROLL} (?:one|your|the) (?:(?:left|right|other) )?side\b"),
            what="roll over",
            fits=frozenset({Posture.SIDE_LYING}),
        ),
        Telling(
            pattern=words(rf"{_ROLL} your (?:belly|front|stomach)\b"),
            what="roll over",
            fits=frozenset({Posture.PRONE}),
        ),
        Telling(pattern=words(rf"{_ROLL} your back\b"), what="roll over", fits=frozenset({Posture.LYING})),
        Telling(pattern=words(r"\b(?:roll|turn) over\b(?! (?:on ?to|to))"), what="roll over", fits=frozenset()),
    ),
    rolling=words(
        r"\broll (?:over|on ?to|to)\b", r"\bpush (?:yourself )?up\b", r"\bcome up (?:on)?to sitting\b", r"\bsit up\b"
    ),
    holding_breath=words(r"\bhold(?:ing)? (?:your|the|that|this) (?:in-|out-)?breath\b", r"\bhold it in\b"),
    tensing=words(
        rf"{_BEGIN}tense (?:up|your|the|both|it|them|all|every)\b",
        r"\bmake (?:a |two |one )?(?:tight |firm )?fists?\b",
        r"\binto (?:a |two )?(?:tight |firm )?fists?\b",
        r"\bclench (?:your|the|both)\b",
    ),
    announcing=words(
        r"\bsilen(?:t|ce|tly)\b",
        r"\bin quiet\b",
        r"\bquiet (?:time|minutes?|moments?)\b",
        r"\b(?:be|stay|rest|sit|lie) quiet(?:ly)?\b",
        r"\bstillness\b",
        r"\bown (?:pace|time)\b",
        r"\bon your own\b",
        r"\bby yourself\b",
        r"\btake (?:your|all the) time\b",
        r"\bfor (?:a|some|as) (?:while|time|long)\b",
        r"\bfor the rest of\b",
        r"\ba few minutes\b",
        r"\buntil (?:you hear|the (?:bell|chime)|i )",
        r"\bi will (?:be|speak|come|say|tell)\b",
        r"\ba bell\b",
    ),
    feet=words(r"\b(?:foot|feet)\b"),
    parts=words(
        r"\b(?:hands?|fists?|arms?|elbows?|shoulders?|face|jaw|teeth|eyes|forehead|eyebrows|neck|chin|chest|belly|back)\b",
        r"\b(?:thighs?|calf|calves|buttocks|hips|(?:lower |whole )?legs?)\b",
    ),
    flat_feet=words(
        r"\b(?:foot|feet) (?:are |is |rest |resting |stay )?(?:flat|on|apart|hip)\b",
        r"\blegs? and (?:the )?f(?:ee|oo)t\b",
    ),
    breath_in_words=(
        words(r"\bin\b", r"\binhale"),
        words(r"\b(?:hold|keep|pause|stay)\b"),
        words(r"\bout\b", r"\bexhale"),
    ),
)
