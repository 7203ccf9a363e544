"""A duration in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from voiceguide.units import HOUR, MINUTE, SECOND, Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tongue:
    """How a language says durations."""

    count: Callable[[int, bool], str]
    """0 to 99 in words; the flag is True before a feminine unit."""
    units: tuple[tuple[str, str, bool], tuple[str, str, bool], tuple[str, str, bool]]
    """Hour, minute, second: one, several, whether feminine."""
    joined: str
    """Between the last two parts."""
    point: str
    """The decimal sign."""
    one: tuple[str, str, str] | None = None
    """One hour, one minute, one second, where that is not regular."""


def spoken_duration(length: Milliseconds, language: str) -> str:
    """`length` in the words of `language`; in digits with units where its numbers are not known here."""
    tongue = _TONGUES.get(language.split("-", maxsplit=1)[0].lower(), _DIGITS)
    parts = [
        _part(amount, index, tongue) for index, amount in enumerate((length // HOUR, length % HOUR // MINUTE)) if amount
    ]
    rest = length % MINUTE
    if rest or not parts:
        parts.append(_seconds(rest, tongue))
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}{tongue.joined}{parts[-1]}"


def _part(amount: int, index: int, tongue: _Tongue) -> str:
    one, many, feminine = tongue.units[index]
    if amount == 1 and tongue.one:
        return tongue.one[index]
    return f"{tongue.count(amount, feminine)} {one if amount == 1 else many}"


def _seconds(rest: int, tongue: _Tongue) -> str:
    whole, part = divmod(rest, SECOND)
    if not part:
        return _part(whole, 2, tongue)
    if tongue.count is _english and part == SECOND // 2:
        return f"{_english(whole, False)} and a half seconds" if whole else "half a second"  # noqa: FBT003  (a row's order)
    return f"{whole}{tongue.point}{f'{part:03d}'.rstrip('0')} {tongue.units[2][1]}"


def _digits(number: int, feminine: bool) -> str:  # noqa: ARG001, FBT001  (every tongue counts with the same arguments)
    return str(number)


def _plain(ones: str, tens: str, joint: str) -> Callable[[int, bool], str]:
    """Numbers made of a ten, a joint and a one."""
    small, large = ones.split(), tens.split()

    def count(number: int, feminine: bool) -> str:  # noqa: ARG001, FBT001  (as in the others)
        if number < len(small):
            return small[number]
        ten, one = divmod(number, 10)
        return large[ten - 2] + (joint + small[one] if one else "")

    return count


_english: Final = _plain(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "-",
)


def _ones_first(ones: str, tens: str, joint: str, one_joined: str) -> Callable[[int, bool], str]:
    """Numbers that say the one before the ten."""
    small, large = ones.split(), tens.split()

    def count(number: int, feminine: bool) -> str:  # noqa: ARG001, FBT001  (as in the others)
        if number < len(small):
            return small[number]
        ten, one = divmod(number, 10)
        begin = one_joined if one == 1 else small[one]
        glue = "ën" if joint == "en" and begin.endswith("e") else joint
        return begin + glue + large[ten - 2] if one else large[ten - 2]

    return count


_german: Final = _ones_first(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "und",
    "ein",
)
_dutch: Final = _ones_first(
    "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien",
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en",
    "een",
)


def _french(number: int, feminine: bool) -> str:  # noqa: FBT001  (a gender)
    small = [
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "dix-sept",
        "dix-huit",
        "dix-neuf",
    ]
    if number < len(small):
        return "une" if number == 1 and feminine else small[number]
    ten, one = divmod(number, 10)
    name = ["vingt", "trente", "quarante", "cinquante", "soixante"][min(ten, 6) - 2]
    if one == 1:
        return f"{name} et {'une' if feminine else 'un'}"
    return f"{name}-{small[one]}" if one else name


def _spanish(number: int, feminine: bool) -> str:  # noqa: FBT001  (a gender)
    small = [
        "cero",
        "un",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiún",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ]
    if feminine and number in {1, 21}:
        return {1: "una", 21: "veintiuna"}[number]
    if number < len(small):
        return small[number]
    ten, one = divmod(number, 10)
    name = ["treinta", "cuarenta", "cincuenta"][ten - 3]
    return f"{name} y {'una' if one == 1 and feminine else small[one]}" if one else name


def _italian(number: int, feminine: bool) -> str:  # noqa: FBT001  (a gender)
    small = [
        "zero",
        "un",
        "due",
        "tre",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci",
        "undici",
        "dodici",
        "tredici",
        "quattordici",
        "quindici",
        "sedici",
        "diciassette",
        "diciotto",
        "diciannove",
    ]
    if number < len(small):
        return "una" if number == 1 and feminine else small[number]
    ten, one = divmod(number, 10)
    name = ["venti", "trenta", "quaranta", "cinquanta"][ten - 2]
    if one in {1, 8}:
        return name[:-1] + ("uno" if one == 1 else "otto")
    return name + ("tré" if one == 3 else small[one]) if one else name  # noqa: PLR2004  (only three has an accent)


def _portuguese(number: int, feminine: bool) -> str:  # noqa: FBT001  (a gender)
    small = [
        "zero",
        "um",
        "dois",
        "três",
        "quatro",
        "cinco",
        "seis",
        "sete",
        "oito",
        "nove",
        "dez",
        "onze",
        "doze",
        "treze",
        "catorze",
        "quinze",
        "dezesseis",
        "dezessete",
        "dezoito",
        "dezenove",
    ]
    if number < len(small):
        return {1: "uma", 2: "duas"}.get(number, small[number]) if feminine else small[number]
    ten, one = divmod(number, 10)
    name = ["vinte", "trinta", "quarenta", "cinquenta"][ten - 2]
    return f"{name} e {_portuguese(one, feminine)}" if one else name


_DIGITS: Final = _Tongue(
    count=_digits, units=(("h", "h", False), ("min", "min", False), ("s", "s", False)), joined=" ", point="."
)

_TONGUES: Final = {
    "en": _Tongue(
        count=_english,
        units=(("hour", "hours", False), ("minute", "minutes", False), ("second", "seconds", False)),
        joined=" and ",
        point=".",
    ),
    "de": _Tongue(
        count=_german,
        units=(("Stunde", "Stunden", True), ("Minute", "Minuten", True), ("Sekunde", "Sekunden", True)),
        joined=" und ",
        point=",",
        one=("eine Stunde", "eine Minute", "eine Sekunde"),
    ),
    "nl": _Tongue(
        count=_dutch,
        units=(("uur", "uur", False), ("minuut", "minuten", False), ("seconde", "seconden", False)),
        joined=" en ",
        point=",",
    ),
    "fr": _Tongue(
        count=_french,
        units=(("heure", "heures", True), ("minute", "minutes", True), ("seconde", "secondes", True)),
        joined=" et ",
        point=",",
    ),
    "es": _Tongue(
        count=_spanish,
        units=(("hora", "horas", True), ("minuto", "minutos", False), ("segundo", "segundos", False)),
        joined=" y ",
        point=",",
    ),
    "it": _Tongue(
        count=_italian,
        units=(("ora", "ore", True), ("minuto", "minuti", False), ("secondo", "secondi", False)),
        joined=" e ",
        point=",",
        one=("un'ora", "un minuto", "un secondo"),
    ),
    "pt": _Tongue(
        count=_portuguese,
        units=(("hora", "horas", True), ("minuto", "minutos", False), ("segundo", "segundos", False)),
        joined=" e ",
        point=",",
    ),
}
