"""The words of German."""

from typing import Final

from voiceguide.check.lexicon import Lexicon, Telling, words
from voiceguide.check.numbers import GERMAN as NUMERALS
from voiceguide.check.view import LYING, UPRIGHT
from voiceguide.model.choices import Posture

_BEGIN: Final = r"(?:^|[.,;:!?]\s*|\b(?:nun|jetzt|dann|und|bitte|langsam|sanft|vorsichtig)\s+)"
"""In front of an instruction."""

_SELF: Final = r"(?:dich|sich|euch)"

GERMAN: Final = Lexicon(
    numerals=NUMERALS,
    not_now=words(
        r"\b(?:bevor|wenn|falls|bis|nachdem|später|als ob|sobald)\b",
        r"\b(?:ohne|nicht|nie|niemals|kein\w*|statt|vorstell\w+|stell dir)\b",
    ),
    looking=words(
        r"\bwie (?:du|sie|ihr) (?:siehst|sehen|seht)\b",
        r"\b(?:siehst du|sehen sie) (?:hier|auf)\b",
        r"\bauf dem bildschirm\b",
        r"\b(?:schaue?|sieh|schauen sie|sehen sie) (?:auf|dir|sich) (?:das|die|den)\b",
    ),
    told=(
        Telling(
            pattern=words(
                r"\b(?:stehe?|stehen sie) (?:\w+ ){0,2}auf\b", r"\bkomm\w* (?:\w+ ){0,3}(?:in den stand|zum stehen)\b"
            ),
            what="stand up",
            fits=UPRIGHT,
        ),
        Telling(
            pattern=words(rf"\b(?:lege?|legen sie|legt) {_SELF} (?:\w+ ){{0,2}}(?:hin|auf|nieder|zurück)\b"),
            what="lie down",
            fits=LYING,
        ),
        Telling(
            pattern=words(rf"\b(?:rolle?|rollen sie|drehe?|drehen sie) {_SELF} (?:\w+ ){{0,2}}(?:auf|um|zur|herum)\b"),
            what="roll over",
            fits=frozenset({Posture.SIDE_LYING}),
        ),
    ),
    rolling=words(rf"{_BEGIN}(?:rolle?|rollen sie) {_SELF}\b", rf"\bsetz\w* {_SELF} auf\b"),
    holding_breath=words(
        r"\b(?:halte?|halten sie) (?:\w+ )?(?:den|deinen|ihren) atem\b", r"\b(?:halte?|halten sie) die luft an\b"
    ),
    tensing=words(
        rf"{_BEGIN}(?:spanne?|spannen sie) (?:\w+ ){{1,4}}an\b", r"\b(?:ball|mach)\w* (?:\w+ ){0,3}(?:faust|fäuste)\b"
    ),
    announcing=words(
        r"\bstille?\b",
        r"\bruhe\b",
        r"\beigene[nrs]? (?:tempo|zeit|rhythmus)\b",
        r"\bfür (?:eine )?(?:weile|einige zeit)\b",
        r"\blass\w* (?:dir|ihnen|sich) zeit\b",
        r"\bbis (?:du|sie|der|die|zum|zur)\b",
        r"\beinige minuten\b",
        r"\b(?:glocke|gong|klang)\b",
    ),
    feet=words(r"\b(?:fuß|füße|füßen)\b"),
    parts=words(
        r"\b(?:hand|hände|faust|fäuste|arme?|ellbogen|schultern?|gesicht|kiefer|zähne|augen|stirn|nacken|hals|brust)\b",
        r"\b(?:bauch|rücken|oberschenkel|unterschenkel|waden?|gesäß|beine?)\b",
    ),
    flat_feet=words(r"\bfüße (?:stehen|flach|auf|hüftbreit)\b", r"\bbeine? und füße?\b"),
    breath_in_words=(
        words(r"\bein\b", r"\beinatmen"),
        words(r"\bhalt\w*\b"),
        words(r"\baus\b", r"\bausatmen"),
    ),
)
